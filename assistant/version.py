"""Which release answers."""

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """ "0" where the project is not installed."""
    try:
        return version("releve")
    except PackageNotFoundError:
        return "0"
