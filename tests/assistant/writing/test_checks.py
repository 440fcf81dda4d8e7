"""What is held against a written sentence."""

import pytest

from assistant.answer import Citation, Language
from assistant.evidence.decisions import nature
from assistant.writing.checks import Fault, exact, faults
from tests.support.reading import read_text

MINUTES = "Relevé de décisions du comité du télétravail du 3 décembre 2020\n\n1. Jours\n\n{}\n"
TEXT = (
    "Le comité autorise 1 500 agents de la DINUM à télétravailler deux jours par semaine à partir "
    "du 1er mars 2021, soit 20 % de l’effectif. Les prestataires n'y ont pas droit, sauf accord "
    "d'un directeur."
)


def cited(text: str = TEXT) -> list[Citation]:
    reading = read_text(MINUTES.format(text))
    paragraph = reading.paragraphs[-1]
    told = nature(reading.document, paragraph, paragraph.text)
    end = len(paragraph.text)
    return [Citation(1, paragraph, reading.document, paragraph.text, 0, end, told)]


@pytest.mark.parametrize(
    "sentence",
    [
        "La DINUM peut faire télétravailler 1500 agents deux jours par semaine dès mars 2021.",
        "Le comité autorise « 1 500 agents de la DINUM » à télétravailler.",
        "Les prestataires n'ont pas droit au télétravail, sauf accord d'un directeur.",
        "Il a été décidé d'autoriser le télétravail 2 jours par semaine.",
        "En décembre 2020, le comité autorise les agents de la DINUM à télétravailler.",
        "Le comité du 3 décembre 2020 autorise des agents à télétravailler.",
        "Le télétravail est autorisé à 20 pour cent de l'effectif.",
    ],
)
def test_what_an_extract_says_in_other_words(sentence: str) -> None:
    assert faults(sentence, cited(), Language.FRENCH) == ()


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Le comité autorise « 1 500 agents du ministère » à télétravailler.", Fault.QUOTATION),
        ("Le comité autorise « agents de la DINUM à […] deux jours » à partir.", Fault.QUOTATION),
        ("Le comité autorise 1 600 agents de la DINUM à télétravailler.", Fault.NUMBER),
        ("Le comité autorise 500 agents de la DINUM à télétravailler.", Fault.NUMBER),
        ("Les agents de la DINUM télétravaillent trois jours par semaine.", Fault.NUMBER),
        ("Les agents de la DINUM télétravaillent deux mois.", Fault.NUMBER),
        ("Les agents télétravaillent à partir du 2 mars 2021.", Fault.DATE),
        ("Les agents télétravaillent à partir de mars 2022.", Fault.DATE),
        ("Le comité du 4 décembre 2020 autorise les agents à télétravailler.", Fault.DATE),
        ("Les agents télétravaillent à partir de fin mars 2021.", Fault.DATE),
        ("Le comité autorise 1 500 agents de l'ANSSI à télétravailler.", Fault.NAME),
        ("Skype permet à 1 500 agents de la DINUM de télétravailler.", Fault.NAME),
        ("Les agents télétravaillent deux jours (https://example.org).", Fault.NAME),
        ("Le comité n'autorise pas les agents de la DINUM à télétravailler.", Fault.NEGATION),
        ("Les prestataires y ont droit avec un directeur.", Fault.NEGATION),
        ("Le comité interdit à 1 500 agents de la DINUM de télétravailler.", Fault.OPPOSITE),
        ("Les agents télétravaillent jusqu'au 1er mars 2021.", Fault.OPPOSITE),
        ("Le comité achète des vélos électriques pour ses visiteurs.", Fault.WORDS),
    ],
)
def test_what_an_extract_does_not_say(sentence: str, fault: Fault) -> None:
    assert fault in faults(sentence, cited(), Language.FRENCH)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The committee authorises 1,500 agents of the DINUM to work remotely.", ()),
        ("From March 1, 2021, two days a week of remote work are authorised.", ()),
        ("From May 1, 2021, two days a week of remote work are authorised.", (Fault.DATE,)),
        ("The committee authorises 1,600 agents of the DINUM to work.", (Fault.NUMBER,)),
    ],
)
def test_a_sentence_in_english_on_french(sentence: str, found: tuple[Fault, ...]) -> None:
    assert faults(sentence, cited(), Language.ENGLISH) == found


