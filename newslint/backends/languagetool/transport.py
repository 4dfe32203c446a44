"""One request to a server, with an end: no answer takes longer than it may, however slowly it drips."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from newslint.errors import BackendError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_BYTES = 32 * 1024 * 1024
_FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
_OK = 200


def exchange(url: str, params: Mapping[str, str] | None, seconds: float) -> bytes:
    """Return what the server answers to a POST of `params`, or to a GET without; raise BackendError if it does not.

    A time limit of a socket holds for each packet. Here a timer ends the connection when the whole time is over.
    Proxies are not used and redirects not followed: articles go where the configuration says, and nowhere else.
    """
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    is_late = threading.Event()
    with closing(kind(parts.hostname or "", parts.port, timeout=seconds)) as connection:
        sockets: list[socket.socket] = []
        timer = threading.Timer(seconds, _cut, (sockets, is_late))
        timer.daemon = True
        timer.start()
        try:
            connection.connect()
            sockets.append(connection.sock)  # http.client lets go of it when an answer begins
            body = None if params is None else urlencode(params).encode()
            connection.request("GET" if body is None else "POST", parts.path, body, _FORM if body else {})
            response = connection.getresponse()
            answer = response.read(_MOST_BYTES + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if is_late.is_set() or isinstance(error, TimeoutError):
                raise BackendError(f"no answer within {seconds:g} seconds") from error
            raise BackendError(f"no answer: {_reason(error)}") from error
        finally:
            timer.cancel()
    if is_late.is_set():
        raise BackendError(f"no answer within {seconds:g} seconds")
    if response.status != _OK:
        says = " ".join(answer[:200].decode(errors="replace").split())
        raise BackendError(f"the answer is HTTP {response.status}: {says}" if says else f"HTTP {response.status}")
    if len(answer) > _MOST_BYTES:
        raise BackendError(f"the answer is longer than {_MOST_BYTES:,} bytes")
    if response.length:
        raise BackendError("the answer breaks off")
    return answer


def _cut(sockets: list[socket.socket], is_late: threading.Event) -> None:
    is_late.set()
    for connection in sockets:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
