"""What Prometheus is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from newslint.service.checker import Answer

TYPE = CONTENT_TYPE_LATEST

_SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """The counts of one service."""

    def __init__(self, ready: Callable[[], float]) -> None:
        """Take what tells how many processes are ready."""
        self._registry = registry = CollectorRegistry()
        self.requests = Counter(
            "newslint_requests", "Requests, by path and status", ["path", "status"], registry=registry
        )
        self.seconds = Histogram(
            "newslint_request_seconds",
            "Time from a request to its answer",
            ["path"],
            registry=registry,
            buckets=_SECONDS,
        )
        self.in_flight = Gauge("newslint_requests_at_work", "Requests that are being served or wait", registry=registry)
        self.lost = Counter("newslint_workers_lost", "Processes that ended or were given up", registry=registry)
        self._ready = Gauge("newslint_workers_ready", "Processes that can check articles", registry=registry)
        self._ready.set_function(ready)
        self._articles = Counter(
            "newslint_articles",
            "Articles, by verdict and whether all rules judged",
            ["verdict", "complete"],
            registry=registry,
        )
        self._findings = Counter("newslint_findings", "Findings", ["rule", "severity"], registry=registry)

    def count(self, answer: Answer) -> None:
        """Count an article and what was found in it."""
        self._articles.labels(answer.verdict, str(answer.complete).lower()).inc()
        for (rule, severity), number in answer.findings.items():
            self._findings.labels(rule, severity).inc(number)

    def page(self) -> bytes:
        """Return all of it as Prometheus reads it."""
        return generate_latest(self._registry)
