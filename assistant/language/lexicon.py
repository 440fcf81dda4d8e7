"""The words by which questions ask and minutes decide, French and English.

Stems rather than words where French inflects; `has_stem` looks for them at the start of a word.
"""

import re
from collections.abc import Iterable

from ingest.language import bodies, civilities
from ingest.language.periods import ENGLISH_MONTHS, MONTHS

ENGLISH_WORDS = frozenset(
    """a about an and any are be been by can could decide decided did do does for from had has
    have how i if in is it its made many me much must of on or our should so tell that the their
    there they this to was we were what when where which who whom whose why will with would you
    your""".split()
)
FRENCH_WORDS = frozenset(
    """a au aux avec ce ces cette comment combien d dans de des du elle en est et il ils j je l la
    le les leur lui ont ou où par pas pour pourquoi qu quand que quel quelle quelles quels qui
    quoi s sa se ses son sont sur t un une y à été""".split()
)

FRAME = civilities.WORDS | frozenset(
    """rôle position avancement situation lieu décidé décidée décidées décidés décision décisions
    décide décident décider decide dit dite dire dis sait savoir sais connaître prévu prévue
    prévus prévues prévoit prévoient retenu retenue annoncé annoncée acté actée actés actées
    conclu sujet propos près concernant concerne concernent question questions point points thème
    relevé relevés comité comités document documents texte corpus réunion réunions séance parle
    parlé évoqué évoquée mentionné mention indiqué indique existe fait faut peux pouvez trouver
    trouve donner donne donnez explique expliquer résumer résume résumez résumé rappeler rappelle
    liste lister cite citer stp svp merci bonjour ailleurs alors donc côté matière cas selon après
    avant lors entre
    date quand combien décidément decided decision decisions said say says about regarding
    concerning committee committees minutes meeting meetings anything something please tell know
    give list happen happened number many much deadline délai échéance dernier dernière prochain
    prochaine prochains auront aura serait mettre mettent mis mise mises œuvre oeuvre place doit
    doivent devra devront peut peuvent va vont être avoir faire avons avez eu quel-est veut
    veulent sera seront seraient est sont étaient était ont bien assez très trop fut furent eut
    eurent certain certains certaine certaines adopté adoptée adoptés adoptées adopter validé
    validée validés validées approuvé approuvée approuvés tranché tranchée arbitré arbitrée
    arbitrés arbitrées disent font fera feront sujets thèmes fois chose choses façon manière oui
    non voulu pu dû dont cela ça ceci nous vous eux tous toutes tout toute étape étapes
    prochaines steps last latest recent adopt adopts adopted approve approves approved agree agrees
    agreed settle settled suis es sommes êtes étais
    étions étiez soit soient sois fus serais seriez ai as avais avait avions aviez avaient
    aurais aurait aurions auriez auraient aurons aurez
    vais vas allons allez iront ira allait dois devons devez devais devait devaient devrais
    devrait devraient devrions puis pouvons puisse pourra pourrai pourrais pourrait pourraient
    pourrons pourriez pourrions pourront pouvait pouvaient veux voulons voulez voulait voulaient
    voudrais voudrait faudra faudrait fallait fallu fais faisons faites faisait ferait viens
    vient viennent moi toi lui soi même mêmes quelque quelques chaque plusieurs aucun aucune
    rien jamais toujours encore déjà aussi auprès envers malgré dès lorsque tandis pendant
    durant after again against all also am among at back because before being between both but
    doing done down during each either even ever every few further gets get getting given gives
    go goes going got having he her here him his into itself just kept let like makes make might
    more most my neither no nor not now off once one only onto other out over own per rather
    same shall she since some still such take taken takes than them then these those through
    till too toward towards under until up upon us use very whatever whether while within
    without yet y-a lequel laquelle lesquels lesquelles auquel auxquels duquel desquels agit
    agissait devient deviennent devenu devenue devenus devenues deviendra deviendront mon ma
    mes ton ta tes notre nos votre vos leurs ne si cet""".split()
)
"""Words that ask, and do not name what is asked about."""

