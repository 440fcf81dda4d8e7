"""The JSON objects, made from results, and the HTML made from the same."""

import re
from dataclasses import replace
from html import unescape

import pytest
from pydantic import ValidationError

from assistant.answer import Answer
from assistant.chat import page
from assistant.engine import Assistant
from assistant.schemas.answers import AnswerObject, SearchObject
from assistant.schemas.documents import DocumentObject
from assistant.schemas.requests import AskRequest, SearchRequest
from index.hit import Filters
from index.snapshot import Snapshot

HOSTILE = '<img src=x onerror="alert(1)"> [lien](http://example.org) & **gras**'


@pytest.fixture(scope="module")
def answer(sample_snapshot: Snapshot) -> Answer:
    return Assistant(sample_snapshot).ask("Qu'a-t-il été décidé sur Zoom ?")


@pytest.fixture(scope="module")
def refusal(sample_snapshot: Snapshot) -> Answer:
    return Assistant(sample_snapshot).ask("Que dit le comité sur Teams ?")


def hostile(answer: Answer) -> Answer:
    """The answer as a document made to do harm would have it."""
    (citation,) = answer.citations
    paragraph = replace(citation.paragraph, text=f"Avant {HOSTILE} après", lead_in=HOSTILE)
    document = replace(citation.document, title=HOSTILE, source_path=HOSTILE)
    end = len("Avant ") + len(HOSTILE)
    cited = replace(
        citation, paragraph=paragraph, document=document, quote=HOSTILE, start=6, end=end
    )
    return replace(answer, citations=(cited,))


def test_an_answer_keeps_quotations_exact(answer: Answer) -> None:
    made = AnswerObject.of(answer, id_="7")
    (citation,) = made.citations
    assert (made.id, made.question, made.status) == ("7", answer.question, "answered")
    assert citation.text[citation.start : citation.end] == citation.quote
    assert citation.document_date == "2020-12-03"
    assert AnswerObject.model_validate_json(made.model_dump_json()) == made


def test_hits_are_numbered_and_scored(sample_snapshot: Snapshot) -> None:
    found = Assistant(sample_snapshot).search("Zoom", k=2)
    made = SearchObject.of(found)
    assert [(hit.rank, hit.paragraph_id) for hit in made.hits] == [
        (hit.rank, hit.paragraph.id) for hit in found.hits
    ]
    assert made.id is None


def test_a_document_without_a_date_has_none(sample_snapshot: Snapshot) -> None:
    undated = [d for d in sample_snapshot.documents() if d.date is None]
    assert {DocumentObject.of(document).date for document in undated} <= {None}


def test_requests_give_filters() -> None:
    request = AskRequest.model_validate({"question": " Zoom ? ", "document_id": "abc"})
    assert (request.question, request.filters) == ("Zoom ?", Filters(document_id="abc"))


def test_requests_refuse_unknown_fields() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        SearchRequest.model_validate({"query": "Zoom", "limit": 5})


def test_the_panel_marks_the_quotation_in_its_paragraph(answer: Answer) -> None:
    html = page.sources(answer)
    (citation,) = answer.citations
    assert unescape(re.findall("<mark>(.*?)</mark>", html, re.DOTALL)[0]) == citation.quote
    shown = re.findall('<blockquote lang="fr">(.*?)</blockquote>', html, re.DOTALL)[0]
    assert unescape(re.sub("</?mark>", "", shown)) == citation.paragraph.text
    assert ">décision</span>" in html


def test_the_panel_offers_what_is_near_as_such(refusal: Answer) -> None:
    html = page.sources(refusal)
    assert "<h2>Ce qui s&#x27;en approche</h2>" in html
    assert html.count("<article") == len(refusal.nearest) == 5


def test_of_what_is_near_the_sentence_that_comes_closest_is_marked(
    sample_snapshot: Snapshot,
) -> None:
    answer = Assistant(sample_snapshot).ask("Combien de postes au service informatique ?")
    html = page.sources(answer)
    marked = [near.hit.paragraph.text[s:e] for near in answer.nearest for s, e in near.marked]
    shown = map(unescape, re.findall("<mark>(.*?)</mark>", html, re.DOTALL))
    assert {text for text in marked if "|" not in text} == {*shown} & {*marked} != set()
    told = AnswerObject.of(answer).nearest
    assert [hit.text[s:e] for hit in told for s, e in hit.highlights] == marked


def test_of_what_is_near_and_shares_no_word_nothing_is_marked(refusal: Answer) -> None:
    assert "<mark>" not in page.sources(refusal)


def test_the_panel_has_a_sentence_when_nothing_is_near(refusal: Answer) -> None:
    assert "Aucun passage ne s&#x27;approche" in page.sources(replace(refusal, nearest=()))


def test_documents_are_data(answer: Answer) -> None:
    made = hostile(answer)
    html = page.sources(made)
    assert "<img" not in html
    assert re.findall('<a (?!href="/p/)', html) == []
    assert unescape(re.findall("<mark>(.*?)</mark>", html)[0]) == HOSTILE


def test_what_is_copied_has_its_references(answer: Answer) -> None:
    copied = page.copied(answer)
    assert copied.startswith(answer.text)
    assert "\n[1] Relevé de décisions, COSINUM, 3 décembre 2020, § 1 « " in copied
