"""Which release answers."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def release() -> str:
    """ "0" where the project is not installed."""
    try:
        return version("releve")
    except PackageNotFoundError:
        return "0"
