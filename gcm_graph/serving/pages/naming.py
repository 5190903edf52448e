"""What things are called on our pages: by their labels, and terms and addresses of others by our own words."""

from __future__ import annotations

from collections.abc import Mapping

from gcm_graph.namespaces import BASE, GCM, LONGEST_FIRST, PREFIXES
from gcm_graph.serving.pages.block_parts import Link
from gcm_graph.serving.pages.knowledge import Knowledge
from gcm_graph.serving.pages.labels import ENGLISH, Label
from gcm_graph.serving.pages.languages import choose

_NAMES: Mapping[str, str] = {
    "dcat:accessURL": "address",
    "dcat:Catalog": "catalogue",
    "dcat:byteSize": "size in bytes",
    "dcat:dataset": "dataset",
    "dcat:distribution": "file",
    "dcat:downloadURL": "download",
    "dcat:hasCurrentVersion": "current version",
    "dcat:isVersionOf": "version of",
    "dcat:keyword": "keyword",
    "dcat:mediaType": "media type",
    "dcat:service": "service",
    "dcat:theme": "theme",
    "dcat:version": "version",
    "dcterms:accessRights": "access rights",
    "dcterms:alternative": "abbreviation or other name",
    "dcterms:bibliographicCitation": "to be cited as",
    "dcterms:conformsTo": "conforms to",
    "dcterms:created": "created",
    "dcterms:creator": "creator",
    "dcterms:description": "description",
    "dcterms:format": "format",
    "dcterms:identifier": "document symbol",
    "dcterms:isPartOf": "part of",
    "dcterms:isReplacedBy": "replaced by",
    "dcterms:isVersionOf": "version of",
    "dcterms:issued": "issued",
    "dcterms:language": "language",
    "dcterms:license": "licence",
    "dcterms:modified": "modified",
    "dcterms:publisher": "publisher",
    "dcterms:RightsStatement": "statement of rights",
    "dcterms:rights": "rights",
    "dcterms:source": "drawn from",
    "dcterms:title": "title",
    "eli:based_on": "based on",
    "eli:cites": "cites",
    "eli:date_document": "date",
    "eli:first_date_entry_in_force": "entered into force on",
    "eli:realizes": "realizes",
    "foaf:Agent": "agent",
    "foaf:name": "name",
    "dcat:Dataset": "dataset",
    "dcat:Distribution": "file to download",
    "oa:Annotation": "Annotation",
    "oa:SpecificResource": "place in a unit",
    "oa:TextPositionSelector": "position of the words",
    "oa:TextQuoteSelector": "quotation of the words",
    "oa:identifying": "telling what the words refer to",
    "oa:linking": "leading from a mark to its footnote",
    "oa:end": "ends before character",
    "oa:exact": "words",
    "oa:hasBody": "what the words refer to",
    "oa:hasSelector": "selector",
    "oa:hasSource": "unit",
    "oa:hasTarget": "target",
    "oa:motivatedBy": "made for",
    "oa:prefix": "words before",
    "oa:start": "begins at character",
    "oa:suffix": "words after",
    "org:linkedTo": "linked to",
    "owl:versionIRI": "version",
    "owl:versionInfo": "version",
    "prov:Activity": "step of the work",
    "prov:Agent": "agent",
    "prov:Entity": "document or file",
    "prov:SoftwareAgent": "software",
    "prov:hadMember": "member",
    "prov:used": "used",
    "prov:wasAssociatedWith": "carried out by",
    "prov:wasAttributedTo": "attributed to",
    "prov:wasDerivedFrom": "derived from",
    "prov:wasGeneratedBy": "made by",
    "rdf:type": "kind",
    "rdfs:comment": "remark",
    "rdfs:domain": "domain",
    "rdfs:isDefinedBy": "defined by",
    "rdfs:range": "range",
    "owlunit:CompetencyQuestionVerification": "competency question",
    "owlunit:hasCompetencyQuestion": "question",
    "owlunit:hasExpectedResult": "expected answer",
    "owlunit:hasInputData": "asked of",
    "owlunit:hasSPARQLUnitTest": "query",
    "owlunit:testsOntology": "tests",
    "rdfs:seeAlso": "see also",
    "rdfs:subClassOf": "kind of",
    "rdfs:subPropertyOf": "narrower than the property",
    "sdgo:Goal": "Goal",
    "sdgo:Target": "target",
    "sh:PrefixDeclaration": "declaration of a prefix",
    "sh:declare": "prefix",
    "sh:namespace": "namespace",
    "sh:prefix": "prefix",
    "sh:prefixes": "prefixes",
    "skos:altLabel": "other names",
    "skos:broadMatch": "broader, elsewhere",
    "skos:broader": "broader",
    "skos:closeMatch": "close to, elsewhere",
    "skos:definition": "definition",
    "skos:exactMatch": "the same, elsewhere",
    "skos:example": "example",
    "skos:hasTopConcept": "top concept",
    "skos:hiddenLabel": "searched for as",
    "skos:historyNote": "history",
    "skos:inScheme": "in the scheme",
    "skos:narrowMatch": "narrower, elsewhere",
    "skos:narrower": "narrower",
    "skos:notation": "number or letter",
    "skos:note": "note",
    "skos:prefLabel": "name",
    "skos:related": "related",
    "skos:relatedMatch": "related, elsewhere",
    "skos:scopeNote": "note on use",
    "skos:topConceptOf": "top concept of",
    "skos:Concept": "concept",
    "skos:ConceptScheme": "Concept scheme",
    "spdx:Checksum": "checksum",
    "spdx:algorithm": "algorithm",
    "spdx:checksum": "checksum",
    "spdx:checksumValue": "checksum",
    "sssom:Mapping": "Mapping",
    "sssom:MappingSet": "Set of mappings",
    "sssom:confidence": "confidence",
    "sssom:mapping_justification": "justification",
    "sssom:mappings": "mapping",
    "sssom:object_id": "object",
    "sssom:object_label": "name of the object",
    "sssom:object_source": "source of the object",
    "sssom:object_source_version": "version of the source",
    "sssom:predicate_id": "relation",
    "sssom:subject_id": "subject",
    "sssom:subject_label": "name of the subject",
    "void:exampleResource": "example",
    "void:openSearchDescription": "description of the search",
    "void:rootResource": "where to begin",
    "void:sparqlEndpoint": "SPARQL endpoint",
    "void:subset": "part of the whole",
    "void:uriLookupEndpoint": "where to look addresses up",
    "void:uriSpace": "how its addresses begin",
    "void:vocabulary": "vocabulary",
}
"""What the terms of others are called on our pages."""

