"""From what was read to all named graphs: describe, infer, count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from gcm_graph import namespaces, resources
from gcm_graph.competency import competency_questions
from gcm_graph.curating.alignments import read_alignments
from gcm_graph.curating.curated import Curated, read_curated
from gcm_graph.describing.alignments import alignment_axioms, describe_alignments, english_labels
from gcm_graph.describing.booklet import describe_booklet
from gcm_graph.describing.catalogue import describe_catalogue
from gcm_graph.describing.concepts import concept_paths, describe_concepts
from gcm_graph.describing.crosswalk import describe_crosswalk
from gcm_graph.describing.evidence import describe_evidence
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.describing.hub import describe_hub
from gcm_graph.describing.institutions import describe_institutions
from gcm_graph.describing.links import describe_links
from gcm_graph.describing.names import describe_official_names
from gcm_graph.describing.practices import describe_practices, describe_review_rounds
from gcm_graph.describing.provenance import declared_files, describe_provenance
from gcm_graph.describing.queries import describe_queries
from gcm_graph.describing.questions import describe_questions
from gcm_graph.describing.references import describe_references
from gcm_graph.describing.sources import describe_language_versions, describe_names_sources, describe_sources
from gcm_graph.describing.text import describe_text
from gcm_graph.describing.variants import describe_variants
from gcm_graph.describing.vocabulary import describe_vocabulary
from gcm_graph.linking.lexicon import read_lexicon
from gcm_graph.linking.mentions import Mention, find_mentions
from gcm_graph.model import Document
from gcm_graph.ontology_files import ontology_source, ontology_triples
from gcm_graph.reading.sources import SourceEntry, manifest
from gcm_graph.reasoning import Engine, infer
from gcm_graph.saved_queries import saved_queries
from gcm_graph.witnessing import Witnesses, read_witnesses
from gcm_graph.witnessing.booklet import read_booklet_content
from gcm_graph.witnessing.hub import read_hub_content

GRAPHS = (
    "text",
    "links",
    "evidence",
    "curated",
    "booklet",
    "hub",
    "variants",
    "vocabulary",
    "translations",
    "alignments",
    "ontology",
    "inferred",
    "provenance",
    "queries",
    "catalogue",
)
"""All names of named graphs."""

MERGED = frozenset({"text", "links", "curated", "booklet", "hub", "variants", "vocabulary", "translations", "inferred"})
"""The graphs whose merge is `gcm.ttl` and `gcm.jsonld`."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a release states, before it is described.

    Attributes:
        document: the Compact as read.
        entries: the source documents.
        concepts: the concept schemes of the vocabularies.
        curated: what the curated tables hold.
        mentions: what the units refer to, and in which words.
        witnesses: what the other source texts say.
    """

    document: Document
    entries: tuple[SourceEntry, ...]
    concepts: NamedGraph
    curated: Curated
    mentions: tuple[Mention, ...]
    witnesses: Witnesses


def read_content(document: Document, sources: Path | None = None, *, verify: bool = True) -> Content:
    """Return a document together with what is declared beside it.

    Args:
        document: the Compact as read.
        sources: the folder of the source texts and what is declared about them; by default the package's own.
        verify: whether the source texts must have the checksums of the manifest.

    Raises:
        SourceError: another source text, the manifest, a vocabulary, a curated table or a table of the lexicon is
            missing, or not as it must be.
    """
    entries = tuple(manifest(sources).values())
    concepts = NamedGraph("vocabulary")
    describe_concepts(concepts)
    curated = read_curated(document, entries, concept_paths(concepts))
    witnesses = read_witnesses(document, sources, verify=verify)
    content = Content(document, entries, concepts, curated, mentions=(), witnesses=witnesses)
    return replace(content, mentions=find_mentions(document, read_lexicon(content)))


@dataclass(frozen=True, slots=True)
class Asserted:
    """What is stated, and the axioms from which the rest follows.

    Attributes:
        graphs: all named graphs but `inferred` and `catalogue`.
        axioms: the ontology, blank nodes included, and the alignments that are axioms.
    """

    graphs: tuple[NamedGraph, ...]
    axioms: tuple[Triple, ...]

    def quads(self) -> list[Quad]:
        """Return the statements of all graphs."""
        return [quad for graph in self.graphs for quad in graph]


def describe(content: Content, *, sources: Path | None = None, alignments: Path | None = None) -> Asserted:
    """Return everything that is stated.

    Args:
        content: what was read.
        sources: the folder of the source texts and what is declared about them; by default the package's own.
        alignments: the folder of the mappings to other vocabularies; by default the package's own. Where there is
            none, nothing is aligned.

    Raises:
        GcmError: a module of the ontology or a mapping is not as it must be.
    """
    ontology = ontology_source()
    axioms = ontology_triples(ontology)
    document, curated = content.document, content.curated
    text, evidence, vocabulary = describe_text(document), describe_evidence(document), describe_vocabulary(document)
    vocabulary.extend(content.concepts)
    links, declared, booklet, hub, translations = map(
        NamedGraph, ("links", "curated", "booklet", "hub", "translations")
    )
    describe_links(links, evidence, document, content.mentions)
    describe_sources(declared, content.entries)
    describe_names_sources(declared, curated.names_sources)
    describe_language_versions(declared, content.entries)
    describe_references(declared, curated.references)
    describe_institutions(declared, evidence, curated.institutions)
    describe_review_rounds(declared, curated.rounds)
    describe_crosswalk(declared, translations, booklet, hub, curated.crosswalk)
    describe_practices(booklet, curated.practices)
    witnesses, variants = content.witnesses, NamedGraph("variants")
    describe_booklet(booklet, read_booklet_content(witnesses.booklet, document, curated))
    describe_hub(hub, read_hub_content(witnesses.hub, document, curated))
    describe_variants(variants, witnesses.variants, document)
    describe_official_names(translations, curated.official_names)
    terms = _ontology_graph(axioms)
    graphs = (text, links, evidence, declared, booklet, hub, variants, vocabulary, translations, terms)
    labels = english_labels(quad for graph in graphs for quad in graph)
    mappings = read_alignments(alignments or resources.ontology_folder() / "alignments", labels)
    aligned = NamedGraph("alignments")
    describe_alignments(aligned, mappings)
    files = declared_files(sources or resources.sources_folder(), resources.ontology_folder(), ontology)
    empty = [graph.name for graph in (*graphs, aligned) if not len(graph)]
    provenance = describe_provenance(document, content.entries, files, resources.release_identity(), empty=empty)
    queries = describe_queries(saved_queries())
    describe_questions(queries, competency_questions())
    return Asserted(
        graphs=(*graphs, aligned, provenance, queries),
        axioms=(*axioms, *alignment_axioms(mappings)),
    )


def complete(asserted: Asserted, engine: Engine) -> list[Quad]:
    """Return the quads of all graphs: the asserted ones, what follows from them, and the statistics over all, in turn.

    Args:
        asserted: what is stated.
        engine: how to infer.

    Raises:
        ReasoningError: the data contradict the ontology, or the ontology is not within OWL 2 RL.
    """
    quads = asserted.quads()
    inferred = NamedNode(namespaces.graph("inferred"))
    # No axiom is about the terms of the Web Annotation vocabulary, so nothing follows from the evidence.
    premises = [quad for graph in asserted.graphs if graph.name != "evidence" for quad in graph]
    quads += [
        Quad(triple.subject, triple.predicate, triple.object, inferred)
        for triple in infer(premises, asserted.axioms, engine=engine)
    ]
    return quads + list(describe_catalogue(quads))


def _ontology_graph(triples: list[Triple]) -> NamedGraph:
    """Return the graph `ontology`: the triples of the ontology without blank nodes."""
    graph = NamedGraph("ontology")
    graph.extend(
        Quad(triple.subject, triple.predicate, triple.object)
        for triple in triples
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode)
    )
    return graph
