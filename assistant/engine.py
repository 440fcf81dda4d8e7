"""A question to the sentences that answer it, or to the plain word that none does."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from threading import BoundedSemaphore, Semaphore

from assistant.answer import Answer, Citation, SearchResult
from assistant.evidence import fitting
from assistant.evidence.candidates import candidates, following, other_forms
from assistant.evidence.finding import FIRST_WEIGHED
from assistant.evidence.matching import Term, lookup, question_terms
from assistant.evidence.missing import absent, unmet
from assistant.evidence.ranking import in_line, nearest, reranked, worth_showing
from assistant.evidence.sureness import surest
from assistant.evidence.wanted import holds_wanted
from assistant.evidence.weighing import Evidence, weigh
from assistant.language.glossary import GlossaryFile
from assistant.language.vocabulary import Vocabulary, glossary_file
from assistant.questions.conversation import talk, understood
from assistant.questions.courtesy import plainly_put
from assistant.questions.kinds import Wanted
from assistant.questions.meetings import Meetings, meetings_asked
from assistant.questions.question import Question, analyse, check_length
from assistant.questions.relative import dated
from assistant.questions.several import parts, parts_at_most
from assistant.questions.spelling import respelt
from assistant.questions.whole import AT_ANY
from assistant.quotations.citing import cited
from assistant.quotations.enumerating import enumerated
from assistant.quotations.everywhere import MOST_ANYWHERE, everywhere, from_the_last
from assistant.quotations.meetings import of_their_time
from assistant.quotations.pending import pending_of
from assistant.quotations.revising import with_revisions
from assistant.quotations.selection import MOST_LIST_ITEMS, choose
from assistant.quotations.summing_up import summed_up
from assistant.wording import framing
from assistant.wording.listing import listed
from assistant.wording.refusing import not_found
from assistant.wording.told import Told, put, put_in_turn, put_reply, put_whole
from index.hit import Filters, Hit
from index.snapshot import Snapshot, check_query

_EVERYWHERE = 100
"""Paragraphs that are read for all that documents have of a subject."""
_EXTRACTS, _MOST_EXTRACTS = 5, 12
_UNSURE = 0.05
TURNS = 2
"""So many compute at once in a process: with one more, all wait longer than in turn."""
NO_FILTER = Filters()


class Assistant:
    """Answers from one snapshot of the index. Usable from threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        glossary: GlossaryFile | None = None,
        turns: Semaphore | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`glossary` is that of the data folder where none is given; `turns` are those that it
        takes with others; "l'an dernier" is told from `today`. Raises GlossaryError."""
        self.snapshot = snapshot
        self._turns = turns or BoundedSemaphore(TURNS)
        self._glossary = glossary or glossary_file(snapshot.data_dir)
        self._known: Vocabulary | None = None
        self._today = today
        self._pending = pending_of(snapshot.document, snapshot.paragraphs)

    def search(self, query: str, *, k: int = 10, filters: Filters = NO_FILTER) -> SearchResult:
        """The k best paragraphs that share words with the query or mean something like it, by
        how much of it their best sentence meets; fewer where no more do, and the first ones the
        same whatever k, so that what is found can be paged.

        Raises InvalidQuestionError, and index.errors.InvalidQueryError.
        """
        check_query(query if any(map(str.isalnum, query)) else "", k=k)
        with self._turns:
            return self._search(query, k=k, filters=filters)

    def _search(self, query: str, *, k: int, filters: Filters) -> SearchResult:
        started = time.perf_counter()
        question = analyse(self._respelt(plainly_put(dated(query, self._today()))))
        asked = self._terms(question)
        hits = candidates(self.snapshot, question, asked, filters, k=FIRST_WEIGHED)
        searched = _since(started)
        near = worth_showing(reranked(hits, self._weighed(question, asked, hits)))
        ranked = [*islice(near, k)]
        if k > len(ranked):
            after = following(self.snapshot, hits, question, asked, filters)
            more = reranked(after, self._weighed(question, asked, after))
            ranked = [*islice(worth_showing([*ranked, *more]), k)]
        timings = {"search": searched, "total": _since(started)}
        looked_for = frozenset(lookup(asked)).union(*other_forms(asked))
        return SearchResult(query, in_line(ranked), timings, looked_for, question.text)

    def ask(self, question: str, *, previous: str = "", filters: Filters = NO_FILTER) -> Answer:
        """`previous` is the last question of the conversation as it was understood.

        Raises InvalidQuestionError.
        """
        check_length(question)
        with self._turns:
            return self._ask(question, previous=previous, filters=filters)

    def _ask(self, question: str, *, previous: str, filters: Filters) -> Answer:
        started = time.perf_counter()
        if said := talk(question):
            said_in = analyse(question)
            reply = framing.replied(said, said_in.language, self.snapshot.document_count)
            return replace(put_reply(said_in, reply), timings_ms={"total": _since(started)})
        analysed = analyse(self._respelt(understood(question, previous, today=self._today())))
        meetings = self._meetings(analysed, filters)
        whole = self._whole(analysed, meetings) if meetings and meetings.minutes else None
        answer = whole or self._in_parts(analysed, meetings, filters)
        timings = {**answer.timings_ms, "total": _since(started)}
        if "search" in timings:
            timings["read"] = timings["total"] - timings["search"]
        return replace(answer, question=question, timings_ms=timings)

    def _in_parts(self, question: Question, meetings: Meetings | None, filters: Filters) -> Answer:
        """The things that are asked, one after another, with what tells of all of them at once
        where something tells not all; none is told where nothing tells one alone."""
        asked = parts(question)
        whole = self._told(question, meetings, filters)
        if len(asked) == 1 and not whole.citations:
            asked = parts_at_most(question)
        if len(asked) == 1:
            return put(whole)
        met = [self._meetings(part.question, filters) for part in asked]
        if any(of_part and of_part.minutes for of_part in met):
            return put(whole)
        told: list[Told] = []
        for part, of_part in zip(asked, met, strict=True):
            is_told = part.is_bare and (
                not told[-1].citations or self._tell(told[-1].citations, part.question)
            )
            told.append(told[-1] if is_told else self._told(part.question, of_part, filters))
        if asked[0].question.wanted is Wanted.REASON and not told[0].citations:
            return put(whole)  # it may not be so at all, and what is asked besides is of that
        if not any(one.citations for one in told):
            return put(whole if whole.refusal else replace(told[0], question=question))
        each = [*zip((part.asked for part in asked), told, strict=True)]
        if not all(one.citations for one in told):
            shown = [citation for one in (*told, whole) for citation in one.citations]
            each = [
                (text, replace(one, may_be_told=self._tell(shown, one.question)))
                for text, one in each
            ]
            each += [(question.text, whole)] if whole.citations else []
        return put_in_turn(question, each)

    def _tell(self, citations: Sequence[Citation], question: Question) -> bool:
        """Whether what answers one thing holds the kind of another that is asked of it."""
        asked = self._terms(question)
        return any(
            holds_wanted(question, asked, None, citation.quote, citation.paragraph)
            for citation in citations
        )

    def _told(self, question: Question, meetings: Meetings | None, filters: Filters) -> Told:
        started = time.perf_counter()
        asked = self._terms(question)
        k = _EVERYWHERE if question.is_everywhere else FIRST_WEIGHED
        hits = candidates(self.snapshot, question, asked, filters, k=k)
        searched = _since(started)
        evidence = self._weighed(question, asked, hits)
        if meetings and not meetings.minutes:
            evidence = of_their_time(question, evidence)
        told = self._answer(question, asked, hits, evidence, filters)
        retrieved = tuple(hit.paragraph.id for hit in hits)
        return replace(told, retrieved=retrieved, searched_ms=searched)

    def extracts(self, answer: Answer, *, filters: Filters = NO_FILTER) -> tuple[Citation, ...]:
        """What a language model may write the answer from: its quotations, then those of the
        paragraphs that come next, numbered from 1."""
        question = analyse(answer.understood)
        asked = self._terms(question)
        hits = candidates(self.snapshot, question, asked, filters, k=FIRST_WEIGHED)
        evidence = [e for e in self._weighed(question, asked, hits) if not e.unmet]
        best = {e.hit.paragraph.id: e for e in reversed(evidence)}
        near = sorted(best.values(), key=lambda e: -e.score)[:_EXTRACTS]
        told = {(c.paragraph.id, c.start) for c in answer.citations}
        more = [
            c
            for c in cited(question, near, evidence, self.snapshot.paragraphs)
            if (c.paragraph.id, c.start) not in told
        ]
        given = [*answer.citations, *more][:_MOST_EXTRACTS]
        return tuple(replace(citation, marker=n) for n, citation in enumerate(given, start=1))

    def _respelt(self, text: str) -> str:
        vocabulary = self._vocabulary()

        def frequency(term: str) -> int:
            return self.snapshot.document_frequency(term) or int(vocabulary.knows(term))

        return respelt(text, frequency=frequency, alike=self.snapshot.words_like)

    def _terms(self, question: Question) -> tuple[Term, ...]:
        vocabulary = self._vocabulary()
        return question_terms(
            question,
            frequency=self.snapshot.document_frequency,
            paragraphs=self.snapshot.paragraph_count,
            words=vocabulary.words,
            acronyms=vocabulary.acronyms,
        )

    def _weighed(
        self, question: Question, asked: Sequence[Term], hits: Sequence[Hit]
    ) -> tuple[Evidence, ...]:
        return weigh(question, asked, hits, self.snapshot.paragraphs)

    def _vocabulary(self) -> Vocabulary:
        """With the glossary as its file is now."""
        glossary = self._glossary.current()
        if self._known is None or self._known.glossary is not glossary:
            self._known = Vocabulary.of(glossary, self.snapshot.acronyms)
        return self._known

    def _meetings(self, question: Question, filters: Filters) -> Meetings | None:
        return meetings_asked(
            question,
            lambda: self.snapshot.records(filters),
            committees=self.snapshot.committees,
            acronyms=self._vocabulary().acronyms,
        )

    def _whole(self, question: Question, meetings: Meetings) -> Answer | None:
        """All that the meetings tell, or the word that they left nothing; None where others may."""
        read = self.snapshot.document, self.snapshot.paragraphs, self._pending
        text, citations = listed(meetings, *read, question.language)
        retrieved = tuple(dict.fromkeys(citation.paragraph.id for citation in citations))
        if citations:
            return put_whole(Told(question, citations, 1.0, retrieved), text)
        return put(Told(question, refusal=text)) if meetings.asked in AT_ANY else None

    def _answer(
        self,
        question: Question,
        asked: Sequence[Term],
        hits: Sequence[Hit],
        evidence: Sequence[Evidence],
        filters: Filters,
    ) -> Told:
        """The sentences that answer, or the word that none does with what comes near."""
        least = self.snapshot.least_confidence
        fit, confidence = surest(question, asked, evidence, self.snapshot.encoder, least=least)
        if fit and asked and confidence >= least:
            best_first = fitting.of_the_team_first(question, fit)
            return self._quoted(question, asked, best_first, evidence, confidence)
        named = [e for e in evidence if not e.unmet]
        refusal = not_found(
            question,
            unmet=() if named else unmet(question, evidence),
            lacks=bool(named) and not fit and question.wanted is not Wanted.ANYTHING,
            is_unsure=confidence >= _UNSURE,
            documents=self.snapshot.document_count,
            filtered=filters != NO_FILTER,
        )
        near = nearest(question, reranked(hits, evidence), evidence)
        return Told(question, confidence=confidence, refusal=refusal, nearest=near)

    def _quoted(
        self,
        question: Question,
        asked: Sequence[Term],
        fit: Sequence[Evidence],
        evidence: Sequence[Evidence],
        confidence: float,
    ) -> Told:
        items = enumerated(question, asked, fit, evidence, self.snapshot.paragraphs)
        if not (items or question.is_everywhere):
            items = summed_up(question, fit[0], self.snapshot.paragraphs)
        found = everywhere(question, asked, fit, items) if question.is_everywhere else items
        most = MOST_ANYWHERE if question.is_everywhere else MOST_LIST_ITEMS
        best = found[:most] or choose(asked, fitting.of_a_kind(question, asked, fit))
        chosen = with_revisions(question, best, evidence, self.snapshot.records)
        if question.is_everywhere:
            chosen = from_the_last(chosen)
        elif not items:
            chosen = fitting.newest_first(chosen)
        return Told(
            question,
            cited(question, chosen, fit, self.snapshot.paragraphs),
            confidence,
            false_premise=(chosen[0] if fit[0].hit.document.is_added else fit[0]).contradicts,
            absent=absent(question, asked),
            items=most if len(found) > most else 0,
        )


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
