"""Check a draft: find its quotations from the Compact and its citations of it, and compare them with the text.

What counts as a quotation and how it is compared is told in docs/how-to/check-a-draft.md.
"""

from gcm_graph.quoting.checking import Checker
from gcm_graph.quoting.drafts import Draft, Form
from gcm_graph.quoting.findings import CheckedDraft, Finding, Verdict
from gcm_graph.quoting.reading import read_draft
from gcm_graph.quoting.readings import Reading, load_readings
from gcm_graph.quoting.records import report_json
from gcm_graph.quoting.reporting import report_text

__all__ = [
    "CheckedDraft",
    "Checker",
    "Draft",
    "Finding",
    "Form",
    "Reading",
    "Verdict",
    "load_readings",
    "read_draft",
    "report_json",
    "report_text",
]
