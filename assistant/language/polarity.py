"""Whether two texts, French or English, affirm and deny the same things."""

import re

from index.language.analyzer import terms

_DENIES = re.compile(
    r"(?P<before>(?:\w+[^\w.;:!?]+){0,3})(?:\bn['’]|\bne\s)(?P<verb>.{0,40}?)\b(?:pas|jamais|plus"
    r"|rien|guère|aucune?|nul(?:le)?|ni|nullement|aucunement"
    r"|(?<!ce )(?<!le )(?<!un )(?<!au )(?<!du )point)\b"
    r"(?!\s+que\b)(?P<after>(?:\W+\w+){0,3})"
    r"|\b(?:aucune?|sans(?!\s+(?:délai|doute|attendre|oublier))|ni|non(?!\s+(?:seulement|plus))"
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
    r"|sous réserve|sauf|hormis|excepté|hors|ne .{1,30}? que|qu['’](?:un|une|aux?|en)\b|only|solely"
    r"|except|unless|provided|subject to)\b",
    re.I,
)
_EMBRACES = re.compile(
    r"\b(?:tou(?:s|tes|te|t)|chaque|chacune?|ensemble|totalité|intégralité|généralis\w*|partout"
    r"|systématique\w*|all|every|each|whole|everyone|everywhere)\b",
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
            r"après\b|after\b|à partir d|à compter d",
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
        (r"favorable|in favou?r", r"défavorable|against|oppos"),
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
    return any(
        words.search(sentence) and not words.search(source) for words in (_RESTRICTS, _EMBRACES)
    )


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
