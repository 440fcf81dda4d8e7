"""English words to stems: those of questions, and of what is known of words."""

import re

import Stemmer

from assistant.language.lexicon import ENGLISH_WORDS

_WORD = re.compile(r"[a-z0-9]+")
_IRREGULAR = {
    form: verb
    for verb, *forms in map(
        str.split,
        """arise arose arisen, become became, begin began begun, bind bound, break broke broken,
        bring brought, build built, buy bought, catch caught, choose chose chosen, deal dealt,
        draw drew drawn, drive drove driven, fall fell fallen, feel felt, fight fought, find found,
        forbid forbade forbidden, forget forgot forgotten, foresee foresaw foreseen,
        freeze froze frozen, give gave given, grow grew grown, hear heard, hold held, keep kept,
        know knew known, lay laid, lead led, lend lent, lose lost, mean meant, meet met,
        overcome overcame, oversee oversaw overseen, pay paid, rebuild rebuilt, repay repaid,
        rise rose risen, run ran, seek sought, sell sold, send sent, show shown, sit sat,
        speak spoke spoken, spend spent, stand stood, steal stole stolen, stick stuck,
        strike struck, take took taken, teach taught, tell told, think thought, throw threw thrown,
        undertake undertook undertaken, understand understood, wear wore worn, win won,
        withdraw withdrew withdrawn, withhold withheld, write wrote written""".split(","),
    )
    for form in forms
}
"""Forms that the stemmer leaves apart, with their verb."""
_stemmer = Stemmer.Stemmer("english")
CAPITALISED = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday african american belgian british
    chinese dutch english european french german italian japanese russian spanish swiss""".split()
)
"""Words that are no names, though they have a capital in English."""


def english_stems(text: str, *, small_words: bool = False) -> list[str]:
    """In order, with repetitions; `small_words` keeps those that tell nothing by themselves."""
    words = _WORD.findall(text.lower().replace("’", "'").replace("'s", ""))
    kept = [w for w in words if small_words or (w not in ENGLISH_WORDS and len(w) > 1)]
    return [str(stem) for stem in _stemmer.stemWords([_IRREGULAR.get(w, w) for w in kept])]
