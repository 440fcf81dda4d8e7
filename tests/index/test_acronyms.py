"""Acronyms that texts explain: the letters are held against the words."""

from contextlib import closing
from pathlib import Path

import pytest

from index import derived
from index.builder import build
from index.language.acronyms import acronyms_in, implied_in
from index.snapshot import Snapshot
from tests.support.hashing import HashingEncoder

DITES = "Dites-le-nous une fois"
DINUM = "direction interministérielle du numérique"


@pytest.mark.parametrize(
    ("text", "short", "expansion"),
    [
        (f"le guichet {DITES} (DLNUF)", "DLNUF", DITES),
        (f"La {DINUM} (DINUM) publie", "DINUM", DINUM),
        (f"La DINUM ({DINUM}) publie", "DINUM", DINUM),
        (f"La DINUM (la {DINUM}, ex-DINSIC)", "DINUM", DINUM),
        (f"la {DINUM} (ci-après « DINUM »)", "DINUM", DINUM),
        (f"la « {DITES} » (DLNUF)", "DLNUF", DITES),
        (
            "Direction inter-ministérielle du numérique (DINUM)",
            "DINUM",
            "Direction inter-ministérielle du numérique",
        ),
        ("FranceConnect usager (FCU)", "FCU", "FranceConnect usager"),
        (
            "la direction générale des finances publiques (DGFiP)",
            "DGFiP",
            "direction générale des finances publiques",
        ),
        ("un équivalent temps plein (E.T.P.)", "E.T.P.", "équivalent temps plein"),
        ("en recherche et développement (R&D)", "R&D", "recherche et développement"),
        ("un retour d'expérience (RETEX)", "RETEX", "retour d'expérience"),
        (
            "l'agence de l'environnement et de la maîtrise de l'énergie (ADEME)",
            "ADEME",
            "agence de l'environnement et de la maîtrise de l'énergie",
        ),
        (
            "l'Union de recouvrement des cotisations de sécurité sociale et d'allocations "
            "familiales (URSSAF)",
            "URSSAF",
            "Union de recouvrement des cotisations de sécurité sociale et d'allocations familiales",
        ),
        (
            "Commission administrative paritaire compétente pour les attachés (CAP)",
            "CAP",
            "Commission administrative paritaire",
        ),
        (
            "la direction départementale des territoires et de la mer (DDTM)",
            "DDTM",
            "direction départementale des territoires et de la mer",
        ),
        (
            "DARES (direction de l'animation de la recherche, des études et des statistiques)",
            "DARES",
            "direction de l'animation de la recherche, des études et des statistiques",
        ),
    ],
)
def test_an_acronym_is_learned_with_its_whole_expansion(
    text: str, short: str, expansion: str
) -> None:
    assert [(found.short, found.expansion) for found in acronyms_in(text)] == [(short, expansion)]


@pytest.mark.parametrize(
    "text",
    [
        "le projet Consolidation de la dépense (PI1)",
        "un accès distant (VPN « comme au bureau »)",
        "des services numériques (TOP250)",
        "par les entreprises privées (Lab GovTech)",
        "le numérique (NUM)",  # one word is no phrase
        "l'article deux (II)",
        "les systèmes d'information (SI)",  # a small word, which no index holds
        "la direction du budget (DINUM)",
        "la direction. Interministérielle du numérique (DINUM)",
        "la direction\n\ninterministérielle du numérique (DINUM)",
        "le comité (OUVERT)",
        "DINUM (hors marché)",
        "à la reconnaissance professionnelle (ARP)",  # begins with a small word
        "(DINUM)",
        "()",
    ],
)
def test_what_the_letters_do_not_prove_is_not_learned(text: str) -> None:
    assert list(acronyms_in(text)) == []


@pytest.mark.parametrize(
    ("text", "implied"),
    [
        ("le bouton « Je donne mon avis » est posé", ["JDMA"]),
        ("le bouton « JeDonneMonAvis » est posé", ["JDMA"]),
        ("le programme “Dites-le-nous une fois” continue", ["DLNUF"]),
        ("le « Baromètre numérique de l'agent »", ["BNDLA"]),
        ("un poste « comme au bureau »", []),
        ("le service « Mon avis »", []),
        ("le bouton Je donne mon avis", []),
        ("le contrat « Projet de ville 2004 du Nord »", []),
    ],
)
def test_initials_of_what_is_named(text: str, implied: list[str]) -> None:
    assert [found.short for found in implied_in(text)] == implied


