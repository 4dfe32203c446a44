"""The server, from its start to its end."""

from __future__ import annotations

import logging
import signal
from typing import TYPE_CHECKING

import uvicorn

from newslint.errors import ConfigError, NewslintError
from newslint.service import logs
from newslint.service.app import create_app
from newslint.service.client_timeout import protocol

if TYPE_CHECKING:
    from newslint.service.checker import Checker
    from newslint.service.keys import Keys
    from newslint.service.settings import Settings

_log = logging.getLogger("newslint.service")

_IDLE = 30
"""Seconds that a connection may wait for its next request."""
_CONNECTIONS = 1000
"""That may wait to be taken."""


def serve(settings: Settings, checker: Checker) -> None:
    """Serve until a signal says that it is enough; then finish what was taken. Raises ConfigError if it cannot."""
    settings.check()
    logs.begin()
    config = uvicorn.Config(
        create_app(settings, checker),
        host=settings.host,
        port=settings.port,
        http=protocol(settings.client_timeout),
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=int(settings.shutdown_timeout),
        limit_concurrency=None,
        backlog=_CONNECTIONS,
    )
    try:
        listening = config.bind_socket()
    except SystemExit:  # how uvicorn says that an address is taken; its log says why
        raise ConfigError(f"cannot listen on {settings.host}, port {settings.port}") from None
    listening.listen(_CONNECTIONS)  # who comes before all is ready waits
    address = listening.getsockname()
    _log.info(
        "listening", extra={"fields": {"host": address[0], "port": address[1], "keys": len(settings.keys.entries)}}
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ended_in_order)
    if settings.keys.path is not None and hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, lambda _number, _frame: _renew(settings.keys))
    uvicorn.Server(config).run([listening])
    _log.info("ended")


def _ended_in_order(_number: int, _frame: object) -> None:
    """Take the signal to end: uvicorn raises it again once it has done so."""


def _renew(keys: Keys) -> None:
    """Let keys come and go without an end of the service; those that it has stay if the file is not right."""
    try:
        keys.renew()
    except NewslintError as error:
        _log.error("keys not read", extra={"fields": {"reason": error.problem}})
    else:
        _log.info("keys read", extra={"fields": {"keys": len(keys.entries)}})
