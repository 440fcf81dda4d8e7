"""Whether a quotation states a decision, announces something, or only mentions its subject."""

import re

from assistant.answer import Nature
from assistant.language.lexicon import ANNOUNCES, OBLIGES
from assistant.language.sentences import split_sentences
from assistant.language.speech import opens_speech
from ingest import bodies, headings, labels
from ingest.civilities import CIVILITY
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind

_DECIDES = re.compile(
    r"\b(?:(?:décide|adopte|valide|approuve|arrête|confirme|acte|entérine|invite|mandate|charge"
    r"|autorise|impose|fixe|refuse|rejette|accepte|généralise|lance|commande|abandonne|reporte"
    r"|attribue|tranche)(?:nt)?"
    r"|exclu(?:t|ent)|interdi(?:t|sent)|(?<!\bse )maintien(?:t|nent)"
    r"(?! (?:sa|son|ses|leurs?) (?:appréciation|avis|demande|opposition|position|refus))"
    r"|suspend(?:ent)?"
    r"|prend(?:nent)? acte"
    r"|rappelle(?:nt)? (?:la nécessité|(?:\w+ )?engagements)"
    r"|demande(?:nt)?(?= (?:à|au|aux|que|de)\b)(?! à \w+(?:er|ir|re)\b)"
    r"|(?:comité|généraux|membres|gouvernement|[A-Z]{4,}) (?:ne )?retien(?:t|nent)"
    r"|(?:recueille|obtienne|reçoive)nt (?:l['’]accord|un délai)"
    r"|(?:émet|rend|donne|prononce)(?:tent|ent|nt)? (?:\w+ )?un avis (?:favorable|défavorable)"
    r"|il (?:est|a été) (?:convenu|décidé|arrêté|acté|entendu)"
    r" (?:ce qui suit|que\b|qu['’]|de\b|d['’])"
    r"|(?:déclare|classe)(?:nt)? [^.;]{1,60}\bsans suite|déclare(?:nt)? (?:\w+ )?(?:ir)?recevables?"
    r"|(?-i:DIT) qu|il (?:est|n['’]est pas) (?:fait droit|donné suite)|après en avoir délibéré"
    r"|arbitre(?:nt)? (?:en faveur|contre|dans le sens)|opte(?:nt)? pour"
    r"|convien(?:t|nent) (?:de|que)|(?:donne|marque)(?:nt)? (?:son|leur) accord"
    rf"|accord d(?:u|e la|e l['’]) ?{bodies.NOUN}"
    rf"|avis d(?:u|e la|e l['’]) ?{bodies.NOUN}\s?: ?(?:dé)?favorable"
    r"|(?:^|(?<=: ))(?:accord (?:pour|sur)|avis (?:dé)?favorable)"
    r"|(?:a|ont) (?:émis|rendu) un avis (?:favorable|défavorable)"
    r"|(?:adopté|approuvé|rejeté|voté|élu)e?s? (?:à|par)"
    r" (?:l['’]unanimité|la majorité|\d+ voix))\b",
    re.I,
)
_RULES = re.compile(
    rf"\b(?:{bodies.NOUN}|(?-i:{bodies.ACRONYM})|cabinet)(?: (?:du|de la|de) [\w ]{{1,40}}?)?"
    r"(?:, [^,;:.]{1,40},)? (?:ne |n['’])?(?:retient|écarte|choisit|acte|tranche|reconduit"
    r"|pérennise|accorde|octroie|crée|supprime|porte|ramène|relève|modifie|proroge|prolonge|annule|abroge"
    r"|rapporte|ajourne|renouvelle|désigne|recommande|préconise|revient sur"
    r"|est (?:d['’]avis|(?:dé)?favorable))\b",
    re.I,
)
"""What decides where a body does it."""
_IS_DECIDED = re.compile(
    r"(?:\b(?:est|sont)\s+(?:(?:pas|donc|toutefois|désormais|ainsi|également|finalement)\s+)?"
    r"|\w\s?:\s(?!report|renvoy|ajourn))"
    r"(?:exclu|validé|approuvé|adopté|autorisé|retenu|créé|fixé|généralisé|renouvelé|reporté"
    r"|rétabli|reconduit|pérennisé|commandé|maintenu|refusé|interdit|décidé|invité|demandé|lancé"
    r"|ouvert|supprimé|suspendu"
    r"|abandonné|arrêté|acté|attendu|constitué|reconstitué|placé|posé|confié|mandaté"
    r"|chargé|renvoyé|attribué|désigné|élu|accepté|rejeté|accordé|modifié|porté|ramené|prorogé"
    r"|prolongé|abrogé|annulé|rapporté|retiré|avancé|décalé)e?s?\b",
    re.I,
)
_BODY = rf"\b{bodies.NOUN}\b"
_NOUN = re.compile(
    rf"(?P<who>(?:{_BODY}|\b(?-i:[A-Z]{{4,}}))\s+)?"
    r"(?:\b(?:une?|la|les|des|de|du|en|à|sa|ses|leurs?|cet(?:te)?|ces|toute|chaque|son|sur|par|sans"
    r"|d['’]|l['’]|bons? de|taux|prix)\s*)\b(?:charges?|demandes?|actes?|commandes?|fixes?|mandats?"
    r"|arrêtés?)\b",
    re.I,
)
"""Words of decision that are none: "à sa charge", "toute demande", "marché à bons de commande"."""
_VOTED = re.compile(
    rf"{_BODY}[^.;:]{{0,60}}?(?:\b(?:décide|adopte|approuve|valide|rejette|autorise|désigne"
    r"|prend acte)\b|à l['’]unanimité|à la majorité|après en avoir délibéré)"
    r"|(?:adopté|approuvé|rejeté|voté|élu|désigné)e?s? (?:à|par) (?:l['’]unanimité|la majorité|\d+"
    r" voix)|^(?:est|sont|a été|ont été) (?:élu|désigné|proclamé)e?s?\b"
    r"|\b(?:est|sont) (?:élu|proclamé)e?s? (?:maires?|présidente?s?|membres?|\w+ adjointe?s?)\b",
    re.I,
)
"""How minutes that vote tell what was decided, beside the outcomes themselves."""
_BY_VOTE = re.compile(r"\b(?:adopte|unanimité|majorité)\b", re.I)
_REACH = 30
_ELSEWHERE = re.compile(
    r"\b(?:n['’]|ne\b|pas\b|si\b|qu['’]|que\b|avai(?:t|ent)\b|loi\b|bureau d['’]études"
    r"|(?:conseil|commission) (?:régional|général|départemental|d['’]))",
    re.I,
)
"""What is not so, not yet, or decided by others."""
_SINCE = re.compile(r"\bdepuis\b|\ben (?:19|20)\d\d\b")
_REPORTS = re.compile(
    r"\b(?:insiste|souligne|appelle|annonce|évoque|précise|relève|présente|félicite|témoigne"
    r"|attire l['’]attention|se réjouit|remercie|estime|décrit|signale|indique|explique)(?:nt)?\b",
    re.I,
)
"""Verbs of saying: what someone calls for is not yet decided."""
_REPORTED = re.compile(
    rf"\b{CIVILITY} [A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)* (?:demande|confirme|approuve|refuse"
    r"|invite|accepte)\b[^.;]*"
    r"|\bdemande(?:nt)? (?:si|s['’]|combien|pourquoi|comment|quand|où|quel|ce qu)[^.;]*"
    r"|\b(?:répond|indique|précise|explique|ajoute|signale|note|observe|constate|informe|estime"
    r"|pense|considère|regrette|craint|espère|souhaite|relève|souligne|répondu|indiqué|précisé"
    r"|expliqué|ajouté|signalé|estimé|souligné)(?:nt|ent)?\b[^.;:]{0,60}?\bqu(?:e\b|['’])[^.;]*",
    re.I,
)
"""What someone says that is, or should be."""
_NUMBERED = re.compile(r"(?:décision|arrêté|délibération) n\s*[°ºo]", re.I)
_PROPOSES = re.compile(
    rf"\b(?:demandé|proposé)e?s? (?:en )?(?:au|à la|à l['’]) ?{bodies.NOUN}"
    r"|\bil (?:vous )?est (?:donc |ainsi |aujourd['’]hui )?(?:demandé|proposé)\b"
    r"|\bvous (?:est|sont|a été) (?:demandé|proposé)|\bnous vous (?:demandons|proposons)\b",
    re.I,
)
"""What a report asks of the meeting, whose outcome stands apart."""
_CARRIED = re.compile(
    r"[.!?]\s+(?:adopt|approuv)ée?s? (?:à|par) (?:l['’]unanimité|la majorité|\d+ voix)", re.I
)
"""What was proposed and adopted in one breath."""
_NO_DECISION = re.compile(
    r"\b(?:aucun(?:e)?\s+(?:arbitrage|décision|date)|(?:sans|pas de) décision"
    r"|soumis(?:e|es)? à la discussion"
    r"|a été (?:évoqué|présenté)e?"
    r"|restent? (?:ouverte?s?|posée?s?|en suspens|à (?:trancher|arbitrer|préciser|décider))"
    r"|(?:n['’]est|n['’]a|ne sont|n['’]ont) pas (?:encore )?(?:été )?(?:tranché|arbitré"
    r"|décidé|conclu)e?s?"
    r"|sera (?:ré)?examinée?|(?:séance|réunion) est (?:ouverte|levée|close|suspendue)"
    r"|(?:report|renvoy|ajourn)ée?s?"
    r" (?:à (?:la|une|l['’]) ?(?:prochaine |autre )?(?:séance|réunion)"
    r"|au prochain (?:comité|conseil|bureau|codir|copil)))\b",
    re.I,
)
_VOTES: dict[str, bool] = {}
"""By id of a document, which tells its content: so that no text is kept for it."""
_VOTES_KEPT = 16_384
_FIRST_PERSON = re.compile(r"\bje\b|\bj['’]", re.I)
_QUOTED = re.compile(r"[«“][^«»“”]*[»”]")


