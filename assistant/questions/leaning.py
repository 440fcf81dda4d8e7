"""Whether a question leans on the one before: says "it", or names nothing that it is on."""

import re

from assistant.questions.question import Question, subject_words
from index.language.analyzer import terms

LEADS = re.compile(r"^(?:et|mais|alors|donc|and|but|so)[\s,]+", re.I)
_ELLIPTIC = re.compile(
    r"(?:(?:à partir|à compter|au bout|jusqu['’]à|d['’]ici|depuis|pour|par|avec|sur|dans|en|sous"
    r"|chez|de|à|from|by|for|with|until|since|at)\s+(?:de\s+)?)?"
    r"(?:quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|qui|quoi|quand|combien|où|comment|pourquoi"
    r"|whom?|what|when|where|which|how(?: much| many| long)?|why)(?:\s+[^\s?]+){0,2}\W*",
    re.I,
)
_LEANS = re.compile(
    r"\b(?:qui|quand|comment|pourquoi|où|combien) (?:en|y|l['’])"
    r"|\b(?:celui|celle|ceux|celles)-(?:ci|là)\b|\bcela\b|\bça\b"
    r"|\bc(?:e|et|ette|es) (?:décision|projet|mesure|outil|service|sujet|point|dispositif|plan"
    r"|programme|règle|consigne)s?\b|^(?:qui|combien) (?:a|ont) voté (?:pour|contre)\W*$"
    r"|^qui s['’]est abstenu\W*$|^who (?:voted (?:for|against)|abstained)\W*$"
    r"|^who(?:['’]s| is| was| will be) (?:in charge|responsible|behind (?:it|this))\W*$"
    r"|^(?:(?:quand|comment|pourquoi|où|combien|depuis quand|jusqu['’]à quand) )?"
    r"(?:est|sont|sera|seront|était|a|ont|aura|doit|doivent|peut|peuvent)-(?:t-)?(?:il|elle)s?\b"
    r"(?! (?:été (?:décidé|acté|arrêté|convenu|question|prévu|proposé|demandé|précisé|rappelé"
    r"|envisagé|fait|mis|procédé)|eu)\b)|\b(?:it|they|them)\b",
    re.I,
)
_OF_IT = re.compile(
    r"(?!(?:les?|la|l['’]) ?[^?]+\b(?:il y|on|on n['’]) en\b|[^?]*\bsur (?!quoi|quel|qui|ça|cela))"
    r"[^?]*\b(?:qu['’])?en (?:est|sont|a)\b",
    re.I,
)
"""Not where it is told of what: "on en est où sur Zoom", "les écrans, il y en a combien"."""
_THERE = re.compile(r"^qui (?:en|y) (?!a[- ]t[- ])", re.I)  # whatever else: "Qui y vote ?"
_PRONOUN = re.compile(
    r"^(?P<before>.*?)(?<![-\w])(?!(?:a|faut|agit|existe|reste|est|était|sera|convient|suffit)-(?:t-)?il\b)"
    r"\w+-(?:t-)?(?:ils?|elles?)\b",
    re.I,
)
_ASKING = r"(?:combien|quand|où|comment|pourquoi|(?:à |pour |par |avec )?(?:qui|quoi))"
_DONE = r"(?:été |bien |déjà |vraiment |pas |encore |enfin )*"
_CLAUSE = re.compile(
    rf"(?:elles?|ils)\s.+|il (?!y a(?:vait)?\b)\S+(?:\s\S+)? {_ASKING}\W*"
    rf"|il (?:est|sera|était|a) {_DONE}[^\W\d_]+[éitsu]\W*"
    r"|(?:si (?:on|je|nous|elles?)|s['’]ils?)\s.+"
    rf"|c['’](?:est|était) {_DONE}[^\s?]+(?: [^\s?]+)?\W*"
    rf"|{_ASKING} (?:a|ont|est|sont|sera|seront|était|avait) {_DONE}[^\W\d_]+[éitsu]e?s?\W*"
    r"|(?:les )?autres .+ (?:aussi|non plus)\W*",
    re.I,
)
"""Says of what it is by no name: "elle sera reconstituée ?", "c'est obligatoire ?"."""
_WHAT = re.compile(r"\bquel(?:le)?s? \w+", re.I)
_TO_IT = re.compile(
    r"\b(?:pour|avec|sur|contre|chez|par|sans|à|de|d['’]|selon) ?(?:lui|elles?|eux)\b"
    r"(?![- ](?:même|seul))"
    r"|\b(?:doi(?:s|t|vent)|devr(?:a|ont)|peu(?:t|vent)|pourr(?:a|ont)|va|vont|faut)"
    r"(?:-(?:il|elle|on)s?)? (?:l[ae]s? |l['’]|lui |leur )"
    r"\w+(?:er|[iao]ir|[ai]re|dre|ttre|ivre)\b(?! d)",
    re.I,
)
"""A pronoun of what is not named: "pour lui", "doit le déployer"."""
_OF_SOMETHING = frozenset(
    terms(
        "exceptions dérogations conditions critères modalités calendrier budget coût prix montant"
        " financement durée risques raisons motifs objectif but avantages inconvénients limites"
        " bénéficiaires responsable pilote périmètre étapes suites conséquences impacts effets"
        " sanctions obligations contraintes difficultés résultats bilan enjeux alternatives avis"
        " recommandations propositions options mesures principaux principales autres"
        " waivers criteria schedule cost price amount funding duration risks reasons goal goals"
        " objectives advantages drawbacks limits beneficiaries scope steps consequences penalties"
        " obligations constraints results issues recommendations proposals main other"
        " point édition premier première deuxième second seconde troisième quatrième cinquième"
        " first third fourth"
    )
)
"""The index terms of what is always of something else, and of places in a list."""


def is_of_something(text: str) -> bool:
    """Whether a text names no more than what is always of something else: "le calendrier"."""
    named = [stem for stem in terms(text) if not stem.isdigit()]
    return bool(named) and _OF_SOMETHING.issuperset(named)


def leans(asked: Question) -> bool:
    """Whether a question says "it", or is too short to name what it asks about."""
    text = LEADS.sub("", asked.text)
    if _THERE.search(text) or _TO_IT.search(text):
        return True
    if asked.names:
        return False
    if not asked.subject or _ELLIPTIC.fullmatch(text) or _LEANS.search(text):
        return True
    if _OF_IT.match(text):
        return True
    if is_of_something(" ".join(asked.subject)):
        return True
    if _CLAUSE.fullmatch(text):
        return True
    found = _PRONOUN.match(text)  # "la DINUM publiera-t-elle" says who
    return found is not None and not subject_words(_WHAT.sub("", found["before"]))
