"""Whether a sentence has someone do something: "la DINUM remet", "il demande à la DINUM de", not
"remis à la DINUM"."""

import re
from collections.abc import Iterator, Sequence

from index.language.analyzer import terms
from ingest.document import Paragraph

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_THE = r"(?:l[ae]s? |l['’])?"
_BINDS = re.compile(
    r"(?:(?:^|[.;:,–«»]\s*(?:et )?|\b(?:que|où) )"
    rf"(?:chaque |tou(?:s|tes?|t) |ces? |cet(?:te)? )*{_THE}"
    r"|\b(?:demand|invit|charg|mission|mandat|confi|ordonn|incomb|appartien|revien)\w*\b"
    r"(?:(?!\bque\b)[^.;:,]){0,25}?"
    rf"\b(?:(?:à|aux?|chaque|tous|les?|la|leurs?|s(?:a|es|on)) )+{_THE}"
    rf"|\b(?:est|sont|ser(?:a|ont)|devr(?:a|ont)) [^.;:]{{0,80}}?\bpar {_THE}"
    rf"|\b(?:travail|réunion|concertation|convention)\b[^.;:]{{0,30}}? entre {_THE}"
    rf"(?:[^.;:]{{1,40}} et {_THE})?)$",
    re.I,
)
"""Before the one who is to do it, in the last characters of what stands there."""
_TO_DO = re.compile(r"\W*(?:ne pas |se |s['’]|y |en )?\w+(?:er|ir|re)\b", re.I)
"""What an item opens with where those above it are to do it: "veilleront à : charger…"."""
_REACH = 160


def binds(who: str, paragraph: Paragraph, sentence: str) -> bool:
    is_to_do = _TO_DO.match(sentence)
    above = paragraph.lead_in.rpartition("\n")[2] if is_to_do else ""
    text = f"{above} {sentence}".strip()
    return any(
        _BINDS.search(text[max(0, start - _REACH) : start]) for start in _places(terms(who), text)
    )


def _places(stems: Sequence[str], text: str) -> Iterator[int]:
    """Where these index terms stand one after another, small words between them aside."""
    told = [(word.start(), stem) for word in _WORD.finditer(text) for stem in terms(word.group())]
    for place, (start, _) in enumerate(told):
        follow = [stem for _, stem in told[place : place + len(stems)]]
        if stems and follow == list(stems):
            yield start
