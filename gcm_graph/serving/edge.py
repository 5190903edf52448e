"""The edge: what every request must keep to and every answer has.

It refuses what is malformed or too large, checks the method, pins the release to the request, turns errors into
problems, counts and logs. What a client says of the host and of proxies before us is taken off here, so that nothing
behind can believe it.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from gcm_graph.serving import problem_answers
from gcm_graph.serving.answer_fields import PREFLIGHT_FIELDS
from gcm_graph.serving.answering import Answer, ClientTooSlowError
from gcm_graph.serving.current import Current
from gcm_graph.serving.logs import Log
from gcm_graph.serving.methods import Methods
from gcm_graph.serving.metrics import Metrics
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.request_limits import LimitedBody, broken_off, check_request, trusted_headers
from gcm_graph.serving.service import POOL, RELEASE, Limits, Service

_NOT_FOUND = 404
_FORESEEN = (Problem, ClientDisconnect, HTTPException)


class Edge:
    """Middleware that stands before all handlers.

    Args:
        application: the layers behind it, down to the handlers.
        framework: the application that handlers see as `request.app`.
        routes: the routes of all handlers.
        service: the running server.
        current: gives out the release.
        metrics: where requests are counted.
        log: where requests and faults are told.
        page: writes the page of a problem.
    """

    def __init__(
        self,
        application: ASGIApp,
        *,
        framework: Starlette,
        routes: Sequence[BaseRoute],
        service: Service,
        current: Current,
        metrics: Metrics,
        log: Log,
        page: problem_answers.ProblemPage | None = None,
    ) -> None:
        self._application = application
        self._framework = framework
        self._methods = Methods(routes)
        self._limits: Limits = service.settings.limits
        self._current = current
        self._metrics = metrics
        self._log = log
        self._page = page
        place = urlsplit(service.settings.base_url or f"http://{service.settings.host}:{service.settings.port}")
        self._scheme = place.scheme
        self._host = place.netloc.encode("ascii" if place.netloc.isascii() else "idna")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        began = time.perf_counter()
        came = scope
        scope = {
            **came,
            "app": self._framework,
            # What a server offers beyond ASGI, such as to send a file itself, knows none of our limits.
            "extensions": {},
            "scheme": self._scheme,
            "headers": trusted_headers(came["headers"], self._host),
            # Until the target is known to be well-formed.
            "path": "/",
            "raw_path": b"/",
            "query_string": b"",
        }
        answer = Answer(scope["method"], send, self._limits.send_seconds)
        self._metrics.in_flight += 1
        try:
            with self._current.lease() as (release, pool):
                scope.update({RELEASE: release, POOL: pool})
                await self._answer(came, scope, LimitedBody(scope, receive, self._limits), answer)
        finally:
            self._metrics.in_flight -= 1
            seconds = time.perf_counter() - began
            self._metrics.count(scope["method"], answer.status, seconds)
            if self._log.requests:
                self._log.request(
                    method=scope["method"],
                    path=came["path"],
                    query=came["query_string"],
                    status=answer.status,
                    seconds=seconds,
                    size=answer.size,
                )

    async def _answer(self, came: Scope, scope: Scope, receive: LimitedBody, answer: Answer) -> None:
        """Answer a request; of an error that comes before the answer has begun, with a problem."""
        try:
            path = check_request(came, self._limits)
            scope.update(path=path, raw_path=came.get("raw_path"), query_string=came["query_string"])
            if not await self._method_is_served(scope, answer):
                return
            await self._application(scope, receive, answer)
        except ClientTooSlowError:
            self._metrics.slow_clients += 1
            raise
        except Exception as error:
            # No name here may hold the problem: its traceback holds this frame, which holds the connection, and a
            # circle stays until it is swept up. The server closes a connection when the last holder lets go of it.
            if not isinstance(error, _FORESEEN):
                self._tell_fault(error)
            if answer.begun:
                # The connection is closed: the client sees that the answer is not whole.
                raise
            await self._refuse(error, scope, receive, answer)

    async def _refuse(self, error: Exception, scope: Scope, receive: LimitedBody, answer: Answer) -> None:
        """Answer with the problem that an error is for the client."""
        problem = self._problem_of(error, scope["path"])
        if receive.unread:
            problem.headers["Connection"] = "close"
        await self._response(Request(scope), problem)(scope, receive, answer)

    def _problem_of(self, error: Exception, path: str) -> Problem:
        """Return the problem that an error is for the client."""
        if isinstance(error, Problem):
            return error
        if isinstance(error, ClientDisconnect):
            return broken_off()
        if isinstance(error, HTTPException):
            missing = error.status_code == _NOT_FOUND
            return problem_answers.not_found(path) if missing else problem_answers.of_exception(error)
        return problem_answers.unexpected()

    def _response(self, request: Request, problem: Problem) -> Response:
        try:
            return problem_answers.answer(request, problem, self._page)
        except Exception as error:  # noqa: BLE001 - a fault in the page must not hide the problem
            self._tell_fault(error)
            return problem_answers.answer(request, problem)

    def _tell_fault(self, error: Exception) -> None:
        """Log a fault of ours. Its words may hold what a client sent: they are told only where queries are."""
        told = {"reason": str(error)} if self._log.queries else {}
        places = traceback.format_tb(error.__traceback__)
        self._log.event("fault", level="error", kind=type(error).__name__, **told, trace="".join(places))

    async def _method_is_served(self, scope: Scope, answer: Answer) -> bool:
        """Tell whether a handler serves the method; answer OPTIONS (RFC 9110 §9.3.7) and CORS preflights."""
        method = scope["method"]
        served = self._methods.of(scope["path"])
        if method in served and method != "OPTIONS":
            return True
        allowed = sorted(served)
        if method == "OPTIONS":
            fields = [(b"allow", ", ".join(allowed).encode()), *PREFLIGHT_FIELDS]
            fields.append((b"access-control-allow-methods", ", ".join(allowed).encode()))
            await answer({"type": "http.response.start", "status": 204, "headers": fields})
            await answer({"type": "http.response.body", "body": b""})
            return False
        raise Problem(
            405,
            "method-not-allowed",
            "The method is not served here",
            f"This address serves {', '.join(allowed)}.",
            headers={"Allow": ", ".join(allowed)},
            allowed=allowed,
        )
