"""The addresses of the service."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

import newslint
from newslint.service import metrics, page, schema
from newslint.service.body import StrictRoute
from newslint.service.gate import Gate
from newslint.service.metrics import Metrics
from newslint.service.problems import Refused, of_validation
from newslint.service.rules import described
from newslint.service.workers import Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.types import ASGIApp

    from newslint.service.checker import Answer, Checker, Task
    from newslint.service.settings import Settings

LONGEST_MS = 600_000

Deadline = Annotated[
    int,
    Header(
        alias="X-Deadline-Ms", ge=1, le=LONGEST_MS, description="Milliseconds for an article; the service has a limit."
    ),
]
_POST: dict[str, Any] = {"responses": schema.problems(400, 401, 403, 408, 413, 415, 422, 500, 503)}
_GET: dict[str, Any] = {"responses": schema.problems(400, 401, 403, 500)}


def create_app(settings: Settings, checker: Checker) -> ASGIApp:
    """Return the service as an ASGI application; its processes start with it and end with it."""
    counts = Metrics(lambda: workers.ready)
    workers = Workers(settings.processes, checker, counts.lost.inc)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        workers.start()
        yield
        await workers.close()

    api = FastAPI(
        title="newslint",
        version=newslint.__version__,
        description="Finds what scraping, translation and re-publishing did to a news article, and mends it.",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    api.router.route_class = StrictRoute
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _problem)
    _Articles(settings, workers, counts).add_to(api)
    _describe(api, settings, checker)
    page.open_page(api)
    app: ASGIApp = Gate(api, settings, counts)
    if settings.origins:
        names = ["Authorization", "Content-Type", "X-Deadline-Ms"]
        app = CORSMiddleware(app, settings.origins, allow_methods=["GET", "POST"], allow_headers=names)
    return app


class _Articles:
    """The routes that take articles, and those that tell how the service does."""

    def __init__(self, settings: Settings, workers: Workers, counts: Metrics) -> None:
        self._settings, self._workers, self._counts = settings, workers, counts

    def add_to(self, api: FastAPI) -> None:
        guard = [Depends(HTTPBearer(auto_error=False, description="A key of the service."))]
        needs: dict[str, Any] = {"dependencies": guard if self._settings.keys else []}

        @api.post("/v1/lint", response_model=schema.Checked, **needs, **_POST)
        async def lint(request: Request, article: schema.Article, deadline: Deadline = LONGEST_MS) -> Response:
            """Check an article. The answer is 200 whatever is found; `verdict` says whether it may be published."""
            return _json(await self._ask(request, article.task(), deadline))

        @api.post("/v1/fix", response_model=schema.Mended, **needs, **_POST)
        async def fix(request: Request, article: schema.FixArticle, deadline: Deadline = LONGEST_MS) -> Response:
            """Mend an article, and tell what is found in it then."""
            return _json(await self._ask(request, article.mending(), deadline))

        @api.post("/v1/lint/batch", response_model=schema.Results, **needs, **_POST)
        async def batch(request: Request, articles: schema.Batch, deadline: Deadline = LONGEST_MS) -> Response:
            """Check several articles. Each has the time of `X-Deadline-Ms` for itself."""
            tasks = [article.task() for article in articles.articles]
            return _json(b'{"results": [' + b", ".join(await self._ask_all(request, tasks, deadline)) + b"]}")

        @api.get("/healthz", response_model=schema.State, responses=schema.problems(400, 403, 500))
        async def healthz() -> Response:
            """Tell that the service is there."""
            return JSONResponse({"status": "ok"})

        @api.get("/readyz", response_model=schema.State, responses=schema.problems(400, 403, 500, 503))
        async def readyz() -> Response:
            """Tell whether articles can be checked."""
            if not self._workers.ready:
                starting = Refused(HTTPStatus.SERVICE_UNAVAILABLE, "starting", headers={"Retry-After": "1"})
                return starting.response()
            return JSONResponse({"status": "ok"})

        text = {"content": {"text/plain": {"schema": {"type": "string"}}}}
        told: dict[str, Any] = {"responses": {200: text, **_GET["responses"]}}

        @api.get("/metrics", response_class=Response, **needs, **told)
        async def tell() -> Response:
            """Tell Prometheus what was done."""
            return Response(self._counts.page(), media_type=metrics.TYPE)

    async def _ask_all(self, request: Request, tasks: Sequence[Task], deadline: int) -> list[bytes]:
        at_once = asyncio.Semaphore(self._settings.processes)

        async def one(task: Task) -> bytes:
            async with at_once:
                return await self._ask(request, task, deadline)

        return await asyncio.gather(*map(one, tasks))

    async def _ask(self, request: Request, task: Task, deadline: int) -> bytes:
        async def is_wanted() -> bool:
            return not await request.is_disconnected()

        answer = await self._workers.ask(task, min(self._settings.deadline, deadline / 1000), is_wanted)
        self._counts.count(answer)
        _log_answer(request, answer)
        return answer.body


def _log_answer(request: Request, answer: Answer) -> None:
    """Write down for the log what became of an article."""
    fields = request.state.exchange.log_fields
    verdicts = fields.setdefault("verdicts", {})
    verdicts[answer.verdict] = verdicts.get(answer.verdict, 0) + 1
    fields["findings"] = fields.get("findings", 0) + sum(answer.findings.values())
    fields["complete"] = fields.get("complete", True) and answer.complete


def _describe(api: FastAPI, settings: Settings, checker: Checker) -> None:
    """Open the list of rules, and let OpenAPI know what problems look like."""
    guard = [Depends(HTTPBearer(auto_error=False))] if settings.keys else []
    body = described(checker.linter)

    @api.get("/v1/rules", response_model=schema.Rules, dependencies=guard, **_GET)
    async def rules() -> Response:
        """Tell what rules there are, what they find and why."""
        return _json(body)

    make = api.openapi

    def openapi() -> dict[str, Any]:
        if not api.openapi_schema:
            models = make()["components"]["schemas"]
            models.pop("HTTPValidationError", None)
            models.pop("ValidationError", None)
            models["Problem"] = schema.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            models["ProblemPlace"] = models["Problem"].pop("$defs")["ProblemPlace"]
        return api.openapi_schema or {}

    api.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's documentation has it


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")


async def _invalid(_request: Request, error: Exception) -> Response:
    return of_validation(error.errors() if isinstance(error, RequestValidationError) else ()).response()


async def _problem(_request: Request, error: Exception) -> Response:
    """Tell as a problem what is refused."""
    if isinstance(error, Refused):
        return error.response()
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    return Refused(status, status.description or status.phrase, headers=error.headers).response()
