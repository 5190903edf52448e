"""Compare two releases: what was added, removed, changed and deprecated in texts, data, ontology and shapes."""

from gcm_graph.comparing.changes import Change, ChangedLink, Difference, Statement
from gcm_graph.comparing.differences import compare
from gcm_graph.comparing.records import difference_json, difference_nquads
from gcm_graph.comparing.versions import ReleaseVersion, read_version

__all__ = [
    "Change",
    "ChangedLink",
    "Difference",
    "ReleaseVersion",
    "Statement",
    "compare",
    "difference_json",
    "difference_nquads",
    "read_version",
]
