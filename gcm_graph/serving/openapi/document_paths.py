"""Things, documents and files in the description of the interface."""

from __future__ import annotations

from gcm_graph.serving.documents.formats import NAMES
from gcm_graph.serving.openapi.parts import (
    HTML,
    LANGUAGE,
    PROBLEM,
    TURNS,
    Json,
    answer,
    asking,
    negotiated,
    no_language,
    operation,
    path_parameter,
    problem,
    query_parameter,
    redirection,
)

_UNIT = "objective/11/action/b"
_THING = "The path of an IRI below https://w3id.org/gcm/. It may have slashes, which are not percent-encoded."
_GRAPHS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_RECORDS = {
    "bib": "application/x-bibtex",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
}
_FILES = {
    "gcm.ttl": ("text/turtle", "The graph as Turtle."),
    "gcm.jsonld": ("application/ld+json", "The graph as JSON-LD."),
    "gcm.nq": ("application/n-quads", "All named graphs."),
    "ontology.ttl": ("text/turtle", "The ontology and the vocabularies."),
    "shapes.ttl": ("text/turtle", "The shapes of the data."),
    "profile.ttl": ("text/turtle", "The shapes for data that points at this data."),
    "context.jsonld": ("application/ld+json", "The JSON-LD context."),
    "void.ttl": ("text/turtle", "The description of the data set (VoID, DCAT)."),
    "validation.json": ("application/json", "The report of the validation of this release."),
    "SHA256SUMS": ("text/plain", "The checksums of all files."),
    "tables/units.csv": ("text/csv", "The units of the text."),
    "tables/units.jsonl": ("application/x-ndjson", "The units of the text, one a line."),
    "tables/links.csv": ("text/csv", "The mentions with their words."),
    "tables/entities.csv": ("text/csv", "What the text names."),
    "tables/crosswalk.csv": ("text/csv", "The crosswalk to the Sustainable Development Goals."),
    "tables/csv-metadata.json": ("application/csvm+json", "The description of the tables (CSVW)."),
}


def document_paths() -> Json:
    """Return the paths of things, of the documents about them, and of the files of the release."""
    thing = path_parameter("thing", _THING, _UNIT)
    missing = problem("Nothing has this address.", asking("/no/such/thing"))
    form = query_parameter(
        "format",
        "The format by name or media type, in letters of either case, before Accept.",
        {"type": "string", "enum": list(NAMES)},
    )
    led = {
        "303": redirection("To the document that Accept or `format` asks for.", asking(f"/{_UNIT}", accept=HTML)),
        "301": redirection("Another name of the thing: to the usual one.", asking("/paragraph/27/b", accept=HTML)),
        "404": missing,
        # Who accepts plain text gets N-Triples, and who accepts HTML the page.
        "406": problem(
            "There is no document that the client accepts.", asking(f"/{_UNIT}", accept="image/png"), forms=[PROBLEM]
        ),
    }
    other_format = redirection("To the document that `format` asks for.", asking(f"/{_UNIT}/?format=ttl"))
    no_format = problem("There is no such format.", asking(f"/{_UNIT}/?format=png"))
    read = {
        "200": answer("The page.", asking(f"/{_UNIT}/"), {HTML: {"type": "string"}}),
        "301": redirection("Another name of the page: to the usual one.", asking("/paragraph/27/b/")),
        "303": other_format,
        "400": no_language(f"/{_UNIT}/"),
        "404": missing,
        "406": no_format,
    }
    extension = path_parameter("extension", "The format.", "ttl", values=[*_GRAPHS, *_RECORDS])
    contents: dict[str, Json] = {name: {} for name in (*_GRAPHS.values(), *_RECORDS.values())}
    each = {media_type: f"/{_UNIT}.{ending}" for ending, media_type in (_GRAPHS | _RECORDS).items()}
    document = {
        "200": answer("The document.", asking(f"/{_UNIT}.ttl", targets=each), contents),
        "304": {
            "description": "The document is the one that the client has.",
            "x-example-request": asking(f"/{_UNIT}.ttl", fields={"If-None-Match": "*"}),
        },
        "301": redirection("Another name of the document: to the usual one.", asking("/paragraph/27/b.ttl")),
        "303": redirection("To the document that `format` asks for.", asking(f"/{_UNIT}.ttl?format=nt")),
        "400": problem("The value of `page` is no number.", asking(f"/{_UNIT}.ttl?page=x")),
        "404": missing,
        "406": problem("There is no such format.", asking(f"/{_UNIT}.ttl?format=png")),
    }
    page = query_parameter("page", "Which page of what points to the thing.", {"type": "integer", "minimum": 1})
    return {
        "/{thing}": {
            "get": operation(
                "dereference", "Be led to a document about a thing", led, tag="Documents", parameters=[thing, form]
            )
        },
        "/{thing}/": {
            "get": operation(
                "page", "Read about a thing", read, tag="Pages", parameters=[thing, *TURNS, form, LANGUAGE]
            )
        },
        "/{thing}.{extension}": {
            "get": operation(
                "document",
                "Get a document about a thing",
                document,
                tag="Documents",
                description="Citations (bib, csl.json, ris) are there for the units of the text.",
                parameters=[thing, extension, page, form],
            )
        },
        "/cite": {"get": _cite()},
        "/.well-known/void": {"get": _well_known()},
        **{f"/{name}": {"get": _file(name, *about)} for name, about in _FILES.items()},
    }


def _cite() -> Json:
    citation = query_parameter("q", "A citation as people write it.", example="Objective 11(b)") | {"required": True}
    form = query_parameter("format", "The format to which the unit is to lead.", {"type": "string"})
    responses = {
        "303": redirection("To the unit.", asking("/cite?q=Objective%2011(b)")),
        "400": problem("There is no citation.", asking("/cite")),
        "404": problem("The citation means no unit.", asking("/cite?q=99(z)")),
    }
    return operation("cite", "Find a unit by its citation", responses, tag="Documents", parameters=[citation, form])


def _well_known() -> Json:
    responses = {"303": redirection("To the description of the data set.", asking("/.well-known/void"))}
    return operation("wellKnownVoid", "Find the description of the data set", responses, tag="Files")


def _file(name: str, media_type: str, description: str) -> Json:
    part = {"Range": "bytes=0-9"}
    beyond = {"Range": "bytes=99999999999-"}
    ranged = {"Content-Range": {"required": True, "schema": {"type": "string"}}}
    responses = {
        "200": negotiated(description, asking(f"/{name}"), {media_type: {}})
        | {"headers": {"Accept-Ranges": {"schema": {"const": "bytes"}}, "ETag": {"schema": {"type": "string"}}}},
        "206": answer(
            "The bytes that were asked for.", asking(f"/{name}", fields=part), {media_type: {}}, headers=ranged
        ),
        "416": problem("The file has no such bytes.", asking(f"/{name}", fields=beyond), headers=ranged),
    }
    identifier = "file" + "".join(part.capitalize() for part in name.replace("/", ".").replace("-", ".").split("."))
    return operation(identifier, f"Get {name}", responses, tag="Files")
