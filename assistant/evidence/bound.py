"""Whether a sentence has someone do something: "la DINUM remet", "il demande à la DINUM de", not
"remis à la DINUM"."""

import re
from collections.abc import Iterator, Sequence

from assistant.evidence.weighing import Evidence
from index.language.analyzer import terms

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_THE = r"(?:l[ae]s? |l['’])?"
_BINDS = re.compile(
    r"(?:(?:^|[.;:,–«»]\s*(?:et )?|\b(?:que|où) )"
    rf"(?:chaque |tou(?:s|tes?|t) |ces? |cet(?:te)? )*{_THE}"
    r"|\b(?:demand|invit|charg|mandat|confi|ordonn|incomb|appartien|revien)\w*\b"
    rf"(?:(?!\bque\b)[^.;:,]){{0,25}}?\b(?:(?:à|aux?|chaque|tous|les?|la) )+{_THE}"
    rf"|\b(?:est|sont|ser(?:a|ont)|devr(?:a|ont)) [^.;:]{{0,80}}?\bpar {_THE}"
    rf"|\b(?:travail|réunion|concertation|convention)\b[^.;:]{{0,30}}? entre {_THE}"
    rf"(?:[^.;:]{{1,40}} et {_THE})?)$",
    re.I,
)
"""Before the one who is to do it, in the last characters of what stands there."""
_REACH = 160


def binds(who: str, evidence: Evidence) -> bool:
    above = evidence.hit.paragraph.lead_in.rpartition("\n")[2]
    text = f"{above} {evidence.text}".strip()
    return any(
        _BINDS.search(text[max(0, start - _REACH) : start]) for start in _places(terms(who), text)
    )


def _places(stems: Sequence[str], text: str) -> Iterator[int]:
    """Where these index terms stand one after another."""
    words = [*_WORD.finditer(text)]
    told = [terms(word.group()) for word in words]
    for place, word in enumerate(words):
        follow = [stem for stem_of in told[place : place + len(stems)] for stem in stem_of]
        if stems and follow[: len(stems)] == list(stems):
            yield word.start()
