"""What the service says when it cannot do what it is asked: problem details as RFC 9457 has them."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TYPE = "application/problem+json"


_SHOWN = 20
"""Wrong places of a request that are told; a body may have a million."""
_LENGTH = 100
"""Characters of a name that is told, if the request made it up."""


class Refused(HTTPException):
    """A request that is not served."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """Take the status, what is wrong, headers that belong to it, and the places in the request that are wrong."""
        super().__init__(status, detail, headers)
        self.status, self.detail, self.headers, self.errors = status, detail, dict(headers or {}), errors

    @property
    def body(self) -> bytes:
        """The problem in JSON."""
        told: dict[str, Any] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            told["errors"] = list(self.errors)
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")

    def response(self) -> Response:
        """Return the answer that says so."""
        return Response(self.body, self.status, self.headers, TYPE)


def of_validation(errors: Sequence[Mapping[str, Any]]) -> Refused:
    """Return the refusal of a request that is not as it must be. What the request says is not repeated."""
    places = [{"pointer": _pointer(error["loc"]), "detail": _detail(error)} for error in errors[:_SHOWN]]
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "the request is not as it must be", errors=places)


def _detail(error: Mapping[str, Any]) -> str:
    """Return what is wrong; our own words stand without the ones that pydantic puts before them."""
    return str(error.get("ctx", {}).get("error", error["msg"]))


def _pointer(place: Sequence[str | int]) -> str:
    """Return a JSON pointer into the body; for a header its name."""
    first, *rest = place
    if first == "header":
        return str(rest[0])
    escaped = (str(part)[:_LENGTH].replace("~", "~0").replace("/", "~1") for part in rest)
    return "#" + "".join(f"/{part}" for part in escaped)