_CALLED = {
    "https://creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution 4.0 International (CC BY 4.0)",
    "http://publications.europa.eu/resource/authority/language/ENG": "English",
    "http://publications.europa.eu/resource/authority/language/FRA": "French",
    "http://publications.europa.eu/resource/authority/language/SPA": "Spanish",
    "http://spdx.org/rdf/terms#checksumAlgorithm_sha256": "SHA-256",
    "https://w3id.org/semapv/vocab/ManualMappingCuration": "made by hand",
}
_FROM_ELSEWHERE = {
    "http://eurovoc.europa.eu/": "EuroVoc",
    "http://metadata.un.org/thesaurus/": "UNBIS Thesaurus",
    "http://www.wikidata.org/entity/": "Wikidata",
    "https://www.iana.org/assignments/media-types/": "IANA media types",
}
_GOALS = PREFIXES["sdg"]


def name_of(iri: str, knowledge: Knowledge, language: str) -> Label:
    """Return what a thing is called on our pages: its label, else the end of its IRI as people write it."""
    found = choose(knowledge.names(iri), language)
    if found is not None:
        goal = iri.removeprefix(_GOALS) if iri.startswith(_GOALS) else ""
        return Label(f"{goal} {found.text}", found.language) if goal else found
    if iri in _CALLED:
        return Label(_CALLED[iri])
    for space, register in _FROM_ELSEWHERE.items():
        if iri.startswith(space):
            return Label(f"{register}: {iri.removeprefix(space)}")
    if iri.startswith(BASE) and not iri.startswith(GCM):
        path, _, name = iri.removeprefix(BASE).partition("#")
        return Label(name or path, "")
    short = prefixed(iri)
    return Label(_NAMES.get(short) or short.strip("<>"), ENGLISH if short in _NAMES else "")


def unit_name(iri: str, knowledge: Knowledge, language: str) -> Label:
    """Return what a thing is called where it stands alone: of an objective its number too."""
    called = name_of(iri, knowledge, language)
    citation = knowledge.text(iri, "gcm:citation") or ""
    return Label(f"{citation}: {called.text}", called.language) if citation.startswith("Objective") else called


def link(iri: str, knowledge: Knowledge, language: str) -> Link:
    """Return a thing's name with its IRI."""
    return Link(name_of(iri, knowledge, language), iri)


def prefixed(iri: str) -> str:
    """Return an IRI for those who write queries: with a prefix, or in angle brackets, relative to the base.

    >>> prefixed("https://w3id.org/gcm/ontology#Action"), prefixed("https://w3id.org/gcm/objective/11")
    ('gcm:Action', '<objective/11>')
    """
    for namespace, prefix in LONGEST_FIRST:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri.removeprefix(BASE)}>"