def test_decided_is_said_of_decisions_only() -> None:
    report = cited("Le directeur présente le télétravail des agents de la DINUM.")
    sentence = "Il a été décidé du télétravail des agents de la DINUM."
    assert faults(sentence, report, Language.FRENCH) == (Fault.DECISION,)


PROPOSED = "Le directeur propose la fermeture du site de Rouen."


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Il est acté que le site de Rouen ferme.", Language.FRENCH),
        ("La fermeture du site de Rouen est actée.", Language.FRENCH),
        ("La fermeture du site de Rouen a bien été arrêtée.", Language.FRENCH),
        ("Le comité a voté la fermeture du site de Rouen.", Language.FRENCH),
        ("The closure of the Rouen site was approved.", Language.ENGLISH),
        ("The closure of the Rouen site has been approved.", Language.ENGLISH),
    ],
)
def test_what_is_proposed_is_not_told_as_decided(sentence: str, language: Language) -> None:
    assert Fault.DECISION in faults(sentence, cited(PROPOSED), language)


def test_what_is_proposed_is_told_as_such() -> None:
    told = "La fermeture du site de Rouen a été proposée par le directeur."
    assert faults(told, cited(PROPOSED), Language.FRENCH) == ()


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Remote work is authorised on Fridays.", "Le télétravail n'est pas autorisé le vendredi."),
        (
            "Remote work is authorised on Fridays.",
            "Les agents ont un portable. Le télétravail n'est pas autorisé le vendredi.",
        ),
        (
            "Contract staff are entitled to the bonus.",
            "Les agents contractuels n'ont pas droit à la prime.",
        ),
        (
            "The grant is awarded to the association.",
            "La subvention n'est pas accordée à l'association.",
        ),
    ],
)
def test_english_does_not_affirm_what_french_denies(sentence: str, source: str) -> None:
    assert Fault.NEGATION in faults(sentence, cited(source), Language.ENGLISH)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Remote work is not authorised.", "Le télétravail n'est pas autorisé le vendredi."),
        (
            "Staff have had laptops since March 2021.",
            "Le télétravail n'est pas autorisé. Les agents ont un portable depuis mars 2021.",
        ),
        (
            "The Lyon site will be opened in 2021.",
            "Le site de Rouen ne sera pas fermé ; le site de Lyon sera ouvert en 2021.",
        ),
    ],
)
def test_english_affirms_what_stands_beside(sentence: str, source: str) -> None:
    assert Fault.NEGATION not in faults(sentence, cited(source), Language.ENGLISH)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Le marché sera reconduit.", "Le marché ne sera point reconduit."),
        ("La demande est acceptée.", "La demande n'est nullement acceptée."),
        ("On peut s'y opposer.", "Nul ne peut s'y opposer."),
        ("Personne ne renouvelle le contrat.", "Le contrat est renouvelé."),
    ],
)
def test_negations_in_other_words(sentence: str, source: str) -> None:
    assert Fault.NEGATION in faults(sentence, cited(source), Language.FRENCH)


def test_nothing_cited() -> None:
    assert faults("Zoom est exclu.", [], Language.FRENCH) == (Fault.MARKER,)


def test_a_quotation_takes_the_characters_of_its_source() -> None:
    given = 'Il dit : "soit 20 % de l\'effectif", et « autre chose ».'
    assert exact(given, cited()) == "Il dit : « soit 20 % de l’effectif », et « autre chose »."


