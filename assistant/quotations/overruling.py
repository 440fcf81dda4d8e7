"""What else in a document is said of a numbered item that is quoted, and takes some of it away:
"La recommandation n° 5 n'est pas suivie"."""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.evidence.ruling import rules
from assistant.language import lexicon
from assistant.language.sentences import split_sentences
from assistant.quotations.selection import MOST_QUOTATIONS, Quotation, bounds
from ingest.document import Document, Paragraph

_NOUN = (
    r"(?:article|recomm[ae]ndation|option|action|propos(?:ition|al)|point|mesure|piste|sc[ée]nario"
    r"|amendement|résolution)"
)
_NUMBER = r"(?:\d{1,3}|(?-i:[A-H]|[IVX]+))"
_MARK = r"(?:n\s?[°ºo]s?\s*|numéros?\s+)?"
_NAMED = re.compile(rf"\W*(?P<noun>{_NOUN})\s+{_MARK}(?P<number>{_NUMBER})(?:er)?\b", re.I)
_LISTED = re.compile(rf"\(?(?P<number>{_NUMBER})\s?(?:[.)]|[-–—/](?=\s))")
_LIST = re.compile(rf"\b(?P<noun>{_NOUN})s\b", re.I)
_OF_A_LAW = r" (?:du (?:code|décret|règlement)|de (?:la loi|l['’](?:arrêté|ordonnance)))\b"
_ARTICLE = re.compile(r"Article \d+(?:er)?\b", re.I)
_OF_THE_LAST = re.compile(r"Article \d+(?:er)?\s*[.:–—-]\W*(?:cet(?:te)?|ces?|elles?|ils?)\s", re.I)
"""An article on what the one before it gives: "Article 2 : Cette exonération"."""
_EXCEPTS = re.compile(
    rf"\b(?:exclue?s?|exception|{lexicon.EXCEPT}|dérog\w+|exempt\w+|dispensée?s?)\b"
    r"|\bne s['’]appli\w+|\bn['’](?:est|ont|a) pas droit\b",
    re.I,
)
_NOT_TAKEN = re.compile(
    r"\b(?:n['’]|ne\s)(?:(?:est|sont|a|ont|sera|seront)\s)?(?:pas|point|plus)\s(?:été\s)?(?:\w+\s)?"
    r"(?:suivi|retenu|repris|accept|adopt|approuv|valid|mis)\w*"
    r"|\b(?:not|never) (?:been )?(?:accepted|adopted|approved|followed|kept|retained|taken up)\b",
    re.I,
)
"""What is told of an item that no one decided on with a word of refusal."""


def overruled(
    document: Document, item: Paragraph, paragraphs: Sequence[Paragraph]
) -> list[Quotation]:
    """What another article takes away from one that is quoted, or the sentence that refuses an
    item, naming it by its number; `paragraphs` are those of the document."""
    return [*itertools.islice(_overruled(document, item, paragraphs), MOST_QUOTATIONS)]


def _overruled(
    document: Document, item: Paragraph, paragraphs: Sequence[Paragraph]
) -> Iterator[Quotation]:
    noun, number = _name(item)
    of_two_lists = any(
        p.sections != item.sections and _place(p) == (noun, number) == _place(item)
        for p in paragraphs
    )
    if not number or of_two_lists:
        return
    several = rf"{_NUMBER}(?:er)?(?:\s?,\s|\s(?:et|and)\s)"
    named = re.compile(
        rf"\b{noun}s?\s+{_MARK}(?:{several})*{_MARK}{number}(?:er)?\b(?!{_OF_A_LAW}|[.,-]\d)", re.I
    )
    is_article = noun == "article"
    later = (p for p in paragraphs[item.ordinal :] if _ARTICLE.match(p.text))
    after = next(later, item) if is_article else item
    leaning = after.id if _OF_THE_LAST.match(after.text) else ""
    for paragraph in paragraphs:
        if paragraph.id == item.id or (is_article and not _ARTICLE.match(paragraph.text)):
            continue
        for span in split_sentences(paragraph.text):
            sentence = paragraph.text[span.start : span.end]
            is_on_it = paragraph.id == leaning or named.search(sentence)
            if is_on_it and _takes_away(sentence, is_article=is_article):
                yield Quotation(document, paragraph, *bounds(paragraph, span))


def _takes_away(sentence: str, *, is_article: bool) -> bool:
    if _EXCEPTS.search(sentence):
        return True
    if is_article:
        return False
    is_refused = lexicon.has_stem(lexicon.REFUSES, sentence) and rules(sentence)
    return is_refused or bool(_NOT_TAKEN.search(sentence))


def _name(item: Paragraph) -> tuple[str, str]:
    """What an item is called and its number, by its own first words, by those of its title, or by
    the title of its list: "5. Associer les communes" among "Recommandations"; empty for none."""
    for text in (item.text, *(section.title for section in item.sections[-1:])):
        if found := _NAMED.match(text):
            return found["noun"].lower(), found["number"]
    return _place(item)


def _place(item: Paragraph) -> tuple[str, str]:
    """What the items of a list are called by what stands above it, and the number of one."""
    titles = [section.title for section in item.sections[-1:]]
    above = [item.lead_in.rpartition("\n")[2], *titles]
    listed = next(filter(None, map(_LIST.search, above)), None)
    numbered = _LISTED.match(item.text)
    return (listed["noun"].lower(), numbered["number"]) if listed and numbered else ("", "")
