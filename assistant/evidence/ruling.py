"""How a clause of minutes rules: who does, by which verb, in which form."""

import re
from functools import lru_cache
from itertools import takewhile

from assistant.evidence.reported import REPORTS, said_by_none, without_nouns
from assistant.language.lexicon import OBLIGES
from assistant.language.ruling import (
    CHANGED,
    DECIDED,
    DONE,
    GRANTS,
    MOVED,
    NOUNS,
    RULED,
    RULES,
    STATED,
    WANTS,
    YIELDS,
    agreeing,
    in_present,
    one_of,
)
from ingest.language import bodies

_BODY = (
    r"(?:(?!bureau d(?:['’]études|e contrôle)|commission européenne"
    r"|conseil (?:départemental|régional|général|constitutionnel|d['’]État))"
    rf"(?:{bodies.NOUN}|(?-i:{bodies.ACRONYM}))|gouvernement"
    r"|cabinet(?! d['’e])|membres|formation|généraux"
    r"|(?-i:groupe(?! [A-ZÀ-Ý«])|(?:CO(?!VID)|CA|CS|CT|CH)[A-Z]{2,}))"
)
_CHAIR = (
    r"(?:(?:vice-)?présidente?|maire|ministre|préf[eè]te?|rect(?:eur|rice)|proviseure?|principale?"
    r"|doyenn?e?|secrétaires? généra(?:le?|ux|les))"
)
_POWER = (
    rf"(?:{_CHAIR}|direct(?:eur|rice|ion)|administration|DRH|DSI|office|bailleur|employeur|élue?)"
)
"""Who may rule: a body that meets, who presides, who has the power to."""
_NO_SUBJECT = "".join(
    rf"(?<!\b{word} )"
    for word in ("par", "pour", "que", "avec", "sur", "dans", "de", "à", "chez", "devant", "selon")
)
_THE = rf"\b(?=[lcn]){_NO_SUBJECT}(?:(?:le|la|les|ce|cet|cette|notre)\s+|l['’]\s?)"
_ASIDE = (
    r"(?:\([^()]{0,150}\)|M\."
    r"|(?!\b(?:si|dont|qui|où|devant|que|demande|propose|rappelle)\b|\bqu['’])[^.;:(]){0,100}?"
)
"""What may stand between who rules and the verb; no other clause."""
_NOT = r"(?:ne |n['’])?(?:(?:le|la|les|lui|leur|en|y|se) |[ls]['’]){0,2}"
_BY_OTHERS = (
    rf"\b(?!(?:\s+[\w-]+)?\s+par\s+(?:(?:les?|la|une?|ses|leurs?|certaine?s)\s|l['’]|d['’]autres)"
    rf"\s?(?!{_BODY}|{_POWER}|majorité|unanimité|voix))"
)
"""What follows a participle, but where others did it: "refusés par les pompiers"."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


def _does(who: str, *does: str) -> str:
    """A pattern of who does something, whatever is said aside and denied between the two."""
    return rf"{_THE}{who}\b{_ASIDE}\b{_NOT}(?:{'|'.join(does)})"


_OPEN = r"(?!(?:tranche|décide|arrête|arbitre)(?:nt)? (?:pas|rien)\b)"
_OWN = (
    r"(?! (?:(?:sa|son|ses|leurs?) (?:appréciation|avis|demande|opposition|position|refus)"
    r"|(?:la|une) (?:séance|réunion)|(?:[\w-]+ ){0,3}(?:[dl]['’])?(?:attention|importance))\b)"
)
_FOLLOWS = (
    r"sui(?:t|vent) (?:pas )?(?:l['’]avis|(?:cet|son|leur) avis"
    r"|(?:la|cette|sa|les|ces) (?:préconisations?|propositions?|recommandations?))\b"
)
_ASKED = r"(?!\s+(?:si|s['’]|pourquoi|comment|combien|quand|où|quel|à \w+(?:er|ir|re)\b))"
_PRESENT = _any(
    _does(
        _BODY,
        rf"{_OPEN}{in_present(RULES, WANTS)}\b{_ASKED}{_OWN}",
        r"prend(?:nent)? acte|(?:confirme|rapporte)(?:nt)?(?! qu)",
        r"convien(?:t|nent) (?:de|que|qu)\b",
        rf"se (?:range|rallie)(?:nt)?\b|{_FOLLOWS}|opte(?:nt)? pour|conclu(?:t|ent) à",
        r"revien(?:t|nent) sur",
        r"(?:fixe|porte|ramène|relève|abaisse)(?:nt)? [^.;:]{1,80}?\b(?:à|de) \d",
        r"(?:déclare|classe)(?:nt)? (?:[^.;]{1,60}\b)?(?:sans suite|infructueu\w+)",
        rf"(?:déclare|proclame)(?:nt)? (?:(?:M\.|[^.;:]){{1,60}}? )?(?:{agreeing(STATED)})\b",
        r"est (?:d['’]avis|(?:dé)?favorable)",
        r"se prononce(?:nt)?(?: (?:à l['’]unanimité|à la majorité))? "
        r"(?:pour|contre|en faveur|(?:dé)?favorablement)\b",
        r"(?:souhaitent|souhaite|désirent|désire|veulent|veut|entendent|entend) pas\b"
        r"(?! (?:arbitrer|décider|se prononcer|statuer|trancher)\b)",
        r"(?:émet|rend|donne|prononce)(?:tent|ent|nt)? (?:\w+ )?un avis"
        r" (?:(?:dé)?favorable|réservé)",
    ),
    _does(
        _POWER,
        rf"{_OPEN}(?:{in_present(RULES)}|{one_of(GRANTS)})\b{_OWN}",
        rf"est d['’]accord|{_FOLLOWS}",
    ),
    _does(
        _CHAIR,
        r"(?:demande|charge|invite|mandate)(?:nt)? (?:à|aux?|que|l[ea]s?)\b(?! \w+(?:er|ir|re)\b)",
        r"confirme(?:nt)? (?!qu)|rappelle(?:nt)? (?:la nécessité|(?:\w+ )?engagements)",
    ),
    r"\b(?:donne|marque)(?:nt)? (?:son|leur) accord\b|\bdemande(?:nt)? et obtien",
    rf"\bon (?:ne |n['’])?(?:(?:la|le|les|en|y) |l['’])?(?:{in_present(RULES)}|coupe|crée|garde"
    r"|change (?:pas|rien)|laisse tomber|(?:re)?part sur|passe (?:de|à)|prend (?!note|du|acte)"
    r"|préfère|reste (?:à|sur)|revient à|bascule|y va|s['’]en tient|limite|décale|remplace"
    r"|(?:fera|relancera) pas)\b",
    r"(?:recueille|obtienne|reçoive)nt (?:l['’]accord|un délai)",
    r"(?:\bthe (?:\w+ )?(?:group|committee|board|council|meeting|panel|chair|trustees|members)"
    r"|^members)"
    rf" (?:(?!(?:had|is|are|was|were)\b)\w+ )?(?:{one_of(DECIDED)})\b|\bshall\b",
)
"""Who rules, by a verb: "le comité, après débat, n'en retient pas l'idée"."""
_REQUEST = r"(?:demande|proposition|réclamation|requête|souhait|suggestion|vœu)"
_MAY_GIVE_WAY = _any(rf"\b(?:{in_present(YIELDS)}|droit|suite|favorablement)\b")
"""Few sentences have the words."""
_GIVES_WAY = _any(
    _does(
        rf"(?:{_BODY}|{_POWER})",
        rf"(?:{in_present(YIELDS)}|(?:fait|font) droit|donne(?:nt)? suite"
        r"|répond(?:ent)? favorablement)(?: pas)? (?:à|aux?)"
        rf" (?:[\w'’]+ ){{0,2}}(?:[dl]['’])?{_REQUEST}",
        rf"(?<=\by )(?:{in_present(YIELDS)}|donne(?:nt)? (?:pas )?suite)\b",
    ),
)
"""Who gives way to what was asked: "la directrice accède à cette demande"."""
_PERFECT = _any(
    _does(
        _BODY,
        rf"(?:a|ont) (?:\w+ )?(?:{agreeing(RULED, CHANGED)}|demandé|recommandé)\b",
        r"(?:a|ont) (?:émis|rendu) un avis",
    ),
)
"""What a body has done: "le bureau a validé le calendrier"."""
_IMPERSONAL = _any(
    r"\bil (?:est|a été) (?:\w+ )?(?:convenu|décidé|arrêté|acté|entendu|retenu)"
    r" (?:ce qui suit|que\b|qu['’]|de\b|d['’])",
    r"\bil (?:est|n['’]est pas) (?:fait droit|donné suite|mis fin|mis un terme|renoncé|sursis)",
    r"\bce qui est (?:retenu|accepté|adopté|convenu|acté)\b",
    r"après en avoir délibéré|\bit was (?:agreed|decided)",
)
_OPINION = rf"\bl['’]avis d(?:u|e la|e l['’]) ?{_BODY}\b[^.;]{{0,40}}?(?:dé)?favorable"
_OPINES = _any(_OPINION)
_PASSIVE = _any(
    r"\b(?:demeure|reste)(?:nt)?\s+(?:fixée?s?\s+(?:à|au)\b|inchangée?s?\b|maintenue?s?\b)",
    r"\b(?:est|sont)\s+(?:(?:pas|donc|toutefois|désormais|ainsi|également|finalement"
    r"|(?:en|par) conséquen(?:t|ce)|(?:lu|mis)e?s? (?:aux voix )?et)\s+)?"
    rf"(?:{agreeing(RULED, CHANGED)}{_BY_OTHERS}|(?:remplacé|complété)e?s? par\b"
    rf"|{agreeing(MOVED)}{_BY_OTHERS}[^.;:]{{0,50}}?\s(?:à|au|de|pour)\b"
    r"|attendue?s? (?:pour|avant)\b|inchangée?s?\b|mise?s? à l['’]étude\b|(?:ir)?recevables?\b"
    rf"|(?:déclaré|jugé)e?s? (?:infructueu|irréguli|sans suite|{agreeing(STATED)}\b))",
    rf"^(?:a|ont) été (?:{agreeing(RULED, CHANGED)}){_BY_OTHERS}"
    rf"|\b(?:was|were) (?:\w+ )?(?:moved to\b|(?:{one_of(DONE)})\b"
    r"(?! by the\b|.{0,40} in (?:19|20)\d\d))",
    r"\b(?:is|are) (?:\w+ )?(?:adopted|approved|declined|deferred|endorsed|refused|rejected)\b",
    _OPINION,
)
"""What is done: "la règle est assouplie", "the item was deferred"."""
_ONLY_TOLD = _any(
    r"\bqui (?:[\w-]+ ){0,2}$",
    r"(?:\b(?:si|dont|que|où|lorsqu\w*|quand|puisque|car|comme|rien)\b|\b(?:qu['’]|s['’]il))"
    r"[^,;:]*$",
    r"(?:^|[,;:]\s)(?:le|la|les|l['’]|cette)\s?(?:prochaine )?(?:retard|absentéisme|effectif"
    r"|dépense|écart|séance|réunion|délai moyen)s?\b[^,;:]*$",
)
"""What stands before a passive that rules nothing: a condition, what is counted, a meeting."""
_NEAR = 200
"""Characters before a passive that tell what it is said of."""
_AT_ONCE = r"(?=\s*(?:[.,;:!(–—]|-\s|$)|\s+(?:à|par|avec|sans|sous|pour|moins|en|aux?|tel|sur|\d))"
_THING = r"(?:amendement|candidature|demande|idée|motion|offre|proposition)"
_ASIDE_RULED = _any(
    rf"(?:^|[,;:] ){_THING} (?:non |finalement )?{agreeing(RULED)}{_BY_OTHERS}",
    r"\b(?:demand|propos|réclam|sollicit|souhait)(?:ée?s?|e|ent)\b[^.;:?]{0,60}\s?:\s"
    r"(?:non|ok|d['’]accord|accord|refus|accept)\w*(?=\W*$|[,;.(])|^[^:.?]{3,40}\s?:\snon\W*$",
)
"""What is said of a thing in passing: "idée non retenue", "3e poste demandé : non"."""
_HEADS = _any(
    rf"(?:non )?{agreeing(RULED)}{_BY_OTHERS}{_AT_ONCE}",
    rf"(?:{one_of(DONE)})(?=[.,;(]|$| (?:with|by|unanimously)\b)|resolved,? (?:to|that)\b",
    r"décisions? (?:de |d['’])\w+(?:er|ir|re)\b",
    rf"(?:{one_of(NOUNS)}) (?:d[ue]s?|de l['’]|d['’]|aux?|à la)\b"
    r"(?! ?(?:l['’]ordre|acquis|poste|compte|procès|PV|relevé|domicile|déchets|ordures|animaux))",
    r"refus(?=\s*(?:[.,(]|$)| (?:du|de l[a'’]|par|motivé|(?:d['’]\w+ )?confirmé)\b)",
    r"rejet(?=\s*(?:[.,(]|$)| d(?:e la|e cette|u) )",
    r"accord (?:pour|sur|unanime|général|de (?:principe|tous|l['’]ensemble))\b",
    rf"accord (?:du|de la|de l['’]) ?(?:{_BODY}|{_POWER})\b",
    r"(?:go|ok|feu vert|d['’]accord) (?:pour|sur|d[eu]\b)|choix\s?:",
    r"(?:mandat|délégation|quitus|pouvoir|feu vert) (?:est )?donnée? (?:à|aux?|pour)\b",
    r"nouvelle (?:échéance|date)\b[^.;:]{0,40}:",
    r"après (?:débat|discussion|échanges?|délibération|vote)s?\s?: ",
    r"avis\b[^.;:]{0,60}?:? ?(?:dé)?favorable|avis\b[^:.]{0,40}:[^.]*\b(?:dé)?favorable",
    r"(?:vote|scrutin)\b[^:.]{0,40}:[^.]*\b(?:pour|contre|unanimité|majorité)\b",
    r"\(?\d+ (?:voix )?pour\b[^.]*\b(?:contre\b|abst)|pour\s?: ?\d[^.]*\bcontre\b|unanimité\b",
)
"""What rules at the head of a clause, without a verb: "Refusée.", "Abandon du projet"."""
_ORDERS = _any(
    rf"\W*(?!(?:acte|charge|commande|demande|place) d)(?:{in_present(RULES, WANTS)}|prend acte)"
    r"(?:,\s(?:à|après|avec|par|sous|sur)\b[^;:.]{0,100}?,)?\s*"
    r"(?::$|(?:l[ae]s?|une?|d[eu]s?|que|à|aux?|son|sa|ses|leurs?|ce|cette|sur|M\.|Mme)\b|[ldq]u?['’])",
)
"""A verb first, whose subject stands above: "AUTORISE le maire à signer", "DÉCIDE, à la majorité,
la création d'un emploi"."""
_DECREES = re.compile(r"\W*(?:(?i:dit)|PR[ÉE]CISE|CONFIRME) (?:[\w-]+ )?(?i:qu)")
"""What an act says that is, its subject above it: "DIT que la régie sera dotée"."""
_TERSE = _any(
    r"(?!(?:le|la|les|un|une|des|ce|cet|cette|ces|il|elle|on|nous|nombre|taux|montant|part|total"
    r"|liste|date|retard|absentéisme|effectif|dépense|écart|délai moyen)s?\b|l['’])"
    r"(?:(?!\b(?:est|sont|a|ont|sera|seront|était|qui|que)\b)[^,;:.|]){3,120}?"
    rf" (?:(?:non |finalement )?{agreeing(RULED)}{_BY_OTHERS}(?!\s*:|\s+(?:en|le|depuis) \d)"
    rf"|{agreeing(MOVED)}{_BY_OTHERS}(?= (?:à|au) \d)"
    r"|(?:obligatoire|interdit)e?s?(?= (?:au|dès|à compter|à partir|pour toute?s?)\b))",
)
"""A participle without "is", of a noun without an article: "Candidature écartée"."""
_OPENS = _any(rf"(?:[\w ]{{1,40}}, )?(?:la|le|l['’]) ?{_BODY}\b")
_COUNTS = _any(
    r"\b(\d{1,6})(?: voix)? (?:pour|favorables?)\b[^.]{0,80}?\b(\d{1,6})(?: voix)? (?:contre|défav)"
)
_MARK = re.compile(r"[^\w«(\d]+")
_PARTS = re.compile(r";|(?<=[\w)»])\s?:\s|,\s(?:mais|donc|et)\s|\s=>\s")

