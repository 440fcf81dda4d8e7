"""What minutes only report: what someone says, asks or recalls, and words of decision that are
nouns."""

import re

from assistant.language.quoting import IN_MARKS
from ingest.language import bodies
from ingest.language.civilities import CIVILITY

REPORTS = re.compile(
    r"\b(?:insiste|souligne|appelle|annonce|évoque|précise|relève|présente|félicite|témoigne"
    r"|attire l['’]attention|se réjouit|remercie|estime|décrit|signale|indique|explique)(?:nt)?\b",
    re.I,
)
"""Verbs of saying: what someone calls for is not yet decided."""
_SAYS = (
    r"(?:affirm|ajout|annonc|assur|confirm|considèr|constat|déplor|estim|expliqu|expos|inform"
    r"|indiqu|insist|jug|not|observ|pens|précis|rappell|rapport|redout|regrett|relèv|rétorqu"
    r"|signal|soulign|souhait|suggèr|suppos|trouv)(?:e|ent|é)"
    r"|répond(?:ent|u)?|craint|craignent|dit|disent|espère(?:nt)?|soutien(?:t|nent)"
    r"|fait (?:savoir|valoir|observer|remarquer)|font (?:savoir|valoir|observer|remarquer)"
)
_SAID = re.compile(
    rf"^(?:selon|d['’]après|pour) {CIVILITY} [^,;.]{{1,40}}, [^.;]*"
    rf"|\b{CIVILITY} (?-i:[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){{0,4}}) (?:demande|confirme"
    r"|approuve|refuse|invite|accepte|propose|souhaite)\b(?! et obtient)[^.;]*"
    r"|\bdemande(?:nt)? (?:si|s['’]|combien|pourquoi|comment|quand|où|quel|ce qu)[^.;]*"
    rf"|\b(?:{_SAYS})\b[^.;:]{{0,60}}?\bqu(?:e\b|['’])[^.;]*",
    re.I,
)
"""What someone says that is, or should be."""
_RECALLED = re.compile(r"\W*(?:pour (?:mémoire|rappel|info\w*)|rappels?|ordre du jour)\b", re.I)
_MAY_BE_NOUN = re.compile(r"charge|demande|acte|commande|fixe|mandat|arrêté|place", re.I)
_NOUN = re.compile(
    rf"(?P<who>(?:\b{bodies.NOUN}\b|\b(?-i:[A-Z]{{4,}}))\s+)?"
    r"(?:\b(?:une?|la|les|des|de|du|en|à|sa|ses|leurs?|cet(?:te)?|ces|toute|chaque|son|sur|par|sans"
    r"|d['’]|l['’]|bons? de|taux|prix)\s*)\b(?:charges?|demandes?|actes?|commandes?|fixes?|mandats?"
    r"|arrêtés?|places?)\b",
    re.I,
)
"""Words of decision that are none: "à sa charge", "toute demande", "marché à bons de commande"."""


def said_by_none(sentence: str) -> str:
    """A sentence without what someone says in it; nothing of one that recalls."""
    return "" if _RECALLED.match(sentence) else _SAID.sub(" ", IN_MARKS.sub("« »", sentence))


def without_nouns(text: str) -> str:
    if not _MAY_BE_NOUN.search(text):
        return text
    return _NOUN.sub(lambda noun: noun[0] if noun["who"] else " ", text)
