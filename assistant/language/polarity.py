"""Whether two texts, French or English, affirm and deny the same things."""

import re

from index.language.analyzer import terms

_DENIES = re.compile(
    r"(?P<before>(?:\w+[^\w.;:!?]+){0,3})(?:\bn['’]|\bne\s)(?P<verb>.{0,40}?)\b(?:pas|jamais|plus"
    r"|rien|guère|aucune?|nul(?:le)?|ni|nullement|aucunement"
    r"|(?<!ce )(?<!le )(?<!un )(?<!au )(?<!du )point)\b"
    r"(?!\s+que\b)(?P<after>(?:\W+\w+){0,3})"
    r"|\b(?:rest\w+ (?:encore )?à(?=\s\w+(?:er|ir|re)\b)"
    r"|aucune?|sans(?!\s+(?:délai|doute|attendre|oublier))|ni|non(?!\s+(?:seulement|plus))"
    r"|pas (?:de|d['’]|encore|un|une)|not(?! (?:only|later))|no(?!\s*(?:later|\.|\d))|never|none"
    r"|(?:nul(?:le)?|personne|rien)(?=\s+n(?:e\s|['’]))|neither|nor|without(?! delay)"
    r"|cannot|nothing|nobody)\b(?P<next>(?:\W+\w+){0,3})"
    r"|(?P<short>\w+)n['’]t\b(?P<then>(?:\W+\w+){0,3})",
    re.I,
)
_LIMITS = re.compile(
    r"\b(?:exclu\w*|interdi\w*|refus\w*|rejet\w*|abandon\w*|suspen\w*|impossib\w*|absence|défaut"
    r"|manqu\w*|empêch\w*|dispens\w*|sauf|hors|excepté|exception\w*|écart\w*|renonc\w*|supprim\w*"
    r"|insuffi\w*|inexist\w*|toujours attendu\w*|reste\w* à|prohibit\w*|forbid\w*|forbad\w*|ban"
    r"|bann\w*|refus\w*|reject\w*|drop(?:s|ped)|suspend\w*|lack\w*|unable|except\w*|fail\w*"
    r"|remov\w*|prevent\w*|lapse\w*|stop\w*|cess\w*|fin|end|ends|ended)\b",
    re.I,
)
_RESTRICTS = re.compile(
    r"\b(?:uniquement|seul(?:e|s|es|ement)?|exclusivement|qu['’]à condition|à (?:la )?condition"
    r"|sous réserve|sauf|hormis|excepté|hors"
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
_EXCEPTS = re.compile(
    r"\b(?:sauf|hormis|exceptée?s?|à l['’]exception|à moins (?:qu|d)|except|other than|save for)\b",
    re.I,
)
_SUPPOSES = re.compile(
    r"\b(?:lorsqu|quand|une fois|moyennant|pour qu|pour être|condition|réserve|à défaut|dès qu"
    r"|tant qu|when|once|whether|where|as long as|until|to be|pending)",
    re.I,
)
"""What may tell a condition in other words."""
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+")
_MAY = re.compile(
    r"\b(?:peu(?:t|vent)|pourr(?:a|ont|ait|aient)|(?-i:may)|autoris|permet|permis|allow)", re.I
)
_MUST = re.compile(
    r"\b(?:doi(?:t|vent)|devr(?:a|ont|ait|aient)|must|shall|obligat|obligé|impos(?!s)|tenue?s? d)",
    re.I,
)
_ALIKE = 0.5
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})", re.I), re.compile(rf"\b(?:{other})", re.I))
    for one, other in (
        (
            r"autoris|permet|permis|allow|permit|authori[sz]",
            r"interdi|exclu|prohib|forbid|bann(?:ed|ing)|ban\b",
        ),
        (
            r"adopt|approuv|approv|valid|accept|retien|retenu|endors",
            r"rejet|reject|refus|écart|invalid|abandon",
        ),
        (
            r"avant\b|before\b|d['’]ici\b|jusqu|until\b|by\b(?= \w*\s?\d)",
            r"après\b|after\b|à partir d|à compter d|une fois (?:l[ae]s?\b|l['’]|qu|\w+ée?s?\b)",
        ),
        (r"y compris|including\b|even\b", r"sauf\b|hormis\b|excepté|except\b"),
        (r"contrairement|à la différence|unlike\b", r"(?:tout )?comme\b|ainsi que|like\b"),
        (r"commenc|débute|begin|start", r"termine|achèv|finish|end(?:s|ing)? with|will end"),
        (
            r"(?:au|du) (?:moins|minimum)\b|at least\b|minimum\b",
            r"(?:au|du) (?:plus|maximum)\b|at most\b|maximum\b|up to\b",
        ),
        (
            r"plus (?:d[e'’]|qu)|davantage|more than\b|over\b(?= \d)",
            r"(?<!au )(?<!du )moins\b|less than\b|fewer than\b|under\b(?= \d)",
        ),
        (
            r"augment|hauss|accro|increas|rise|rose|progress|grow|grew",
            r"baiss|diminu|rédu|decreas|declin|reduc|fall|fell|recul|drop",
        ),
        (r"obligat|mandatory|compulsory|required", r"facultati|optional|volontaire|voluntar"),
        (r"tous|toutes|chaque|every|each|all\b", r"certain|quelques|some\b|a few|une partie"),
        (
            r"mainten|maintien|conserv|keep|kept|retain|poursui|continu",
            r"supprim|abandonn|abandon|remov|drop|scrap|cess|interromp|arrêt|stop",
        ),
        (r"premier|première|first", r"dernier|dernière|last\b"),
        (r"ouver|ouvr|open", r"ferm|clos"),
        (r"intern", r"extern"),
        (r"publi(?:c|que|cs|ques)\b", r"privé|private"),
        (r"accélér|accelerat|speed", r"ralent|frein|slow|hinder"),
        (
            r"en raison|du fait|grâce à|because|given\b|due to|thanks to",
            r"en dépit|malgré|despite|in spite",
        ),
        (r"rétabl|remis|restor|reinstat", r"supprim|levé|abandon|remov|lift"),
        (r"avanc|bring forward|brought forward|advance", r"report|retard|postpon|delay|défér"),
        (r"gratuit|free\b", r"payant|paid\b"),
        (r"favou?rable|in favou?r", r"défavorable|unfavou?rable|against|oppos"),
        (r"temporair|provisoire|temporar|provisional", r"définiti|permanent|pérenn"),
        (r"majorit|majority|plupart|most\b(?! \d)", r"minorit|minority"),
        (r"possible\b|can be\b|peu(?:t|vent) être", r"impossible\b|cannot be\b"),
        (r"suffi", r"insuffi"),
        (r"satisf", r"insatisf|dissatisf|mécontent"),
        (r"renfor|strengthen|reinforc", r"affaibl|weaken|allég|assoupl|relax"),
        (r"généralis|généralisation|extend|étend", r"restrei|restrict|limit"),
        (r"supérieur|above\b|higher", r"inférieur|below\b|lower"),
        (r"crée|créa|créé|creat|lanc|launch", r"dissou|dissol|clôtur"),
        (r"faible|low\b|weak", r"fort(?:e|s|es)?\b|élevé|high\b|strong"),
        (r"rapid|fast|quick", r"lent(?:e|s|es|ement)?\b|slow"),
        (r"simplif", r"complexif|complicat"),
        (r"national|nation-wide|nationwide", r"local"),
        (r"annuel|annual|yearly", r"mensuel|monthly|trimestriel|quarterly"),
        (r"confirm", r"infirm|lèv|lift|revok|annul|cancel"),
        (r"gagn|gain|won\b", r"perd|perte|lost|lose|loss"),
        (r"attein|met\b|reach", r"manqué|miss"),
        (r"payé|paid|financ|fund", r"définanc|unfund"),
    )
)


