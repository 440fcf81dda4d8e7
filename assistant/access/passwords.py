"""Passwords as argon2id keeps them: the only door to argon2."""

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from assistant.errors import AccessError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 12


def hashed(password: str) -> str:
    """Raises AccessError."""
    if len(password) < SHORTEST_PASSWORD:
        raise AccessError(f"The password is too short: {SHORTEST_PASSWORD} characters at least.")
    return _hasher().hash(normalize("NFC", password))


def verified(stored: str | None, password: str) -> bool:
    """The same work where there is nothing to verify against."""
    from argon2.exceptions import VerificationError

    nothing = _no_password()
    try:
        _hasher().verify(stored or nothing, normalize("NFC", password))
    except VerificationError:
        return False
    return stored is not None


@lru_cache(maxsize=1)
def _no_password() -> str:
    return hashed(secrets.token_hex(32))


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()
