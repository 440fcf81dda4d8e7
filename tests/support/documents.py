"""Documents that tests write, and an assistant that has read them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

from assistant.answer import Answer
from assistant.engine import Assistant
from index.builder import build
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot

Asked: TypeAlias = Callable[[Mapping[str, str], str], Answer]
"""Texts by the names of their files, and a question, to the answer."""
LIBRARY = {
    "2021-03-04-releve-comite-velo.md": (
        "# Relevé de décisions du comité vélo du 4 mars 2021\n\n"
        "## 1. Stationnement\n\n"
        "Le comité décide d'installer douze arceaux devant la gare.\n\n"
        "La mairie demande un devis pour un abri couvert.\n"
    ),
    "2022-09-15-releve-comite-eau.md": (
        "# Relevé de décisions du comité de l'eau du 15 septembre 2022\n\n"
        "## 1. Fontaines\n\n"
        "Le comité valide la remise en service de huit fontaines publiques.\n\n"
        "## 2. Arrosage\n\n"
        "L'arrosage des pelouses est interdit en journée jusqu'au 30 octobre.\n"
    ),
    "fiche-compost.md": (
        "# Fiche : compost partagé\n\nChaque quartier peut demander un bac de compost à la régie.\n"
    ),
}


@contextmanager
def assistant_over(texts: Mapping[str, str], folder: Path, encoder: Encoder) -> Iterator[Assistant]:
    """An assistant that has read files of these names, which are written to `folder`."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder], data_dir=folder / "data", encoder=encoder)
    with closing(Snapshot.open(folder / "data", encoder)) as snapshot:
        yield Assistant(snapshot)
