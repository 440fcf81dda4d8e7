"""Title, kind, committee and date: read where they stand, empty where they do not."""

import os
from pathlib import Path
from unicodedata import normalize

import pytest

from ingest.document import DatePrecision, DocumentDate, DocumentKind, Origin
from ingest.errors import CatalogError
from ingest.facts.titles import title_of
from ingest.folder import find_files
from ingest.reader import fingerprints
from tests.support.reading import read_path, read_text

BODY = (
    "La direction présente les travaux conduits depuis la précédente rencontre et répond aux "
    "questions des participants sur le calendrier."
)


def _date(text: str, name: str = "texte.txt") -> DocumentDate | None:
    return read_text(text, name=name).document.date


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        ("3 décembre 2020", "2020-12-03"),
        ("Séance du 1er juillet 2021", "2021-07-01"),
        ("Réunion du 14 aout 2019", "2019-08-14"),
        ("Jeudi 4 et vendredi 5 mai 2023", "2023-05-04"),
        ("Paris, le 9 FÉVRIER 2022", "2022-02-09"),
        ("Comité du 05/11/2018", "2018-11-05"),
        ("Comité de décembre 2020", "2020-12"),
        ("Date: 7 October 2021", "2021-10-07"),
        ("Réf. : circulaire du 3 mai 2019\nParis, le 9 février 2022", "2022-02-09"),
        ("Vu le décret du 3 mai 2019\nSéance du 9 février 2022", "2022-02-09"),
        ("Lyon, 16-17 September 2025", "2025-09-16"),
        ("Séance des 4 et 5 mars 2024", "2024-03-04"),
        ("Comité n° 5 – 2 octobre 2023", "2023-10-02"),
        ("COPIL du 05/11/18", "2018-11-05"),
    ],
)
def test_the_date_that_the_head_says(head: str, iso: str) -> None:
    date = _date(f"Relevé de décisions\n{head}\n\n{BODY}\n")
    assert date is not None
    assert (date.iso, date.origin) == (iso, Origin.TEXT)


@pytest.mark.parametrize(
    "text",
    [
        f"Relevé de décisions\n\n{BODY} Les réponses sont attendues pour le 30 juin 2021.\n",
        f"Relevé de décisions\n31 février 2021\n\n{BODY}\n",
        f"Relevé de décisions\n\n1. Calendrier\n\nLe 3 mars 2021, fin des travaux.\n\n{BODY}\n",
        f"Relevé de décisions\nmi-2021\n\n{BODY}\n",
        "Relevé de décisions\n\nLe portail est livré d'ici le 30 juin 2021.\n",
        "Relevé de décisions\n\nRéponses avant le 30 juin 2021\n",
        f"Relevé de décisions\nLots 3/12/14/20\n\n{BODY}\n",
        f"Consignes\n\n{BODY} La carte est à jour. Le 3 mars 2021, elle change.\n",
    ],
)
def test_a_date_is_never_guessed(text: str) -> None:
    assert _date(text) is None


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2020-12-03-releve.txt", "2020-12-03"),
        ("releve_20201203.txt", "2020-12-03"),
        ("CR_CM_09_05_2011_9f8fd1.txt", "2011-05-09"),
        ("releve 3 décembre 2020.txt", "2020-12-03"),
        ("releve-2020-12.txt", "2020-12"),
    ],
)
def test_the_date_that_the_file_name_says(name: str, iso: str) -> None:
    date = _date(f"{BODY}\n", name)
    assert date is not None
    assert (date.iso, date.origin) == (iso, Origin.FILE_NAME)


@pytest.mark.parametrize("name", ["note-2020-13-45.txt", "dossier-12345678.txt", "v2.0.txt"])
def test_a_number_in_a_file_name_is_not_a_date(name: str) -> None:
    assert _date(f"{BODY}\n", name) is None


@pytest.mark.parametrize(
    "said", ["mise à jour le 3 mars 2021", "V2.1 du 03/03/21", "version du 3/3/2021"]
)
def test_a_version_has_the_day_that_it_says(said: str) -> None:
    date = _date(f"Consignes\n\n{BODY} Cellule des archives – {said} – usage interne.\n")
    assert date is not None
    assert date.iso == "2021-03-03"


