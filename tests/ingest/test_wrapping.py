"""Plain text, wrapped by hand or with one paragraph a line."""

from tests.support.reading import paragraphs, texts

LONG = (
    "La directrice répond que le temps de transmission, soit quinze minutes, sera comptabilisé."
    " Elle ne souhaite pas d'expertise externe mais propose un suivi par le service de santé au"
    " travail, tous les trois mois, dès avril."
)
SHORT = "M. Ouedraogo demande ce qu'il adviendra des agents qui refusent."


def test_a_line_longer_than_any_paper_is_a_paragraph() -> None:
    assert texts(f"{LONG}\n{SHORT}\n{SHORT}\n{LONG}\n{SHORT}\n") == [
        LONG,
        SHORT,
        SHORT,
        LONG,
        SHORT,
    ]


def test_lines_of_all_lengths_are_paragraphs() -> None:
    said = [
        "Le préfet demande que la température soit ramenée à 19 °C dans tous les bureaux.",
        "Le bâtiment B reste ouvert le vendredi.",
        "La chaudière du bâtiment B sera remplacée en 2025.",
        "M. Vasseur transmettra le protocole avant le 15 avril.",
    ]
    assert texts("\n".join(said)) == said


def test_lines_wrapped_at_the_same_width_are_one_paragraph() -> None:
    wrapped = (
        "Le quota est porté de deux à trois jours par semaine pour les agents du\n"
        "Secrétariat général commun départemental, à titre expérimental, du 1er\n"
        "Mai au 31 octobre 2024. Les agents du standard et ceux de l'accueil en\n"
        "sont exclus.\n"
    )
    (paragraph,) = paragraphs(wrapped)
    assert paragraph.text.startswith("Le quota")
    assert paragraph.text.endswith("sont exclus.")
