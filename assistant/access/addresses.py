"""Addresses of servers and of those who call them, compared as browsers compare them."""

import ipaddress
import re
from urllib.parse import urlsplit

_LOOPBACK_NAMES = {"localhost", "ip6-localhost"}
_PORTS = {"https": 443, "http": 80}
_WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([^:]+):\d+")
_NEVER_IN_ADDRESSES = re.compile(r"[\x00-\x20\\]")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in _LOOPBACK_NAMES


def address_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Of a host as connections and proxies write it, beside its port or not; one of IPv4 that is
    written as one of IPv6 is itself. None for what is no address."""
    written = _WITH_PORT.fullmatch(host)
    try:
        address = ipaddress.ip_address(written[1] or written[2] if written else host)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def origin_of(address: str) -> str:
    """`https://host` or `https://host:port`; `http` on this machine alone. Empty for what is no
    such address, holds a user's name, or would be read in two ways."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host or "@" in parts.netloc or _NEVER_IN_ADDRESSES.search(address):
        return ""
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        return ""
    shown = f"[{host}]" if ":" in host else host
    is_told = port is not None and port != _PORTS[parts.scheme]
    return f"{parts.scheme}://{shown}{f':{port}' if is_told else ''}"
