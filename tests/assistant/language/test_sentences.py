import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.sentences import parts_of, sentences_in, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Un point. Deux points.", ["Un point.", "Deux points."], id="two"),
        pytest.param(
            "Le projet TECH.GOUV avance. Fin.", ["Le projet TECH.GOUV avance.", "Fin."], id="name"
        ),
        pytest.param(
            "Voir https://a.gouv.fr/x. Puis écrire.",
            ["Voir https://a.gouv.fr/x.", "Puis écrire."],
            id="address",
        ),
        pytest.param(
            "M. Dupont, cf. Annexe 2, préside.",
            ["M. Dupont, cf. Annexe 2, préside."],
            id="abbreviations",
        ),
        pytest.param(
            "Le stock de 50.000 PC est là.", ["Le stock de 50.000 PC est là."], id="number"
        ),
        pytest.param(
            "Il dit « Non. Jamais. » et part.", ["Il dit « Non. Jamais. » et part."], id="quotation"
        ),
        pytest.param(
            "1. Toiture. Elle fuit.\n2. Cave. Rien.",
            ["1. Toiture.", "Elle fuit.", "2. Cave.", "Rien."],
            id="item-numbers",
        ),
        pytest.param(
            "Combien ? Sur 15, 12. Les autres attendent.",
            ["Combien ?", "Sur 15, 12.", "Les autres attendent."],
            id="number-no-item",
        ),
        pytest.param(
            "Vu par É. Roche et Th. Vidal-Sow, dir. Finances. Accord.",
            ["Vu par É. Roche et Th. Vidal-Sow, dir. Finances.", "Accord."],
            id="initials",
        ),
        pytest.param(
            "Le bât. A ouvre le mar. 14/10, vers sept. 2024 le reste, art. L. 211-7. Fin.",
            ["Le bât. A ouvre le mar. 14/10, vers sept. 2024 le reste, art. L. 211-7.", "Fin."],
            id="before-numbers",
        ),
        pytest.param(
            "Elle occupe le bât. A. L'association paie.",
            ["Elle occupe le bât. A.", "L'association paie."],
            id="letter-of-a-building",
        ),
        pytest.param(
            "On retient le scénario B. Mme Roche vote contre. Il rentre de mer. 12 agents suivent.",
            [
                "On retient le scénario B.",
                "Mme Roche vote contre.",
                "Il rentre de mer.",
                "12 agents suivent.",
            ],
            id="no-abbreviations",
        ),
        pytest.param("a | 1\nb | 2", ["a | 1", "b | 2"], id="rows"),
        pytest.param("sans point final", ["sans point final"], id="no-stop"),
    ],
)
def test_splits(text: str, sentences: list[str]) -> None:
    assert sentences_in(text) == sentences


@given(st.text(alphabet="aé. ?!«»()\nAB1", max_size=80))
def test_loses_nothing_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    kept = "".join(text[span.start : span.end] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("RH : 2 postes validés. Un 3e attend. Fêtes : rien de neuf.", (0, 0, 1)),
        ("Bancs : posés. Arbres : plantés. Haies : à tailler. En mai.", (0, 1, 2, 2)),
        ("Bancs : posés. Arbres : plantés.", (0, 0)),
        ("LOT 2 : à la société Orge. Montant : 30 k€. Durée : 4 ans.", (0, 0, 0)),
        ("BANCS : posés. Vote : 3 pour. Décision : adopté.", (0, 0, 0)),
        (
            "Trois cas. Mme Roux (Nice) : oui. M. Sow : non. Il part. Mme K. : rien.",
            (0, 1, 2, 2, 3),
        ),
        ("Un accident est joué. Lieu : Nice. Hôte : Roux. Coût : 3 k€. Date : mai.", (0,) * 5),
        ("Q : Pourquoi ? R : Faute de bras.", (0, 0)),
        ("Le comité débat : rien n'est sûr. Il vote.", (0, 0)),
    ],
)
def test_labels_open_the_parts_of_a_paragraph(text: str, parts: tuple[int, ...]) -> None:
    assert parts_of(text) == parts
