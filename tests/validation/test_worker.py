"""The process that validates beside the build gives the same answers as the engine here, and its end is an answer."""

from __future__ import annotations

import pickle

import pytest

from gcm_graph.errors import CuratedTableError, GcmError
from gcm_graph.validation import EngineError, InvalidShapesError, RdfSyntaxError, check_shapes, validate, worker
from gcm_graph.validation.worker import Worker

SHAPES = b"""
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:Person a sh:NodeShape ;
  sh:targetClass ex:Person ;
  sh:property ex:Person-name .

ex:Person-name a sh:PropertyShape ;
  sh:path ex:name ;
  sh:minCount 1 ;
  sh:message "A person has a name. Give it one."@en .
"""
RDF_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
GOOD = (
    b"<http://example.org/a> " + RDF_TYPE + b" <http://example.org/Person> .\n"
    b'<http://example.org/a> <http://example.org/name> "A" .\n'
)
BAD = GOOD.splitlines(keepends=True)[0]


@pytest.mark.parametrize("data", [GOOD, BAD, b""])
def test_the_report_is_that_of_the_engine(data):
    """Data that conforms and data that does not get the same report as they get here."""
    with Worker(SHAPES, SHAPES) as process:
        process.begin(data)
        assert process.report() == validate(data, SHAPES)


def test_the_data_is_judged():
    """A person without a name is one result, a person with a name none."""
    counts = []
    for data in (GOOD, BAD):
        with Worker(SHAPES, SHAPES) as process:
            process.begin(data)
            counts.append(len(process.report().results))
    assert counts == [0, 1]


def test_faulty_shapes_are_refused_as_they_are_here():
    """Shapes that say nothing to an engine are an error, however large the data that is sent meanwhile."""
    shapes = SHAPES.replace(b"sh:minCount 1", b'sh:minCount "one"')
    with pytest.raises(InvalidShapesError) as here:
        check_shapes(shapes)
    with Worker(shapes, SHAPES) as process:
        process.begin(GOOD * 100_000)
        with pytest.raises(InvalidShapesError) as there:
            process.report()
    assert str(there.value) == str(here.value)
    assert there.value.hint == here.value.hint


def test_a_faulty_profile_is_refused_although_the_data_conforms():
    """Shapes that are published and not used here are checked as well."""
    with Worker(SHAPES, SHAPES.replace(b"sh:minCount", b"sh:minCuont")) as process:
        process.begin(GOOD)
        with pytest.raises(InvalidShapesError, match=r"profile\.ttl"):
            process.report()


def test_data_that_is_no_rdf_is_an_error():
    """What is not N-Triples is refused with its place, as it is here."""
    with Worker(SHAPES, SHAPES) as process:
        process.begin(b"<http://example.org/a> nonsense\n")
        with pytest.raises(RdfSyntaxError):
            process.report()


def test_a_process_that_dies_is_an_error_and_no_report():
    """If the process is killed, nothing is said of the data."""
    with Worker(SHAPES, SHAPES) as process:
        process._process.kill()
        process.begin(GOOD)
        with pytest.raises(EngineError, match="ended with status -9"):
            process.report()


def test_an_answer_that_is_no_report_is_an_error(monkeypatch):
    """Only a report says that data conforms."""
    with Worker(SHAPES, SHAPES) as process:
        process.begin(GOOD)
        monkeypatch.setattr(worker, "_receive", lambda _stream: pickle.dumps(None))
        with pytest.raises(EngineError, match="said None"):
            process.report()


def test_the_process_ends_with_the_build():
    """After the block no process is left, even if it had work to do."""
    with Worker(SHAPES, SHAPES) as process:
        process.begin(GOOD)
    assert process._process.poll() is not None


@pytest.mark.parametrize(
    "error",
    [
        GcmError("a message", hint="a hint"),
        CuratedTableError("wrong", file="a.csv", line=3, column="name"),
        InvalidShapesError((), file="a.ttl"),
    ],
)
def test_an_error_is_the_same_in_another_process(error):
    """Class, message, hint and what else an error knows survive the way between processes."""
    same = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert type(same) is type(error)
    assert (str(same), same.__dict__) == (str(error), error.__dict__)
