"""What newslint says about an article: asked in this process or over HTTP, told by the page's fields."""

from __future__ import annotations

import functools
import re
import threading
import time
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint.cms.wagtail import service
from newslint.config import Config, read_config
from newslint.errors import NewslintError
from newslint.finding import ALL_ELSE, UNKNOWN_LANGUAGE, Report, Severity
from newslint.linter import Linter
from newslint.report.wire import as_object
from newslint.sources.html import read
from newslint.suppression import Suppression

if TYPE_CHECKING:
    from newslint.cms.wagtail.article import Article, Piece
    from newslint.cms.wagtail.conf import Settings

REMEMBERED = 64
"""Outcomes: one press of a button asks several times about the same text."""
SECONDS_REMEMBERED = 30.0
CONTEXT = 40
"""Characters that are shown on each side of a finding."""

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_HALF_TAG = re.compile(r"\A[^<>]*>|<[^<>]*\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in a text of the page."""

    piece: Piece
    rule: str
    severity: Severity
    message: str
    before: str
    match: str
    after: str
    fix: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check came to."""

    digest: str
    found: tuple[Found, ...] = ()
    problem: str = ""
    """Why the text was not checked, or only in part; empty if it was."""
    is_partial: bool = False
    """Whether a part of newslint's rules has had its say all the same."""

    @property
    def holding(self) -> tuple[Found, ...]:
        """What keeps the page from going out."""
        return tuple(found for found in self.found if found.holds)


_outcomes: dict[tuple[object, ...], tuple[float, Outcome]] = {}
_lock = threading.Lock()


def forget() -> None:
    """Forget all outcomes, and which services failed."""
    service.forget()
    with _lock:
        _outcomes.clear()


def check(article: Article, settings: Settings) -> Outcome:
    """Return what newslint says; an outcome with a `problem` where it cannot say. Never raises."""
    key = (settings, article.digest, article.title, article.url, article.places, _changed(settings.config))
    now = time.monotonic()
    with _lock:
        ends, outcome = _outcomes.get(key, (0.0, Outcome("")))
    if now < ends:
        return outcome
    outcome = _outcome(article, settings)
    with _lock:
        _outcomes.pop(key, None)  # what is known anew comes last
        _outcomes[key] = (time.monotonic() + (settings.retry_after if outcome.problem else SECONDS_REMEMBERED), outcome)
        while len(_outcomes) > REMEMBERED:
            del _outcomes[next(iter(_outcomes))]
    return outcome


def _outcome(article: Article, settings: Settings) -> Outcome:
    if not article.html:
        return Outcome(article.digest)
    try:
        answer = _from_service(article, settings) if settings.url else _from_here(article, settings)
        found = tuple(_found(article, told, settings) for told in answer["findings"])
    except NewslintError as error:
        return Outcome(article.digest, problem=str(error))
    except Exception as error:  # noqa: BLE001 - the newsroom's work must not end because the check is broken
        return Outcome(article.digest, problem=f"the check crashed: {type(error).__name__}: {error}")
    if answer["complete"]:
        return Outcome(article.digest, found)
    failures = [each for each in answer.get("failures") or [] if isinstance(each, dict)]
    told = "; ".join(map(_why, failures)) or "only a part of the text was checked"
    return Outcome(article.digest, found, told, is_partial=all(each.get("rule") != ALL_ELSE for each in failures))


def _why(failure: dict[str, Any]) -> str:
    """Return in words why something was not checked; the name of a rule tells an editor which."""
    rule, error = failure.get("rule", ALL_ELSE), str(failure.get("error", ""))
    return error if rule in {ALL_ELSE, UNKNOWN_LANGUAGE} else f"{rule}: {error}"


def _from_service(article: Article, settings: Settings) -> dict[str, Any]:
    asked = {"html": article.html, "title": article.title, "language": article.language, "url": article.url}
    return service.ask(settings, {key: value for key, value in asked.items() if value})


def _from_here(article: Article, settings: Settings) -> dict[str, Any]:
    linter, config = _linter(settings.config, _changed(settings.config))
    doc = read(article.html, article.url, language=article.language)
    given = {"title": article.title, "url": article.url}
    doc = replace(doc, meta={**doc.meta, **{key: value for key, value in given.items() if value}})
    report: Report = linter.lint(doc)
    if config.waivers:
        report = Suppression(waivers=config.waivers).applied(report)
    return {**as_object(report), "complete": not report.failures}


def _changed(path: str) -> int:
    """Return when the rules of the house were changed; 0 if that cannot be known, and the reader will say why."""
    try:
        return Path(path).stat().st_mtime_ns if path else 0
    except OSError:
        return 0


@functools.lru_cache(maxsize=4)
def _linter(path: str, _changed: int) -> tuple[Linter, Config]:
    config = read_config(Path(path)) if path else Config()
    linter = Linter(
        select=config.select,
        ignore=config.ignore,
        rules=config.rules,
        language=config.language,
        accept=config.accept,
    )
    return linter, config


def _found(article: Article, told: dict[str, Any], settings: Settings) -> Found:
    place = told.get("source") or told
    start, end = int(place["start"]), int(place["end"])
    piece = article.piece_at(start)
    if piece is None:
        raise ValueError("a finding in an article without text")
    first, last = piece.start, piece.start + len(piece.html)
    end = min(end, last)
    severity, fix = Severity(told["severity"]), told.get("fix") or {}
    return Found(
        piece=piece,
        rule=str(told["rule"]),
        severity=severity,
        message=str(told["message"]),
        before=_shortened(_shown(article.html[max(first, start - 4 * CONTEXT) : start]).lstrip(), at_end=False),
        match=_shown(article.html[start:end]),
        after=_shortened(_shown(article.html[end : min(last, end + 4 * CONTEXT)]).rstrip(), at_end=True),
        fix=str(fix.get("title", "")),
        holds=settings.holds(severity),
    )


def _shown(html: str) -> str:
    """Return how a part of the HTML reads, on one line."""
    text = _TAG.sub(" ", _INLINE.sub("", _HALF_TAG.sub("", html)))
    return re.sub(r"\s+", " ", unescape(text))


def _shortened(text: str, *, at_end: bool) -> str:
    """Return what stands beside a finding, cut at a word."""
    if len(text) <= CONTEXT:
        return text
    if at_end:
        return text[:CONTEXT].rsplit(" ", 1)[0] + " …"
    return "… " + text[-CONTEXT:].split(" ", 1)[-1]
