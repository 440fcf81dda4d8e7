"""The index as a LangChain retriever."""

from assistant.engine import Assistant
from assistant.retriever import ParagraphRetriever
from index.hit import Filters
from index.snapshot import Snapshot
from ingest.document import DocumentKind


def test_documents_are_the_hits_of_search(sample_snapshot: Snapshot) -> None:
    assistant = Assistant(sample_snapshot)
    found = ParagraphRetriever(assistant=assistant, k=3).invoke("Zoom")
    hits = assistant.search("Zoom", k=3).hits
    assert [document.page_content for document in found] == [hit.paragraph.text for hit in hits]
    assert [document.metadata["paragraph_id"] for document in found] == [
        hit.paragraph.id for hit in hits
    ]


def test_metadata_is_the_object_that_search_prints(sample_snapshot: Snapshot) -> None:
    (found,) = ParagraphRetriever(assistant=Assistant(sample_snapshot), k=1).invoke("Zoom")
    assert "text" not in found.metadata
    marked = [found.page_content[start:end] for start, end in found.metadata["highlights"]]
    assert "Zoom" in marked
    assert found.metadata["rank"] == 1
    assert found.metadata["document_date"] == "2020-12-03"
    assert found.metadata["source_path"] == "2020-12-03-releve-cosinum.txt"


def test_filters_hold(sample_snapshot: Snapshot) -> None:
    assistant = Assistant(sample_snapshot)
    fiches = ParagraphRetriever(assistant=assistant, filters=Filters(kind=DocumentKind.FICHE))
    assert {found.metadata["kind"] for found in fiches.invoke("Zoom")} == {"fiche"}
    nothing = ParagraphRetriever(assistant=assistant, filters=Filters(document_id="none"))
    assert nothing.invoke("Zoom") == []