def nature(document: Document, paragraph: Paragraph, quote: str) -> Nature:
    """Only minutes decide. The words of decision stand in the quotation, or in the sentence
    that introduces its list. Where the minutes close their items on a vote, what binds someone
    in the report of an item, a law, a contract, a wish, decides nothing."""
    if document.kind is not DocumentKind.RELEVE or paragraph.kind is ParagraphKind.HEADING:
        return Nature.MENTION
    if votes(document) and headings.tells_outcome(quote):
        return Nature.DECISION
    introduction = paragraph.lead_in.partition("\n")[0]
    is_decided = labels.is_decided(quote) or labels.is_decided(introduction)
    if is_decided or _stands_decided(document, paragraph, quote):
        return Nature.MENTION if _NO_DECISION.search(quote) else Nature.DECISION
    if _PROPOSES.search(f"{introduction}\n{quote}") and not _CARRIED.search(quote):
        return Nature.PROPOSAL if votes(document) else Nature.MENTION
    is_said = _FIRST_PERSON.search(_QUOTED.sub(" ", quote)) or opens_speech(quote)
    settled = _before_undecided(quote)
    if is_said or not settled:
        return Nature.MENTION
    decides = _is_voted if votes(document) else _decides
    if decides(introduction) or decides(settled):
        return Nature.DECISION
    told = _REPORTED.sub(" ", quote)
    may_announce = settled == quote and not votes(document) and not _REPORTS.search(told)
    is_announced = may_announce and ANNOUNCES.search(told)
    return Nature.ANNOUNCEMENT if is_announced else Nature.MENTION