@pytest.mark.parametrize(
    ("sentence", "source", "fault"),
    [
        ("La réunion est à 14h30.", "La réunion est à 10h30.", Fault.NUMBER),
        ("La 4e réunion est annulée.", "La 3e réunion est annulée.", Fault.NUMBER),
        (
            "Le bilan vient au 3e trimestre 2021.",
            "Le bilan vient au 2e trimestre 2021.",
            Fault.DATE,
        ),
        ("Il coûte 12 345,71 €.", "Il coûte 12 345,67 €.", Fault.NUMBER),
        ("Il coûte 1 234 571,12 €.", "Il coûte 1 234 567,89 €.", Fault.NUMBER),
        ("Il dit ‘ réunion la annulée ’.", "Il dit : la réunion est annulée.", Fault.QUOTATION),
        ("Il dit 'réunion la annulée'.", "Il dit : la réunion est annulée.", Fault.QUOTATION),
        ('Il dit “réunion annulée la".', "Il dit : la réunion est annulée.", Fault.QUOTATION),
        ("Il dit „réunion la annulée“.", "Il dit : la réunion est annulée.", Fault.QUOTATION),
        ("Il dit ‹ réunion la annulée ›.", "Il dit : la réunion est annulée.", Fault.QUOTATION),
        ("Il dit « réunion la annulée.", "Il dit : la réunion est annulée.", Fault.QUOTATION),
        (
            "Tous les agents télétravaillent deux jours.",
            "Les agents télétravaillent deux jours.",
            Fault.SCOPE,
        ),
        (
            "Seuls les agents télétravaillent deux jours.",
            "Les agents télétravaillent deux jours.",
            Fault.SCOPE,
        ),
        ("", "La réunion est annulée.", Fault.WORDS),
        ("Il le sera.", "La réunion est annulée.", Fault.WORDS),
    ],
)
def test_what_slips_between_numbers_words_and_quotations(
    sentence: str, source: str, fault: Fault
) -> None:
    assert fault in faults(sentence, cited(source), Language.FRENCH)


def test_an_address_at_the_end_of_a_sentence_is_the_same_address() -> None:
    source = cited("Il faut écrire à contact@exemple.fr avant la réunion.")
    assert faults("Il faut écrire à contact@exemple.fr.", source, Language.FRENCH) == ()


def test_spaces_without_end_are_read_at_once() -> None:
    assert faults("Zoom « " + " " * 6_000, cited(), Language.FRENCH)


RELANCES = "Un courrier part 15 jours après 3 relances."
RESERVE = "Le comité autorise le télétravail, sous réserve de l'accord du directeur."
GUICHET = "Le guichet ouvre à partir du 30 juin 2021 et ferme avant le 15 septembre 2021."
COMMUNES = "Les communes de plus de 2 000 habitants paient 5 euros, celles de moins de 500 rien."


