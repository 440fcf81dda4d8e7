"""Whether a quotation states a decision, or only mentions its subject."""

import re

from assistant.lexicon import OBLIGES
from ingest.document import Document, DocumentKind, Paragraph

_DECIDES = re.compile(
    r"\b(?:décident?|adoptent?|valident?|approuvent?|arrêtent?|confirment?|actent?|entérinent?"
    r"|retien(?:t|nent)|invitent?|mandatent?|chargent?|autorisent?|exclu(?:t|ent)|interdi(?:t|sent)"
    r"|imposent?|fixent?|maintien(?:t|nent)|refusent?|rejettent?|acceptent?|généralisent?"
    r"|lancent?|commandent?|suspend(?:ent)?|abandonnent?|reportent?|prend(?:nent)? acte"
    r"|rappelle(?:nt)? (?:la nécessité|(?:\w+ )?engagements)|demandent?(?= (?:à|au|aux|que|de)\b)"
    r"|(?:recueill|obtienn|obtien|reçoi)(?:ent|t|vent) (?:l['’]accord|un délai))\b",
    re.I,
)
_IS_DECIDED = re.compile(
    r"\b(?:est|sont)\s+(?:(?:pas|donc|toutefois|désormais|ainsi|également)\s+)?"
    r"(?:exclu|validé|approuvé|adopté|autorisé|retenu|créé|fixé|généralisé|renouvelé|reporté"
    r"|commandé|maintenu|refusé|interdit|décidé|invité|demandé|lancé|ouvert|supprimé|suspendu"
    r"|abandonné|arrêté|acté|attendu|constitué|reconstitué|placé|posé|confié|mandaté"
    r"|chargé|renvoyé)e?s?\b",
    re.I,
)
_NO_DECISION = re.compile(
    r"\b(?:aucun(?:e)?\s+(?:arbitrage|décision|date)|sans décision|soumis(?:e|es)? à la discussion"
    r"|a été (?:évoqué|présenté)e?)\b",
    re.I,
)


def is_decision(document: Document, paragraph: Paragraph, quote: str) -> bool:
    """Only minutes decide. The words of decision stand in the quotation, or in the sentence
    that introduces its list."""
    if document.kind is not DocumentKind.RELEVE or _NO_DECISION.search(quote):
        return False
    if paragraph.lead_in and _decides(paragraph.lead_in.splitlines()[0]):
        return True
    return _decides(quote)


def _decides(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_DECIDES, _IS_DECIDED, OBLIGES))
