"""The programs beside Python that some formats need, and what to install where they lack."""

import subprocess
from functools import lru_cache
from shutil import which

LANGUAGE = "fra"
_INSTALL_OCR = "install it (Debian: apt install tesseract-ocr-fra)"


def missing_ocr() -> str:
    """What to install before scans can be read; empty where all is there."""
    program = which("tesseract")
    if program is None:
        return f"Tesseract is not on this machine; {_INSTALL_OCR}"
    return "" if LANGUAGE in _languages(program) else f"Tesseract has no French; {_INSTALL_OCR}"


@lru_cache(maxsize=1)
def _languages(program: str) -> list[str]:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return listed.stdout.split()


def libreoffice() -> str | None:
    """The path of LibreOffice."""
    return which("soffice") or which("libreoffice")


def missing(suffix: str) -> str:
    """What files of a suffix cannot be read without, and is not here."""
    if suffix == ".pdf":
        return missing_ocr()
    return "LibreOffice" if suffix in (".doc", ".rtf") and libreoffice() is None else ""
