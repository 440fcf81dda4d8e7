"""French dates as they are written, and the days they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.periods import find_periods

MEETING = date(2020, 12, 3)


def _read(text: str, meeting: date | None = MEETING) -> list[tuple[str, str, str]]:
    """(as written, first day, last day), with "…" where it is open."""
    return [
        (text[p.start : p.end], str(p.first or "…"), str(p.last or "…"))
        for p in find_periods(text, meeting=meeting)
    ]


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("le 1er juillet 2021", "1er juillet 2021", "2021-07-01", "2021-07-01"),
        ("le 1 er aout 2021", "1 er aout 2021", "2021-08-01", "2021-08-01"),
        ("le 3/12/2020", "3/12/2020", "2020-12-03", "2020-12-03"),
        ("le 03/12/20", "03/12/20", "2020-12-03", "2020-12-03"),
        ("le 05/11/98", "05/11/98", "1998-11-05", "1998-11-05"),
        ("le 3.12.2020", "3.12.2020", "2020-12-03", "2020-12-03"),
        ("2020-12-03", "2020-12-03", "2020-12-03", "2020-12-03"),
        ("du 3 au 5 mars 2021", "3 au 5 mars 2021", "2021-03-03", "2021-03-05"),
        ("les séances des 3 et 4 mars 2021", "3 et 4 mars 2021", "2021-03-03", "2021-03-04"),
        ("du 28 février au 3 mars 2021", "28 février au 3 mars 2021", "2021-02-28", "2021-03-03"),
        (
            "du 15 décembre au 5 janvier 2021",
            "15 décembre au 5 janvier 2021",
            "2020-12-15",
            "2021-01-05",
        ),
        ("de novembre à mars 2021", "novembre à mars 2021", "2020-11-01", "2021-03-31"),
        ("les véhicules de classe 3 au 1er mai 2021", "1er mai 2021", "2021-05-01", "2021-05-01"),
        ("en février 2020", "février 2020", "2020-02-01", "2020-02-29"),
        ("DÉCEMBRE 2020", "DÉCEMBRE 2020", "2020-12-01", "2020-12-31"),
        ("de mars à juin 2021", "mars à juin 2021", "2021-03-01", "2021-06-30"),
        ("mi-juin 2021", "mi-juin 2021", "2021-06-11", "2021-06-20"),
        ("fin février 2021", "fin février 2021", "2021-02-21", "2021-02-28"),
        ("mi-2021", "mi-2021", "2021-05-01", "2021-08-31"),
        ("fin 2022", "fin 2022", "2022-09-01", "2022-12-31"),
        ("courant 2021", "courant 2021", "2021-01-01", "2021-12-31"),
        ("au T1 2021", "T1 2021", "2021-01-01", "2021-03-31"),
        ("au 2e trimestre 2021", "2e trimestre 2021", "2021-04-01", "2021-06-30"),
        ("premier semestre de 2021", "premier semestre de 2021", "2021-01-01", "2021-06-30"),
        ("dernier trimestre 2020", "dernier trimestre 2020", "2020-10-01", "2020-12-31"),
        ("exercice 2023-2024", "2023-2024", "2023-01-01", "2024-12-31"),
        ("année scolaire 2020-2021", "année scolaire 2020-2021", "2020-09-01", "2021-08-31"),
        ("à l'été 2021", "été 2021", "2021-06-21", "2021-09-22"),
        ("à l'hiver 2021", "hiver 2021", "2021-12-21", "2022-03-19"),
        ("à la rentrée 2021", "rentrée 2021", "2021-09-01", "2021-09-30"),
        ("en 2021", "2021", "2021-01-01", "2021-12-31"),
        ("entre 2019 et 2021", "2019 et 2021", "2019-01-01", "2021-12-31"),
        ("de 2019 à 2021", "2019 à 2021", "2019-01-01", "2021-12-31"),
        (
            "entre mars 2020 et mai 2021",
            "mars 2020 et mai 2021",
            "2020-03-01",
            "2021-05-31",
        ),
        (
            "entre le 3 mai et le 5 juin 2021",
            "3 mai et le 5 juin 2021",
            "2021-05-03",
            "2021-06-05",
        ),
        (
            "du 3 mai 2020 au 5 juin 2021",
            "3 mai 2020 au 5 juin 2021",
            "2020-05-03",
            "2021-06-05",
        ),
    ],
)
def test_a_date_with_its_year(text: str, written: str, first: str, last: str) -> None:
    assert _read(text) == [(written, first, last)]
    assert _read(text, None) == [(written, first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("La réunion du 15 décembre sera longue.", "2020-12-15", "2020-12-15"),
        ("Le bilan sera rendu le 30 juin.", "2021-06-30", "2021-06-30"),
        ("Le service doit ouvrir d'ici le 30 juin.", "…", "2021-06-30"),
        ("Le service a ouvert le 30 juin.", "2020-06-30", "2020-06-30"),
        ("Le service a ouvert le 15 décembre.", "2019-12-15", "2019-12-15"),
        ("Le service ouvrira avant l'été.", "…", "2021-06-20"),
        ("Le bilan est attendu pour fin janvier.", "2021-01-21", "2021-01-31"),
        ("Un point est prévu en décembre.", "2020-12-01", "2020-12-31"),
        ("Un bilan sera fait au premier trimestre.", "2021-01-01", "2021-03-31"),
        ("Tout sera prêt avant la fin de l'année.", "…", "2020-12-31"),
        ("Le bilan, attendu pour le vote et remis en mars, est lu.", "2020-03-01", "2020-03-31"),
        ("Le bilan sera remis en mars.", "2021-03-01", "2021-03-31"),
        ("Les études remises en juin par Vibra", "2020-06-01", "2020-06-30"),
        ("Le stock a atteint 12 tonnes au 31 décembre.", "2019-12-31", "2019-12-31"),
        ("La grève a eu lieu le 1er de ce mois.", "2020-12-01", "2020-12-01"),
        ("Le vote est fixé au 19 du mois courant.", "2020-12-19", "2020-12-19"),
        ("Le budget de l'année prochaine", "2021-01-01", "2021-12-31"),
        ("Le budget de l'année dernière", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_date_without_a_year_takes_it_from_the_meeting(text: str, first: str, last: str) -> None:
    [(written, *days)] = _read(text)
    assert days == [first, last]
    assert _read(text, None) == [(written, "…", "…")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("avant le 1er janvier 2021", "…", "2020-12-31"),
        ("avant fin mars 2021", "…", "2021-03-31"),
        ("jusqu'au 30 juin 2021", "…", "2021-06-30"),
        ("au plus tard le 30 juin 2021", "…", "2021-06-30"),
        ("à compter du 1er janvier 2021", "2021-01-01", "…"),
        ("dès mars 2021", "2021-03-01", "…"),
        ("des le 3 mars 2021", "2021-03-03", "…"),
        ("depuis 2018", "2018-01-01", "…"),
        ("à partir de 2021", "2021-01-01", "…"),
        ("depuis le mois de mars 2021", "2021-03-01", "…"),
        ("après 2020", "2021-01-01", "…"),
        ("après le 30 juin 2021", "2021-07-01", "…"),
        ("avant l'année 2021", "…", "2020-12-31"),
    ],
)
def test_a_limit_is_open_on_one_side(text: str, first: str, last: str) -> None:
    assert [days for _, *days in _read(text)] == [[first, last]]


def test_a_day_in_no_calendar_stays_text() -> None:
    assert _read("le 31 février 2021") == [("31 février 2021", "…", "…")]


@pytest.mark.parametrize(
    "text",
    [
        "n° 2014/180", "article L2122-22", "2021 agents", "il mange", "la version 1.2.20",
        "le 5e trimestre 2021 bis", "01.02.03.04.05", "mars et ses lunes", "à 18 h 30",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert [days for _, *days in _read(text) if days != ["…", "…"]] == []


def test_several_dates_in_a_sentence() -> None:
    assert _read("Lancé en mars 2019, le service ouvre le 3 mai 2021.") == [
        ("mars 2019", "2019-03-01", "2019-03-31"),
        ("3 mai 2021", "2021-05-03", "2021-05-03"),
    ]


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_any_day_is_read_back(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day:%d/%m/%y}", f"{day:%d.%m.%Y}", day.isoformat()):
        [period] = find_periods(f"le {text}, en séance")
        assert (period.first, period.last) == (day, day)


@given(st.text(alphabet="0123456789/.- avrilmjusept'dTS", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for period in find_periods(text, meeting=MEETING):
        assert 0 <= period.start < period.end <= len(text)
        assert not (period.first and period.last) or period.first <= period.last


def test_what_takes_effect_later_in_the_year_is_not_past() -> None:
    text = "Le département a fixé le tarif à 4 € au 1er septembre."
    assert _read(text, date(2021, 4, 6)) == [("1er septembre", "2021-09-01", "2021-09-01")]
