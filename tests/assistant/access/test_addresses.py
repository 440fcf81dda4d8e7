"""Addresses of servers, and what is none."""

import pytest

from assistant.access.addresses import origin_of


@pytest.mark.parametrize(
    "address, origin",
    [
        ("https://Identite.exemple.fr/realms/agents", "https://identite.exemple.fr"),
        ("https://identite.exemple.fr:443/x", "https://identite.exemple.fr"),
        ("https://identite.exemple.fr:8443", "https://identite.exemple.fr:8443"),
        ("http://localhost:8080/x", "http://localhost:8080"),
        ("http://[::1]:80/x", "http://[::1]"),
        ("http://identite.exemple.fr", ""),
        ("https://identite.exemple.fr@ailleurs.example", ""),
        ("https://identite.exemple.fr\\@ailleurs.example", ""),
        ("https://identite.exemple.fr\n.ailleurs.example", ""),
        ("https://identite.exemple.fr:x", ""),
        ("//identite.exemple.fr", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_the_origin_of_an_address(address: str, origin: str) -> None:
    assert origin_of(address) == origin
