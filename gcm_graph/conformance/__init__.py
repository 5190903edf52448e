"""Hold a linked-data server against the specifications: its documents, its files, its SPARQL endpoint, its errors.

Every case is data: a name, the clause it is taken from, the requests and what must be true of the answers. The cases
for a server are made from what it says of itself (its VoID description and its SPARQL endpoint), so that they fit any.
"""

from gcm_graph.conformance.all_cases import cases_for
from gcm_graph.conformance.cases import Case, Outcome, Skipped, Step
from gcm_graph.conformance.reporting import record, table
from gcm_graph.conformance.running import Report, run
from gcm_graph.conformance.target import Target, discover

__all__ = [
    "Case",
    "Outcome",
    "Report",
    "Skipped",
    "Step",
    "Target",
    "cases_for",
    "discover",
    "record",
    "run",
    "table",
]