def test_the_text_outranks_the_file_name() -> None:
    date = _date(f"Relevé de décisions\n3 décembre 2020\n\n{BODY}\n", "2021-01-15-envoi.txt")
    assert date is not None
    assert date.iso == "2020-12-03"


def test_a_date_covers_its_period() -> None:
    date = _date(f"Comité de février 2020\n\n{BODY}\n")
    assert date is not None
    assert (date.first.isoformat(), date.last.isoformat()) == ("2020-02-01", "2020-02-29")


@pytest.mark.parametrize(
    ("text", "committee"),
    [
        ("Comité stratégique des outils (COSTO)\n\n" + BODY, "COSTO"),
        ("COSTO - Relevé de décisions\n\n" + BODY, "COSTO"),
        ("COSTO\n\nRelevé de décisions du 3 mars 2021\n\n" + BODY, "COSTO"),
        (
            f"ANPF\n\nProcès-verbal du conseil d'administration\n\n{BODY}",
            "Conseil d'administration",
        ),
        (f"ANPF\nRelevé de décisions\n\n{BODY} Le COSTO valide le calendrier.", "COSTO"),
        (f"URGENT\n\nLe point sur les pins\n\nRelevé de décisions\n\n{BODY}", ""),
        ("Fiche préparatoire au COSTO du 3 mars 2021\n\n" + BODY, "COSTO"),
        (f"{BODY} Le COSTO valide le calendrier. Le COSTO décide de le publier.", "COSTO"),
        (f"{BODY} Le COSTO valide le plan. Le CINUM valide le budget.", ""),
        (f"{BODY} Le comité valide le plan de la DINUM.", ""),
        (f"Minutes of the 4th meeting of the Working Group on Ferries (WGF)\n\n{BODY}", "WGF"),
        (
            f"Conseil départemental de\nl'environnement\n(CODERST)\nCompte rendu\n\n{BODY}",
            "CODERST",
        ),
        (f"HADLEY TOWN COUNCIL\nMinutes\n\n{BODY}", "Hadley Town Council"),
        (f"Comité de suivi n° 3\nCompte rendu\n\n{BODY}", "Comité de suivi"),
        (f"Association Les Pins – CSE\nPV de la réunion du 3 mars 2021\n\n{BODY}", "CSE"),
        (
            "Procès-verbal de la 12e séance du conseil\nd'administration – 3 mars 2021\n\n" + BODY,
            "Conseil d'administration",
        ),
        (f"Comité des pins\nAvis n° 3\nVu la délibération du conseil\n\n{BODY}", "Comité des pins"),
    ],
)
def test_the_committee(text: str, committee: str) -> None:
    assert read_text(text).document.committee == committee


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Relevé de décisions\n\n" + BODY, "a.txt", DocumentKind.RELEVE),
        (BODY, "2020-releve.txt", DocumentKind.RELEVE),
        ("Délibération n° 12 du conseil\n\n" + BODY, "a.txt", DocumentKind.RELEVE),
        (BODY, "2020-deliberation-12.txt", DocumentKind.RELEVE),
        ("Fiche outils\n\nPar délibération du 22 mai, c'est dit.", "a.txt", DocumentKind.FICHE),
        ("Fiche n° 2 : les outils\n\n" + BODY, "a.txt", DocumentKind.FICHE),
        (BODY, "fiche-outils.txt", DocumentKind.FICHE),
        (BODY, "a.txt", DocumentKind.OTHER),
        (f"Projet Pins\n\nCOPIL n° 3 – CR du 12/05/2021\n\n{BODY}", "a.txt", DocumentKind.RELEVE),
        (f"PV de la réunion du 12 mai 2021\n\n{BODY}", "a.txt", DocumentKind.RELEVE),
        (f"Migration des pins – CR n° 7\n\n{BODY}", "a.txt", DocumentKind.RELEVE),
        (f"MINUTES (draft)\n\n{BODY}", "a.txt", DocumentKind.RELEVE),
        (f"Conseil de quartier des Pins\n\nRéunion du 12 mai 2021\n\n{BODY} Prochaine réunion "
         "en juin.", "a.txt", DocumentKind.RELEVE),
        (f"Conseil scientifique\n\nAvis n° 2021-3 sur les pins\n\n{BODY}", "a.txt",
         DocumentKind.RELEVE),
        (f"Conseil de quartier des Pins\n\nRéunion du 12 mai 2021 : ordre du jour\n\n{BODY} "
         "Prochaine réunion en juin.", "a.txt", DocumentKind.OTHER),
        ("Convocation\n\nComité des haies\n\nRéunion du 9 mai 2021\n\n1. Compte rendu précédent",
         "a.txt", DocumentKind.OTHER),
        ("Communiqué de presse\n\nConseil des haies\n\nRéunion du 9 mai 2021\n\nPlan adopté.",
         "a.txt", DocumentKind.OTHER),
        ("Sorel\n\nCommuniqué\n\nConseil des haies\n\nRéunion du 9 mai 2021\n\nPlan adopté.",
         "a.txt", DocumentKind.OTHER),
        (f"Convocation du 2 mai 2021\n\nCompte rendu de la réunion\n\n{BODY}", "a.txt",
         DocumentKind.RELEVE),
        (f"Avis n° 3 aux riverains\n\n{BODY}", "a.txt", DocumentKind.OTHER),
        (f"Toitures\n\nPV sur le gymnase : 12 panneaux\n\n{BODY}", "a.txt", DocumentKind.OTHER),
        (f"Réunion des accueils – 9 janvier 2025\n\nParticipants : A. Roux\nAbsents : P. Petit\n\n"
         f"{BODY}", "a.txt", DocumentKind.RELEVE),
        (f"COPIL « Pins » n° 4\n\n8 février 2024\n\nParticipants : DSI, A. Roux\n\n{BODY}", "a.txt",
         DocumentKind.RELEVE),
        (f"COPIL « Pins » n° 4\n\nOrdre du jour\n\nParticipants : DSI, A. Roux\n\n{BODY}", "a.txt",
         DocumentKind.OTHER),
        (f"Bureau municipal du lundi 3 mai 2021\n\nAutour de la table : A. Roux\n\n{BODY}", "a.txt",
         DocumentKind.RELEVE),
        (f"Mairie de Sète\n\nNotes de séance – 3 mai 2021\n\n{BODY}", "a.txt",
         DocumentKind.RELEVE),
        (BODY, "CR_reunion_accueils.txt", DocumentKind.RELEVE),
        (BODY, "SCRIPT_PVC.txt", DocumentKind.OTHER),
        (f"Horaires\n\nMinutes perdues en gare\n\n{BODY}", "a.txt", DocumentKind.OTHER),
        (f"Direction des pins\n\nNOTE DE CADRAGE\n\n{BODY}", "a.txt", DocumentKind.FICHE),
        (f"Note à l'attention du directeur\n\n{BODY}", "a.txt", DocumentKind.FICHE),
        (f"# Éléments de langage\n\n## Pins\n\n{BODY}", "a.md", DocumentKind.FICHE),
        (f"Notes de musique à la cantine\n\n{BODY}", "a.txt", DocumentKind.OTHER),
    ],
)  # fmt: skip
def test_the_kind(text: str, name: str, kind: DocumentKind) -> None:
    assert read_text(text, name=name).document.kind is kind


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (f"Comité des outils\n3 mars 2021\nRelevé de décisions\n\n{BODY}", "a.txt",
         "Relevé de décisions"),
        (f"# Outils : évolution\n\n## Contexte\n\n{BODY}", "a.md", "Outils : évolution"),
        (BODY, "note-sur-les-outils.txt", "Note sur les outils"),
        (f"PROCÈS-VERBAL\n\nde la réunion du comité des outils\n\n{BODY}", "a.txt",
         "PROCÈS-VERBAL de la réunion du comité des outils"),
        ("Relevé de décisions\n\nde la réunion interministérielle du 3 mars 2021 à 10 h 30 sous la "
         f"présidence de Mme Roux\n\n{BODY}", "a.txt",
         "Relevé de décisions de la réunion interministérielle du 3 mars 2021"),
        (f"Compte rendu\n\nDes outils sont présentés\n\n{BODY}", "a.txt", "Compte rendu"),
        (f"Bureau des outils\n\nNOTE à l'attention de la directrice\n\nObjet : achat de casques\n\n"
         f"{BODY}", "a.txt", "NOTE à l'attention de la directrice : achat de casques"),
        (f"Délibération n° BC-2021-14\n\nObjet : achat de casques\n\n{BODY}", "a.txt",
         "Délibération n° BC-2021-14 : achat de casques"),
        (f"COMMUNE DE SAINT-PAUL\n\nRéunion du conseil municipal\n\n{BODY}", "a.txt",
         "Réunion du conseil municipal"),
        (f"Accueil > Outils\n\n# Outils : évolution\n\n## Contexte\n\n{BODY}", "a.md",
         "Outils : évolution"),
        (BODY, "000_7f9a8f3b1fc9e1ef.txt", ""),
        (f"# Agence des pins\n\nProcès-verbal de la séance du 3 mars 2021\n\n{BODY}", "a.md",
         "Procès-verbal de la séance du 3 mars 2021"),
        (f"# Guide des pins\n\n## Usage\n\nLe procès-verbal du 3 mars 2021 est adopté.\n\n"
         f"{BODY}", "a.md",
         "Guide des pins"),
        (f"# COPIL Pins n° 6\n\n## Relevé des actions du COPIL n° 5\n\n{BODY}", "a.md",
         "COPIL Pins n° 6"),
        (f"Conseil scientifique\n\nAvis n° 3 sur les pins\n\n{BODY}", "a.txt",
         "Avis n° 3 sur les pins"),
        ("De : Anne Roux\nÀ : Service\nDate : lun. 3/05/2021 10:05\nObjet : TR: RE: CR du groupe "
         f"pins\n\nBonjour,\n\n{BODY}", "a.txt", "CR du groupe pins"),
        (f"NOTE DE CADRAGE\n\nCollecte des casques des agents\n\nVersion 2\n\n{BODY}", "a.txt",
         "NOTE DE CADRAGE : Collecte des casques des agents"),
        (f"Fiche d'aide à la décision\n\nSujet : achat de casques\n\n{BODY}", "a.txt",
         "Fiche d'aide à la décision : achat de casques"),
        (f"Note d'information\n\nVersion du 3 mai 2021\n\n{BODY}", "a.txt", "Note d'information"),
    ],
)  # fmt: skip
def test_the_title(text: str, name: str, title: str) -> None:
    assert read_text(text, name=name).document.title == title


