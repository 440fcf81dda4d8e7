"""Answers and hits as a terminal shows them: nothing that stands in a document orders it to do
anything."""

from collections.abc import Iterable

from assistant.answer import Answer, Language, Status
from assistant.reference import place, reference, references
from assistant.wording.framing import in_full
from index.hit import Hit
from ingest.plain import in_plain

_SHOWN = "\n\t"


def answer_text(answer: Answer) -> str:
    """The answer as a terminal shows it: the text, then where each quotation stands."""
    parts = [in_full(answer), *references(answer)]
    if answer.status is Status.NOT_FOUND and answer.nearest:
        french = answer.language is Language.FRENCH
        parts.append("Ce qui s'en approche :" if french else "What comes near:")
        parts += hit_lines((near.hit for near in answer.nearest), answer.language)
    return in_plain("\n".join(parts), but=_SHOWN)


def hit_lines(hits: Iterable[Hit], language: Language = Language.FRENCH) -> list[str]:
    return [
        in_plain(
            f"{hit.rank}. {reference(hit.document, language)}, {place(hit.paragraph, language)} "
            f"({hit.document.source_path})\n   {hit.paragraph.text}",
            but=_SHOWN,
        )
        for hit in hits
    ]
