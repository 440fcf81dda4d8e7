"""French words to terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.analyzer import _folded, _terms, fold, repaired, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("impôt", "IMPOTS"),
        ("étudiées", "etudiee"),
        ("l'agent", "l’agent"),
        ("l'agent", "agents"),
        ("jusqu'à l'été", "été"),
        ("œuvre", "oeuvres"),
        ("télé-travail", "télé-travail télétravail"),
        ("12 000 agents", "12000 agents"),
        ("12\u202f000 agents", "12.000 agent"),
        ("12,000 agents", "12 000 agent"),
        ("l'article L123-5", "article L. 123-5"),
        ("R.123-5-1", "R 123-5-1"),
        ("123-5", "L. 123-5"),
        ("décisions", "décision"),
        ("vélo", "vélos"),
        ("élu", "élus"),
        ("loi", "lois"),
        ("lieux", "lieu"),
        ("public", "publiques"),
        ("premier", "premières"),
        ("conseillers", "conseillère"),
        ("la chapelle Saint Roch", "chapelle St Roch"),
        ("Sainte Anne", "Ste Anne"),
    ],
)
def test_these_are_searched_alike(one: str, other: str) -> None:
    assert set(terms(one)) <= set(terms(other))


@pytest.mark.parametrize(
    "forms",
    [
        "obtenir obtient obtiennent obtiendra obtiendront obtenait obtenu obtenues",
        "recevoir reçoit reçoivent recevra recevaient reçus",
        "rejoindre rejoint rejoignent rejoindront rejointe",
        "transmettre transmet transmettent transmettrait transmis transmises",
        "prévoir prévoit prévoient prévu prévues",
        "suspendre suspend suspendent suspendra suspendue",
        "conclure conclut concluent conclura conclu conclues",
        "réduire réduit réduisent réduira réduites",
        "ouvrir ouvre ouvriront ouvert ouvertes",
        "inscrire inscrit inscrivent inscrite",
        "connaître connaît connaissent connu",
        "poursuivre poursuit poursuivra poursuivie",
        "débattre débat débattu",
        "payer paie paiement payée",
        "déployer déploie déploiement déployé",
        "renvoyer renvoie renverra renvoi",
        "partir partira partent",
        "répartir répartira répartit répartis réparties",
        "présider président présidente présidence",
        "permanent permanente permanents",
    ],
    ids=lambda forms: forms.split()[0],
)
def test_a_word_is_searched_alike_in_all_its_forms(forms: str) -> None:
    assert len(set(terms(forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("les présents", "près"),
        ("un produit", "produire"),
        ("un permis", "permettre"),
        ("le revenu", "revenir"),
        ("le contenu", "contenir"),
        ("une entreprise", "entreprendre"),
        ("une revue", "revoir"),
        ("un compte rendu", "rendre"),
        ("suivant", "suivre"),
        ("un ouvrier", "ouvrir"),
        ("la nuit", "nuire"),
        ("environnement", "environ"),
        ("département", "départ"),
        ("moyenne", "moyens"),
        ("notamment", "note"),
        ("indicateurs", "indiquer"),
        ("commune", "communication"),
        ("conseil", "conseillers"),
        ("étudiants", "étude"),
        ("usagers", "usage"),
        ("équipes", "équiper"),
        ("licences", "licenciement"),
        ("fichier", "fiche"),
        ("maintenance", "maintenir"),
        ("audition", "audit"),
        ("quartier", "quart"),
        ("au-delà", "délai"),
    ],
)
def test_these_are_searched_apart(one: str, other: str) -> None:
    assert not set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("misread", "right"),
    [("I'Etat", "l'État"), ("mise en ceuvre", "mise en œuvre"), ("|'agent", "l'agent")],
)
def test_usual_recognition_faults_are_mended(misread: str, right: str) -> None:
    assert terms(misread) == terms(right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TECH.GOUV", ["tech", "gouv", "techgouv"]),
        ("mi-2021", ["mi", "2021", "mi2021"]),
        ("n° 12", ["12"]),
        ("les de la et", []),
        ("", []),
        ("« … » — !", []),
        ("DINUM et ANSSI", ["dinum", "anss"]),
        ("RGAA 4.1", ["rga", "4", "1", "41"]),
    ],
    ids=["acronym", "compound", "number", "stop words", "empty", "marks", "acronyms", "version"],
)
def test_terms_of(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_repetitions_and_order_are_kept() -> None:
    assert terms("cloud, budget, cloud") == ["cloud", "budget", "cloud"]


def test_impots_and_important_stay_apart() -> None:
    assert not set(terms("impôts")) & set(terms("important"))


@given(st.text())
def test_terms_hold_no_space_no_capital_no_accent(text: str) -> None:
    for term in terms(text):
        assert term
        assert not any(character.isspace() for character in term)
        assert fold(term) == term


@given(st.text(), st.text())
def test_a_line_break_separates_texts(one: str, other: str) -> None:
    assert set(terms(one)) <= set(terms(f"{one} \n\n {other}")) | set(terms(f"{one} 0"))


def test_ligatures_are_their_letters() -> None:
    assert terms("l'oﬃce du chauﬀage ﬁnance la ﬂotte") == terms(
        "l'office du chauffage finance la flotte"
    )


@pytest.mark.parametrize("table", ["cp1252", "latin-1"])
def test_text_decoded_with_the_wrong_table_is_found(table: str) -> None:
    text = "La décision du comité est adoptée à l'été, où l'Âge de la forêt naît"
    assert terms(text.encode().decode(table)) == terms(text)


@given(
    st.text(alphabet="aéŒi|lLR'’´. ,-*/0123²½\u00a0\u202f\n\x85\x1cÃ©â€Å_AB\u0301ceu«", max_size=40)
)
def test_terms_read_piece_by_piece_are_those_of_the_whole(text: str) -> None:
    assert terms(text) == list(_terms(_folded(repaired(text))))


@pytest.mark.parametrize("text", ["38 400 avis", "(38 400", "12 000 345,5 et 1 2", "(L. 123-5"])
def test_numbers_written_with_spaces_are_one_term(text: str) -> None:
    assert terms(text) == list(_terms(_folded(repaired(text))))
