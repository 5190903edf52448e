"""Account for what the software states of itself: provenance, saved queries and counts (PROV-O)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from gcm_graph import resources
from gcm_graph.describing.graphs import node
from gcm_graph.explaining.names import prefixed
from gcm_graph.explaining.origins import FromActivity, Statement
from gcm_graph.explaining.released import ReleasedGraph
from gcm_graph.explaining.sources import Place, Term
from gcm_graph.namespaces import BASE, graph
from gcm_graph.saved_queries import SavedQuery, saved_queries

_QUERIES = f"{BASE}query/"
_NOUNS = {
    "void:triples": "statements",
    "void:distinctSubjects": "different subjects",
    "void:distinctObjects": "different objects",
    "void:properties": "properties",
    "void:classes": "classes",
    "void:entities": "members",
}
_COUNTED = {"void:class": "of the members of {}", "void:property": "of the statements with {}"}


class Activities:
    """The activities that made the graphs.

    Args:
        graph: the release.
    """

    def __init__(self, graph: ReleasedGraph) -> None:
        self._graph = graph
        self._made: dict[str, tuple[str, str, tuple[str, ...]] | None] = {}
        self._queries: dict[str, SavedQuery] | None = None

    def explain(self, graph_name: str, what: str, place: Place | None = None) -> FromActivity | None:
        """Return what made a graph, or None where the release does not say.

        Args:
            graph_name: the name of the graph.
            what: what was done for the statement in question.
            place: the file that says so.
        """
        if graph_name not in self._made:
            self._made[graph_name] = self._activity(graph_name)
        made = self._made[graph_name]
        return None if made is None else FromActivity(*made, what, place)

    def explain_query(self, statement: Statement) -> FromActivity | None:
        """Return the file of a saved query that a statement is about."""
        name, _, _ = statement.subject.value.removeprefix(_QUERIES).partition("#")
        if name == "prefixes":
            return self.explain("queries", "declared the project's prefixes for the saved queries")
        if self._queries is None:
            self._queries = {query.name: query for query in saved_queries()}
        query = self._queries.get(name)
        if query is None or self._graph.words(statement.subject, f"sh:{query.form}") != query.without_prefixes():
            return None
        return self.explain("queries", "published the saved query", Place(f"queries/{name}.rq", 1))

    def explain_provenance(self, statement: Statement) -> FromActivity | None:
        """Return what recorded how the release was made."""
        release = node(f"dataset/{resources.release_identity().version}").value
        subject = statement.subject.value
        about = (release, f"{BASE}dataset#publisher", f"{BASE}source/", graph(""))
        if not subject.startswith(about):
            return None
        return self.explain("provenance", f"recorded about {self._graph.label(statement.subject) or prefixed(subject)}")

    def explain_count(self, statement: Statement) -> FromActivity | None:
        """Return what was counted."""
        subject = statement.subject.value
        if not subject.startswith((graph(""), f"{BASE}dataset#")) and subject != f"{BASE}dataset":
            return None
        counted = [
            words.format(prefixed(value.value))
            for name, words in _COUNTED.items()
            for value in self._graph.values(statement.subject, name)
        ]
        where = f"in the {prefixed(subject).replace('/', ' ')}" if subject.startswith(graph("")) else "in all graphs"
        noun = _NOUNS.get(prefixed(statement.predicate.value))
        done = "set up the counts" if noun is None else f"counted the {noun}"
        return self.explain("catalogue", " ".join((done, *counted, *self._outer(statement.subject), where)))

    def _outer(self, partition: Term) -> list[str]:
        """Return of whose members a partition counts the properties, where it is one of a class."""
        wholes = self._graph.subjects("void:propertyPartition", partition)
        classes = [value for whole in wholes for value in self._graph.values(whole, "void:class")]
        return [f"of the members of {prefixed(value.value)}" for value in classes[:1]]

    def _activity(self, graph_name: str) -> tuple[str, str, tuple[str, ...]] | None:
        made = NamedNode(graph(graph_name))
        activity = next(iter(self._graph.values(made, "prov:wasGeneratedBy")), None)
        if activity is None:
            return None
        agents = self._graph.values(activity, "prov:wasAssociatedWith")
        software = next((label for agent in agents if (label := self._graph.label(agent))), "")
        used = self._graph.values(activity, "prov:used")
        return self._graph.label(activity) or "", software, tuple(self._title(one) for one in used)

    def _title(self, entity: Term) -> str:
        return self._graph.label(entity) or prefixed(entity.value)
