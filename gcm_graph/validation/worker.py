"""Check shapes and validate with them in another process, while this one does other work.

Neither engine gives up Python's lock while it works, so that a thread would gain nothing.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import AbstractContextManager, suppress
from typing import IO, TYPE_CHECKING

from gcm_graph.errors import GcmError
from gcm_graph.validation.engines import validate
from gcm_graph.validation.errors import EngineError
from gcm_graph.validation.report import Report
from gcm_graph.validation.shapes import check_shapes
from gcm_graph.validation.style import StyledOntology, style_report

if TYPE_CHECKING:
    from types import TracebackType

_LENGTH = 8
"""The bytes of the number that says how long a message is."""


class Worker(AbstractContextManager["Worker"]):
    """A process that checks shapes from its beginning on, and validates one data graph with them.

    What is known before the data is checked and validated while the data is still being made.

    Args:
        shapes: the shapes as Turtle.
        profile: other shapes that are only checked.
        styled: an ontology that is held against its style guide; its results are in the report on the data.

    Raises:
        EngineError: the process cannot be started.
    """

    def __init__(self, shapes: bytes, profile: bytes, styled: StyledOntology | None = None) -> None:
        # -P: nothing of the folder in which the user works is imported. A session of its own: Ctrl-C ends the build,
        # and that ends the worker, which then finds its input closed.
        command = [sys.executable, "-P", "-m", __name__]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        except OSError as error:
            raise EngineError(f"no process can be started to validate in: {error}") from error
        for known in (shapes, profile, *((styled.ontology, styled.style) if styled else (b"", b""))):
            self._send(known)

    def begin(self, data: bytes) -> None:
        """Begin to validate a data graph, given as N-Triples."""
        self._send(data)

    def report(self) -> Report:
        """Wait for the report.

        Raises:
            InvalidShapesError: the shapes are not valid themselves.
            RdfSyntaxError: the data is not N-Triples.
            EngineError: the engine failed, or the process ended.
        """
        answer = _receive(self._stream(self._process.stdout))
        if answer is None:
            status = self._process.wait()
            raise EngineError(f"the process that validates ended with status {status}; there may be too little memory")
        result = pickle.loads(answer)  # noqa: S301 - from the process that was started above
        if isinstance(result, Report):
            return result
        raise result if isinstance(result, GcmError) else EngineError(f"the process that validates said {result!r}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                self._stream(stream).close()

    def _send(self, message: bytes) -> None:
        with suppress(BrokenPipeError):  # the process has ended: `report` says so
            _send(self._stream(self._process.stdin), message)

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            message = "the process was started without pipes"
            raise ValueError(message)
        return stream


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH))
    stream.write(message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message; None where the other side has ended before it was whole."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head)
    message = stream.read(length) if len(head) == _LENGTH else b""
    return message if len(head) == _LENGTH and len(message) == length else None


def _work(given: IO[bytes], answers: IO[bytes]) -> None:
    shapes, profile, ontology, style = (_receive(given) for _ in range(4))
    if shapes is None or profile is None or ontology is None or style is None:
        return
    result: Report | GcmError
    try:
        check_shapes(shapes)
        check_shapes(profile, file="profile.ttl")
        styled = style_report(StyledOntology(ontology, style)).results if style else ()
        data = _receive(given)
        if data is None:
            return
        result = Report.of((*validate(data, shapes).results, *styled))
    except GcmError as error:
        result = error
    except Exception as error:  # noqa: BLE001 - whatever it is, the build gets a sentence
        result = EngineError(f"the process that validates failed: {type(error).__name__}: {error}")
    _send(answers, pickle.dumps(result))


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        _work(sys.stdin.buffer, sys.stdout.buffer)
