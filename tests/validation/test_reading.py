"""Anyone's RDF becomes N-Triples, or an error that says what is wrong with it and where."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gcm_graph.errors import ExitStatus
from gcm_graph.validation import (
    RdfEmptyError,
    RdfEncodingError,
    RdfError,
    RdfMissingError,
    RdfSyntaxError,
    RdfTooLargeError,
    RdfUnknownSyntaxError,
    RdfUnreadableError,
    RdfUnsupportedError,
    RemoteContextError,
    read_rdf,
    reading,
)

XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:">{}</rdf:RDF>'
ITEM = '<rdf:Description rdf:about="urn:a"><e:p>x</e:p></rdf:Description>'
OURS = "https://w3id.org/gcm/context.jsonld"
NESTED = 20_000

SAME = {
    "ttl": "@prefix u: <urn:> .\nu:a u:p 'x' .",
    "nt": '<urn:a> <urn:p> "x" .',
    "nq": '<urn:a> <urn:p> "x" <urn:g> .',
    "trig": "<urn:g> { <urn:a> <urn:p> 'x' }",
    "rdf": '<?xml version="1.0"?>\n' + XML.format(ITEM),
    "owl": XML.format(ITEM),
    "jsonld": '{"@id": "urn:a", "urn:p": "x"}',
    "JSON": '{"@context": {"p": "urn:p"}, "@id": "urn:a", "p": "x"}',
}


@pytest.mark.parametrize("extension", SAME)
def test_every_syntax_is_known_by_its_extension(tmp_path: Path, extension: str) -> None:
    """The same triple in each syntax is the same line; graphs are merged."""
    file = tmp_path / f"data.{extension}"
    file.write_text(SAME[extension], encoding="utf-8")
    assert read_rdf(file) == b'<urn:a> <urn:p> "x" .\n'


@pytest.mark.parametrize(
    ("media_type", "syntax"),
    [
        ("text/turtle", "ttl"),
        ("text/turtle; charset=utf-8", "ttl"),
        ("Text/Turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/n-quads", "nq"),
        ("application/trig", "trig"),
        ("application/rdf+xml", "rdf"),
        ("application/ld+json", "jsonld"),
    ],
)
def test_a_stream_is_read_by_its_media_type(media_type: str, syntax: str) -> None:
    """Standard input has no extension."""
    assert read_rdf(io.BytesIO(SAME[syntax].encode()), media_type) == b'<urn:a> <urn:p> "x" .\n'


def test_the_media_type_goes_before_the_extension(tmp_path: Path) -> None:
    """What the user says counts more than how a file happens to be called."""
    file = tmp_path / "download.xml"
    file.write_text(SAME["ttl"], encoding="utf-8")
    assert read_rdf(file, "text/turtle") == b'<urn:a> <urn:p> "x" .\n'


def test_a_byte_order_mark_is_no_part_of_the_data() -> None:
    """Windows editors write one."""
    assert read_rdf(io.BytesIO(b"\xef\xbb\xbf" + SAME["nt"].encode()), "application/n-triples")


def test_graphs_are_merged_with_their_blank_nodes() -> None:
    """A label means one node in the whole document (N-Quads §2.4), so that graphs may speak of the same one."""
    data = b"_:n <urn:p> _:m <urn:g> .\n_:m <urn:p> _:n <urn:h> .\n"
    assert read_rdf(io.BytesIO(data), "application/n-quads") == b"_:n <urn:p> _:m .\n_:m <urn:p> _:n .\n"


def test_blank_nodes_have_the_same_names_in_every_run() -> None:
    """Labels stay, other nodes are numbered in the order of the file, and no label is taken twice."""
    data = b"_:mine <urn:p> [ <urn:q> [] ] , _:anonymous1 ."
    read = read_rdf(io.BytesIO(data), "text/turtle")
    assert read == read_rdf(io.BytesIO(data), "text/turtle")
    lines = [line.split() for line in read.decode().splitlines()]
    names = {word for line in lines for word in line if word.startswith("_:")}
    assert names == {"_:mine", "_:anonymous1", "_:anonymous2", "_:anonymous3"}
    values = {value for subject, predicate, value, _ in lines if (subject, predicate) == ("_:mine", "<urn:p>")}
    [(inner, nested)] = [(subject, value) for subject, predicate, value, _ in lines if predicate == "<urn:q>"]
    assert inner in values
    assert len(values | {nested}) == 3


def refused(data: bytes, media_type: str, kind: type[RdfError]) -> RdfError:
    """Return the error of reading some bytes, which must be of exactly this kind and be findings in the data."""
    with pytest.raises(RdfError) as caught:
        read_rdf(io.BytesIO(data), media_type)
    assert type(caught.value) is kind
    assert caught.value.status is ExitStatus.FINDINGS
    return caught.value


@pytest.mark.parametrize(
    ("media_type", "data", "place"),
    [
        ("text/turtle", "<urn:a> <urn:p> 'é' .\n\n  ex:a <urn:p> 1 .", (3, 3)),
        ("text/turtle", "<urn:a> <urn:p> 'x", (1, 17)),
        ("application/n-triples", '<urn:a> <urn:p> "x" .\n<urn:a> <urn:p> .\n', (2, 17)),
        ("application/trig", "<urn:g> { <urn:a> <urn:p> 1 }\n}", (2, 1)),
        ("application/ld+json", '{"@id": "urn:a",\n "urn:p": }', (2, 11)),
        ("application/rdf+xml", XML.format("\n<e:p>\n</e:q>"), (3, 3)),
    ],
)
def test_what_does_not_parse_is_placed(media_type: str, data: str, place: tuple[int, int]) -> None:
    """Line and column are those where an editor shows the fault, counted from 1."""
    error = refused(data.encode(), media_type, RdfSyntaxError)
    assert (error.line, error.column) == place
    assert str(error).startswith(f"<stdin>:{place[0]}:{place[1]}: not ")
    assert "Parser error" not in str(error)


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("application/rdf+xml", "<html><body/></html>"),
        ("application/rdf+xml", XML.format('<rdf:Description rdf:about="relative"><e:p/></rdf:Description>')),
        ("application/rdf+xml", '<?xml version="1.0" encoding="ISO-8859-1"?>' + XML.format(ITEM)),
        ("application/ld+json", '{"@id": "urn:a", "urn:p": {"@value": {}}}'),
        ("application/ld+json", '{"@id": "urn:a", "urn:p": "\\ud800"}'),
        ("application/ld+json", '{"@id": "urn:a", "urn:p": ' + "1" * 5000 + "}"),
        ("text/turtle", '<urn:a> <urn:p> "\\ud800" .'),
    ],
)
def test_what_parses_but_is_not_allowed_is_refused(media_type: str, data: str) -> None:
    """Well-formed XML or JSON that is no RDF, and characters that do not exist."""
    refused(data.encode(), media_type, RdfSyntaxError)


def test_relative_addresses_are_explained() -> None:
    """The commonest reason why good Turtle is refused without a base."""
    assert "base" in refused(b"<a> <urn:p> 1 .", "text/turtle", RdfSyntaxError).hint


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("text/turtle", ""),
        ("text/turtle", " \n\t\n"),
        ("text/turtle", "\ufeff"),
        ("text/turtle", "@prefix u: <urn:> . # nothing more"),
        ("application/ld+json", "{}"),
        ("application/ld+json", '"x"'),
        ("application/rdf+xml", XML.format("")),
    ],
)
def test_what_says_nothing_is_refused(media_type: str, data: str) -> None:
    """Everything would conform: more often than not the file is the wrong one."""
    refused(data.encode(), media_type, RdfEmptyError)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 3),
        (b"\x1f\x8b\x08\x08\xff", 1),
        (b'<urn:a> <urn:p> "x" .\n<urn:a> <urn:p> "\xe9" .\n', 2),
        (b"#" * ((1 << 20) - 1) + b"\xc3\n", 1),
        (b"#" * ((1 << 20) - 1) + b"\xc3", 1),
        ("<urn:a> <urn:p> 1 .".encode("utf-16"), None),
    ],
)
def test_what_is_not_utf8_text_is_refused(data: bytes, line: int | None) -> None:
    """An image, a compressed file, Latin-1, a character cut at the end of a block or of the file, UTF-16."""
    assert refused(data, "text/turtle", RdfEncodingError).line == line


def test_characters_across_blocks_are_text() -> None:
    """The text is checked in blocks; a character may lie across two."""
    line = b'<urn:a> <urn:p> "' + b"x" * ((1 << 20) - 18) + "é".encode() + b'" .\n'
    assert read_rdf(io.BytesIO(line), "application/n-triples") == line


def test_a_missing_file_is_a_wrong_argument(tmp_path: Path) -> None:
    """Exit status 2."""
    with pytest.raises(RdfMissingError, match=r"none\.ttl: there is no such file") as caught:
        read_rdf(tmp_path / "none.ttl")
    assert caught.value.status is ExitStatus.USAGE


def test_a_folder_is_a_wrong_argument(tmp_path: Path) -> None:
    """Exit status 2."""
    folder = tmp_path / "data.ttl"
    folder.mkdir()
    with pytest.raises(RdfUnreadableError, match="folder") as caught:
        read_rdf(folder)
    assert caught.value.status is ExitStatus.USAGE


def test_a_file_that_the_system_refuses_is_named(tmp_path: Path) -> None:
    """A loop of links stands for all that the system can say."""
    (tmp_path / "a.ttl").symlink_to(tmp_path / "b.ttl")
    (tmp_path / "b.ttl").symlink_to(tmp_path / "a.ttl")
    with pytest.raises(RdfUnreadableError, match=r"a\.ttl: the file cannot be read"):
        read_rdf(tmp_path / "a.ttl")


@pytest.mark.parametrize("name", ["data.csv", "data", "data.n3", ".ttl"])
def test_an_unknown_extension_is_a_wrong_argument(tmp_path: Path, name: str) -> None:
    """The message says which ones are known."""
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(RdfUnknownSyntaxError, match="extension") as caught:
        read_rdf(tmp_path / name)
    assert caught.value.status is ExitStatus.USAGE
    assert ".ttl, " in caught.value.hint


@pytest.mark.parametrize("media_type", [None, "text/csv", ""])
def test_a_stream_without_a_known_media_type_is_a_wrong_argument(media_type: str | None) -> None:
    """The message says which ones are known."""
    with pytest.raises(RdfUnknownSyntaxError) as caught:
        read_rdf(io.BytesIO(b"x"), media_type)
    assert caught.value.status is ExitStatus.USAGE
    assert "text/turtle" in caught.value.hint


def test_too_much_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly the limit is read, one byte more is not."""
    data = b"<urn:a> <urn:p> 1 .\n"
    monkeypatch.setattr(reading, "LARGEST", len(data))
    assert read_rdf(io.BytesIO(data), "text/turtle")
    with pytest.raises(RdfTooLargeError) as caught:
        read_rdf(io.BytesIO(data + b"\n"), "text/turtle")
    assert caught.value.status is ExitStatus.USAGE


