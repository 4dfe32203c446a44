"""The JSON of a request, read more strictly than Python does."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.routing import APIRoute

from newslint.service.problems import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.responses import Response

_NAMES = 50
"""That an object may have: who sends a million of them shall not have each refused by itself."""


def parsed(body: bytes) -> Any:  # noqa: ANN401 - JSON
    """Return what the JSON says; raise Refused if it is none, or says something twice."""
    try:
        return json.loads(body, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "the body is no JSON, or not in UTF-8") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > _NAMES:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"an object has more than {_NAMES} fields")
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "an object has a field twice")
    return found


def _no_number(said: str) -> float:
    """Refuse `NaN` and `Infinity`, which are no JSON."""
    raise ValueError(said)


class StrictRoute(APIRoute):
    """A route whose requests are read so."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what serves a request."""
        serve = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await serve(_StrictRequest(request.scope, request.receive))

        return strictly


class _StrictRequest(Request):
    async def json(self) -> Any:  # noqa: ANN401 - JSON
        return parsed(await self.body())