_WHOLE = (_PRESENT, _PERFECT, _IMPERSONAL, _ASIDE_RULED)
_SENTENCES_KEPT = 8_192


@lru_cache(maxsize=_SENTENCES_KEPT)
def rules(sentence: str, *, is_row: bool = False) -> bool:
    """Whether a sentence rules; a row of a table does by whole sentences alone. One that may answer
    is asked about each time that it is held against others."""
    if sentence.endswith("?"):
        return False
    said = said_by_none(sentence)
    told = without_nouns(said)
    if any(form.search(told) for form in _WHOLE) or _is_done(told) or _gives_way(said):
        return True
    if is_row:
        return False
    return (
        _DECREES.match(sentence) is not None
        or _ORDERS.match(told) is not None
        or heads(told)
        or any(map(_rules_tersely, takewhile(lambda c: not REPORTS.search(c), _PARTS.split(told))))
    )


def rules_itself(sentence: str) -> bool:
    """Whether a sentence tells who rules, or gives an opinion; not what a text says that is."""
    told = without_nouns(said_by_none(sentence))
    forms = (_PRESENT, _PERFECT, _IMPERSONAL, _OPINES)
    return any(form.search(told) for form in forms) or heads(told)


def orders(text: str) -> bool:
    """Whether a text begins with the verb by which someone named above it rules."""
    return bool(_DECREES.match(text) or _ORDERS.match(text))


