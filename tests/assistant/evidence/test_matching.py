from dataclasses import replace

import pytest

from assistant.evidence.matching import Term, coverage, lookup, match, question_terms
from assistant.language.related import related_words
from assistant.questions.question import analyse
from index.language.analyzer import terms


def _term(word: str, *, weight: float = 1.0, is_name: bool = False, known: bool = False) -> Term:
    return Term(word, tuple(terms(word)), {"courriel": 0.9}, weight, is_name, False, known)


@pytest.mark.parametrize(
    ("term", "text", "strength"),
    [
        pytest.param(_term("décision"), "les décisions prises", 1.0, id="itself"),
        pytest.param(_term("mail"), "un courriel", 0.9, id="like-meaning"),
        pytest.param(_term("sécurité"), "un cadre sécuritaire", 0.85, id="family"),
        pytest.param(_term("vidéosurveillance"), "une vidéo en ligne", 0.0, id="compound"),
        pytest.param(_term("internationalisation"), "l'interne", 0.0, id="long-suffix"),
        pytest.param(
            _term("Webconf", is_name=True), "avec Webcomf demain", 1.0, id="misspelt-name"
        ),
        pytest.param(
            _term("Philippidès", is_name=True), "Philippe en parle", 0.0, id="name-that-goes-on"
        ),
        pytest.param(_term("Teams", is_name=True), "un courriel", 0.0, id="name-has-no-synonym"),
        pytest.param(_term("Opéra", is_name=True), "une opération", 0.0, id="name-of-like-stem"),
        pytest.param(_term("Opéra", is_name=True), "des OPERAS", 1.0, id="name-in-capitals"),
        pytest.param(_term("Régional", is_name=True), "régionaux", 1.0, id="name-inflected"),
        pytest.param(_term("Cœur", is_name=True), "les Restos du Coeur", 1.0, id="name-ligature"),
        pytest.param(
            _term("FranceConnect", is_name=True), "avec FranceServices", 0.0, id="half-a-name"
        ),
        pytest.param(
            _term("FranceConnect", is_name=True), "avec France Connect", 1.0, id="name-in-two"
        ),
        pytest.param(_term("cantine"), "un courriel du comité", 0.9, id="linked"),
        pytest.param(_term("cantine"), "le comité", 0.0, id="absent"),
        pytest.param(_term("pilote"), "PILOT : outil de suivi", 0.0, id="name-in-the-text"),
        pytest.param(_term("pilote"), "PILOT, que pilote la DGE", 1.0, id="beside-the-name"),
        pytest.param(_term("approuve"), "Le conseil APPROUVE le plan", 1.0, id="word-in-capitals"),
    ],
)
def test_match(term: Term, text: str, strength: float) -> None:
    assert match(term, frozenset(terms(text)), text) == strength


def test_a_word_of_the_family_that_all_documents_use_tells_little() -> None:
    def met(by: str, times: int) -> float:
        (term,) = question_terms(
            analyse("généralisation"),
            frequency=lambda stem: times if stem in terms(by) else 0,
            paragraphs=1_000,
        )
        return match(term, frozenset(terms(by)), by)

    assert met("une règle générale", 2) > 0.5
    assert met("la secrétaire générale", 600) < 0.2


def test_what_was_done_is_met_by_no_noun() -> None:
    *_, done = question_terms(
        analyse("Quels projets ont été arrêtés ?"), frequency=lambda _: 1, paragraphs=9
    )
    assert done.word == "arrêtés"
    row, said = "Rédiger le projet d'arrêté-cadre", "Le projet est arrêté"
    assert match(done, frozenset(terms(row)), row) == 0.0
    assert match(done, frozenset(terms(said)), said) == 1.0


def test_what_someone_does_is_met_by_no_office() -> None:
    asked = question_terms(
        analyse("Qui pilote la tarification ?"), frequency=lambda _: 1, paragraphs=9
    )
    text = "Le conseil autorise le Président à solliciter une aide"
    assert match(asked[0], frozenset(terms(text)), text) == 0.0


