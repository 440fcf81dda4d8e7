"""Whether two texts, French or English, affirm and deny the same things."""

import re

from assistant.language.contraries import answers
from assistant.language.lexicon import EXCEPT
from assistant.language.telling import clause_told
from index.language.analyzer import terms

_DENIES = re.compile(
    r"(?P<before>(?:\b\w+[^\w.;:!?]+){0,3})(?:\bn['’]|\bne\s)(?P<verb>.{0,40}?)\b(?:pas|jamais|plus"
    r"|rien|guère|aucune?|nul(?:le)?|ni|nullement|aucunement"
    r"|(?<!ce )(?<!le )(?<!un )(?<!au )(?<!du )point)\b"
    r"(?!\s+que\b)(?P<after>(?:\W+\w+){0,3})"
    r"|\b(?:rest\w+ (?:encore )?à(?=\s\w+(?:er|ir|re)\b)"
    r"|aucune?|sans(?!\s+(?:délai|doute|attendre|oublier))(?: qu(?:e |['’])(?:l[ae]s? |l['’])?\w+)?"
    r"|ni|non(?!\s+(?:seulement|plus))"
    r"|pas(?! (?:à pas|que|seulement)\b)|not(?! (?:only|later))|no(?!\s*(?:later|\.|\d))|never|none"
    r"|(?:nul(?:le)?|personne|rien)(?=\s+n(?:e\s|['’]))|neither|nor|without(?! delay)"
    r"|cannot|nothing|nobody)\b(?P<next>(?:\W+\w+){0,3})"
    r"|(?P<short>\b\w+)n['’]t\b(?P<then>(?:\W+\w+){0,3})",
    re.I,
)
_LIMITS = re.compile(
    r"\b(?:exclu\w*|interdi\w*|refus\w*|rejet\w*|abandon\w*|suspen\w*|impossib\w*|absence|défaut"
    r"|manqu\w*|empêch\w*|dispens\w*|hors|exception\w*|écart\w*|renonc\w*|supprim\w*"
    rf"|{EXCEPT}"
    r"|insuffi\w*|inexist\w*|toujours attendu\w*|reste\w* à|prohibit\w*|forbid\w*|forbad\w*|ban"
    r"|bann\w*|refus\w*|reject\w*|drop(?:s|ped)|suspend\w*|lack\w*|unable|except\w*|fail\w*"
    r"|défavorable\w*|désaccord|déconseill\w*|remov\w*|prevent\w*|lapse\w*|stop\w*|cess\w*"
    r"|fin|end|ends|ended)\b",
    re.I,
)
_AGAINST = re.compile(r"\b(?:contre|oppos\w*|against|object\w*)\b", re.I)
_RESTRICTS = re.compile(
    r"\b(?:uniquement|seul(?:e|s|es|ement)?|exclusivement|qu['’]à condition|à (?:la )?condition"
    rf"|sous réserve|{EXCEPT}|hors"
    r"|(?:ne\s|n['’])(?:(?!\bpas\b|\bplus\b|\bjamais\b)[^.;:!?]){1,30}?\bqu(?:e|['’](?:un|une|aux?|en))"
    r"|only|solely|except|unless|provided(?= that\b)|subject to)\b",
    re.I,
)
_EMBRACES = re.compile(
    r"\b(?:tou(?:s|tes|te|t)|chaque|chacune?|(?<=l['’])ensemble|totalité|intégralité|généralis\w*|partout"
    r"|systématique\w*|all|every|each|whole|everyone|everywhere)\b",
    re.I,
)
_APIECE = re.compile(r"\bune?\s(?:[\w'’-]+\s){1,4}par\s\w+", re.I)
"""What gives one to each: "un plan d'action par ministère"."""
_IF = re.compile(
    r"\b(?:sous (?:la |les )?(?:seules? )?(?:réserves?|conditions?)|à (?:la )?(?:seule )?condition"
    r"|pourvu qu|s['’]ils?|(?<!savoir )(?<!voir )(?<!demande )si(?! bien)|dès lors qu|en cas d|if"
    r"|provided that|subject to|on condition|unless|in case)(?!\w)",
    re.I,
)
_EXCEPTS = re.compile(rf"\b(?:{EXCEPT}|à moins (?:qu|d)|except|other than|save for)\b", re.I)
_SUPPOSES = re.compile(
    r"\b(?:lorsqu|quand|une fois|moyennant|pour qu|pour être|condition|réserve|à défaut|dès qu"
    r"|tant qu|when|once|whether|where|as long as|until|to be|pending)",
    re.I,
)
"""What may tell a condition in other words."""
_BECAUSE = re.compile(
    r"\b(?:parce qu|puisqu|en raison d|du fait|faute d|à cause d|grâce à|(?:à la )?suite à"
    r"|à la suite d|conformément|because|due to|owing to|thanks to|as a result|in response to)",
    re.I,
)
_DESPITE = re.compile(r"\b(?:malgré|en dépit|bien qu|despite|in spite|although)", re.I)
_EXPLAINS = re.compile(
    r"[:(]|\b(?:car|motif|motiv\w*|raison\w*|compte tenu|eu égard|vu|considérant|ayant|étant|afin"
    r"|ce qui|donc|ainsi(?! que)|d['’]où|dès lors|conséquen\w*|dans l['’]attente|trop|pour que"
    r"|since|given|so|therefore|hence|pending|dont|à défaut|en l['’]absence)\b",
    re.I,
)
"""What may tell a reason in other words."""
_YET = re.compile(
    r"\b(?:mais|toutefois|cependant|pourtant|néanmoins|même|tout|sans|but|yet|however)\b", re.I
)
_MAY = re.compile(
    r"\b(?:peu(?:t|vent)|pourr(?:a|ont|ait|aient)|(?-i:may)|autoris|permet|permis|allow)", re.I
)
_MUST = re.compile(
    r"\b(?:doi(?:t|vent)|devr(?:a|ont|ait|aient)|must|shall|obligat|obligé|impos(?!s)|tenue?s? d)",
    re.I,
)
_WORD = re.compile(r"\w+")
_WITHOUT = re.compile(r"sans|without", re.I)
_ALIKE = 0.5