ROLES = (
    r"\b(?:direct(?:eur|rice)|président|présidente|responsable|chef|cheffe|ministre|secrétaire"
    r"|maire|rapporteur|rapporteure|préfet|préfète|director|chair|head|minister|mayor|secretary)\b"
)
"""What people are in an administration, by which minutes call them."""

INSTITUTIONS = frozenset(
    """administration agglomération assemblée collectivité comité commission commune conseil
    département direction gouvernement maire mairie métropole ministère ministre municipalité
    préfecture préfet région ville administration agency assembly authority board cabinet city
    commission committee council department deputy director general government mayor minister
    ministry parliament president prime secretary state town""".split()
)
"""What administrations write with a capital, which names none of them."""

DECIDES = (
    "décid", "adopt", "valid", "approuv", "arrête", "confirm", "acte", "acté", "entérin", "retien",
    "retenu", "demand", "invit", "mandat", "charg", "autoris", "exclu", "interdi", "impos", "fixe",
    "fixé", "renouvel", "report", "suspend", "abandonn", "accord", "consigne", "missionn", "tranch",
    "refus", "rejet", "accept", "généralis", "maint",
)  # fmt: skip
"""Stems of the words by which a committee decides."""

_BOUND = (
    r"(?:(?:chaque|tous les|toutes les|les|la|le|l['’]|tout) ?(?:ministères?|ministre|secrétaires?"
    r"|agents?|directions?|membres?|services?|opérateurs?|SG|(?-i:[A-Z]{3,})))"
)
_WILL_BE = r"ser(?:a|ont)\s+(?:\w+\s+)?\w+(?:é|i|is|it|u|us|ert)e?s?\b"
_WILL = (
    r"(?-i:[a-zà-ÿ])\w+(?:era|eront|dra|dront|ttra|ttront|vra|vront)"
    r"|(?<!\bse )(?-i:[a-zà-ÿ])\w+(?:ira|iront)"
)
OBLIGES = re.compile(
    r"\b(?:doi(?:t|vent)|devr(?:a|ont)|veiller(?:a|ont))\b"
    rf"|(?:^|[,;:]\s|\bet )\s*{_BOUND}\b[^.;:]{{0,80}}?\b(?:{_WILL}|fera|feront)\b"
    rf"|\b{_WILL_BE}[^.;:]{{0,60}}? par {_BOUND}\b",
    re.I,
)
"""Forms that bind someone to do something."""
PARTICIPLE = r"\w{2,}(?:é|i|is|it|u|us|ert|int)(?:e|s|es)?"
"""A pattern of what may be one of the past."""
ANNOUNCES = re.compile(
    rf"\b(?:{_WILL_BE}|{_WILL}|aura|auront|s['’]engage(?:nt)? à)\b"
    r"|(?<!n['’])\b(?:est|sont) (?:\w+ )?(?:planifié|prévu|programmé)e?s?"
    r" (?:(?:à|aux?|du|dès|en|fin|le|les|pour)\b|d['’])",
    re.I,
)
"""Forms that tell what will be."""
COMMITS = re.compile(r"\bs['’](?:engage(?:nt)?|(?:est|sont) engagée?s?) à\b", re.I)
"""What someone promises aloud, which stands whoever tells it."""

DEFINES = re.compile(
    r"\b(?:a|ont|avait) pour (?:objet|mission|vocation|but|rôle|objectif)\b"
    r"|\best(?: \w+)? chargée?s?\b|\b(?:est|sont|était) en charge\b"
    r"|\b(?:désigne|signifie|consiste|regroupe|réunit|rassemble|permet|constitue|vise)(?:nt)?\b"
    r"|\b(?:est|sont|était) (?:(?:une?|le|la|les|des)\b|l['’])|, (?:qui \w+|une? )",
    re.I,
)
"""What follows the name of a thing to say what it is."""
GRANTS = (
    "autoris", "choisi", "adopt", "retenu", "valid", "approuv", "accept", "maint", "généralis",
    "permi", "accordé", "recommand", "approv", "allow", "chosen", "choose", "chose", "authori",
    "kept",
)  # fmt: skip
REFUSES = (
    "exclu", "interdi", "refus", "rejet", "abandonn", "suspend", "prohib", "écart", "ferm",
    "supprim", "renonc", "report", "bann", "forbid", "reject", "dropp", "cancel", "postpon",
)  # fmt: skip

