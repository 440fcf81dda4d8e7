"""The paragraphs that a search finds, as the page shows them: a page at a time, narrowed by year
and by kind."""

from dataclasses import dataclass
from html import escape

from assistant.answer import Language
from assistant.chat import page
from assistant.chat.shelf import EVERY, Choice, counted_choices
from assistant.engine import NO_FILTER, Assistant
from assistant.evidence.finding import facets, highlights, year
from assistant.interface import say
from assistant.schemas.order import Order, by_date
from assistant.spacing import bound
from index.hit import Filters
from index.language.analyzer import fold
from index.snapshot import MOST_HITS

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`said` tells how much was found, and of which words where those typed were mended, as HTML
    too; `is_sorted` where there is more than one to put in order; `years` and `kinds` are what the
    search can be narrowed to, with counts over all that was found."""

    html: str
    said: str
    number: int
    has_next: bool
    is_sorted: bool
    years: list[Choice]
    kinds: list[Choice]


def search_page(
    assistant: Assistant,
    query: str,
    *,
    filters: Filters,
    language: Language,
    only: tuple[str, str] = (EVERY, EVERY),
    order: Order = Order.NEAREST,
    number: int = 0,
) -> SearchPage:
    """The page of that number, from 0, or the last. `only` are the year and the kind to narrow to,
    `EVERY` for none.

    Raises InvalidQuestionError, InvalidQueryError.
    """
    result = assistant.search(query, k=MOST_HITS, filters=filters)
    counts = facets(result.hits)
    kept = [
        hit
        for hit in result.hits
        if only[0] in (EVERY, year(hit)) and only[1] in (EVERY, hit.document.kind)
    ]
    number = min(number, max(0, len(kept) - 1) // PER_PAGE)
    start = number * PER_PAGE
    kept = by_date(kept, order, lambda hit: hit.document.date)
    shown = kept[start : start + PER_PAGE]
    cards = [page.found(h, highlights(h.paragraph, result.terms), language) for h in shown]
    said = say("found", language, start + 1, start + len(shown), len(kept))
    if len(kept) == 1:
        said = say("found_one", language)
    if not shown:
        is_narrowed = filters != NO_FILTER or only != (EVERY, EVERY)
        said = say("found_none_filtered" if is_narrowed else "found_none", language)
    if fold(result.understood) != fold(" ".join(query.split())):
        said += " " + say("searched", language, bound(result.understood))
    said = escape(said, quote=False)
    return SearchPage(
        html=f'<div class="sources"><h2>{said}</h2>{"".join(cards)}</div>',
        said=said,
        number=number,
        has_next=start + PER_PAGE < len(kept),
        is_sorted=len(result.hits) > 1,
        years=counted_choices(counts.years, language, kind=False),
        kinds=counted_choices(counts.kinds, language, kind=True),
    )