def heads(text: str) -> bool:
    """Whether a text begins as what rules without a verb: "Refusée.", "Abandon du projet"."""
    mark = _MARK.match(text)
    bare = text[mark.end() :] if mark else text
    return bool(_HEADS.match(bare)) and not _is_tie(text)


def _is_tie(text: str) -> bool:
    """Whether as many voted for as against, which decides nothing by itself."""
    counts = _COUNTS.search(text)
    return counts is not None and counts[1] == counts[2]


def opens_with_body(sentence: str) -> bool:
    """Whether a body is what a sentence speaks of: "it" in the next one is that body."""
    return bool(_OPENS.match(sentence))


def obliges(text: str) -> bool:
    """Whether a text binds someone to do something, and not in what someone says."""
    if not OBLIGES.search(text):
        return False
    told = said_by_none(text)
    return bool(OBLIGES.search(told)) and not REPORTS.search(told)


def _gives_way(said: str) -> bool:
    return bool(_MAY_GIVE_WAY.search(said) and _GIVES_WAY.search(said))


def _is_done(told: str) -> bool:
    starts = (found.start() for found in _PASSIVE.finditer(told))
    return any(not _ONLY_TOLD.search(told, max(start - _NEAR, 0), start) for start in starts)


def _rules_tersely(clause: str) -> bool:
    told = clause.strip()
    return heads(told) or bool(_TERSE.match(told))