def _catalog(folder: Path, text: str) -> Path:
    (folder / "note.txt").write_text(f"Relevé de décisions\n3 mars 2021\n\n{BODY}\n")
    (folder / "documents.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_catalog_gives_and_corrects(tmp_path: Path) -> None:
    text = "note.txt:\n  title: Outils\n  kind: fiche\n  committee: COSTO\n  date: 2020-12\n"
    document = read_path(_catalog(tmp_path, text)).document
    assert (document.title, document.kind) == ("Outils", DocumentKind.FICHE)
    assert document.committee == "COSTO"
    assert document.date is not None
    assert (document.date.iso, document.date.precision) == ("2020-12", DatePrecision.MONTH)
    assert document.date.origin is Origin.CATALOG


def test_the_catalog_is_read_as_it_is_written(tmp_path: Path) -> None:
    document = read_path(_catalog(tmp_path, "note.txt:\n  title: Non\n")).document
    assert document.title == "Non"


def test_the_catalog_leaves_what_it_does_not_say(tmp_path: Path) -> None:
    document = read_path(_catalog(tmp_path, "autre.txt:\n  title: x\n")).document
    assert document.title == "Relevé de décisions"
    assert document.date is not None
    assert document.date.iso == "2021-03-03"


def test_the_catalog_is_met_however_accents_are_written(tmp_path: Path) -> None:
    (tmp_path / normalize("NFD", "relevé.txt")).write_text(BODY)
    text = "relevé.txt:\n  title: Relevé\n  collection: direction\n"
    (tmp_path / "documents.yaml").write_text(normalize("NFC", text), encoding="utf-8")
    [composed] = find_files([tmp_path])
    (tmp_path / "documents.yaml").write_text(normalize("NFD", text), encoding="utf-8")
    [decomposed] = find_files([tmp_path])
    assert composed.collection == "direction"
    assert composed.entry == decomposed.entry


@pytest.mark.parametrize(
    "other", ["relevé.txt", normalize("NFD", "relevé.txt")], ids=["the same", "decomposed"]
)
def test_a_name_that_stands_twice_in_a_catalog_is_refused(tmp_path: Path, other: str) -> None:
    (tmp_path / "relevé.txt").write_text(BODY)
    text = f"relevé.txt:\n  collection: direction\n{other}:\n  title: Relevé\n"
    (tmp_path / "documents.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"relevé\.txt stands 2 times in it\. Mend it"):
        find_files([tmp_path])


def test_a_collection_given_to_no_file_is_an_error_in_its_folder_alone(tmp_path: Path) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    (other / "avis.txt").write_text(BODY)
    folder = _catalog(tmp_path, "secret.txt:\n  collection: direction\n")
    (folder / "secret.txt").write_text(BODY)
    assert {file.name: file.collection for file in find_files([folder])} == {
        "autre/avis.txt": "public",
        "note.txt": "public",
        "secret.txt": "direction",
    }
    (folder / "secret.txt").rename(folder / "secret-v2.txt")
    for path in (folder, folder / "secret-v2.txt"):
        with pytest.raises(CatalogError) as raised:
            find_files([path])
        assert str(raised.value) == (
            f"{folder / 'documents.yaml'} names secret.txt, which is not there: give the entry "
            "the name that the file has now, or remove it if the file is gone."
        )
    assert [file.name for file in find_files([other])] == ["avis.txt"]


@pytest.mark.parametrize("name", ["Documents.yaml", "documents.yml", "document.yaml"])
@pytest.mark.parametrize("depth", [0, 1])
def test_a_catalog_by_a_name_that_is_not_read_is_refused(
    tmp_path: Path, name: str, depth: int
) -> None:
    folder = tmp_path / "direction"
    folder.mkdir()
    (folder / "note.txt").write_text(BODY)
    path = [folder, tmp_path][depth] / name
    path.write_text("collection: direction\n")
    for asked in (folder, folder / "note.txt"):
        with pytest.raises(CatalogError) as raised:
            find_files([asked])
        assert str(raised.value) == (
            f"{path} is not read: a catalog is named documents.yaml; rename it or remove it."
        )


@pytest.mark.parametrize("made", ["link", "folder", "pipe"])
def test_a_catalog_that_is_no_file_is_refused(tmp_path: Path, made: str) -> None:
    path = _catalog(tmp_path, "") / "documents.yaml"
    path.unlink()
    if made == "link":
        path.symlink_to("absent.yaml")
    elif made == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(CatalogError, match=r"documents\.yaml cannot be read: it is no file"):
        find_files([tmp_path])


def test_a_catalog_of_notes_alone_says_nothing(tmp_path: Path) -> None:
    (file,) = find_files([_catalog(tmp_path, "# rien encore\n")])
    assert file.collection == "public"


def test_a_link_has_what_is_given_of_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "direction"
    folder.mkdir()
    (tmp_path / "lien.txt").symlink_to(
        _catalog(folder, "note.txt:\n  collection: d\n") / "note.txt"
    )
    assert {file.collection for file in find_files([tmp_path])} == {"d"}
    assert {file.collection for file in find_files([tmp_path / "lien.txt"])} == {"d"}


def test_a_corrected_catalog_changes_the_fingerprint(tmp_path: Path) -> None:
    before = find_files([_catalog(tmp_path, "note.txt:\n  date: 2020\n")])[0]
    after = find_files([_catalog(tmp_path, "note.txt:\n  date: 2021\n")])[0]
    assert fingerprints(before)[0] == fingerprints(after)[0]
    assert fingerprints(before)[1] != fingerprints(after)[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("note.txt: [", "cannot be read"),
        ("[" * 5000, "cannot be read"),
        (" \n", "cannot be read: it is empty"),
        ("[]", "must map file names"),
        ("- note.txt", "must map file names"),
        ("note.txt: Outils", "may have collection, committee, date, kind, title"),
        ("note.txt:\n  titre: Outils", "may have collection, committee, date, kind, title"),
        ("note.txt:\n  kind: note", "is one of releve, fiche, autre"),
        ("note.txt:\n  title: [12]", "must be text"),
        ("note.txt:\n  date: demain", "write 2020-12-03, 2020-12 or 2020"),
        ("note.txt:\n  date: 2020-02-31", "write 2020-12-03, 2020-12 or 2020"),
        ("note.txt:\n  collection: deux mots", "the collection of note.txt is one word"),
        ("collection:\n  title: Outils", "the collection of this folder is one word"),
        ("note.txt: !!python/object/apply:os.system ['true']", "may have"),
    ],
)
def test_a_wrong_catalog_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogError, match=said) as raised:
        find_files([_catalog(tmp_path, text)])
    assert "documents.yaml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_date_of_a_meeting_outranks_that_of_a_letter() -> None:
    date = _date(
        "Montpellier, le lundi 14 mars 2011\n\nCompte-rendu du Conseil municipal\n\n"
        f"Séance publique du lundi 07 février 2011\n\n{BODY}\n"
    )
    assert date is not None
    assert date.iso == "2011-02-07"


