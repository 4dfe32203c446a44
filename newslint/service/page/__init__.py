"""The editor page: files as they are, served with a policy that lets a browser load nothing else."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-cache",
}


def open_page(api: FastAPI) -> None:
    """Serve the page at `/`, and its files below `/page/`."""
    files = {file.name: file for file in resources.files(__package__).iterdir()}
    for name, file in files.items():
        kind = _TYPES.get(name[name.rfind(".") :])
        if kind:
            _serve(api, "/" if name == "index.html" else f"/page/{name}", file.read_bytes(), kind)


def _serve(api: FastAPI, path: str, body: bytes, kind: str) -> None:
    async def serve(_request: Request) -> Response:
        return Response(body, headers={**_HEADERS, "Content-Type": kind})

    api.add_route(path, serve, methods=["GET"], include_in_schema=False)