def test_initials_are_used_only_where_one_thing_has_them(
    tmp_path: Path, encoder: HashingEncoder
) -> None:
    texts = {
        "1.md": "# Un\n\nLe bouton « Je donne mon avis » est posé.\n",
        "2.md": "# Deux\n\nLe bouton « JeDonneMonAvis » reste.\n",
        "3.md": "# Trois\n\nLa fête « Joie dans ma ville » et « Jeux de ma vallée » s'ouvrent.\n",
        "secret/documents.yaml": "collection: secret\n",
        "secret/4.md": "# Quatre\n\nLe plan « Tout pour elles deux » est gardé.\n",
    }
    with closing(Snapshot.open(_built(tmp_path / "docs", texts, encoder), encoder)) as snapshot:
        everyone = snapshot.readable_by(frozenset({"public"})).acronyms
        assert {a.short for a in everyone.implied} == {"JDMA"}
        assert {a.expansion for a in everyone.implied} == {"JeDonneMonAvis", "Je donne mon avis"}
        assert everyone.agreed == ()


def _built(folder: Path, texts: dict[str, str], encoder: HashingEncoder) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build([folder], data_dir=folder.parent / "data", encoder=encoder, prune=True)
    return folder.parent / "data"


def _agreed(data: Path, encoder: HashingEncoder) -> list[str]:
    with closing(Snapshot.open(data, encoder)) as snapshot:
        return [found.short for found in snapshot.acronyms.agreed]


def test_headings_teach_too_and_what_is_removed_is_forgotten(
    tmp_path: Path, encoder: HashingEncoder
) -> None:
    texts = {
        "a.md": f"# Note sur la {DINUM} (DINUM)\n\nElle recrute.\n",
        "b.md": f"# Note\n\nLe guichet {DITES} (DLNUF) ouvre.\n",
    }
    data = _built(tmp_path / "docs", texts, encoder)
    assert _agreed(data, encoder) == ["DINUM", "DLNUF"]
    _built(
        tmp_path / "docs", {"c.md": "# Fiche\n\nUne carte nationale d'identité (CNI).\n"}, encoder
    )
    assert _agreed(data, encoder) == ["CNI", "DINUM", "DLNUF"]
    (tmp_path / "docs" / "a.md").unlink()
    _built(tmp_path / "docs", {}, encoder)
    assert _agreed(data, encoder) == ["CNI", "DLNUF"]


def test_of_two_meanings_none_is_believed_unless_one_prevails(
    tmp_path: Path, encoder: HashingEncoder
) -> None:
    health, school = "L'agence régionale de santé (ARS).", "L'allocation de rentrée scolaire (ARS)."
    folder = tmp_path / "docs"
    data = _built(folder, {"1.md": f"# Un\n\n{health}\n", "2.md": f"# Deux\n\n{school}\n"}, encoder)
    assert _agreed(data, encoder) == []
    with closing(Snapshot.open(data, encoder)) as snapshot:
        assert [a.expansion for a in snapshot.acronyms.disputed] == [
            "agence régionale de santé",
            "allocation de rentrée scolaire",
        ]
    plural = {f"{n}.md": f"# Note {n}\n\nLes agences régionales de santé (ARS).\n" for n in (3, 4)}
    _built(folder, plural, encoder)
    assert _agreed(data, encoder) == ["ARS"]


def test_a_reader_learns_nothing_of_other_collections(
    tmp_path: Path, encoder: HashingEncoder
) -> None:
    texts = {
        "note.md": f"# Note\n\nLe guichet {DITES} (DLNUF) ouvre.\n",
        "direction/documents.yaml": "collection: direction\n",
        "direction/secret.md": f"# Secret\n\nLa {DINUM} (DINUM) ferme.\n",
    }
    with closing(Snapshot.open(_built(tmp_path / "docs", texts, encoder), encoder)) as snapshot:
        everyone = snapshot.readable_by(frozenset({"public"})).acronyms.agreed
        assert [found.short for found in everyone] == ["DLNUF"]
        assert [found.short for found in snapshot.acronyms.agreed] == ["DINUM", "DLNUF"]


def test_a_data_folder_of_an_earlier_version_opens_without_embedding(
    tmp_path: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "ACRONYMS_NAME", None)
    texts = {"note.md": f"# Note\n\nLe guichet {DITES} (DLNUF) ouvre.\n"}
    data = _built(tmp_path / "docs", texts, encoder)
    (folder,) = data.glob("derived-*")
    (folder / "acronyms.json").unlink()
    monkeypatch.undo()
    encoder.encoded.clear()
    assert (_agreed(data, encoder), encoder.encoded) == (["DLNUF"], [])
