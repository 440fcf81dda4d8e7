"""A question as people write it, less what is only polite or loud."""

import re
from unicodedata import normalize

_GREETING = (
    r"(?:bonjour|bonsoir|salut|hello|hi|dear all|good (?:morning|afternoon|evening))"
    r"(?: (?:à (?:tous|toutes|vous)|mesdames|madame|monsieur|messieurs|there|all))?"
    r"(?:,? (?:madame|monsieur))?"
)
_PLEASE = r"(?:s['’ ]?il (?:vous|te) pla[iî]t|svp|stp|please|if you please)"
_WISH = (
    r"(?:(?:je|j['’]|nous)\s?(?:voudr(?:ais|ions)|souhait(?:e|ons|erais|erions)|aimer(?:ais|ions)"
    r"|cherch(?:e|ons) à|dois|devons|(?:ai|aurais|avons|aurions) besoin de)|serait-il possible de"
    r"|i(?: would|['’]d)? (?:like|want|need) to)"
    r"(?: bien)? (?:savoir|conna[iî]tre|comprendre|know|understand|find out)"
)
_CAN_YOU = (
    r"(?:(?:pouvez|pourriez|peux|pourrais|sauriez|can|could|would)[- ](?:vous|tu|you)"
    r"|(?:vous|tu) (?:pouvez|pourriez|peux|pourrais)),?"
    rf"(?: {_PLEASE},?)? (?:me |m['’]|nous )?"
    r"(?:dire|indiquer|préciser|preciser|rappeler|confirmer|expliquer|tell|remind|explain)"
    r"(?: (?:me|us|to me))?"
)
_TELL = (
    r"(?:dites?|dis|donnez?|indiquez?|rappelle|rappelez|précisez?|montrez?|citez?|listez?"
    r"|trouvez?)[- ](?:moi|nous)|(?:tell|give|show|find) (?:me|us)"
)
REQUEST = rf"(?:{_WISH}|{_CAN_YOU}|{_TELL})"
"""Asks to be told something: a pattern, whatever the case."""
_THANKS = (
    r"(?:(?:un grand |d['’]avance )?merci(?: (?:beaucoup|bien|encore|d['’]avance|par avance|à vous"
    r"|pour votre (?:aide|réponse|retour)))*|(?:many )?thanks?(?: you)?(?: (?:in advance|very much"
    r"|a lot|for your help))*)"
)
_ANSWERING = (
    r"(?:(?:ah|bon|oh) )?(?:ok(?:ay)?|d['’]accord|entendu|compris|parfait|super|très bien"
    r"|(?:all )?right|i see|got it|oui|yes|bon|bien)"
)
"""Said to the answer before, with a comma or "et" after it."""
_OPENING = re.compile(
    rf"^(?:{_GREETING}|{_PLEASE}|merci de (?:me|nous) (?:dire|indiquer|préciser)|{REQUEST}"
    rf"|(?:{_THANKS}|{_ANSWERING})(?=\s*[,.!]|\s(?:et|mais|and|but|{_ANSWERING}|{_THANKS})\b))"
    r"(?!\w)[\s,.;:!]*",
    re.I,
)
_BY_THE_WAY = re.compile(
    r"^(?:(?P<hinge>et|mais|and|but)\s+)?(?:(?:du coup|donc|alors|sinon|au fait|then|so)\b,?\s+)+"
    r"(?=\w)",
    re.I,
)
_IF = re.compile(r"^(?:si|if|whether)\s+", re.I)
_FAREWELL = r"(?:(?:bien )?cordialement|bonne (?:journée|soirée)|(?:kind|best) regards)"
_CLOSING = re.compile(
    rf"(?:[\s,.;:!?—–-]{{1,6}}(?:{_PLEASE}|{_THANKS}|{_FAREWELL}))++[\s,.!?]{{0,6}}$",
    re.I,
)
_SHORTEST_SHOUT = 2


def composed(text: str) -> str:
    """Each letter one with its accents, as documents are read: some systems part them."""
    return normalize("NFC", text)


def plainly_put(text: str) -> str:
    """The question without greeting, request, thanks; without capitals where it is all capitals.
    The text itself where nothing else is in it."""
    text = composed(text)
    bare = " ".join(text.split())
    words = re.findall(r"[^\W\d_]{2,}", bare)
    if bare.isupper() and len(words) > _SHORTEST_SHOUT:
        bare = bare.lower()
    bare = _without_courtesy(bare)
    return bare if any(map(str.isalnum, bare)) else text


def _without_courtesy(text: str) -> str:
    closed = _CLOSING.sub(_question_mark, text)
    opened = closed
    while (shorter := _OPENING.sub("", opened)) != opened:
        opened = shorter
    asked = _IF.sub("", opened) if opened != closed else opened
    return _BY_THE_WAY.sub(lambda found: f"{found['hinge']} " if found["hinge"] else "", asked)


def _question_mark(found: re.Match[str]) -> str:
    """The one that stood in what is left out, if any, spaced as it was where it came first."""
    before, mark, _ = found.group().partition("?")
    return mark and f"{' ' if before.strip() else before}{mark}"
