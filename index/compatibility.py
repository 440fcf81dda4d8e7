"""Whether an index can be searched and added to by this version and this encoder."""

from pathlib import Path

from index.encoders.encoder import Encoder
from index.errors import IncompatibleIndexError
from index.language.analyzer import ANALYZER_NAME
from index.storage.store import Manifest


def check_compatible(manifest: Manifest, encoder: Encoder, data_dir: Path) -> None:
    """Raises IncompatibleIndexError for an index made by another encoder or analyzer."""
    if (manifest.encoder, manifest.dimension) != (encoder.name, encoder.dimension):
        raise IncompatibleIndexError(
            f"The index in {data_dir} was made by the encoder {manifest.encoder} and this is "
            f"{encoder.name}: run `python -m index convert --data {data_dir}` with the second, or "
            "set ASSISTANT_ENCODER to the first."
        )
    if manifest.analyzer != ANALYZER_NAME:
        raise IncompatibleIndexError(
            f"The index in {data_dir} was made by the analyzer {manifest.analyzer} and this is "
            f"{ANALYZER_NAME}: run `python -m index convert --data {data_dir}`."
        )
