"""What can be wrong with a draft: every reason for which a file is not checked."""

from __future__ import annotations

from gcm_graph.errors import GcmError


class DraftUnreadableError(GcmError):
    """The draft is not there, may not be read, or is a folder."""

    code = "draft-unreadable"
    hint = "Name a file that you may read, or pipe the text in: cat draft.txt | gcm check -"


class EmptyDraftError(GcmError):
    """The draft has no text."""

    code = "draft-empty"
    hint = "If it shows text on the screen, that may be a picture of a page: convert it to text first."


class LargeDraftError(GcmError):
    """The draft, or what it unpacks to, is larger than what is checked."""

    code = "draft-too-large"
    hint = "Check it in parts."


class DraftFormatError(GcmError):
    """The draft is of a kind that is not checked, such as a PDF, a picture or an encrypted document."""

    code = "draft-format"
    hint = "Save it as plain text (UTF-8), Markdown, HTML or .docx."


class DraftEncodingError(GcmError):
    """The draft is not encoded as it says, or not in UTF-8 where it says nothing."""

    code = "draft-encoding"
    hint = "Save it as UTF-8, in a text editor or with: iconv -f windows-1252 -t utf-8 draft.txt"


class BrokenDraftError(GcmError):
    """The draft is a .docx document that is damaged, or has in it what such a document may not have."""

    code = "draft-broken"
    hint = "Open it in a word processor and save it anew as .docx."
