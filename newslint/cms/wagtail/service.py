"""A newslint service asked over HTTP: `POST /v1/lint`."""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.request
from typing import TYPE_CHECKING, Any

from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.cms.wagtail.conf import Settings

LARGEST_ANSWER = 20_000_000
LONGEST_DEADLINE = 600_000
"""Milliseconds; the service refuses to be asked for more."""
_VERDICTS = {"pass", "warn", "hold"}
_failed: dict[str, tuple[float, str]] = {}
_lock = threading.Lock()


class ServiceError(NewslintError):
    """The service did not answer, or not as it should."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The article and the key go where the settings say, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


_opener = urllib.request.build_opener(_NoRedirect)


def forget() -> None:
    """Forget which services failed."""
    with _lock:
        _failed.clear()


def ask(settings: Settings, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the service answers for an article: `verdict`, `complete`, `findings`.

    Raises ServiceError if it does not, and at once for a while after it did not, so that nobody waits for it again and
    again while many pages are published.
    """
    with _lock:
        until, problem = _failed.get(settings.url, (0.0, ""))
    if time.monotonic() < until:
        raise ServiceError(problem)
    try:
        return _checked(_asked(settings, asked))
    except (OSError, ValueError, RecursionError, http.client.HTTPException) as error:
        problem = f"the newslint service at {settings.url} gives no answer that can be used: {error}"
        with _lock:
            _failed[settings.url] = (time.monotonic() + settings.retry_after, problem)
        raise ServiceError(problem) from error


def _asked(settings: Settings, asked: dict[str, Any]) -> Any:
    address = f"{settings.url.rstrip('/')}/v1/lint"
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    headers["X-Deadline-Ms"] = str(max(1, min(int(settings.timeout * 1000), LONGEST_DEADLINE)))
    if settings.api_key:
        headers["Authorization"] = f"Bearer {settings.api_key}"
    request = urllib.request.Request(address, json.dumps(asked).encode(), headers)  # noqa: S310 - the settings allow http only
    ends = time.monotonic() + settings.timeout
    with _opener.open(request, timeout=settings.timeout) as answer:
        body = bytearray()
        while chunk := answer.read1(1 << 16):
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise ValueError("it is too long")
            if time.monotonic() > ends:
                raise ValueError(f"it took longer than {settings.timeout:g} s")
    return json.loads(body)


def _checked(answer: Any) -> dict[str, Any]:
    """Return an answer that is as agreed; raise ValueError for any other."""
    told = answer if isinstance(answer, dict) else {}
    has_verdict = told.get("verdict") in _VERDICTS
    if has_verdict and isinstance(told.get("complete"), bool) and isinstance(told.get("findings"), list):
        return told
    raise ValueError("it lacks “verdict”, “complete” or “findings”")
