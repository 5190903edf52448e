"""What can go wrong with the documentation and with writing it as a site."""

from __future__ import annotations

from gcm_graph.errors import ExitStatus, GcmError


class DocumentationError(GcmError):
    """A page of the documentation is missing, or is not as it must be."""

    code = "documentation"
    hint = (
        "The documentation travels with the package: install gcm-graph anew, or correct docs/README.md and its pages."
    )


class SiteFolderTakenError(GcmError):
    """The folder for the site has files in it that 'gcm site' did not write."""

    code = "site-folder-taken"
    status = ExitStatus.USAGE
    hint = "Choose another folder with -o, or move those files away: a new site takes the place of the whole folder."


class SiteFailedError(GcmError):
    """The site could not be written."""

    code = "site-failed"
    hint = "The folder is as it was before. Make room or choose another folder with -o, and try again."
