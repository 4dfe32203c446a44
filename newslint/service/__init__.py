"""newslint over HTTP: the check before an article is published, and the editor page. Needs the extra `service`.

`app` says what may be asked and is told, `schema` how that looks, `body` reads the JSON. Every request passes the
`gate` first: name and origin or key, size, time, number, and afterwards log and metrics; `client_timeout`, the protocol
below it, ends the connection of who sends or takes too slowly. `workers` keeps processes that each have one article at
a time, so that an article that takes too long is given up with its process; the answer then says that it is not
complete. What is done with an article is `checker`, and runs there; it comes back as the JSON that is sent.

The page (`page/`) is files without a build step: `page.js` binds them, `intake.js` takes articles in, `marks.js` keeps
findings where they belong while the text changes, `trouble.js` says what to do if there was no check, `history.js`
undoes. Offsets are UTF-16 units there, and nowhere else (`units`).
"""

from __future__ import annotations

import importlib.util

INSTALL = "pip install 'newslint[service]'"

_PACKAGES = {"fastapi": "fastapi", "prometheus-client": "prometheus_client", "uvicorn": "uvicorn"}


def missing() -> list[str]:
    """Return the packages that the service needs and that are not installed."""
    return [package for package, module in _PACKAGES.items() if importlib.util.find_spec(module) is None]


__all__ = ["INSTALL", "missing"]