def _before_undecided(quote: str) -> str:
    """The sentences before one that says that something is not decided yet."""
    undecided = _NO_DECISION.search(quote)
    if undecided is None:
        return quote
    ends = [span.end for span in split_sentences(quote) if span.end <= undecided.start()]
    return quote[: max(ends, default=0)]


def is_decision(document: Document, paragraph: Paragraph, quote: str) -> bool:
    return nature(document, paragraph, quote) is Nature.DECISION


def votes(document: Document) -> bool:
    """Whether minutes close their items on an outcome: "Adopté à l'unanimité."."""
    if document.kind is not DocumentKind.RELEVE:
        return False
    known = _VOTES.get(document.id)
    if known is None:
        if len(_VOTES) >= _VOTES_KEPT:
            _VOTES.clear()
        known = _VOTES[document.id] = _has_outcomes(document.text)
    return known


def _has_outcomes(text: str) -> bool:
    """A note that the minutes themselves were approved closes no item; "Vote : unanimité" may
    stand anywhere."""
    told = [
        line
        for line in text.splitlines()
        if headings.tells_outcome(line) and not line.lower().startswith("vote")
    ]
    return len(told) > 1 or any(_BY_VOTE.search(line) for line in told)


def _stands_decided(document: Document, paragraph: Paragraph, quote: str) -> bool:
    """Not where minutes vote: what others decided is listed there too."""
    return labels.stands_decided(paragraph, quote) and not votes(document)


def _is_voted(text: str) -> bool:
    if _NUMBERED.match(text):
        return True
    found = _VOTED.search(text)
    if found is None:
        return False
    clause = max(text.rfind(mark, 0, found.start()) for mark in ",;:") + 1
    is_past = _SINCE.search(text, found.end(), found.end() + _REACH)
    return not (is_past or _ELSEWHERE.search(text, clause, found.end()))


def _decides(text: str) -> bool:
    text = _REPORTED.sub(" ", text)
    told = _NOUN.sub(lambda noun: noun[0] if noun["who"] else " ", text)
    if _NUMBERED.match(text) or any(p.search(told) for p in (_DECIDES, _RULES, _IS_DECIDED)):
        return True
    return bool(OBLIGES.search(text)) and not _REPORTS.search(text)
