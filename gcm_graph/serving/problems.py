"""Errors of the server, as RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Mapping

from gcm_graph.namespaces import BASE


class Problem(Exception):  # noqa: N818 - the name of RFC 9457
    """Why a request is not answered as it asked.

    Args:
        status: the HTTP status code.
        code: names the kind of problem; its type is the IRI `https://w3id.org/gcm/problem/<code>`.
        title: the kind of problem as one short sentence, the same each time it occurs.
        detail: what was wrong with this request.
        hint: what the client can do next.
        headers: further header fields of the answer.
        members: extension members (RFC 9457 §3.2), for example `line` and `column`.
    """

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str,
        *,
        hint: str = "",
        headers: Mapping[str, str] | None = None,
        **members: str | float | list[str],
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.hint = hint
        self.headers = dict(headers or {})
        self.members = members

    @property
    def kind(self) -> str:
        """The IRI that names the kind of problem."""
        return f"{BASE}problem/{self.code}"

    def record(self) -> dict[str, object]:
        """Return the members of the problem details object (RFC 9457 §3.1)."""
        record: dict[str, object] = {
            "type": self.kind,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.hint:
            record["hint"] = self.hint
        return record | self.members
