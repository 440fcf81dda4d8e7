"""PDF to the text of its pages, in a child process with limits: the only door to pypdf.

The child is this module run as a script. It prints one JSON object: {"pages": [...]} or
{"error": "..."}.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

from ingest.errors import UnreadableFileError

LONGEST_SECONDS = 120
MOST_MEMORY = 2 * 1024**3
MOST_PAGES = 2_000
_ROOT = Path(__file__).resolve().parent.parent


def read_pdf(path: Path, *, name: str) -> list[str]:
    """The text of each page, empty for a page without a text layer.

    Raises UnreadableFileError for a file that is not a PDF, that is encrypted, truncated
    or without any text, and where a limit on time, memory or pages is met.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-m", "ingest.pdf", str(path)],
            cwd=_ROOT,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(
            f"{name}: reading took more than {LONGEST_SECONDS} seconds and was stopped."
        ) from error
    try:
        result = json.loads(child.stdout)
    except ValueError as error:
        raise UnreadableFileError(
            f"{name}: the reader stopped short (code {child.returncode}); the file is damaged "
            "or needs more memory than a file may take."
        ) from error
    if "error" in result:
        raise UnreadableFileError(f"{name}: {result['error']}")
    pages = [str(page) for page in result["pages"]]
    if not any(page.strip() for page in pages):
        raise UnreadableFileError(
            f"{name}: no text in its {len(pages)} page(s), probably a scan; give a PDF with text."
        )
    return pages


def _extract(path: Path) -> dict[str, object]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if not path.read_bytes()[:1024].lstrip().startswith(b"%PDF"):
        return {"error": "it is not a PDF, whatever its name says."}
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "it is protected by a password; give a copy without one."}
        if len(reader.pages) > MOST_PAGES:
            return {"error": f"it has {len(reader.pages)} pages and {MOST_PAGES} is the most."}
        return {"pages": [page.extract_text() for page in reader.pages]}
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        return {"error": f"the PDF is damaged or cut short ({type(error).__name__})."}
    except MemoryError:
        return {"error": "it needs more memory than a file may take."}


def _limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    _limit_resources()
    json.dump(_extract(Path(sys.argv[1])), sys.stdout)
