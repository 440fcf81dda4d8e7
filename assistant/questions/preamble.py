"""What people say before they ask: "Je prépare une note sur la Panacée : qui la dirige ?"."""

import re

from assistant.language.sentences import sentences_in, split_sentences
from assistant.questions.courtesy import REQUEST
from ingest.language.civilities import CIVILITY

_ASKS = (
    r"(?:\b(?:qui|que|quoi|quand|comment|combien|pourquoi|où|(?:le|la|les)?quel(?:le)?s?|est-ce"
    r"|who|whom|whose|what|when|where|why|how|which)\b|\bqu['’]|-(?:t-)?(?:ils?|elles?|on|ce|je"
    r"|nous)\b|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|should|may)\b)"
)
_OF_ONESELF = re.compile(
    r"\b(?:je|j['’]|nous|me|m['’]|mon|ma|mes|notre|nos|i|we|my|our|us)(?=\b|(?<=['’]))", re.I
)
_COLON = re.compile(r"\s?:\s+")
_QUESTION = re.compile(_ASKS, re.I)
_HINGE = re.compile(
    rf",\s+(?={REQUEST}|{_ASKS})"
    r"|\b(?:(?:demand|interrog)\w+"
    r"|(?:veu|voudr|souhait|aimer|cherch|besoin)\w*(?: à| de)? savoir)\s+"
    rf"(?:si\s|s['’](?=il)|(?=ce qu|(?:de |à |par |pour )?{_ASKS}))"
    rf"|\b(?:asks|asked|is asking) (?:me|us) (?:if |whether |(?={_ASKS}))",
    re.I,
)
"""Where a sentence on who asks gives way to the question."""
_CLAUSE = re.compile(r"[^,;:!?]+")
_TOPIC = re.compile(
    r"\b(?:sur|concernant|touchant|relati(?:f|ve)s?|à propos|au sujet|about|on|regarding"
    r"|(?:charg|responsab|référent|chef)\w* d\w*|occup\w+|utilis\w+|déploi\w+|déploy\w+"
    r"|projets?|programmes?|plans?|lois?)\b",
    re.I,
)
_CAPITALISED = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]*"
_NAME = rf"{_CAPITALISED}(?: {_CAPITALISED})*"
_OF_THE = r"(?:d(?:e la |e l['’]|u |es |e |['’])|of (?:the )?)"
_WHO_ASKS = re.compile(
    rf"\b{CIVILITY} {_NAME}"
    r"|\b(?:je|nous|i|we) (?:suis|sommes|travaill\w+|exerc\w+|am|are|work\w*)\b(?P<kept>.*?)"
    rf" (?:à|au|aux|chez|pour|at|for|in) (?:l[ea] |les |l['’]|the )?(?:\w+ {_OF_THE})?{_NAME}"
    rf"|\b(?:cabinet|ministère|direction|préfecture|ministry|office) {_OF_THE}"
    rf"(?:{CIVILITY} )?{_NAME}"
    r"|\b(?:mon|ma|mes|notre|nos|my|our) (?:cabinet|direct(?:ion|eur|rice)|ministère|ministre"
    r"|service|chef(?:fe)?|préfète?|préfecture|maire|collègues?|équipe|bureau|office|department"
    r"|ministry|minister|director|manager|head|team)\b",
    re.I,
)
"""Who asks, and for whom: "Mme Durand", "je suis agent à la DGFiP", "ma directrice"."""
_CHORES = re.compile(
    r"\b(?:prépar|rédig|écri|repren|repri|travaill|cherch|instrui|répon"
    r"|prepar|writ|work|draft)\w*\b|\b(?:notes?|dossiers?|courriers?|fiches?|discours|mails?|brief"
    r"|briefing|letter|speech)\b",
    re.I,
)


def asked_in(text: str) -> tuple[str, str]:
    """What stands around the question, which may be nothing, and the question itself: the
    sentences that end with a question mark, less what their author says of himself before a
    colon or a request, "Mme Durand me demande si"."""
    spans = split_sentences(text)
    asking = [span for span in spans if text[: span.end].endswith("?")]
    if asking and asking[0].start > spans[0].start:
        around = f"{text[: asking[0].start]}{text[asking[-1].end :]}".strip()
        asked = text[asking[0].start : asking[-1].end]
    else:
        around, asked = "", text
    for pattern in (_COLON, _HINGE):
        for found in pattern.finditer(asked):
            said, rest = asked[: found.start()], asked[found.end() :]
            is_said = _OF_ONESELF.search(asked[: found.end()]) and not said.rstrip().endswith("?")
            if is_said and (pattern is _HINGE or _QUESTION.search(rest)):
                return f"{around} {said}".strip(), rest
    return around, asked


def on_subject(around: str) -> str:
    """What stands around a question, less who asks it and for whom, and less the chore that it is
    asked for, "Je prépare une note": an answer speaks of neither."""
    if not _OF_ONESELF.search(around):
        return around
    told: list[str] = []
    for sentence in sentences_in(around):
        for clause in _CLAUSE.findall(sentence):
            if not _TOPIC.search(clause):
                clause = _WHO_ASKS.sub(lambda found: f" {found['kept'] or ''} ", clause)
            told.append(" ".join(_CHORES.sub(" ", clause).split()))
    return ". ".join(told)
