import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.measures import is_same
from assistant.language.quantities import (
    Day,
    Quantity,
    dates,
    quantities,
    says_date,
    says_quantity,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le 3 décembre 2020", Day(2020, 12, 3)),
        ("on December 3, 2020", Day(2020, 12, 3)),
        ("on the 3rd of December 2020", Day(2020, 12, 3)),
        ("le 1er mars", Day(None, 3, 1)),
        ("2020-12-03", Day(2020, 12, 3)),
        ("le 03/12/2020", Day(2020, 12, 3)),
        ("avant le 31/01", Day(None, 1, 31)),
        ("fin 2021", Day(2021, part="end")),
        ("à la fin de l'année 2021", Day(2021, part="end")),
        ("mid-2021", Day(2021, part="middle")),
        ("début juin 2020", Day(2020, 6, part="start")),
        ("T1 2022", Day(2022, part="Q1")),
        ("au premier trimestre 2022", Day(2022, part="Q1")),
        ("the first quarter of 2022", Day(2022, part="Q1")),
    ],
)
def test_a_date_is_read(text: str, found: Day) -> None:
    assert dates(text) == [found]
    assert quantities(text) == []


@pytest.mark.parametrize(
    "text", ["it may rain", "une marche", "12 000 agents", "1789", "11/12 pour"]
)
def test_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 500 agents", "1500", ""),
        ("1,500 agents", "1500", ""),
        ("5,8 sur", "5.8", ""),
        ("3,5 M€", "3500000", "€"),
        ("112 millions d'euros", "112000000", "€"),
        ("1,250 M€", "1250000", "€"),
        ("0,125 million d'euros", "125000", "€"),
        ("0 800 123 456", "800123456", ""),
        ("2 millions 500 000 euros", "2500000", "€"),
        ("deux millions cinq cent mille euros", "2500000", "€"),
        ("500.000,00 euros", "500000", "€"),
        ("500 k€", "500000", "€"),
        ("0,5 MEUR", "500000", "€"),
        ("€500,000", "500000", "€"),
        ("EUR 500,000", "500000", "€"),
        ("12 000 HT", "12000", "€"),
        ("52000 €", "52000", "€"),
        ("2000 €", "2000", "€"),
        ("vingt-deux pour cent", "22", "%"),
        ("quatre-vingt-dix jours", "90", "day"),
        ("thirty-five percent", "35", "%"),
        ("two hundred", "200", ""),
        ("cent vingt", "120", ""),
        ("cent quatre-vingt-trois", "183", ""),
        ("un an", "1", "year"),
        ("la moitié", "1/2", ""),
        ("un tiers", "1/3", ""),
        ("deux tiers", "2/3", ""),
        ("two-thirds", "2/3", ""),
        ("trois quarts", "3/4", ""),
        ("a quarter of", "1/4", ""),
        ("de -5 degrés", "-5", ""),
        ("(−5 %)", "-5", "%"),
        ("- 5 agents", "5", ""),
        ("30 minutes", "30", "minute"),
        ("5 points", "5", "point"),
        ("30 m²", "30", "m²"),
        ("14 heures 30", "14:30", "hour"),
        ("14h30", "14:30", "hour"),
        ("14:30", "14:30", "hour"),
        ("14 h", "14", "hour"),
        ("14 h 00", "14", "hour"),
    ],
)
def test_a_number_is_read(text: str, value: str, unit: str) -> None:
    assert quantities(text) == [Quantity(value, unit)]


@given(st.text(alphabet="01238 .,-/:k€%hn°\u00a0", max_size=40))
def test_figures_of_any_kind_are_read(text: str) -> None:
    assert all(quantity.value for quantity in quantities(text))


@pytest.mark.parametrize(
    "text", ["un comité", "one of them", "sans nombre", "un point", "a third meeting"]
)
def test_an_article_is_no_number(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("said", "source", "is_said"),
    [
        ("décembre 2020", "le 3 décembre 2020", True),
        ("3 décembre 2020", "décembre 2020", False),
        ("2020", "le 3 décembre 2020", True),
        ("le 30 juin 2020", "le 30 juin ; relevé du 14 mai 2020", True),
        ("le 30 juin 2021", "le 30 juin ; relevé du 14 mai 2020", False),
        ("fin juin 2020", "le 30 juin 2020", True),
        ("mi-juin 2020", "le 30 juin 2020", False),
        ("fin 2020", "décembre 2020", True),
        ("début 2020", "décembre 2020", False),
        ("T1 2022", "premier trimestre 2022", True),
        ("T2 2022", "premier trimestre 2022", False),
    ],
)
def test_a_date_said_of_another(said: str, source: str, is_said: bool) -> None:
    (day,) = dates(said)
    assert says_date(day, dates(source)) is is_said


@pytest.mark.parametrize(
    ("said", "source", "is_said"),
    [
        ("12 jours", "douze jours", True),
        ("12 jours", "12 mois", False),
        ("12 %", "12 agents", True),
        ("12 agents", "12 %", True),
        ("112 M€", "112 millions d'euros", True),
        ("13", "12 et 14", False),
        ("un tiers", "deux tiers", False),
        ("le quart", "trois quarts", False),
        ("two thirds", "deux tiers", True),
        ("30 jours", "30 minutes", False),
        ("5 %", "5 points", False),
        ("5 points", "5 %", False),
        ("5 degrés", "de -5 degrés", False),
        ("14 heures", "14 heures 30", False),
        ("14 h 30", "14h30", True),
    ],
)
def test_a_number_said_of_another(said: str, source: str, is_said: bool) -> None:
    (number,) = quantities(said)
    assert says_quantity(number, quantities(source)) is is_said


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("500 000 €", "0,5 M€", True),
        ("24 mois", "deux ans", True),
        ("50 %", "la moitié", True),
        ("2 hectares", "20 000 m²", True),
        ("500 000 €", "500 000 habitants", False),
        ("3 %", "3 ans", False),
        ("14 h 30", "14 h", False),
    ],
)
def test_quantities_that_are_the_same(one: str, other: str, same: bool) -> None:
    assert is_same(*quantities(one), *quantities(other)) is same