@pytest.mark.parametrize(
    ("sentence", "source", "fault"),
    [
        ("Un courrier part 3 jours après les relances.", RELANCES, Fault.NUMBER),
        ("Un courrier part après 15 relances.", RELANCES, Fault.NUMBER),
        ("La DGFiP saisit la DINUM.", "La DINUM saisit la DGFiP.", Fault.ACTOR),
        (
            "La DGFiP transmet le rapport à la DINUM.",
            "La DINUM transmet le rapport à la DGFiP.",
            Fault.ACTOR,
        ),
        ("Le préfet informe le maire.", "Le maire informe le préfet.", Fault.ACTOR),
        ("Le comité autorise le télétravail.", RESERVE, Fault.CONDITION),
        (
            "Le comité autorise le télétravail s'il est demandé.",
            "Le comité autorise le télétravail.",
            Fault.CONDITION,
        ),
        (
            "Les agents doivent télétravailler.",
            "Les agents peuvent télétravailler.",
            Fault.OPPOSITE,
        ),
        (
            "Les agents pourront déclarer leurs heures.",
            "Les agents devront déclarer leurs heures.",
            Fault.OPPOSITE,
        ),
        ("Le guichet ouvre jusqu'au 30 juin 2021.", GUICHET, Fault.OPPOSITE),
        (
            "Les communes de moins de 2 000 habitants paient 5 euros.",
            COMMUNES,
            Fault.OPPOSITE,
        ),
        ("L'avis est défavorable.", "L'avis est favorable.", Fault.OPPOSITE),
        ("Les crédits restent à engager.", "Les crédits sont engagés.", Fault.NEGATION),
    ],
)
def test_what_the_same_words_say_of_other_things(sentence: str, source: str, fault: Fault) -> None:
    assert fault in faults(sentence, cited(source), Language.FRENCH)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Un courrier part 15 jours après trois relances.", RELANCES),
        ("La DGFiP est saisie par la DINUM.", "La DINUM saisit la DGFiP."),
        ("La DGFiP et la DINUM signent l'accord.", "La DINUM et la DGFiP signent l'accord."),
        (
            "À la DGFiP, la DINUM transmet le rapport.",
            "La DINUM transmet le rapport à la DGFiP.",
        ),
        ("Les ministères que la DINUM aide.", "La DINUM aide les ministères."),
        ("Le comité autorise le télétravail si le directeur donne son accord.", RESERVE),
        ("Le guichet ouvre dès le 30 juin 2021.", GUICHET),
        ("Les communes de plus de 2 000 habitants paient 5 euros.", COMMUNES),
        (
            "Pour qu'un dossier soit retenu, le ministère garantit ses moyens.",
            "Un dossier est retenu s'il remplit ceci : le ministère garantit ses moyens.",
        ),
        ("Des ministères portent ensemble le dossier.", "Des ministères portent le dossier."),
        ("Chaque ministère a un plan d'action.", "Un plan d'action par ministère est attendu."),
        (
            "L'école transmet aux familles le calendrier des sorties scolaires.",
            "L'école communique aux familles le calendrier des sorties scolaires.",
        ),
    ],
)
def test_what_is_told_another_way_is_not_held_against_a_sentence(
    sentence: str, source: str
) -> None:
    assert faults(sentence, cited(source), Language.FRENCH) == ()


@pytest.mark.parametrize(
    ("sentence", "source", "fault"),
    [
        ("A letter is sent 3 days after the reminders.", RELANCES, Fault.NUMBER),
        ("Staff may declare their hours.", "Les agents devront les déclarer.", Fault.OPPOSITE),
        ("Remote work is authorised.", RESERVE, Fault.CONDITION),
    ],
)
def test_english_says_of_the_same_words_other_things(
    sentence: str, source: str, fault: Fault
) -> None:
    assert fault in faults(sentence, cited(source), Language.ENGLISH)


def test_may_is_a_month_too() -> None:
    source = cited("Les agents devront déclarer leurs heures en mai 2021.")
    assert faults("Staff must declare their hours in May 2021.", source, Language.ENGLISH) == ()
    assert faults("Staff declare their hours in May 2021.", source, Language.ENGLISH) == ()


ASKED = "Le directoire demande à l'ARS l'autorisation de fermer la maternité."
WON = "La CNAM et la CNAF obtiennent un délai pour le bouton."
SOLD = "La région vend le site à la commune."
TO_COME = "L'enquête sera ouverte en mars 2021."
SPOKEN = "Mme Dupont répond que le tarif reste inchangé. M. Leroy s'inquiète pour les éleveurs."


