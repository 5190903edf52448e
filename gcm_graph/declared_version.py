"""Read what `release.toml` declares of a release: its version, its date, and the version before it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date

from gcm_graph.errors import ExitStatus, GcmError

FILE = "gcm_graph/release.toml"
FIRST = "0.1.0"
"""The one version before which there was none."""

_NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_KEYS = frozenset({"version", "date", "prior"})


class DeclaredVersionError(GcmError):
    """What `release.toml` declares cannot be a version of the release, its date, or the version before it."""

    code = "declared-version"
    status = ExitStatus.FINDINGS
    hint = f"Correct it in {FILE}; CONTRIBUTING.md says what is set for a release."


@dataclass(frozen=True, slots=True)
class ReleaseIdentity:
    """The declared version and date of a release, and the version before it; None of the first."""

    version: str
    date: str
    prior: str | None = None


def version_number(name: str) -> tuple[int, ...] | None:
    """Return a version as numbers, which put versions in order; None where it is not like `0.1.0`.

    Versions have three numbers (Semantic Versioning 2.0.0, rule 2) and nothing behind them.

    >>> version_number("0.10.2")
    (0, 10, 2)
    """
    return tuple(map(int, name.split("."))) if _NUMBER.fullmatch(name) else None


def read_identity(content: str) -> ReleaseIdentity:
    """Return what the content of `release.toml` declares.

    Raises:
        DeclaredVersionError: it is not TOML with these keys and no others, the version or the date is none, or the
            version before it is missing, not lower, or none.
    """
    try:
        declared = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise DeclaredVersionError(f"{FILE} is not TOML: {error}") from error
    values = {key: declared.get(key) for key in sorted(_KEYS)}
    wrong = [*(declared.keys() - _KEYS), *(key for key, value in values.items() if not isinstance(value, str))]
    if wrong:
        raise DeclaredVersionError(f"{FILE} declares version, date and prior, each as a text: see {', '.join(wrong)}")
    identity = ReleaseIdentity(str(values["version"]), str(values["date"]), str(values["prior"]) or None)
    _check(identity)
    return identity


def _check(identity: ReleaseIdentity) -> None:
    number = version_number(identity.version)
    if number is None:
        raise DeclaredVersionError(f"the version in {FILE} is not like 0.1.0: {identity.version!r}")
    if not _is_day(identity.date):
        raise DeclaredVersionError(f"the date in {FILE} is no day like 2026-11-21: {identity.date!r}")
    if identity.version == FIRST:
        if identity.prior is not None:
            raise DeclaredVersionError(f"prior in {FILE} is {identity.prior!r}, but {FIRST} is the first version")
        return
    if identity.prior is None:
        raise DeclaredVersionError(f"prior in {FILE} is empty: only {FIRST} has no version before it")
    before = version_number(identity.prior)
    if before is None:
        raise DeclaredVersionError(f"prior in {FILE} is not like 0.1.0: {identity.prior!r}")
    if before >= number:
        raise DeclaredVersionError(f"prior in {FILE}, {identity.prior}, is not lower than version {identity.version}")


def _is_day(value: str) -> bool:
    try:
        return bool(_DATE.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False
