"""Where an answer in XML is written: what XML cannot hold does not pass.

A query can make strings with any character of Unicode. XML 1.0 (§2.2) has most control characters, U+FFFE and U+FFFF in
no form whatever, and a carriage return only as a reference (§2.11). The engine writes all of them as they are.
"""

from __future__ import annotations

from gcm_graph.serving.sparql.outlet import Outlet

_CONTROLS = bytes(point for point in range(0x20) if point not in b"\t\n\r")
_NO_CHARACTERS = "\ufffe".encode(), "\uffff".encode()
_LONGEST_BEGINNING = 2


class NotInXmlError(Exception):
    """The answer has what XML has no form for.

    Args:
        iri: what cannot name an element; "" where it is a character that XML does not have.
    """

    def __init__(self, iri: str = "") -> None:
        super().__init__(iri)
        self.iri = iri


class XmlOutlet:
    """A file to write an answer in XML into.

    Args:
        outlet: where what XML can hold goes.
    """

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self._before = b""

    def write(self, piece: bytes) -> int:
        """Take a piece of the answer.

        Raises:
            NotInXmlError: it has a character that XML does not have.
        """
        seen = self._before + piece
        if len(piece.translate(None, _CONTROLS)) != len(piece) or any(each in seen for each in _NO_CHARACTERS):
            raise NotInXmlError
        self._before = seen[-_LONGEST_BEGINNING:]
        self._outlet.write(piece.replace(b"\r", b"&#13;"))
        return len(piece)

    def flush(self) -> None:
        """Do nothing, as the outlet itself."""