@pytest.mark.parametrize(
    "context",
    [
        '"https://schema.org/"',
        '["https://schema.org/"]',
        '[{"p": "urn:p"}, "https://schema.org/"]',
        '{"p": {"@id": "urn:p", "@context": "https://schema.org/"}}',
        '{"@import": "https://schema.org/"}',
        '"context.jsonld"',
    ],
)
def test_remote_contexts_are_never_fetched(context: str) -> None:
    """The message names the address, wherever in the document it stands."""
    data = f'{{"@context": {context}, "@id": "urn:a", "urn:p": "x"}}'
    error = refused(data.encode(), "application/ld+json", RemoteContextError)
    assert "schema.org" in str(error) or "context.jsonld" in str(error)


@pytest.mark.parametrize("context", ['"{}"', '["{}"]', '[{{"q": "urn:q"}}, "{}"]', '["{}", {{"p": "urn:p"}}]'])
def test_a_context_that_is_given_is_used_in_its_place(context: str) -> None:
    """Our own published context is known without the network."""
    data = '{"@context": ' + context.format(OURS) + ', "@id": "urn:a", "p": "x"}'
    contexts = {OURS: b'{"@context": [{"@version": 1.1}, {"p": "urn:p"}]}'}
    assert read_rdf(io.BytesIO(data.encode()), "application/ld+json", contexts=contexts) == b'<urn:a> <urn:p> "x" .\n'


