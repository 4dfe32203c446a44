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
class Exchange:
    """One request and its answer; whoever serves it adds to `log_fields` what the log shall say."""

    started: float = field(default_factory=time.monotonic)
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    key: str | None = None
    status: int = 0
    size: int = 0
    log_fields: dict[str, Any] = field(default_factory=dict)


class Gate:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        """Take the application behind the gate."""
        self._app, self._settings, self._metrics = app, settings, metrics
        self._in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = Exchange()
        scope.setdefault("state", {})["exchange"] = exchange
        try:
            await self._serve(scope, receive, self._sending(exchange, send), exchange)
        except ConnectionError:
            exchange.status = _GONE
            exchange.log_fields["aborted"] = True
        finally:
            self._log_request(scope, exchange)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, exchange: Exchange) -> None:
        try:
            headers = dict(reversed(scope["headers"]))  # of those that come twice the first holds, as for the routes
            self._admit(scope, headers, exchange)
            if scope["method"] == "POST" and scope["path"] in _TAKE_ARTICLES:
                await self._serve_article(scope, receive, send, headers)
            else:
                await self._app(scope, receive, send)
        except Refused as refused:
            await refused.response()(scope, receive, send)
        except ConnectionError:
            raise
        except asyncio.CancelledError:  # the service has to end, and has waited as long as it may
            if not exchange.status:
                detail = "the service ends before it could serve this; try again"
                await Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "5"}).response()(
                    scope, receive, send
                )
        except Exception:  # noqa: BLE001 - it is logged without its message, which may hold text of an article
            _log.exception("failed", extra={"fields": {"id": exchange.id, "path": _path(scope)}})
            if not exchange.status:
                detail = f"the service failed; its log says more at {exchange.id}"
                await Refused(HTTPStatus.INTERNAL_SERVER_ERROR, detail).response()(scope, receive, send)

    async def _serve_article(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]) -> None:
        """Serve a request with a body, if there is room for it."""
        if self._in_flight >= self._settings.max_requests:
            problem = "too many requests at once; try again"
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, problem, headers={"Retry-After": "1"})
        self._in_flight += 1
        self._metrics.in_flight.inc()
        try:
            body = await self._body(headers, receive, scope["state"]["exchange"])
            await self._app(scope, _replayed(body, receive), send)
        finally:
            self._in_flight -= 1
            self._metrics.in_flight.dec()

    def _admit(self, scope: Scope, headers: dict[bytes, bytes], exchange: Exchange) -> None:
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
        exchange.key = keys.owner(secret.strip()) if scheme.lower() == "bearer" else None
        if exchange.key is None:
            asks = {"WWW-Authenticate": "Bearer"}
            raise Refused(HTTPStatus.UNAUTHORIZED, "a key is needed: Authorization: Bearer KEY", headers=asks)

    async def _body(self, headers: dict[bytes, bytes], receive: Receive, exchange: Exchange) -> bytes:
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
            async with asyncio.timeout(self._settings.client_timeout):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise ConnectionResetError
                    chunks.append(message.get("body", b""))
                    exchange.size += len(chunks[-1])
                    if exchange.size > limit:
                        raise too_large
                    more = message.get("more_body", False)
        except TimeoutError:
            close = {"Connection": "close"}
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "the body did not come in time", headers=close) from None
        return b"".join(chunks)

    def _sending(self, exchange: Exchange, send: Send) -> Send:
        """Return how the answer is sent: with the headers that all have."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                own = [(b"x-request-id", exchange.id.encode()), *_SAFE_HEADERS]
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            await send(message)  # `client_timeout` ends the connection of who does not take it

        return sent

    def _log_request(self, scope: Scope, exchange: Exchange) -> None:
        seconds = time.monotonic() - exchange.started
        path = _path(scope)
        self._metrics.requests.labels(path, exchange.status).inc()
        self._metrics.seconds.labels(path).observe(seconds)
        if path in _UNLOGGED and exchange.status == HTTPStatus.OK:
            return
        fields = {
            "id": exchange.id,
            "method": scope["method"],
            "path": path,
            "status": exchange.status,
            "bytes": exchange.size,
        }
        fields |= {
            "ms": round(1000 * seconds, 1),
            **({"key": exchange.key} if exchange.key else {}),
            **exchange.log_fields,
        }
        _log.info("request", extra={"fields": fields})


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
