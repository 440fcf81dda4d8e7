"""How a sentence of minutes settles something with no verb of ruling: by what it sets, from when,
to whom it falls, within which bounds."""

import re
from functools import lru_cache

from assistant.evidence.reported import REPORTS, said_by_none
from assistant.language.lexicon import PARTICIPLE
from assistant.language.ruling import UNDECIDED
from assistant.language.sentences import sentences_in
from ingest.language.civilities import CIVILITY

_IMPERFECT = r"(?!(?:\w*f|s|pl|l|souh)ait\b|\w*trait\b)\w{2,}(?:ait|aient)\b"
_ONLY_TOLD = re.compile(
    rf"\?\W*$|\b(?:si|sinon|s['’]ils?|savoir|quand|comme)\b|\b{_IMPERFECT}"
    r"|\b(?:souhait|crain[td]|regrett|réclam|pens[ea]|s['’]inqui|dénonc|(?:s['’])?interrog|suggèr"
    r"|envisag|plaid|préconis|s['’]étonn|s['’]oppos|s['’]engag|rest(?:e|ent) à\s\w+(?:er|ir|re)\b"
    r"|hypothès|éventuel|possib|peut-être|prévu|planifi|programm|attendu|estim|annonc|contest"
    r"|rassur|rappel|demand[eé]|propos[eéi]|objectifs?\b|piste)\w*"
    r"|\b(?:peu(?:t|vent)|faut|depuis|déjà|encore|en cours|actuellement|aujourd['’]hui|loi|décret"
    r"|selon|d['’]après|à ce stade|ordre du jour|missions?)\b"
    rf"|\b(?:a|ont|s['’]est|se sont)\s+(?!lieu\b)(?:\w+\s+){{0,2}}{PARTICIPLE}\b"
    rf"|\b(?:est|sont) (?:arriv|parven|intervenu|venu)|{UNDECIDED}",
    re.I,
)
"""What is asked, wished, supposed, foreseen, past, as it is, or of the law."""
_TELLS_UNDER = re.compile(
    r"\W*(?:\d[\d.]*\W+)?(?:contexte|constats?|débats?|déclarations?|demandes?|propositions?"
    r"|rappels?|ordre du jour|objectifs?|enjeux|missions?)\b",
    re.I,
)
"""The title of a section that settles nothing."""
_DAY = (
    r"(?:(?:l[ae]s?|du|des|fin|début|mi|mois|prochaine?|de|cette|noël|[dl]['’]|à) ?){0,4}"
    r"(?:\d|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|rentrée|vacances|noël|été|automne|hiver|printemps|semaine|mois|année|trimestre|semestre"
    r"|prochaine?)"
)
_TERM = (
    rf"(?i:\b(?:(?:avant|d['’]ici) {_DAY}|pour (?:le \d{{1,2}}|la (?:fin|mi|rentrée)|fin|début)\b"
    r"|au plus tard|cette semaine|sans délai|dernier délai"
    r"|sous (?:\w+|\d+) (?:jours?|semaines?|mois|heures?|h)\b))"
)
"""By when a thing is to be done."""
_CLITICS = r"(?:(?:se|en|y|la|les?|lui|leur) |[sl]['’])*"
_OBJECT = (
    r"(?= (?:[ld]['’]|(?:l[ae]s?|une?|des?|du|aux?|à|son|sa|ses|leurs?|ce|cette|ces|en|avec|sur"
    r"|dans|pour|par|et|avant|sous|chaque|tou[ts]|toutes?|deux|trois|\d+|contact)\b))"
)
_VERB = (
    r"(?!(?:est|sont|a|ont|voit|fait|reçoit|dispose|compte|reste|une|cette|mise|préside|lit)\b"
    r"|\w+(?:ront|ment)\b|(?:confirm|constat|inform|rapport|assur|affirm|observ|remerci|not"
    r"|redout|espèr|félicit|contest|invit|arriv|termin|achèv|expir|commenc|début|fini|tomb|cour"
    r"|dur|augment|diminu|progress|baiss|bénéfici|intervien|compren|atte|connaît|permet)\w*"
    r"|(?:entre|ouvre|ferme|prend fin|prennent fin|donne droit)\b)"
    rf"\w{{2,}}(?:[^\Wéiuà]e|[ei]nt|it|et|end|oit)\b{_OBJECT}"
)
"""A pattern of what may be a verb of the present, but of those that say, have or go on."""
_NAMED = (
    rf"(?:{CIVILITY}\s?[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?|[A-Z]{{2,6}}"
    r"|[A-Z]\. [A-ZÀ-Ý][\w-]+)"
)
_SOMEONE = (
    rf"(?:{_NAMED}|(?!Ce|Elle|Ils?\b|Sans|Une?\b)[A-ZÀ-Ý][a-zà-ÿ]{{2,}}|[Cc]haque [\w-]+"
    r"|(?:[Ll]es? |[Ll]a |[Ll]['’])[\w-]+(?: (?:d[eu]s?|de la) [\w-]+)?(?: [\w-]+)?)"
)
_ASIDE = r"(?:M\.|(?!\b(?:est|sont|sera|seront|doit|doivent|qui)\b)[^.;])*"
_INFINITIVE = (
    r"[a-zà-ÿ]+(?:[^\Wi]er|(?:f|bl|d|c|g|l)ier|\wir|[dt]re|uire|crire|faire|clure|ivre|oire)\b"
    rf"{_OBJECT}"
)
_PARAMETER = (
    r"(?:cotisation|délai|durée|franchise|jauge|périodicité|plafond|plancher|quotité|redevance"
    r"|seuil|tarif|taux (?:\w+ )?(?:de cofinancement|minim\w+|maxim\w+))s?(?! moyen)"
)
"""What a meeting sets, and is not measured."""
_NOT_COUNTED = r"(?!\d|plus d|près d|environ|le nombre|les effectifs|le taux)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_OPENS = _any(
    r"(?:désormais|dorénavant|à l['’]avenir|à (?:partir|compter) d[^,]{3,40}"
    rf"|dès (?:le|la|l['’])[^,]{{3,40}}), {_NOT_COUNTED}",
    r"tant qu[^,]{5,100}, ",
    r"(?:finalement|au final|in fine|après (?:échanges?|discussions?|débats?|réflexion"
    r"|concertation|tour de table)|à l['’]issue (?:de |d['’]|des |du )[^,]{3,40}"
    rf"|en définitive),? {_NOT_COUNTED}(?!.*\b\w+r(?:a|ont)\b)",
    r"pas (?:question d|plus d(?:e |['’])(?:une?|deux|trois|quatre|cinq|\d)\b)"
    r"|(?:plus|jamais) (?:aucune? |de |d['’])(?!\d|la moitié|deux|trois|cent|vingt)",
    r"pas (?:de |d['’])[\w'’-]+(?: (?:de |d['’])?[\w'’-]+)?,? (?:à(?! (?:signaler|déplorer|noter))"
    r"|aux?|avant|après|au-delà|sans|cette|en|hors|par|pendant|pour|dans|tant|sauf)\b",
    r"c['’]est (?:non|oui|acté|entendu|tranché|réglé|validé)\b",
    r"(?:banco|go|feu vert|ok|carte blanche)\b(?! (?:live|de)\b)[ ,:]",
    r"nouve(?:au|lle) (?:créneau|date|délai|échéance|horaire|lieu|règle|seuil|tarif|terme) : "
    r"|date (?:butoir|choisie|retenue) : |cible : (?!\d)"
    r"|priorité (?:est )?(?:donnée )?(?:à|aux?)\b",
    r"(?:budget|enveloppe)(?: [\w-]+)? ?:? (?:[^.;\d]*\d[^.;]* )?(?:max(?:imum)?|dans la limite)\b",
    r"il (?:revient|appartient|incombe) (?:à|aux?)\b|(?:à )?charge (?:à|aux?|pour)\b",
)
"""What a sentence that settles begins with."""
_HOLDS = _any(
    r"\bhors (?:jeu|de question)\b|\bil n['’]y aura (?:donc )?(?:pas|plus) d|\bdernier délai\b",
    r"\bs['’]en (?:occupe|charge)(?:nt)?\b|\bl['’]emporte(?:nt)?\b(?! (?:sur|en|dans)\b)",
    r"\b(?:est|sont) préférée?s?\b",
    r"\b(?:accord|compromis|consensus) (?:se (?:dégage|fait)|est trouvé|s['’]établit)"
    r" (?:pour|sur|en faveur|autour|:)|\bchoix se porte sur\b|\bdécision est prise d",
    rf"\b{_PARAMETER}\b[^.;:]{{0,60}}\b(?:reste|passe|demeure|descend)(?:nt)?"
    r" (?:\w+ )?(?:de [^.;:]{1,20} )?à\b",
    r"\b(?:reste|demeure)(?:nt)? (?:fermé|interdit|réservé|gratuit|obligatoire|facultati|prêté"
    r"|en vigueur)",
    r"\bdevien(?:t|nent)\b[^.;]{1,80}\bau lieu d|: \d[^.;:]{0,30} au lieu de \d",
    r"\b(?:ne|n['’])\s?\w+ (?:\w+ )?qu(?:e |['’])(?:après|une fois|sur (?:présentation|dossier)"
    r"|à condition|avec l['’]accord)\b",
    rf"\b(?:est|sont) à \w+(?:er|ir|re)\b[^.;]{{0,120}}{_TERM}",
    r"\b(?:enveloppe|somme|crédits?|budget|€|euros)\b[^.;:]{0,40} (?:est|sont) (?:mise?s? de côté"
    r"|(?:réservé|provisionné|fléché|alloué)e?s?\b)",
    r"\b\w+r(?:a|ont) désormais\b|\bdésormais (?:obligatoire|interdit|gratuit|réservé|limité)",
)
"""What tells, wherever it stands, that a thing is settled."""
_ENTRUSTS = re.compile(
    rf"{_SOMEONE} {_CLITICS}{_VERB}{_ASIDE}{_TERM}"
    rf"|{_SOMEONE} (?:voit avec|prend (?:contact|l['’]attache)|se charge d)"
)
"""Who does what, by when: "Mme Roux prépare l'affiche avant le 24 janvier"."""
_ORDERS = re.compile(
    rf"(?:{_NAMED}|(?:Service|Pôle|Direction|Bureau|Équipe|Secrétariat)[\w' ]{{0,30}})"
    rf" : {_INFINITIVE}|(?=[A-ZÀ-Ý])(?i:{_INFINITIVE}){_ASIDE}{_TERM}"
)
"""What is to be done, and by whom or by when: "RSSI : rédiger la politique"."""
_BY_DEED = re.compile(
    r"(?!Ouverture|Inscription|Consultation|Publication|Exposition|Présentation|Augmentation"
    r"|Notification|Livraison)"
    r"[A-ZÀ-Ý][a-zà-ÿ]+(?:age|ment|tion|sion|ture)\b"
    r"(?:(?!\b(?:est|sont|a|ont|sera|seront|qui)\b)[^.;:])*?"
    rf"\b(?:systématique|(?:à (?:compter|partir) d[eu']|dès) {_DAY})"
    r"|(?:Fermeture|Suspension|Interruption)\b[^.;:]*\bdu \d[^.;]{2,30} au \d"
)
"""A deed without a verb, and from when: "Fermeture du site du 23 décembre au 3 janvier"."""
_CONCLUDES = re.compile(r"(?:finalement|au final|in fine|en définitive|après|à l['’]issue)\b", re.I)
_MARK = re.compile(r"[\W_]+(?<!«)")
_SENTENCES_KEPT = 8_192


@lru_cache(maxsize=_SENTENCES_KEPT)
def lays_down(sentence: str) -> bool:
    """Whether a part of a sentence settles something, in the words of those who meet."""
    told = said_by_none(sentence)
    return any(map(_settles, told.split(";"))) and not REPORTS.search(told)


def settles_in_part(text: str) -> bool:
    """Whether some sentences of a text settle something, and others do not; what concludes is
    read with what it concludes."""
    sentences = sentences_in(text)
    told = [lays_down(sentence) for sentence in sentences]
    return any(told) and not all(told) and not any(map(_CONCLUDES.match, sentences))


def only_tells(title: str, introduction: str) -> bool:
    """Whether what stands under a title, or in a list, is asked, recalled or discussed there."""
    return bool(_TELLS_UNDER.match(title) or _ONLY_TOLD.search(introduction))


def _settles(part: str) -> bool:
    mark = _MARK.match(part)
    bare = part[mark.end() :] if mark else part
    if _ONLY_TOLD.search(bare):
        return False
    at_head = (_OPENS, _ENTRUSTS, _ORDERS, _BY_DEED)
    return any(form.match(bare) for form in at_head) or bool(_HOLDS.search(bare))
