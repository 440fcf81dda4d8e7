"""What settles a thing in minutes with no verb of ruling, and what only tells how things are."""

import pytest

from assistant.evidence.settling import lays_down, settles_in_part


@pytest.mark.parametrize(
    "text",
    [
        "Désormais, toute réservation de salle passe par le secrétariat.",
        "À compter de juillet, aucune nouvelle serrure mécanique.",
        "Tant que le rapport n'est pas remis, le quai 4 n'ouvre pas.",
        "Les badges seront désormais remis à l'accueil.",
        "Finalement, la fête a lieu sur le quai.",
        "Pas question de vendre la barque.",
        "Pas de bancs à l'entrée du quai, pour des raisons de sécurité.",
        "Plus de commande au-dessus de 400 € après le 15 novembre.",
        "Pas plus de deux stands par association.",
        "C'est non pour cette année.",
        "Banco pour un courrier commun avec la mairie.",
        "Go pour la peinture, dès que le temps le permet.",
        "Priorité aux écoles, puis aux crèches.",
        "Nouveau créneau : le jeudi à 11 h.",
        "Budget travaux : 1 200 € maximum, vis comprises.",
        "Il revient à la régie de poser les bouées.",
        "Le délai de réponse passe de 60 à 45 jours.",
        "Le seuil reste à 40 places.",
        "La salle reste prêtée gratuitement aux associations.",
        "La lettre devient mensuelle au lieu de bimensuelle.",
        "La commande n'est passée qu'après accord du trésorier, elle n'est payée qu'après visite.",
        "Les bilans sont à remettre à Mme Sow pour le 28 février.",
        "Une somme de 900 € est mise de côté pour la coque.",
    ],
)
def test_minutes_set_what_holds_from_when_and_how_far(text: str) -> None:
    assert lays_down(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mme Roux prépare l'affiche et la met en ligne avant le 24 janvier.",
        "Chaque équipe désigne un référent et transmet son nom à M. Petit sous quinze jours.",
        "Le titulaire remet un plan de reprise avant le 25 mars.",
        "Fleurissement : Mmes Roux et Sow s'en occupent.",
        "RSSI : rédiger la politique des badges.",
        "Relancer le peintre avant fin mai.",
        "Nettoyage systématique des bouées avant chaque sortie.",
        "Fermeture du quai du 23 décembre au 3 janvier inclus.",
    ],
)
def test_what_someone_is_given_to_do_or_is_to_be_done_is_settled(text: str) -> None:
    assert lays_down(text)


@pytest.mark.parametrize(
    "text",
    [
        "Désormais, 60 % des demandes arrivent en ligne.",
        "Pas de remarque.",
        "Pas d'accident à signaler en mai.",
        "Plus de 200 personnes sont venues.",
        "Aucune inscription n'a été reçue.",
        "Nouveau projet : la halle.",
        "Le prix du gaz passe de 40 à 60 €.",
        "Le délai moyen reste à 12 jours.",
        "Budget : 45 000 €, consommé à 38 %.",
        "Le marché arrive à son terme avant fin 2031.",
        "Mme Roux confirme la pose de 12 bouées sous six semaines.",
        "M. Petit ne voit pas la fin des travaux avant 2031.",
        "La fanfare souhaite que la salle reste gratuite.",
        "Si la peinture sèche, Mme Roux rouvre la salle avant le 5 mai.",
        "Pas de fête avant l'été, dit M. Petit, ou alors pas de fanfare : qu'en pense le bureau ?",
        "Selon la régie, la salle reste fermée.",
        "Ouverture des inscriptions à compter du 3 mars.",
        "L'offre A l'emporte sur le prix.",
        "Objectif : relancer la fanfare avant l'été.",
        "La salle reste fermée depuis mai.",
    ],
)
def test_what_is_counted_said_wished_or_goes_on_is_not(text: str) -> None:
    assert not lays_down(text)


def test_what_concludes_is_read_with_what_it_concludes() -> None:
    assert settles_in_part("La coque a vingt ans. Pas question de la vendre.")
    assert not settles_in_part("La sortie coûte 85 €. Après débat, on reste à 95 €.")
