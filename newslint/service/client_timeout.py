"""uvicorn's protocol with one thing more: a client that neither says what it wants nor takes its answer is left."""

from __future__ import annotations

import socket
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from newslint.service.problems import TYPE, Refused

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.h11_impl import RequestResponseCycle


class ClientTimeoutProtocol(H11Protocol):
    """From the first byte of a connection or a request on, its head must be there in time, and an answer be taken."""

    seconds = 15.0
    _timer: asyncio.TimerHandle | None = None
    _sending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        with suppress(OSError):  # else the end of an answer waits until its beginning is acknowledged: 40 ms
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        transport.set_write_buffer_limits(high=0)  # writing is paused as soon as anything has to wait
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the wait."""
        self._rest()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait for a client that does not take what was sent."""
        super().pause_writing()
        if self._sending is None:
            self._sending = self.loop.call_later(self.seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """End that wait."""
        super().resume_writing()
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for the rest of a head."""
        super().data_received(data)
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete:
            self._watch()
        else:
            self._rest()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP in the form of all other refusals."""
        self.transport.write(_raw(HTTPStatus.BAD_REQUEST, msg))
        self.transport.close()

    def _watch(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(self.seconds, self._give_up)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if self.transport.is_closing():
            return
        if self.conn.our_state is h11.IDLE:  # else it was answered, and goes on to send
            self.transport.write(_raw(HTTPStatus.REQUEST_TIMEOUT, "the request did not come in time"))
        self.transport.close()


def _raw(status: HTTPStatus, detail: str) -> bytes:
    """Return a refusal as it goes over the line, where no application is asked."""
    body = Refused(status, detail).body
    head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {TYPE}\r\ncontent-length: {len(body)}\r\n"
    return f"{head}connection: close\r\n\r\n".encode() + body


def protocol(seconds: float) -> type[H11Protocol]:
    """Return the protocol that waits so long."""
    return type("Protocol", (ClientTimeoutProtocol,), {"seconds": seconds})