def denies(text: str) -> bool:
    return _DENIES.search(text) is not None


def limits(text: str) -> bool:
    """Whether it excludes, ends or lacks something, without a negation."""
    return _LIMITS.search(text) is not None


def denies_otherwise(sentence: str, source: str) -> bool:
    """Whether the sentence denies what its source does not, or affirms what it denies."""
    own, theirs = [*_DENIES.finditer(sentence)], [*_DENIES.finditer(source)]
    denied = frozenset(stem for found in theirs for stem in _stems(found))
    if any(_is_added(_denied(found), denied, source) for found in own):
        return True
    if own or _LIMITS.search(sentence):
        return False
    stems = frozenset(terms(sentence))
    return any(len(scope & stems) >= _ALIKE * len(scope) for scope in map(_stems, theirs) if scope)


def _is_added(scope: frozenset[str], denied: frozenset[str], source: str) -> bool:
    """Whether a source that denies `denied` says nothing of what a negation bears on: where it
    uses the same word, it must deny it; in other words, it must deny or exclude something."""
    if scope & denied:
        return False
    return bool(scope & frozenset(terms(source))) or not (denied or _LIMITS.search(source))


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
    told = _told(sentence, source)
    return any(words.search(told) for words in (_IF, _EXCEPTS))


def obliges_otherwise(sentence: str, source: str) -> bool:
    """Whether the sentence allows what its source obliges to, or the reverse."""
    told = _told(sentence, source)
    return any(
        one.search(sentence) and other.search(told) and not one.search(told)
        for one, other in ((_MAY, _MUST), (_MUST, _MAY))
    )


def _told(sentence: str, source: str) -> str:
    """The sentence of the source that has most words of another, where that is half of them or
    there is no other; else nothing."""
    stems, texts = frozenset(terms(sentence)), _SENTENCE.split(source)
    found = max(texts, key=lambda text: len(stems & frozenset(terms(text))))
    shared = stems & frozenset(terms(found))
    return found if len(texts) == 1 or len(shared) >= _ALIKE * len(stems) else ""


def is_scope(word: str) -> bool:
    """Whether "all" or "only" is said by it."""
    return bool(_EMBRACES.fullmatch(word) or _RESTRICTS.fullmatch(word))


def opposes(sentence: str, source: str) -> bool:
    """Whether the sentence uses a word whose contrary, and not itself, is in the source."""
    return any(
        (one.search(sentence) and not one.search(source) and other.search(source))
        or (other.search(sentence) and not other.search(source) and one.search(source))
        for one, other in _OPPOSITES
    )


def _denied(found: re.Match[str]) -> frozenset[str]:
    """The terms of what a negation denies: its verb, or the words after it."""
    parts = found.groupdict()
    told = (parts["verb"], parts["after"], parts["next"], parts["short"], parts["then"])
    return frozenset(next(filter(None, (terms(part or "") for part in told)), ()))


def _stems(found: re.Match[str]) -> frozenset[str]:
    """The terms around a negation too."""
    return frozenset(terms(" ".join(filter(None, found.groupdict().values()))))