def test_a_note_has_the_day_that_it_says_it_was_written() -> None:
    date = _date(
        "Fiche d'aide à la décision\n\nSujet : restaurant\nDate : 3 octobre 2024\n\n"
        f"La convention prend fin le 31 août 2025\n\n{BODY}\n"
    )
    assert date is not None
    assert date.iso == "2024-10-03"


def test_a_deliberation_has_its_number_and_its_subject() -> None:
    document = read_text(
        "Direction Urbanisme\n\nExtrait du registre des délibérations du Conseil\n\n"
        "Municipal de la Ville de Sète n° 2014 / 178\n\nSéance publique du\n\njeudi 22 mai 2014\n\n"
        f"{BODY}\n\nAbsents :\n\nAnne DUPRÉ\n\nVente d'un terrain\n\nRue de la Mer\n\n"
        f"Monsieur le Maire, Max Leroi, rapporte :\n\n{BODY}\n"
    ).document
    assert document.title == "Délibération n° 2014/178 : Vente d'un terrain Rue de la Mer"
    assert (document.kind, document.committee) == (DocumentKind.RELEVE, "Conseil municipal")
    assert document.date is not None
    assert document.date.iso == "2014-05-22"


def test_a_deliberation_that_nobody_reports_has_its_object() -> None:
    text = (
        "Extrait du registre des délibérations du conseil\n\nSéance du 7 mai 2021\n\n"
        f"Délibération n° CA-2021-14\n\n{{}}{BODY}\n\nLe Président,\n\nMax LEROI\n"
    )
    told = read_text(text.format("Objet : achat de casques\n\n")).document.title
    assert told == "Délibération n° CA-2021-14 : achat de casques"
    assert read_text(text.format("")).document.title == "Délibération n° CA-2021-14"


def test_a_council_named_at_the_head_is_no_acronym_of_its_debates() -> None:
    text = "Conseil Municipal de la Ville\nSéance du 4 mars 2021\n\nLa SERM demande un délai.\n"
    assert read_text(text).document.committee == "Conseil municipal"


def test_minutes_that_a_table_opens_have_their_title() -> None:
    head = [
        "Service des actes |  | Sète, le",
        "Compte-rendu du conseil  Mai 2011  Salle des Joutes | ",
    ]
    assert title_of([], head, text="", stem="CR")[0] == "Compte-rendu du conseil Mai 2011"


def test_facts_are_read_however_accents_are_written() -> None:
    text = f"Comité du numérique\n\nRelevé de décisions\n\nRéunion du 3 décembre 2020\n\n{BODY}\n"
    composed = read_text(text).document
    assert composed.date is not None
    assert read_text(normalize("NFD", text)).document == composed


def test_the_accents_of_a_file_name_are_composed() -> None:
    document = read_text(BODY, name=normalize("NFD", "réunion du 3 décembre 2020.txt")).document
    assert document.title == "Réunion du 3 décembre 2020"
    assert document.date is not None
    assert document.date.iso == "2020-12-03"
