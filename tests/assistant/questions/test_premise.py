import pytest

from assistant.questions.premise import contradicts


@pytest.mark.parametrize(
    ("question", "sentence", "is_against"),
    [
        ("Pourquoi le kiosque a-t-il été retenu ?", "Le kiosque est écarté.", True),
        ("Le kiosque a été retenu, pourquoi ?", "Le kiosque est écarté.", True),
        ("Pourquoi le kiosque n'a-t-il pas été retenu ?", "Le kiosque est écarté.", False),
        ("Quel site n'a pas été retenu, et pourquoi ?", "Uzès est écarté.", False),
        ("Why was the bandstand not allowed?", "The bandstand is rejected.", False),
        ("Pourquoi le fonds a-t-il été accordé ?", "Le conseil REJETTE la demande.", True),
        ("Pourquoi l'accord a-t-il été rejeté ?", "Le conseil REJETTE l'accord.", False),
        ("Why was Uzès chosen?", "Uzès est exclu.", True),
        ("When was the bandstand allowed?", "The bandstand is rejected.", True),
        ("Quel site a été retenu, et pourquoi pas Uzès ?", "Uzès est écarté.", False),
        ("Which site was kept, and why not Uzès?", "Uzès is rejected.", False),
        ("Quel site a été retenu, et pourquoi ce choix ?", "Uzès est écarté.", False),
        (
            "Quand les bornes seront-elles supprimées ?",
            "La suppression des bornes est acquise, avec maintien de la plus récente.",
            False,
        ),
        ("Quand les bornes seront-elles supprimées ?", "Le maintien des bornes est voté.", True),
        ("Pourquoi l'épreuve a-t-elle été annulée ?", "Le jury choisit de ne pas l'annuler.", True),
        ("Pourquoi l'épreuve a-t-elle été annulée ?", "L'épreuve est maintenue en mai.", True),
        ("Pourquoi l'épreuve a-t-elle été maintenue ?", "L'épreuve est annulée.", True),
        ("Pourquoi le bail a-t-il été renouvelé ?", "Le bail n'est pas renouvelé.", True),
        (
            "Pourquoi le bail a-t-il été renouvelé ?",
            "Le bail n'est pas cher, il est renouvelé.",
            False,
        ),
        ("Pourquoi le bail n'a-t-il pas été renouvelé ?", "Le bail n'est pas renouvelé.", False),
        ("Quand le bail sera-t-il renouvelé ?", "Le bail n'est pas renouvelé.", False),
        (
            "Quand le barbecue sera-t-il interdit ?",
            "Le barbecue est exclu ; la dérogation maintenue pour la fête cesse en mai.",
            False,
        ),
    ],
)
def test_what_a_question_takes_for_granted(question: str, sentence: str, is_against: bool) -> None:
    assert contradicts(question, sentence) is is_against


def test_what_is_done_elsewhere_is_not_denied() -> None:
    why = "Pourquoi le bail du dépôt a-t-il été renouvelé ?"
    denied = "Le bail de la remise n'est pas renouvelé."
    given = "Le bail du dépôt est renouvelé, faute d'autre local."
    assert not contradicts(why, denied, f"{given} {denied}")
    assert contradicts(why, "Le bail du dépôt n'est pas renouvelé.")


def test_what_else_a_paragraph_grants_contradicts_nothing() -> None:
    given = "Sont accordées : 8 500 euros à la radio."
    refused = "La demande du club d'échecs est rejetée."
    why = "Pourquoi la demande du club d'échecs a-t-elle été rejetée ?"
    assert not contradicts(why, given, f"{given} {refused}")
    assert contradicts(why, "La demande du club d'échecs est accordée.", f"{given} {refused}")
    chosen = "Pourquoi le kiosque a-t-il été retenu ?"
    assert contradicts(chosen, "Le kiosque est écarté.", "Le kiosque est écarté. Uzès est retenu.")
