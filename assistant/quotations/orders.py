"""Acts whose orders, "APPROUVE le principe", stand apart from who gives them."""

from collections.abc import Sequence

from assistant.evidence.ruling import opens_with_body, orders
from ingest.document import Paragraph


def who_orders(order: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """What says who rules, and how, above an order: "Le conseil, à l'unanimité,"."""
    if not orders(order.text):
        return []
    above = reversed(paragraphs[: order.ordinal - 1])
    first = next((p for p in above if p.sections != order.sections or not orders(p.text)), None)
    is_of_act = first is not None and first.sections == order.sections
    return [first] if first is not None and is_of_act and says_who(first) else []


def says_who(paragraph: Paragraph) -> bool:
    """Whether a paragraph breaks off after who rules."""
    return paragraph.text.endswith(",") and opens_with_body(paragraph.text)
