"""Tell what a Host field may have (RFC 9112 §3.2, RFC 3986 §3.2.2 and §3.2.3)."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address

_NAME = r"(?:[A-Za-z0-9\-._~!$&'()*+;=]|%[0-9A-Fa-f]{2})+"
"""A registered name or an IPv4 address. A comma, which a name might have, is where two fields have been joined."""
_FUTURE = r"v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+;=:]+"
_HOST = re.compile(rf"(?:{_NAME}|\[(?:(?P<six>[0-9A-Fa-f:.]+)|{_FUTURE})\])(?::(?P<port>[0-9]*))?", re.ASCII)
_LONGEST = 300
"""A name has at most 253 characters (RFC 1035 §2.3.4)."""
_LAST_PORT = 65_535


@lru_cache(maxsize=256)
def is_host(value: bytes) -> bool:
    """Tell whether the value of a Host field is a host, and a port if it has one.

    >>> [is_host(value) for value in (b"example.org", b"[::1]:8000", b"a:", b"", b"a b", b"a:b", b"a:99999", b"[::1")]
    [True, True, True, False, False, False, False, False]
    """
    host = _HOST.fullmatch(value.decode("latin-1")) if len(value) <= _LONGEST else None
    if host is None or int((host["port"] or "0")[:_LONGEST]) > _LAST_PORT:
        return False
    try:
        return host["six"] is None or bool(IPv6Address(host["six"]).packed)
    except AddressValueError:
        return False