@pytest.mark.parametrize(
    ("sentence", "source", "fault"),
    [
        ("La CNAM et la CNAF accordent un délai pour le bouton.", WON, Fault.ACTOR),
        ("La région achète le site à la commune.", SOLD, Fault.ACTOR),
        ("L'ARS demande au directoire l'autorisation.", ASKED, Fault.ACTOR),
        ("Le directoire a reçu l'autorisation de fermer la maternité.", ASKED, Fault.STATUS),
        ("L'enquête a été ouverte en mars 2021.", TO_COME, Fault.STATUS),
        ("L'ANSSI interdit ce service.", "L'ANSSI déconseille ce service.", Fault.STATUS),
        (
            "L'avis du comité est rendu avant le 1er octobre 2021.",
            "L'avis du comité est rendu le 12 août 2021. Quatre secteurs ouvrent le 1er octobre.",
            Fault.DATE,
        ),
        ("Selon M. Leroy, le tarif reste inchangé.", SPOKEN, Fault.ACTOR),
        (
            "Le marché est relancé en raison des offres.",
            "Le marché est relancé. Trois offres sont reçues.",
            Fault.REASON,
        ),
        (
            "Le marché est relancé malgré trois offres.",
            "Le marché est relancé. Trois offres sont reçues.",
            Fault.REASON,
        ),
        (
            "L'effectif passe de 12 à 8 agents.",
            "L'effectif passe à 12 agents au lieu de 8.",
            Fault.OPPOSITE,
        ),
        ("Le budget diminue.", "Le budget n'augmente pas.", Fault.OPPOSITE),
        ("La demande est acceptée.", "La demande n'est pas acceptée.", Fault.NEGATION),
    ],
)
def test_what_a_model_turns_round(sentence: str, source: str, fault: Fault) -> None:
    assert fault in faults(sentence, cited(source), Language.FRENCH)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("La CNAM et la CNAF se voient accorder un délai pour le bouton.", WON),
        ("La commune achète le site à la région.", SOLD),
        ("Le directoire sollicite de l'ARS l'autorisation de fermer la maternité.", ASKED),
        ("L'enquête doit être ouverte en mars 2021.", TO_COME),
        ("Selon Mme Dupont, le tarif reste inchangé, ce qui inquiète M. Leroy.", SPOKEN),
        ("Le comité refuse la demande.", "Le comité n'accepte pas la demande."),
        ("Le comité n'accepte pas la demande.", "Le comité refuse la demande."),
        ("L'usage de Zoom est autorisé.", "L'usage de Zoom n'est pas interdit."),
        ("L'usage de Zoom n'est pas autorisé.", "L'usage de Zoom est interdit."),
        ("La clause n'est pas supprimée.", "La clause est maintenue."),
        ("Le budget n'augmente pas.", "Le budget diminue."),
        ("L'effectif passe de 8 à 12 agents.", "L'effectif passe à 12 agents au lieu de 8."),
        ("Le bus garde son arrêt.", "Le bus conserve son arrêt rue Fournel."),
        ("La note part avant le 31 janvier.", "La note part avant le 31/01."),
        ("Rien n'est décidé sur la régie.", "Aucune décision n'est prise sur la régie."),
        ("Bruno, du casino, garde le site.", "Bruno, du casino, garde le site."),
        (
            "Le dossier de la biscuiterie est ajourné.",
            "Mme Bouchelet précise que le dossier de la biscuiterie est ajourné.",
        ),
    ],
)
def test_what_a_model_says_the_other_way_round(sentence: str, source: str) -> None:
    assert faults(sentence, cited(source), Language.FRENCH) == ()


BONUS = "Une prime de fidélité a été évoquée. Le sujet est renvoyé à une séance ultérieure."


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Non, aucune prime de fidélité n'a été décidée : elle a été évoquée.", ()),
        ("Rien n'est décidé, le sujet est renvoyé à une séance ultérieure.", ()),
        ("Oui, une prime de fidélité a été décidée.", (Fault.STATUS, Fault.DECISION)),
    ],
)
def test_that_nothing_was_decided_is_told_of_what_is_no_decision(
    sentence: str, found: tuple[Fault, ...]
) -> None:
    assert faults(sentence, cited(BONUS), Language.FRENCH) == found


def test_english_says_what_french_does_not_forbid() -> None:
    source = cited("L'usage de Zoom n'est pas interdit.")
    assert faults("The use of Zoom is allowed.", source, Language.ENGLISH) == ()


def test_english_does_not_tell_as_done_what_is_to_come() -> None:
    told = faults("The survey opened in March 2021.", cited(TO_COME), Language.ENGLISH)
    assert told == (Fault.STATUS,)