def denies(text: str, *, told: str = "") -> bool:
    """Whether it denies something, but for what `told` says by its contradictory."""
    return any(not answers(_text(found), told, whole=True) for found in _DENIES.finditer(text))


def limits(text: str) -> bool:
    """Whether it excludes, ends or lacks something, without a negation."""
    return _LIMITS.search(text) is not None


def affirmed(text: str) -> str:
    """The text without the words that it denies."""
    kept, end = [], 0
    for found in _DENIES.finditer(text):
        start, stop = _place(found)
        kept += [text[end:start]]
        end = stop
    return " ".join([*kept, text[end:]])


def denied(text: str) -> frozenset[str]:
    """The index terms of what it denies."""
    return frozenset[str]().union(*map(_denied, _DENIES.finditer(text)))


def denies_otherwise(sentence: str, source: str) -> bool:
    """Whether the sentence denies what its source does not, or affirms what it denies. A word and
    what denies its contrary say the same: "refuse" and "n'accepte pas"."""
    own, theirs = [*_DENIES.finditer(sentence)], [*_DENIES.finditer(source)]
    denied = frozenset(stem for found in theirs for stem in _stems(found))
    told = (found for found in own if not answers(_text(found), source, whole=False))
    if any(_is_added(found, denied, source) for found in told):
        return True
    if own or _LIMITS.search(sentence):
        return False
    stems = frozenset(terms(sentence))
    left = (found for found in theirs if not answers(_text(found), sentence, whole=True))
    return any(len(scope & stems) >= _ALIKE * len(scope) for scope in map(_stems, left) if scope)


def _is_added(found: re.Match[str], denied: frozenset[str], source: str) -> bool:
    """Whether a source that denies `denied` says nothing of what a negation bears on: where it
    uses the same word, it must deny it, or lack it where the sentence says "without"; in other
    words, it must deny or exclude something."""
    scope = _denied(found)
    if scope & denied:
        return False
    is_limited = bool(_LIMITS.search(source))
    is_said = bool(scope & frozenset(terms(source)))
    if is_said and not (is_limited and _WITHOUT.match(found[0])):
        return True
    return not (denied or is_limited or _AGAINST.search(source))


def widens_or_narrows(sentence: str, source: str) -> bool:
    """Whether the sentence says "all" or "only" where its source says nothing like it."""
    if _EMBRACES.search(sentence) and not (_EMBRACES.search(source) or _APIECE.search(source)):
        return True
    return _RESTRICTS.search(sentence) is not None and not _RESTRICTS.search(source)


def supposes_otherwise(sentence: str, source: str) -> bool:
    """Whether the sentence sets a condition where its source sets none, or leaves out that of
    what it tells, or its exception."""
    if any(words.search(sentence) for words in (_IF, _SUPPOSES, _RESTRICTS)):
        found = (words.search(source) for words in (_IF, _SUPPOSES, _RESTRICTS))
        return _IF.search(sentence) is not None and not any(found)
    part, _ = clause_told(frozenset(terms(sentence)), source)
    return any(words.search(part) for words in (_IF, _EXCEPTS))


def reasons_otherwise(sentence: str, source: str) -> bool:
    """Whether the sentence gives a reason, or what was done in spite of, where its source joins
    nothing."""
    return any(
        told.search(sentence) and not (told.search(source) or held.search(source))
        for told, held in ((_BECAUSE, _EXPLAINS), (_DESPITE, _YET))
    )


def obliges_otherwise(sentence: str, source: str) -> bool:
    """Whether the sentence allows what its source obliges to, or the reverse."""
    part, _ = clause_told(frozenset(terms(sentence)), source)
    return any(
        one.search(sentence) and other.search(part) and not one.search(part)
        for one, other in ((_MAY, _MUST), (_MUST, _MAY))
    )


def is_scope(word: str) -> bool:
    """Whether "all" or "only" is said by it."""
    return bool(_EMBRACES.fullmatch(word) or _RESTRICTS.fullmatch(word))


def _text(found: re.Match[str]) -> str:
    return found.string[slice(*_place(found))]


def _denied(found: re.Match[str]) -> frozenset[str]:
    """The terms of what a negation denies: its verb, or the words after it."""
    parts = found.groupdict()
    told = (parts["verb"], parts["after"], parts["next"], parts["short"], parts["then"])
    return frozenset(next(filter(None, (terms(part or "") for part in told)), ()))


def _stems(found: re.Match[str]) -> frozenset[str]:
    """The terms around a negation too."""
    return frozenset(terms(" ".join(filter(None, found.groupdict().values()))))


def _place(found: re.Match[str]) -> tuple[int, int]:
    """From the negation to the end of what it denies: its verb, or the first word after it that
    has a term."""
    start = found.start("verb") if found["verb"] is not None else found.start()
    for part in ("verb", "after", "next", "then"):
        words = _WORD.finditer(found.string, *found.span(part)) if found[part] else ()
        if last := next((word for word in words if terms(word[0])), None):
            return start, last.end()
    return start, found.end()
