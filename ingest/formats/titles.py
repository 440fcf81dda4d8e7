"""The title of a text, which word processors keep apart from its headings."""

import re

from bs4 import BeautifulSoup

TITLE = "title"
"""The class of a paragraph in the style of titles."""
_HEADING = re.compile(r"h[1-5]")


def raise_title(page: BeautifulSoup) -> None:
    """The only paragraph in that style is the heading above all others, which come after it;
    several tell of parts, or go on over lines."""
    titles = [one for one in page.select(f"p.{TITLE}") if one.get_text(strip=True)]
    if len(titles) != 1 or titles[0].find_previous(_HEADING):
        return
    for heading in page(_HEADING):
        heading.name = f"h{int(heading.name[1]) + 1}"
    titles[0].name = "h1"
