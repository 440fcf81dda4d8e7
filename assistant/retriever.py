"""The index as a retriever of LangChain: the only door to its retrievers."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.engine import Assistant
from assistant.schemas.answers import SearchObject
from index.hit import Filters


class ParagraphRetriever(BaseRetriever):
    """The paragraphs of an index for a chain: `ParagraphRetriever(assistant=…, k=5)`.

    `page_content` is the paragraph, `metadata` the rest of the hit as `search` prints it.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        result = self.assistant.search(query, k=self.k, filters=self.filters)
        hits = [hit.model_dump(mode="json") for hit in SearchObject.of(result).hits]
        return [Document(page_content=str(hit.pop("text")), metadata=hit) for hit in hits]
