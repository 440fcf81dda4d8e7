"""The words by which meetings rule, French and English, in the forms that minutes use."""

_THEY = {
    "exclut": "excluent",
    "interdit": "interdisent",
    "choisit": "choisissent",
    "prescrit": "prescrivent",
    "suspend": "suspendent",
    "étend": "étendent",
    "reconduit": "reconduisent",
    "assouplit": "assouplissent",
    "consent": "consentent",
}
"""Plurals that are not the singular with an ending."""


def one_of(*lists: str) -> str:
    """A pattern of one of the words of the lists."""
    return "|".join(word for words in lists for word in words.split())


def agreeing(*lists: str) -> str:
    """A pattern of one of the participles of the lists, in any gender and number."""
    return f"(?:{one_of(*lists)})e?s?"


def in_present(*lists: str) -> str:
    """A pattern of one of the verbs of the lists, told by one or by several."""
    return f"(?:{'|'.join(_plural(verb) for words in lists for verb in words.split())})"


def _plural(verb: str) -> str:
    if verb.endswith("tient"):
        return f"{verb[:-1]}(?:t|nent)"
    if verb.endswith(("t", "d")):
        return f"{verb}|{_THEY.get(verb, verb)}"
    return f"{verb}(?:nt)?"


RULED = """
    abandonné accepté accordé adopté ajourné annulé approuvé attribué autorisé confirmé écarté
    éliminé entériné homologué maintenu prolongé reconduit refusé rejeté renouvelé renvoyé reporté
    repoussé retenu retiré supprimé suspendu validé voté
"""
"""Participles of what only a ruling does."""
CHANGED = """
    abrogé acté affecté ajouté alloué amendé arbitré arrêté assoupli assorti avancé cédé chargé clos
    commandé confié conservé constitué créé décalé décidé désigné différé disjoint dispensé élargi
    élu étendu exclu exempté exonéré fusionné gelé généralisé imposé inscrit instauré institué
    intégré interdit invité lancé levé limité mandaté modifié nommé octroyé pérennisé placé plafonné
    prorogé reconstitué rétabli résilié scindé substitué tranché transféré
"""
"""Participles of what a ruling does, and others too: it is told that they "are"."""
MOVED = "fixé porté prêté ramené relevé abaissé réduit"
"""Participles that rule with what they lead to: "portée à 40 000 euros"."""
RULES = """
    abandonne accepte accorde acte adopte ajourne annule approuve arbitre arrête attribue autorise
    choisit confie décide désigne écarte entérine exclut exige fixe généralise homologue
    interdit lance maintient mandate octroie prescrit prolonge proroge reconduit refuse rejette
    renonce renouvelle reporte repousse retient retire supprime suspend tranche valide
"""
"""Verbs by which a body rules, or one who has the power to."""
WANTS = """
    abroge assouplit charge commande crée demande étend impose invite modifie pérennise
    place préconise préfère ramène rapporte recommande relève remplace
"""
"""Verbs by which a body rules, and others only wish or tell."""
GRANTS = "débloque consent s['’]engage"
"""Verbs by which one who has the power to gives what was asked for."""
YIELDS = "accède acquiesce consent satisfait souscrit"
"""Verbs by which it is given, with what they give way to: "accède à cette demande"."""
STATED = "admis admissible ajourné élu éligible inéligible irrecevable lauréat recevable reçu"
"""What a body declares someone or something to be."""
DONE = """
    accepted adopted agreed amended approved appointed awarded cancelled carried confirmed declined
    deferred dropped elected endorsed extended granted postponed refused rejected removed renewed
    resolved selected suspended withdrawn
"""
DECIDED = "agreed decided resolved approved adopted endorsed rejected accepted declined requested"
NOUNS = """
    abandon adoption ajournement annulation approbation maintien redéploiement renoncement report
    retrait suppression validation
"""
"""What a ruling is called that stands without a verb."""
UNDECIDED = (
    r"(?:arbitrage|décision) ultérieure?"
    r"|décision (?:tombera|interviendra|sera (?:prise|rendue|connue))"
    r"|(?:choix|débat|discussion|point|question|sujet)s?\b[^.;:]{0,60} reste(?:nt)? ouverte?s?"
    r"|reste(?:nt)? (?:posée?s?|en suspens|à (?:trancher|arbitrer|préciser|décider))"
    r"|(?:n['’]est|n['’]a|ne sont|n['’]ont) pas (?:encore )?(?:été )?"
    r"(?:tranché|arbitré|décidé|conclu)e?s?"
)
"""A pattern of what says that something is not decided yet."""
