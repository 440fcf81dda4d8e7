"""Minutes in the forms that administrations give them, which no two share."""

CODIR = """DIRECTION DES SYSTÈMES D'INFORMATION

Compte rendu du CODIR du 12 septembre 2022

Présents : Mme Leroy (directrice), M. Petit (adjoint), M. Sow (exploitation)
Excusé : M. Garnier

1. Budget 2023

Mme Nguyen présente la trajectoire. L'enveloppe passe de 4,2 M€ à 3,8 M€. Elle appelle l'attention.
Décision : le recours aux prestataires d'assistance est gelé jusqu'au 31 décembre 2022.
Action : Mme Nguyen transmet la liste des marchés concernés d'ici au 30 septembre.

2. Salle serveurs

La climatisation est tombée en panne deux fois en août. Un devis de 85 000 € a été reçu.
Le point est reporté au prochain CODIR, dans l'attente d'un second devis.
Action : M. Sow sollicite une deuxième entreprise avant le 20 septembre.
"""
COPIL = """COPIL SIRH – Relevé de décisions – 3 mars 2023

Décisions

- D1 : La bascule en production est reportée au 1er juin 2023.
- D2 : Le module de gestion des temps est retiré du périmètre du premier palier.

Actions

- A1 (Mme Haddad, 31 mars 2023) : fournir l'environnement de recette.

Points de vigilance

- La formation des gestionnaires n'a pas commencé.
"""
CSA = """Procès-verbal du comité social d'administration (CSA)
Séance du 8 novembre 2022

La séance est ouverte à 9 h 30. Le quorum est atteint.

Point 1 – Approbation du procès-verbal de la séance du 14 juin 2022

Le procès-verbal est approuvé à l'unanimité.

Point 2 – Projet d'arrêté portant réorganisation du service des ressources humaines (pour avis)

Mme Roche présente le projet, qui crée un pôle unique de gestion.
M. Kone demande combien de postes sont supprimés.
Mme Roche répond qu'aucun poste n'est supprimé, mais que six agents changeront d'affectation.
Le comité émet un avis défavorable.
"""
WORKING_GROUP = """Réunion du groupe de travail « Accueil du public » du 17 janvier 2023
Relevé de conclusions

À l'issue des échanges, il est convenu ce qui suit :
– les guichets ouvriront le samedi matin à titre expérimental ;
– la borne d'accueil n'est pas retenue, faute de crédits.

La question de la prise de rendez-vous en ligne reste ouverte et sera réexaminée en mars. Mme Costa
(bureau de l'accueil) est chargée du suivi.
"""
TENDERS = """PROCÈS-VERBAL DE LA COMMISSION D'APPEL D'OFFRES

Réunion du 5 décembre 2022

Marché n° 2022-41 : entretien des espaces verts
Quatre offres ont été reçues.
La commission attribue le marché à la société Jardins du Val, pour un montant de 312 450 € HT.

Marché n° 2022-42 : fourniture de mobilier
Aucune offre conforme n'ayant été remise, la commission déclare la consultation sans suite.
"""
BUREAU = """# Compte rendu du bureau de l'association du personnel

**Séance du 2 février 2023**

| Point | Décision | Responsable | Échéance |
|---|---|---|---|
| Fête de Noël | La fête est maintenue, avec un budget de 9 000 €. | Mme Colin | 15 novembre 2023 |
| Adhésions | La cotisation passe à 18 € par an. | M. Barre | 1er septembre 2023 |
| Local | Sans décision : une visite est demandée. | – | – |
"""
COUNCIL = """# Procès-verbal du conseil municipal du 30 mars 2021

## 1. Construction du gymnase Jean-Bouin

Le gymnase aura trois salles.

Adopté à l'unanimité.

## 2. Vente de terrains à la société d'équipement

La société d'équipement souhaite acquérir quinze parcelles.

Adopté à la majorité.

## 3. Questions diverses

Une élue interroge le maire sur la fontaine.
"""
DOCUMENTS = {
    "codir.txt": CODIR,
    "copil.txt": COPIL,
    "csa.txt": CSA,
    "groupe.txt": WORKING_GROUP,
    "offres.txt": TENDERS,
    "bureau.md": BUREAU,
    "conseil.md": COUNCIL,
}
