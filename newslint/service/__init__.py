"""newslint over HTTP: the check before an article is published, and the editor page. Needs the extra `service`."""

from __future__ import annotations

import importlib.util

INSTALL = "pip install 'newslint[service]'"

_PACKAGES = {"fastapi": "fastapi", "prometheus-client": "prometheus_client", "uvicorn": "uvicorn"}


def missing() -> list[str]:
    """Return the packages that the service needs and that are not installed."""
    return [package for package, module in _PACKAGES.items() if importlib.util.find_spec(module) is None]


__all__ = ["INSTALL", "missing"]
