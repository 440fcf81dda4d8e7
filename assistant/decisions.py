"""Whether a quotation states a decision, or only mentions its subject."""

import re

from assistant.lexicon import OBLIGES
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind

_DECIDES = re.compile(
    r"\b(?:(?:décide|adopte|valide|approuve|arrête|confirme|acte|entérine|invite|mandate|charge"
    r"|autorise|impose|fixe|refuse|rejette|accepte|généralise|lance|commande|abandonne|reporte|attribue)"
    r"(?:nt)?"
    r"|exclu(?:t|ent)|interdi(?:t|sent)|maintien(?:t|nent)|suspend(?:ent)?|prend(?:nent)? acte"
    r"|rappelle(?:nt)? (?:la nécessité|(?:\w+ )?engagements)"
    r"|demande(?:nt)?(?= (?:à|au|aux|que|de)\b)"
    r"|(?:comité|généraux|membres|gouvernement|[A-Z]{4,}) retien(?:t|nent)"
    r"|(?:recueille|obtienne|reçoive)nt (?:l['’]accord|un délai)"
    r"|(?:adopté|approuvé|rejeté|voté|élu)e?s? (?:à|par)"
    r" (?:l['’]unanimité|la majorité|\d+ voix))\b",
    re.I,
)
_IS_DECIDED = re.compile(
    r"\b(?:est|sont)\s+(?:(?:pas|donc|toutefois|désormais|ainsi|également)\s+)?"
    r"(?:exclu|validé|approuvé|adopté|autorisé|retenu|créé|fixé|généralisé|renouvelé|reporté"
    r"|commandé|maintenu|refusé|interdit|décidé|invité|demandé|lancé|ouvert|supprimé|suspendu"
    r"|abandonné|arrêté|acté|attendu|constitué|reconstitué|placé|posé|confié|mandaté"
    r"|chargé|renvoyé|attribué|désigné|élu)e?s?\b",
    re.I,
)
_REPORTS = re.compile(
    r"\b(?:insiste|souligne|appelle|annonce|évoque|précise|relève|présente|félicite|témoigne"
    r"|attire l['’]attention|se réjouit|remercie|estime|décrit|signale|indique|explique)(?:nt)?\b",
    re.I,
)
"""Verbs of saying: what someone calls for is not yet decided."""
_NUMBERED = re.compile(r"(?:décision|arrêté|délibération) n\s*[°ºo]", re.I)
_PROPOSES = re.compile(
    r"\b(?:demandé|proposé)e?s? (?:au|à la|à l['’]) ?(?:conseil|comité|commission|assemblée)"
    r"|\bvous (?:est|sont|a été) (?:demandé|proposé)|\bnous vous (?:demandons|proposons)\b",
    re.I,
)
"""What a report asks of the meeting, whose outcome stands apart."""
_NO_DECISION = re.compile(
    r"\b(?:aucun(?:e)?\s+(?:arbitrage|décision|date)|sans décision|soumis(?:e|es)? à la discussion"
    r"|a été (?:évoqué|présenté)e?)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\bje\b|\bj['’]", re.I)
_QUOTED = re.compile(r"[«“][^»”]*[»”]")


def is_decision(document: Document, paragraph: Paragraph, quote: str) -> bool:
    """Only minutes decide. The words of decision stand in the quotation, or in the sentence
    that introduces its list."""
    introduction = paragraph.lead_in.partition("\n")[0]
    is_told_only = (
        _NO_DECISION.search(quote)
        or _FIRST_PERSON.search(_QUOTED.sub(" ", quote))
        or _PROPOSES.search(f"{introduction}\n{quote}")
    )
    is_title = paragraph.kind is ParagraphKind.HEADING
    if document.kind is not DocumentKind.RELEVE or is_told_only or is_title:
        return False
    return _decides(introduction) or _decides(quote)


def _decides(text: str) -> bool:
    if _NUMBERED.match(text) or _DECIDES.search(text) or _IS_DECIDED.search(text):
        return True
    return bool(OBLIGES.search(text)) and not _REPORTS.search(text)
