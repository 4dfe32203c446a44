"""What every request passes: is it allowed, not too large, not too slow, not one too many; and what is told of it."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from newslint.service.problems import Refused
from newslint.service.settings import host_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from newslint.service.metrics import Metrics
    from newslint.service.settings import Settings

_log = logging.getLogger("newslint.service")

_OPEN = frozenset({"/healthz", "/readyz", "/openapi.json"})
"""What anybody may ask. The editor page is open as well: what it does needs a key."""
_GONE = 499
"""The status in the log of a request whose client went away: it was sent none."""
_TAKE_ARTICLES = frozenset({"/v1/lint", "/v1/lint/batch", "/v1/fix"})
_UNLOGGED = frozenset({"/healthz", "/readyz", "/metrics"})
_SAFE_HEADERS = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]


@dataclass(slots=True)
class Visit:
    """One request on its way; whoever serves it writes down here what the log shall say."""

    started: float = field(default_factory=time.monotonic)
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    key: str | None = None
    status: int = 0
    size: int = 0
    said: dict[str, Any] = field(default_factory=dict)


class Door:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        """Take what stands behind the door."""
        self._app, self._settings, self._metrics = app, settings, metrics
        self._at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visit = Visit()
        scope.setdefault("state", {})["visit"] = visit
        try:
            await self._serve(scope, receive, self._sending(visit, send), visit)
        except ConnectionError:
            visit.status = _GONE
            visit.said["aborted"] = True
        finally:
            self._tell(scope, visit)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, visit: Visit) -> None:
        try:
            headers = dict(reversed(scope["headers"]))  # of those that come twice the first holds, as for the routes
            self._admit(scope, headers, visit)
            if scope["method"] == "POST" and scope["path"] in _TAKE_ARTICLES:
                await self._take(scope, receive, send, headers)
            else:
                await self._app(scope, receive, send)
        except Refused as refused:
            await refused.response()(scope, receive, send)
        except ConnectionError:
            raise
        except asyncio.CancelledError:  # the service has to end, and has waited as long as it may
            if not visit.status:
                detail = "the service ends before it could serve this; try again"
                await Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "5"}).response()(
                    scope, receive, send
                )
        except Exception:  # noqa: BLE001 - it is logged without its message, which may hold text of an article
            _log.exception("failed", extra={"fields": {"id": visit.id, "path": _path(scope)}})
            if not visit.status:
                detail = f"the service failed; its log says more at {visit.id}"
                await Refused(HTTPStatus.INTERNAL_SERVER_ERROR, detail).response()(scope, receive, send)

    async def _take(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]) -> None:
        """Serve a request with a body, if there is room for it."""
        if self._at_work >= self._settings.most_requests:
            problem = "too many requests at once; try again"
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, problem, headers={"Retry-After": "1"})
        self._at_work += 1
        self._metrics.at_work.inc()
        try:
            body = await self._body(headers, receive, scope["state"]["visit"])
            await self._app(scope, _replayed(body, receive), send)
        finally:
            self._at_work -= 1
            self._metrics.at_work.dec()

    def _admit(self, scope: Scope, headers: dict[bytes, bytes], visit: Visit) -> None:
        """Refuse who may not ask."""
        keys, path = self._settings.keys, scope["path"]
        if not keys:
            if host_of(headers) not in self._settings.known_hosts:  # a page of elsewhere whose name leads here
                raise Refused(HTTPStatus.BAD_REQUEST, "the service does not go by this name (--allow-host)")
            if not self._settings.may_ask(headers.get(b"origin", b"").decode("latin-1")):
                raise Refused(HTTPStatus.FORBIDDEN, "a page of this origin may not ask (--allow-origin)")
            return
        if path in _OPEN or path == "/" or path.startswith("/page/"):
            return
        scheme, _, secret = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        visit.key = keys.owner(secret.strip()) if scheme.lower() == "bearer" else None
        if visit.key is None:
            asks = {"WWW-Authenticate": "Bearer"}
            raise Refused(HTTPStatus.UNAUTHORIZED, "a key is needed: Authorization: Bearer KEY", headers=asks)

    async def _body(self, headers: dict[bytes, bytes], receive: Receive, visit: Visit) -> bytes:
        """Return the body of a request, counted as it comes in, whatever its headers say of it."""
        limit = self._settings.body_limit
        too_large = Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body may have {limit:,} bytes")
        if int(headers.get(b"content-length", b"0")) > limit:
            raise too_large
        kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if kind != b"application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json")
        if headers.get(b"content-encoding", b"identity").strip().lower() not in {b"identity", b""}:
            plain = {"Accept-Encoding": "identity"}
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed", headers=plain)
        chunks: list[bytes] = []
        try:
            async with asyncio.timeout(self._settings.patience):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise ConnectionResetError
                    chunks.append(message.get("body", b""))
                    visit.size += len(chunks[-1])
                    if visit.size > limit:
                        raise too_large
                    more = message.get("more_body", False)
        except TimeoutError:
            close = {"Connection": "close"}
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "the body did not come in time", headers=close) from None
        return b"".join(chunks)

    def _sending(self, visit: Visit, send: Send) -> Send:
        """Return how the answer is sent: with the headers that all have."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                visit.status = message["status"]
                own = [(b"x-request-id", visit.id.encode()), *_SAFE_HEADERS]
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            await send(message)  # `impatient` ends the connection of who does not take it

        return sent

    def _tell(self, scope: Scope, visit: Visit) -> None:
        seconds = time.monotonic() - visit.started
        path = _path(scope)
        self._metrics.requests.labels(path, visit.status).inc()
        self._metrics.seconds.labels(path).observe(seconds)
        if path in _UNLOGGED and visit.status == HTTPStatus.OK:
            return
        told = {"id": visit.id, "method": scope["method"], "path": path, "status": visit.status, "bytes": visit.size}
        told |= {"ms": round(1000 * seconds, 1), **({"key": visit.key} if visit.key else {}), **visit.said}
        _log.info("request", extra={"fields": told})


def _path(scope: Scope) -> str:
    """Return the path as the routes have it: others would make as many time series as there are."""
    path = str(scope["path"])
    if path.startswith("/page/"):
        return "/page"
    known = path if path in _TAKE_ARTICLES or path in _OPEN or path == "/" else "other"
    return getattr(scope.get("route"), "path", None) or known


def _replayed(body: bytes, receive: Receive) -> Receive:
    is_given = False

    async def replay() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
