"""Where the project stands, and the documents that come with it."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "eval" / "sample"
