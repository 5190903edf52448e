"""Account for what the software states of itself: provenance, queries, competency questions and counts (PROV-O)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from gcm_graph.competency import CompetencyQuestion, competency_questions
from gcm_graph.describing.graphs import node
from gcm_graph.explaining.names import prefixed
from gcm_graph.explaining.origins import FromActivity, Statement
from gcm_graph.explaining.released import ReleasedGraph
from gcm_graph.explaining.sources import Place, Term
from gcm_graph.namespaces import BASE, PREFIXES, graph
from gcm_graph.saved_queries import SavedQuery, saved_queries

_QUERIES = f"{BASE}query/"
_QUESTIONS = f"{BASE}question/"
_NOUNS = {
    "void:distinctSubjects": "different subjects",
    "void:distinctObjects": "different objects",
    "void:properties": "properties",
    "void:classes": "classes",
}
_STATEMENTS, _MEMBERS = "void:triples", "void:entities"
_CHECKSUM = PREFIXES["spdx"] + "checksum"


class Activities:
    """The activities that made the graphs.

    Args:
        graph: the release.
    """

    def __init__(self, graph: ReleasedGraph) -> None:
        self._graph = graph
        self._made: dict[str, tuple[str, str, tuple[str, ...]] | None] = {}
        self._queries: dict[str, SavedQuery] | None = None
        self._questions: dict[str, CompetencyQuestion] | None = None

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
        """Return the file of the saved query or the competency question that a statement is about."""
        if statement.subject.value.startswith(_QUESTIONS):
            return self._explain_question(statement)
        name, _, _ = statement.subject.value.removeprefix(_QUERIES).partition("#")
        if name == "prefixes":
            return self.explain("queries", "declared the project's prefixes for the saved queries")
        if self._queries is None:
            self._queries = {query.name: query for query in saved_queries()}
        query = self._queries.get(name)
        if query is None or self._graph.words(statement.subject, f"sh:{query.form}") != query.without_prefixes():
            return None
        return self.explain("queries", "published the saved query", Place(f"queries/{name}.rq", 1))

    def _explain_question(self, statement: Statement) -> FromActivity | None:
        if self._questions is None:
            self._questions = {question.name: question for question in competency_questions()}
        name = statement.subject.value.removeprefix(_QUESTIONS)
        question = self._questions.get(name)
        asked = self._graph.words(statement.subject, "owlunit:hasSPARQLUnitTest")
        if question is None or asked != question.standalone_query():
            return None
        return self.explain("queries", "published the competency question", Place(f"competency/{name}.toml", 1))

    def explain_provenance(self, statement: Statement) -> FromActivity | None:
        """Return what recorded how the release was made."""
        release = node(f"dataset/{self._graph.version}").value
        subject = statement.subject.value
        about = (release, f"{BASE}dataset#publisher", f"{BASE}source/", graph(""))
        if not subject.startswith(about):
            return None
        return self.explain("provenance", f"recorded about {self._graph.label(statement.subject) or prefixed(subject)}")

    def explain_count(self, statement: Statement) -> FromActivity | None:
        """Return what was counted, or of which graph a checksum was made."""
        subject = statement.subject.value
        if not subject.startswith((graph(""), f"{BASE}dataset#")) and subject != f"{BASE}dataset":
            return None
        if subject.endswith("#checksum") or statement.predicate.value == _CHECKSUM:
            about = prefixed(subject.removesuffix("#checksum")).replace("/", " ")
            return self.explain("catalogue", f"made the checksum of the {about}")
        where = f"in the {prefixed(subject).replace('/', ' ')}" if subject.startswith(graph("")) else "in all graphs"
        return self.explain("catalogue", f"{self._counted(statement)} {where}")

    def _counted(self, statement: Statement) -> str:
        """Return what was counted of the whole, or of the part with one property, about members of one class."""
        part, count = statement.subject, prefixed(statement.predicate.value)
        of_values: list[str] = []
        for whole in self._graph.subjects("void:classPartition", part):
            if self._graph.values(whole, "void:property"):
                of_values = [prefixed(value.value) for value in self._graph.values(part, "void:class")]
                part = whole
        properties = [prefixed(value.value) for value in self._graph.values(part, "void:property")]
        classes = [prefixed(value.value) for value in self._classes(part)]
        if count == _MEMBERS and classes:
            return f"counted the members of {classes[0]}"
        with_one, about_one = [f"with {name}" for name in properties], [f"about members of {name}" for name in classes]
        whose = [f"whose values are members of {name}" for name in of_values]
        statements = " ".join(("statements", *with_one, *about_one, *whose))
        if count == _STATEMENTS:
            return f"counted the {statements}"
        done = f"counted the {_NOUNS[count]}" if count in _NOUNS else "set up the counts"
        return f"{done} of the {statements}" if properties or classes else done

    def _classes(self, part: Term) -> list[Term]:
        """Return the class whose members a part of the statements is about, or none."""
        wholes = self._graph.subjects("void:propertyPartition", part)
        return [value for one in (part, *wholes) for value in self._graph.values(one, "void:class")][:1]

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