_DECISION = r"(?:décisions?|délibérations?|consignes?|mesures?)"
GOES_BACK = re.compile(
    r"\brev(?:ient|iennent|enu|enir) sur\b"
    rf"|\b(?:rapport(?!eur|s\b)|abrog|annul|retir|modifi|remplac|complèt)\w+\b[^.;]{{0,40}}?\b{_DECISION}\b"
    rf"|\b{_DECISION}\b[^.;]{{0,80}}?\b(?:rapport|abrog|annul|retir|modifi|remplac)ée?s?\b",
    re.I,
)
"""By which a meeting undoes what another decided."""
EXCEPT = r"(?:sauf|hormis|exceptée?s?|à l['’]exception)"
"""A pattern of the words that take something out of what is told, whole words."""

EFFECT = r",\s+(?:ce qui|d['’]où)\b(?! (?:concerne|touche|suit|précède)\b)"
"""A pattern of what stands between a reason and what comes of it."""
_BEING = r"\b(?:n['’])?(?:ayant|étant)\b(?! (?:entendu|voix|pour|son siège)\b)"
REASONS = re.compile(
    r"\b(?:afin (?:d|qu)|car\b|parce qu|puisqu|en raison d|du fait d|compte tenu|faute d|en vue d"
    r"|pour (?:que|(?:\w+ ){1,3}raisons?|cause|absence|défaut)"
    r"|dans l.(?:attente|objectif|optique)|grâce à|à cause d|motif|dans la mesure où|eu égard"
    r"|étant donné|au regard d|au vu d|à défaut d"
    r"|dès lors qu|d['’]autant|considérant|par (?:manque|souci|crainte|mesure) d|en l['’]absence d"
    r"|(?<!la )suite (?:à|aux?)\b|à la suite d|provien(?:t|nent|drait) d"
    r"|(?:résult|découl)(?:e|ent|ait|aient) d|s['’]expli(?:que|quent|quait)"
    r"|expliqu(?:e|ent|ait|aient) qu"
    r"|(?:est|sont|était|étaient) due?s? (?:à|aux?)\b(?! titre)|qui seule?s?\b|seule?s? à\b"
    r"|qui n['’](?:a|ont|avai(?:t|ent)) pas\b"
    r"|(?:a|ont) (?:révélé|montré|mis en évidence|fait apparaître|obligé|contraint|entraîné"
    r"|conduit à)|(?:oblig|contraign)(?:e|ent|ait|aient)\b"
    r"|(?:estim|jug|consid[èé]r)(?:e|ent|ait|aient|ant) qu[^.;:]*\bn(?:e |['’])"
    r"|soit [\w-]+ (?:jours?|semaines?|mois|ans?) (?:après|avant|de trop|plus tard)"
    r"|pour\s+\w+(?:er|ir|re)\b"
    rf"|{EFFECT}"
    rf"|, [^,.;:]{{3,80}}?{_BEING}|^[^,.;:]{{3,80}}?{_BEING}[^.;:]{{3,120}},"
    r"|, [^,.;:]{3,80}? (?:ne |n['’])\w{2,}ant\b"
    r"|because|due to|owing to|in order to|so that|since\b)",
    re.I,
)
GROUNDS = re.compile(
    r"\b(?:causes?|constatations?|constats?|motifs?|motivations?|raisons?)\b", re.I
)
"""What the title of a section says that gives reasons."""
_COUNTS = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente"
NUMBERS = re.compile(
    rf"\d|\b(?:{_COUNTS}"
    r"|quarante|cinquante|soixante|cents?|mille|millions?|moitié|tiers|quarts?|douzaine|dizaine"
    r"|aucune?)\b",
    re.I,
)
SHARES = re.compile(
    r"%|\b(?:pour ?cents?|moitié|tiers|quarts?|dixièmes?|totalité)\b|\bsur (?:dix|cinq|cent|\d+)\b"
    r"|\d\s?/\s?\d",
    re.I,
)
DURATIONS = re.compile(
    rf"(?:\d|\b(?:une?|{_COUNTS}"
    r"|one|two|three|four|five|seven|eight|nine|ten|twelve|twenty|thirty)"
    r"\b)[\w\s]{0,20}?\b(?:ans?|années?|mois|semaines?|jours?|heures?|minutes?|trimestres?"
    r"|semestres?|years?|months?|weeks?|days?|hours?)\b|\b(?:jusqu|depuis|pendant|durant)"
    r"|\bdurée (?:indéterminée|illimitée|de (?:son|leur|ce|la législature))\b",
    re.I,
)
TERMS = re.compile(
    rf"{DURATIONS.pattern}|\b(?:avant|au plus tard|d['’]ici|pour (?:la (?:fin|mi)|le|fin|début)"
    r"|dès|à compter|délais?|échéances?|immédiat\w*|by|before|within)\b",
    re.I,
)
"""Within what time a thing is to be done: "avant le 15 mai", "sous huit jours"."""
FREQUENCIES = re.compile(
    r"\b(?:(?:bi|tri)?(?:mensuel|hebdomadaire|annuel)|(?:tri|se)mestriel|quotidien)\w*\b"
    r"|\b(?:chaque|tous les|toutes les|par|fois l['’]|une? (?:\w+ )?sur)\s?(?:\w+ )?(?:an|mois"
    rf"|années?|semaines?|jours?|trimestres?|semestres?|(?:{'|'.join(bodies.DAYS)})s?"
    r"|séances?|réunions?)\b|\b(?:yearly|annually|monthly|weekly|daily|quarterly"
    r"|(?:every|each|per|a) (?:\w+ )?(?:year|month|week|day|quarter)s?)\b",
    re.I,
)
MONEY = re.compile(
    r"€|\beur(?:os?)?\b|\b[kM]€|\b(?:millions?|milliards?)\b(?! d)"
    r"|\baucun (?:montant|budget|coût|prix)\b",
    re.I,
)
TIMES = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}"
    r"|(?:19|20)\d\d|en 1[0-8]\d\d|[ivx]+e siècle|trimestre|semestre|printemps|automne|hiver"
    r"|semaines?|mois|années?|mi-\w+|t[1-4]|jours?|ans|rentrée"
    r"|depuis (?:longtemps|toujours|peu|lors|le début|la fin|l['’]origine|s?a création)"
    r"|(?:(?<=['’])|(?<=cet )|(?<=en ))été|sans délai|immédiat\w*"
    r"|\d{1,2}\s?(?:h(?:\d\d)?|heures?)|midi|minuit|aucune (?:date|échéance)"
    r"|sine die|date ultérieure)\b",
    re.I,
)
NEXT = re.compile(
    rf"\b(?:prochaine?s?|next) (?:(?:rendez-vous|réunion|séance|meeting|session|{bodies.NOUN})s?"
    r"|(?-i:[A-Z]{3,}))\b[^.;]{0,80}\d|^\W*calendrier\b[^.;]{0,80}\d"
    r"|\b(?:séance|réunion|comité|conseil|commission|bureau|copil|codir|meeting)\b[^.;]{0,30}"
    r"(?:n\s?[°ºo]|#)\s?\d+\s?: [^.;]{0,40}\d",
    re.I,
)
"""What tells when a body meets again."""
YEARS = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
DAYS = re.compile(
    rf"\b(?:{'|'.join((*MONTHS, *ENGLISH_MONTHS))}"
    rf"|\d{{1,2}}/\d{{1,2}}|aucune date|{'|'.join(bodies.DAYS)})\b",
    re.I,
)
"""More than a year."""
HOURS = re.compile(r"\b\d{1,2}\s?(?:h(?:\d\d)?|heures?)\b|\b(?:midi|minuit)\b", re.I)
SURFACES = re.compile(r"\d\s?(?:k?m²|(?:k?m2|ha)\b)|\bhectares?\b|\bmètres? carrés?\b", re.I)
PEOPLE = re.compile(
    rf"(?:\d|\b(?:{_COUNTS}|cent|mille))"
    r"[^.;\d]{0,30}?\b(?:agents?|personnes?|postes?|emplois?|ETP\w*|salarié\w*|fonctionnaires?"
    r"|équivalents?|membres?|élèves?|effectifs?|cadres?|policiers?|employé\w*)\b"
    r"|\beffectifs?\b[^.;]{0,60}?\d",
    re.I,
)
_PUT = (
    r"(?:pos|plac|dépos|entrepos|install|réinstall|implant|situ|stock|rang|aménag|héberg|transfér"
    r"|déménag|affich|expos|stationn|log|gar|regroup)é(?:e|s|es)?"
)
_NOWHERE = (
    "plus moins titre cours sein regard vu profit bénéfice moyen lieu place budget terme fur fil"
    " début fin nom printemps prix taux mois trimestre semestre semaine jour année période durée"
    " moment date rentrée cadre but respect délai demande suite charge disposition majorité"
    " unanimité hauteur frais préalable compte nombre choix base mesure limite faveur vote même"
    " agent usager service"
).split()
"""What follows a word of place and tells when, how or for whom."""
PLACES = re.compile(
    r"\b(?i:salles?|locaux|bâtiments?|sièges?|rue|avenue|boulevard|place|quai|quartier|communes?"
    r"|mairie|hôtel|préfecture|régions?|départements?|villes?|sites?|étage|domicile|parcelles?"
    r"|amphithéâtre|bureaux?|visioconférence|distance|écoles?|cité|centre|parkings?|gymnases?"
    r"|stades?|piscines?|hôpita(?:l|ux)|lycées?|gares?|entrepôts?|théâtres?|musées?|médiathèques?"
    r"|bibliothèques?|sous-sols?|rez-de-chaussée|hall|https?|www)\b"
    r"|(?<=\w )(?:à|au|aux|en|dans|chez|vers|près de) (?:l['’]|la |le |les )?[A-ZÀ-Ý][a-zà-ÿ]"
    rf"|\b(?:retien(?:t|nent)|choisi(?:t|ssent)|garde(?:nt)?) (?!{civilities.CIVILITY})"
    r"[A-ZÀ-Ý][a-zà-ÿ]"
    rf"|\b(?i:{_PUT})\b[^.;:]{{0,60}}?\s(?:(?:au|aux|à la|(?:dans|sur|sous|devant|derrière)"
    r" (?:le|la|les)) |(?:à|dans|sur|sous|devant|derrière) l['’])"
    rf"(?!(?:{'|'.join(_NOWHERE)})s?\b)[a-zà-ÿ]{{3}}"
)
"""What tells where: kinds of places, a name after a word of place or of choice, and where
something is put."""
ACTORS = re.compile(
    r"\b[A-ZÀ-Ý]{3,}\b|(?<=\w )[A-ZÀ-Ý][a-zà-ÿ]+"
    r"|\b(?i:ministères?|ministres?|secréta(?:ire|riat)s?|direct(?:ions?|eurs?|rices?)|présidente?s?|chefs?"
    r"|responsables?|agents?|cadres?|personn(?:es?|els?)|usagers?|citoyens?|particuliers?|élus?"
    r"|associations?|entreprises?|sociétés?|écoles?|universités?|communes?|collectivités?|préfets?"
    r"|préfectures?|services?|administrations?|opérateurs?|agences?|organismes?|conseils?|caisses?"
    r"|comités?|cabinets?|équipes?|correspondants?|référents?|délégu\w+|prestataires?|éditeurs?"
    r"|fournisseurs?|partenaires?|membres?|experts?|élèves?|étudiants?|familles?|maires?)\b"
    r"|\baux (?!\d)[^\W\d_]+",
)
"""Who may do something, or have it done to them."""
OF_VOTES = "vote voter voté votée votées votes voix scrutin suffrages"
ABSTAINED = "abstenu abstenus abstenir abstention"
OPPOSED = "contre opposé opposés opposer opposants"
"""What lines as "Contre : 8" and "Abstention : 2" tell without saying it."""
ADDRESSES = re.compile(r"https?://|\bwww\.|\w\.(?:gouv\.)?(?:fr|com|org|eu)\b|\S@\S", re.I)


def has_stem(stems: Iterable[str], text: str) -> bool:
    """Whether a word of the text starts with one of the stems, whatever the case."""
    return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, stems))})", text, re.I))
