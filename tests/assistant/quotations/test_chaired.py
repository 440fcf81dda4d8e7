"""Minutes in which whoever presides closes an item aloud, and those of committees that are asked
for their opinion."""

from assistant.engine import Assistant

VERBATIM = """# Port de Sarlande

## Conseil d'administration du 8 juin 2023 – compte rendu intégral

### 1. Réfection du quai nord

**M. COLAS (directeur)** – Le plan porte sur 300 mètres de quai, pour 4 millions d'euros.

**Mme VIGNE (pêcheurs)** – Nous demandons une remise pour les chalutiers gênés par le chantier.

**M. COLAS** – Les moyens manquent cette année.

**Mme ARTAUD** – Je mets aux voix le plan du quai nord. Qui est contre ? Un. Le plan est adopté. \
La remise demandée par les pêcheurs n'est pas retenue.

### 2. Redevance des voiliers

**M. COLAS** – Nous proposons 12 euros par mètre pour les voiliers.

**Mme ARTAUD** – Je vous propose de surseoir, le temps d'une concertation. Pas d'opposition ? Il \
en est ainsi décidé.

### 3. Vitesse dans le chenal

**M. COLAS** – L'accident de mai nous oblige à réduire la vitesse à 3 nœuds.

**M. BRIAND (région)** – Soit, mais n'interdisez pas les canots électriques !

**Mme ARTAUD** – Sous cette réserve, le règlement est adopté à l'unanimité.
"""
OPINION = """# Comité social d'administration du service des phares

Procès-verbal de la réunion du 4 octobre 2023

## Point 1 – Projet d'arrêté sur les astreintes des gardiens (pour avis)

Mme Hamel présente le texte. L'indemnité d'astreinte des gardiens est fixée à 40 euros par nuit.

M. Loubet (CFDT) propose un amendement portant l'astreinte à 50 euros. L'administration n'y est \
pas favorable.

Vote sur l'amendement : pour : CFDT (2) ; abstention : FO (1).

M. Sauvage indique que l'amendement n'est pas retenu par l'administration.

Vote sur le texte : pour : FO (1) ; contre : CFDT (2). Le comité a rendu un avis.

## Point 2 – Régime indemnitaire des veilleurs (pour avis)

M. Sauvage expose que l'indemnité des veilleurs passerait de 300 à 340 euros.

Vote : contre à l'unanimité des votants (CFDT, FO). Le texte sera réexaminé le 18 octobre 2023.
"""
DOCUMENTS = {"port.md": VERBATIM, "phares.md": OPINION}


def test_what_is_adopted_aloud_is_decided(assistant: Assistant) -> None:
    answer = assistant.ask("Le plan de réfection du quai nord a-t-il été adopté ?")
    assert answer.text.startswith(
        "Décidé au Conseil d'administration du 8 juin 2023 : « Mme ARTAUD"
    )
    assert "Le plan est adopté." in answer.text


def test_what_we_ask_for_is_told_with_what_the_chair_made_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("Les chalutiers auront-ils une remise ?")
    assert answer.citations[-1].quote.endswith(
        "La remise demandée par les pêcheurs n'est pas retenue."
    )
    plea = assistant.ask("Les canots électriques sont-ils interdits ?")
    assert plea.citations[-1].quote.endswith(
        "Sous cette réserve, le règlement est adopté à l'unanimité."
    )
    tariff = assistant.ask("Quelle redevance pour les voiliers ?")
    assert "Issue du point : « Mme ARTAUD – Je vous propose de surseoir" in tariff.text


def test_a_text_put_to_an_opinion_is_not_decided_by_what_it_says(assistant: Assistant) -> None:
    answer = assistant.ask("Quelle indemnité d'astreinte est retenue pour les gardiens ?")
    assert answer.text.startswith("Examiné ")
    assert "40 euros par nuit" in answer.text


def test_what_is_told_of_a_text_put_to_an_opinion_goes_with_its_vote(assistant: Assistant) -> None:
    answer = assistant.ask("À combien passerait l'indemnité des veilleurs ?")
    assert answer.text.startswith("Examiné ")
    assert answer.citations[-1].quote.startswith("Vote : contre à l'unanimité")


def test_an_amendment_has_its_own_vote_and_what_was_made_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("L'amendement de la CFDT sur l'astreinte a-t-il été adopté ?")
    quotes = [citation.quote for citation in answer.citations]
    assert "Vote sur l'amendement : pour : CFDT (2) ; abstention : FO (1)." in quotes
    assert "M. Sauvage indique que l'amendement n'est pas retenu par l'administration." in quotes
