"""What can go wrong when a statement is to be explained."""

from __future__ import annotations

from gcm_graph.errors import ExitStatus, GcmError


class UnknownSubjectError(GcmError):
    """The release says nothing about what was asked for."""

    code = "unknown-subject"
    status = ExitStatus.USAGE
    hint = 'Give a citation ("27(b)"), a path (objective/11/action/b), a prefixed name (sdg:10.7) or an IRI.'


class NotStatedError(GcmError):
    """The release does not state what was asked to be explained."""

    code = "not-stated"
    status = ExitStatus.USAGE


class UnaccountableStatementError(GcmError):
    """A statement stands in the release, but nothing in the release or the files of the project accounts for it."""

    code = "unaccountable-statement"
    hint = "Run 'gcm build': files of the project were edited since the release was made, or the release was changed."
