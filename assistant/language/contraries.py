"""Words and their contraries, French and English."""

import re
from collections.abc import Iterable

_Pair = tuple[re.Pattern[str], re.Pattern[str]]


def _pairs(words: Iterable[tuple[str, str]]) -> tuple[_Pair, ...]:
    """Each both ways."""
    told = [tuple(re.compile(rf"\b(?:{one})", re.I) for one in pair) for pair in words]
    return tuple(both for one, other in told for both in ((one, other), (other, one)))


_CONTRADICTORY = _pairs(
    (
        (
            r"autoris|permet|permis|allow|permit|authori[sz]",
            r"interdi|exclu|prohib|forbid|bann(?:ed|ing)|ban\b",
        ),
        (
            r"adopt|approuv|approv|valid|accept|retien|retenu|endors",
            r"rejet|reject|refus|écart|invalid|abandon",
        ),
        (r"y compris|including\b|even\b", r"sauf\b|hormis\b|excepté|except\b"),
        (r"contrairement|à la différence|unlike\b", r"(?:tout )?comme\b|ainsi que|like\b"),
        (r"favou?rable|in favou?r", r"défavorable|unfavou?rable|against|oppos"),
        (r"possible\b|can be\b|peu(?:t|vent) être", r"impossible\b|cannot be\b"),
        (r"suffi", r"insuffi"),
        (r"satisf", r"insatisf|dissatisf|mécontent"),
    )
)
"""One is what the other is not: "refusé" and "pas accepté" say the same."""
_UNDONE = _pairs(
    (
        (r"commenc|débute|begin|start", r"termine|achèv|finish|end(?:s|ing)? with|will end"),
        (
            r"augment|hauss|accro|increas|rise|rose|progress|grow|grew",
            r"baiss|diminu|rédu|decreas|declin|reduc|fall|fell|recul|drop",
        ),
        (
            r"mainten|maintien|conserv|keep|kept|retain|poursui|continu",
            r"supprim|abandonn|abandon|remov|drop|scrap|cess|interromp|stop"
            r"|arrêt d(?:es?|u|['’])(?! (?:bus|tram)) ",
        ),
        (r"ouver|ouvr|open", r"ferm|clos"),
        (r"(?:bien|correctement) (?:fonctionn|march)|worked well", r"mal (?:fonctionn|march)"),
        (r"avantage|atouts?\b|points? forts?\b", r"inconvénient|faiblesse|points? faibles?\b"),
        (
            r"rejoi(?:n|gn)|adhér|entr(?:e|ent|era|eront|er|ée|ées) (?:dans|en|au)|join|enter",
            r"quitt|sort(?:i|e|ir|ent|ira|iront)\b|se retir|leav(?:e|es|ing)\b|withdr[ae]w|exit",
        ),
    )
)
"""What is done and what undoes it, of which a thing undergoes but one."""
_CONTRARY = _UNDONE + _pairs(
    (
        (
            r"avant\b|before\b|d['’]ici\b|jusqu|until\b|by\b(?= \w*\s?\d)",
            r"après\b|after\b|à partir d|à compter d|une fois (?:l[ae]s?\b|l['’]|qu|\w+ée?s?\b)",
        ),
        (
            r"(?:au|du) (?:moins|minimum)\b|at least\b|minimum\b",
            r"(?:au|du) (?:plus|maximum)\b|at most\b|maximum\b|up to\b",
        ),
        (
            r"plus (?:d[e'’]|qu)|davantage|more than\b|over\b(?= \d)",
            r"(?<!au )(?<!du )moins\b|less than\b|fewer than\b|under\b(?= \d)",
        ),
        (r"obligat|mandatory|compulsory|required", r"facultati|optional|volontaire|voluntar"),
        (r"tous|toutes|chaque|every|each|all\b", r"certain|quelques|some\b|a few|une partie"),
        (r"premier|première|first", r"dernier|dernière|last\b"),
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
        (r"temporair|provisoire|temporar|provisional", r"définiti|permanent|pérenn"),
        (r"majorit|majority|plupart|most\b(?! \d)", r"minorit|minority"),
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
"""Neither may hold: what is not closed need not open."""


def answers(words: str, others: str, *, whole: bool) -> bool:
    """Whether a word of a text has its contradictory in another, or its contrary where it need not
    be all that the other is not."""
    return any(
        one.search(words) and other.search(others)
        for one, other in (_CONTRADICTORY if whole else _CONTRADICTORY + _CONTRARY)
    )


def undoes(told: str, asked: str) -> bool:
    """Whether a text tells of a thing what undoes what is asked of it, and not itself: "les
    projets qui rejoignent le programme" are none that leave it. Both may be asked for."""
    return any(
        one.search(asked)
        and not other.search(asked)
        and other.search(told)
        and not one.search(told)
        for one, other in _UNDONE
    )


def opposes(sentence: str, source: str, *, affirmed: tuple[str, str]) -> bool:
    """Whether the sentence uses a word whose contrary, and not itself, is in the source.
    `affirmed` are the two without what they deny: a word that is denied is its contradictory,
    and of a contrary it says nothing."""
    told, held = affirmed
    return any(
        one.search(told) and not one.search(source) and other.search(where)
        for pairs, where in ((_CONTRADICTORY, held), (_CONTRARY, source))
        for one, other in pairs
    )