def test_coverage_weighs_terms_and_counts_known_ones_missed_for_more() -> None:
    rare, common = _term("a", weight=0.8), _term("b", weight=0.2)
    assert coverage([rare, common], [1.0, 0.0]) == pytest.approx(0.8)
    missed = _term("b", weight=0.2, known=True)
    assert coverage([rare, missed], [1.0, 0.0]) == pytest.approx(0.8 / 1.1)
    assert coverage([], []) == 0.0


def test_a_large_corpus_that_never_uses_a_word_is_silent_on_it() -> None:
    def silence(paragraphs: int) -> float:
        asked = question_terms(
            analyse("Que dit-on des moustiques ?"), frequency=lambda _: 0, paragraphs=paragraphs
        )
        return asked[0].silence

    assert silence(1) == silence(150) == 1.0
    assert 1.0 < silence(500) < silence(1_000) < silence(3_000) == silence(10**6) == 1.5
    plain, told = _term("b"), replace(_term("b"), silence=1.5)
    met = _term("a")
    assert coverage([met, plain], [1.0, 0.0]) == pytest.approx(0.5)
    assert coverage([met, told], [1.0, 0.0]) == pytest.approx(0.4)


def test_lookup_prefers_the_words_asked_to_those_of_like_meaning() -> None:
    weights = lookup([_term("réunion")])
    assert weights == {"reunion": 1.0, "courriel": 0.45}


def test_english_words_find_french_terms() -> None:
    related = related_words().of("meeting", english=True)
    assert related["reunion"] > 0.4


def test_everyday_words_tell_less_than_rare_ones() -> None:
    words = related_words()
    assert words.rarity("faire", english=False) < words.rarity("interopérabilité", english=False)


def test_products_are_names_even_in_lower_case() -> None:
    asked = question_terms(
        analyse("que dit le comité de skype ?"), frequency=lambda _: 0, paragraphs=9
    )
    assert [(term.word, term.is_name) for term in asked] == [("skype", True)]


@pytest.mark.parametrize(
    ("word", "is_product"),
    [("Signal", True), ("signal", True), ("signale", False), ("slack", True), ("mots", False)],
)
def test_a_product_is_a_name_as_it_is_written(word: str, is_product: bool) -> None:
    words = related_words()
    assert words.is_product(word) is is_product
    assert ("tchap" in words.of(word, english=False)) is is_product


def test_what_is_near_a_word_is_not_near_all_that_is_near_it() -> None:
    assert "accessibilit" in related_words().of("handicapés", english=False)
    assert "accessibl" not in related_words().of("handicapés", english=False)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("impossible", "possible"),
        ("possible", "irréalisable"),
        ("inchangé", "changer"),
        ("rare", "fréquent"),
        ("impayé", "payer"),
        ("désaccord", "accord"),
    ],
)
def test_what_is_denied_is_not_near_what_is_not(word: str, other: str) -> None:
    assert set(terms(other)).isdisjoint(related_words().of(word, english=False))


@pytest.mark.parametrize(("word", "is_name"), [("PC", False), ("DINUM", True), ("CNAM", True)])
def test_capitals_that_are_a_known_word_are_no_name(word: str, is_name: bool) -> None:
    asked = analyse(f"Quand remplacer le {word} des agents ?")
    found = question_terms(asked, frequency=lambda _: 1, paragraphs=100)
    assert next(term.is_name for term in found if term.word == word) is is_name


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("le budget 2022", True),
        ("le 15/03/2022, ou 2022-03-15", True),
        ("l'année scolaire 2022-2023", True),
        ("le plan 2022-27", True),
        ("la loi n° 2021-5 du 3 mai 2022", True),
        ("la loi n° 2022-57", False),
        ("la loi n°2022/57", False),
        ("la délibération 2022-23", False),
        ("le décret n° 57-2022 et le nº 2022-58", False),
        ("les délibérations nos 2021-4 et 2022-157", False),
        ("vu le rapport 2022-057", False),
    ],
)
def test_a_year_is_not_told_by_the_number_of_an_act(text: str, is_told: bool) -> None:
    assert (match(_term("2022"), frozenset(terms(text)), text) == 1.0) is is_told
