"""The datatypes of OWL 2 RL: which literals they have and which values these stand for (OWL 2 Profiles, 4.2.1).

Values follow XML Schema 1.1 Part 2. White space around a number is not part of its lexical space (RDF 1.1 Concepts,
section 5.1). Two dateTimes are never told apart, since one instant can be written in many ways. rdf:XMLLiteral is left
out. Literals of all other datatypes are not judged.
"""

from __future__ import annotations

import base64
import binascii
import calendar
import re
import struct
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from gcm_graph.reasoning import vocabulary as v


class Space(StrEnum):
    """The value spaces; no two share a value (OWL 2 Structural Specification, section 4)."""

    STRING = "strings"
    TAGGED = "strings with a language"
    DECIMAL = "decimal numbers"
    FLOAT = "single-precision numbers"
    DOUBLE = "double-precision numbers"
    BOOLEAN = "truth values"
    HEX = "octets in hexadecimal"
    BASE64 = "octets in base 64"
    URI = "URIs"
    INSTANT = "instants"


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype.

    Attributes:
        space: the value space that its values belong to.
        lexical: what its literals look like.
        has: whether a value of the space belongs to the datatype.
    """

    space: Space
    lexical: re.Pattern[str]
    has: Callable[[Hashable], bool]


_ANYTHING = re.compile(r".*", re.DOTALL)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_BOOLEAN = re.compile(r"true|false|1|0")
_HEX = re.compile(r"([0-9A-Fa-f]{2})*")
_BASE64 = re.compile(r"[A-Za-z0-9+/ ]*(= ?){0,2}")
_DATE_TIME = re.compile(
    r"(?P<year>-?([1-9][0-9]{3,}|0[0-9]{3}))-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])T"
    r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
    r"(?P<zone>Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
)
_NAME_START = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME_REST = _NAME_START + r"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"


def _matches(pattern: str) -> Callable[[Hashable], bool]:
    # Compiled at its first use, which is seldom: the names of XML have large classes of characters.
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _integers(least: int | None, most: int | None) -> Callable[[Hashable], bool]:
    def has(value: Hashable) -> bool:
        if not isinstance(value, Decimal) or value != value.to_integral_value():
            return False
        return (least is None or value >= least) and (most is None or value <= most)

    return has


def _anything(_: Hashable) -> bool:
    return True


def _possible_day(text: Hashable) -> bool:
    """Return whether the day of a dateTime is a day of its month."""
    parts = _DATE_TIME.fullmatch(str(text))
    if parts is None:
        return False
    # The calendar repeats after 400 years; this also serves years that Python's calendar does not know.
    year = 2000 + int(parts["year"]) % 400
    return int(parts["day"]) <= calendar.monthrange(year, int(parts["month"]))[1]


def _possible_stamp(text: Hashable) -> bool:
    parts = _DATE_TIME.fullmatch(str(text))
    return parts is not None and parts["zone"] is not None and _possible_day(text)


_BOUNDS = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2**bits), 2**bits - 1) for name, bits in (("long", 63), ("int", 31), ("short", 15), ("byte", 7))},
    **{f"unsigned{name}": (0, 2**bits - 1) for name, bits in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))},
}
_STRINGS = {
    "string": r"(?s:.*)",
    "normalizedString": r"[^\t\n\r]*",
    "token": r"([^\t\n\r ]+( [^\t\n\r ]+)*)?",
    "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "Name": f"[{_NAME_START}][{_NAME_REST}]*",
    "NCName": f"(?!.*:)[{_NAME_START}][{_NAME_REST}]*",
    "NMTOKEN": f"[{_NAME_REST}]+",
}
_OTHERS = {
    "decimal": Datatype(Space.DECIMAL, _DECIMAL, _anything),
    "float": Datatype(Space.FLOAT, _FLOAT, _anything),
    "double": Datatype(Space.DOUBLE, _FLOAT, _anything),
    "boolean": Datatype(Space.BOOLEAN, _BOOLEAN, _anything),
    "hexBinary": Datatype(Space.HEX, _HEX, _anything),
    "base64Binary": Datatype(Space.BASE64, _BASE64, lambda octets: octets is not None),
    "anyURI": Datatype(Space.URI, _ANYTHING, _anything),
    "dateTime": Datatype(Space.INSTANT, _DATE_TIME, _possible_day),
    "dateTimeStamp": Datatype(Space.INSTANT, _DATE_TIME, _possible_stamp),
}
_BY_NAME: Mapping[NamedNode, Datatype] = MappingProxyType(
    {NamedNode(v.XSD + name): Datatype(Space.DECIMAL, _INTEGER, _integers(*ends)) for name, ends in _BOUNDS.items()}
    | {NamedNode(v.XSD + name): Datatype(Space.STRING, _ANYTHING, _matches(form)) for name, form in _STRINGS.items()}
    | {NamedNode(v.XSD + name): datatype for name, datatype in _OTHERS.items()}
    | {v.LANG_STRING: Datatype(Space.TAGGED, _ANYTHING, _anything)}
)
_UNIONS: Mapping[NamedNode, frozenset[Space]] = MappingProxyType(
    {v.ANY_LITERAL: frozenset(Space), v.PLAIN_LITERAL: frozenset({Space.STRING, Space.TAGGED})}
)
DATATYPES = frozenset(_BY_NAME) | frozenset(_UNIONS)
"""The datatypes whose values are known here."""

_EVERY_TEXT = (NamedNode(v.XSD + "string"), v.LANG_STRING)
_JUDGED = {iri: datatype for iri, datatype in _BY_NAME.items() if iri not in _EVERY_TEXT}
"""The datatypes of which a literal can be ill-typed."""


def is_well_typed(literal: Literal) -> bool:
    """Return whether a literal stands for a value of its own datatype; True if its datatype is not known here."""
    known = _JUDGED.get(literal.datatype)
    if known is None:
        return True
    return known.lexical.fullmatch(literal.value) is not None and known.has(_READ[known.space](literal))


def has_value(datatype: NamedNode, literal: Literal) -> bool:
    """Return whether a datatype has the value of a literal; True where that cannot be told.

    >>> has_value(NamedNode(v.XSD + "byte"), Literal("127", datatype=NamedNode(v.XSD + "decimal")))
    True
    """
    value = _value(literal)
    if value is None:
        return True
    if datatype in _UNIONS:
        return value[0] in _UNIONS[datatype]
    known = _BY_NAME.get(datatype)
    return known is None or (known.space == value[0] and known.has(value[1]))


def are_different(one: Literal, other: Literal) -> bool:
    """Return whether two literals are known to stand for different values (dt-diff)."""
    values = _value(one), _value(other)
    if values[0] is None or values[1] is None:
        return False
    return values[0] != values[1] and not (values[0][0] == values[1][0] == Space.INSTANT)


def _value(literal: Literal) -> tuple[Space, Hashable] | None:
    known = _BY_NAME.get(literal.datatype)
    return (known.space, _READ[known.space](literal)) if known and is_well_typed(literal) else None


def _floating(text: str, *, single: bool) -> str:
    """Return a floating-point number as text that tells 0 from -0 and makes NaN equal to itself."""
    number = float(text.replace("INF", "inf"))
    if single:
        try:
            number = struct.unpack("f", struct.pack("f", number))[0]
        except OverflowError:
            number = float("inf") if number > 0 else float("-inf")
    return repr(number)


def _octets(text: str) -> bytes | None:
    try:
        return base64.b64decode(text.replace(" ", ""), validate=True)
    except binascii.Error:
        return None


_READ: Mapping[Space, Callable[[Literal], Hashable]] = MappingProxyType(
    {
        Space.STRING: lambda literal: literal.value,
        Space.TAGGED: lambda literal: (literal.value, (literal.language or "").lower()),
        Space.DECIMAL: lambda literal: Decimal(literal.value),
        Space.FLOAT: lambda literal: _floating(literal.value, single=True),
        Space.DOUBLE: lambda literal: _floating(literal.value, single=False),
        Space.BOOLEAN: lambda literal: literal.value in ("true", "1"),
        Space.HEX: lambda literal: bytes.fromhex(literal.value),
        Space.BASE64: lambda literal: _octets(literal.value),
        Space.URI: lambda literal: literal.value,
        Space.INSTANT: lambda literal: literal.value,
    }
)
"""How the value of a literal is read that has the form of a datatype of the space."""