def test_triple_terms_are_refused_with_their_line() -> None:
    """RDF 1.2 is not what SHACL 1.0 validates."""
    data = b"# << no term\n<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>> ."
    assert refused(data, "text/turtle", RdfUnsupportedError).line == 2


@pytest.mark.parametrize("literal", ['"<<( x"', "'<<'", '"""a "<<" b"""', "'''\n<<'''", r'"\" <<"'])
def test_angle_brackets_in_a_literal_are_no_triple_term(literal: str) -> None:
    """Only what stands outside of literals, addresses and comments is syntax."""
    assert b"<<" in read_rdf(io.BytesIO(f"<urn:a> <urn:p> {literal} , <urn:#x> .".encode()), "text/turtle")


def test_base_directions_are_refused() -> None:
    """The engines cannot take them in."""
    refused(b'<urn:a> <urn:p> "x"@ar--rtl .', "text/turtle", RdfUnsupportedError)


def test_entities_for_namespaces_are_expanded() -> None:
    """OWL tools write them."""
    entity = '<!DOCTYPE rdf:RDF [<!ENTITY u "urn:">]>' + XML.format(ITEM.replace('"urn:a"', '"&u;a"'))
    assert read_rdf(io.BytesIO(entity.encode()), "application/rdf+xml") == b'<urn:a> <urn:p> "x" .\n'


