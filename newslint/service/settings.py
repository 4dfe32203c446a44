"""What holds for one service: where it listens, who may ask, and how much."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslint.errors import ConfigError
from newslint.service.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY = "*"
"""Any origin."""
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?|https?://\[[0-9a-f:.]+\](:[0-9]+)?")
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The defaults serve one newsroom on its own machine."""

    host: str = "127.0.0.1"
    port: int = 8765
    processes: int = 1
    """How many articles are checked at once."""
    keys: Keys = field(default_factory=Keys)
    """Who may ask; if there are none, everybody who reaches the address."""
    origins: tuple[str, ...] = ()
    """Web pages of other origins that may ask from a browser."""
    hosts: tuple[str, ...] = ()
    """Further names by which the service is called, if there are no keys."""
    body_limit: int = 4_000_000
    """Bytes of a request."""
    deadline: float = 10.0
    """Seconds for an article that says nothing else; none gets more."""
    max_requests: int = 64
    """How many requests may be at work or waiting."""
    client_timeout: float = 15.0
    """Seconds in which a client must have sent its request, and in which it must take the answer."""
    shutdown_timeout: float = 30.0
    """Seconds in which a service that is told to end finishes what it took."""

    @property
    def known_hosts(self) -> frozenset[str]:
        """The names by which a browser may call a service without keys, so that no foreign name leads to it."""
        return frozenset({*_LOCAL_NAMES, self.host.lower(), *(name.lower() for name in self.hosts)})

    def may_ask(self, origin: str) -> bool:
        """Return whether a page of an origin may ask a service without keys: any page can send to this machine.

        A proxy may give the service another name and port, so that they are not compared with those of the request.
        """
        if not origin or origin in self.origins or ANY in self.origins:
            return True
        return _name(origin.partition("://")[2]) in self.known_hosts

    def check(self) -> None:
        """Raise ConfigError if the service would be open to a network without keys, or its settings can never hold."""
        for origin in self.origins:
            if origin != ANY and not _ORIGIN.fullmatch(origin):
                hint = "An origin is https://cms.example.org, with a port if there is one, and nothing behind it."
                raise ConfigError(f"“{origin}” is no origin", hint=hint)
        if not self.keys and not _is_loopback(self.host, self.port):
            hint = "Make a key with `newslint serve --new-key NAME` and name the file of its hash with --keys."
            raise ConfigError(f"{self.host} is no address of this machine alone, and there are no keys", hint=hint)


def _is_loopback(host: str, port: int) -> bool:
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise ConfigError(f"the address {host} is not known: {error}") from error
    return all(ipaddress.ip_address(str(address[0]).split("%")[0]).is_loopback for *_, address in found)


def host_of(headers: Mapping[bytes, bytes]) -> str:
    """Return the name by which a client calls the service, without its port."""
    return _name(headers.get(b"host", b"").decode("latin-1"))


def _name(authority: str) -> str:
    if authority.startswith("["):
        return authority[1:].partition("]")[0].lower()
    return authority.partition(":")[0].lower()
