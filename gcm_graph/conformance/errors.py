"""What can go wrong when a server is to be tried."""

from __future__ import annotations

from gcm_graph.errors import ExitStatus, GcmError


class UnreachableServerError(GcmError):
    """The server does not answer at all."""

    code = "unreachable-server"
    hint = "Start it (gcm serve), or correct the address; it begins with http:// or https://."


class NotAnAddressError(GcmError):
    """What was given is not the address of a server."""

    code = "not-an-address"
    status = ExitStatus.USAGE
    hint = "Give the address under which the server's documents are, for example http://127.0.0.1:8000/."


class NoSuchCaseError(GcmError):
    """No case has the name that was asked for."""

    code = "no-such-case"
    status = ExitStatus.USAGE
    hint = "gcm conformance URL --list prints the names; --only takes a name, a group or a pattern such as 'range/*'."