BOMB = '<!ENTITY e0 "lol">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        (BOMB, "&e9;"),
        ('<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;"),
        ('<!ENTITY e "{}">'.format("x" * 2000), "&e;" * 300_000),
    ],
    ids=["nested", "external", "long"],
)
def test_entities_that_grow_are_refused(declared: str, used: str) -> None:
    """A few hundred bytes of nested entities would fill the memory."""
    data = f"<!DOCTYPE rdf:RDF [{declared}]>" + XML.format(ITEM.replace("x", used))
    refused(data.encode(), "application/rdf+xml", RdfUnsupportedError)


DEEP = {
    "triple terms": ("text/turtle", b"<urn:a> <urn:p> " + b"<<( <urn:a> <urn:p> " * NESTED),
    "triple terms in N-Triples": ("application/n-triples", b"<urn:a> <urn:p> " + b"<<( <urn:a> <urn:p> " * NESTED),
    "arrays": ("application/ld+json", b"[" * NESTED + b"]" * NESTED),
    "objects": ("application/ld+json", b'{"urn:p":' * NESTED + b"1" + b"}" * NESTED),
    "contexts": ("application/ld+json", b'{"@context":{"p":' * NESTED + b"1" + b"}}" * NESTED),
    "less deep arrays": ("application/ld+json", b"[" * 700 + b"]" * 700),
    "elements": ("application/rdf+xml", XML.format("<e:p>" * NESTED + "</e:p>" * NESTED).encode()),
}


@pytest.mark.parametrize("case", DEEP)
def test_deep_nesting_is_refused_and_ends_no_process(tmp_path: Path, case: str) -> None:
    """The parsers are native code that would overrun its stack; so this runs in a process of its own."""
    media_type, data = DEEP[case]
    file = tmp_path / "deep"
    file.write_bytes(data)
    program = (
        "import sys, pathlib\nfrom gcm_graph.validation import read_rdf, RdfUnsupportedError\n"
        "try:\n    read_rdf(pathlib.Path(sys.argv[1]), sys.argv[2])\n"
        "except RdfUnsupportedError as error:\n    print(type(error).__name__)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, file, media_type],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ,
    )
    assert (run.returncode, run.stdout.strip()) == (0, "RdfUnsupportedError"), run.stderr


@pytest.mark.parametrize(
    ("media_type", "data"),
    [("text/turtle", b"<urn:a> <urn:p> " + b"( " * NESTED + b") " * NESTED + b".")],
)
def test_deep_collections_are_read(media_type: str, data: bytes) -> None:
    """What the parser can take is not refused: one list holds the next, 20,000 deep."""
    assert read_rdf(io.BytesIO(data), media_type).count(b"\n") == 2 * (NESTED - 1) + 1
