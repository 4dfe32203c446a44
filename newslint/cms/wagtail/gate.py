"""May a page go out? The one decision that every way to publish asks for."""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext
from wagtail.actions.publish_page_revision import PublishPagePermissionError

from newslint.cms.wagtail.article import Article, article_of, checked_fields
from newslint.cms.wagtail.checking import Found, Outcome, check
from newslint.cms.wagtail.conf import HOLD, settings
from newslint.cms.wagtail.reasons import granted
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MANY = 5
"""So many findings are told in a message; the side panel has all."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a text may go out, and why."""

    outcome: Outcome
    reason: str = ""
    """Why somebody who may do so lets it go out all the same."""
    holds_unchecked: bool = False

    @property
    def is_held(self) -> bool:
        """Whether the text must not go out."""
        return not self.reason and self.would_hold

    @property
    def would_hold(self) -> bool:
        """Whether only a reason can let it go out."""
        return bool(self.outcome.holding or (self.outcome.problem and self.holds_unchecked))

    @property
    def says(self) -> str:
        """The decision in one sentence."""
        number, problem = len(self.outcome.holding), {"problem": self.outcome.problem}
        if number:
            return ngettext(
                "newslint holds this page: one place to mend",
                "newslint holds this page: %(number)d places to mend",
                number,
            ) % {"number": number}
        if self.outcome.problem and self.outcome.is_partial:
            if self.is_held:
                return gettext("newslint checked this page only in part, so it is not published: %(problem)s") % problem
            return gettext("newslint checked this page only in part: %(problem)s") % problem
        if self.is_held:
            return gettext("newslint could not check this page, so it is not published: %(problem)s") % problem
        if self.outcome.problem:
            return gettext("newslint could not check this page, so it went out unchecked: %(problem)s") % problem
        number = len(self.outcome.found)
        return ngettext(
            "newslint found one place worth another look",
            "newslint found %(number)d places worth another look",
            number,
        ) % {"number": number}


class PublishingHeld(NewslintError, PublishPagePermissionError):  # noqa: N818 - to be held is no error
    """newslint does not let a page go out; to Wagtail it is a lack of permission."""

    def __init__(self, page: Any, decision: Decision) -> None:
        """Take the page and why it is held."""
        self.page, self.decision = page, decision
        told = "; ".join(map(told_briefly, decision.outcome.holding[:MANY]))
        super().__init__(decision.says + (f". {told}" if told else ""), where=str(page))


def told_briefly(found: Found) -> str:
    """Return a finding in one line."""
    return f"{found.piece.label}: {found.message}"


def is_gated(page: Any) -> bool:
    """Whether the page's text is checked, as its model says."""
    return bool(getattr(page, "newslint_gated", False))


def decide(page: Any, article: Article | None = None) -> Decision:
    """Return whether a page, or the article that it is about to become, may go out."""
    chosen = settings()
    try:
        outcome = check(article or article_of(page), chosen)
    except Exception as error:  # noqa: BLE001 - a block that cannot be read is told, and does not end the newsroom's work
        outcome = Outcome("", problem=f"its text could not be read: {type(error).__name__}: {error}")
    decision = Decision(outcome, holds_unchecked=chosen.on_failure == HOLD)
    if not decision.would_hold:
        return decision
    return Decision(outcome, granted(page, outcome), decision.holds_unchecked)


def require(page: Any) -> Decision:
    """Return the decision about a page; raise PublishingHeld if it must not go out."""
    decision = decide(page)
    if decision.is_held:
        raise PublishingHeld(page, decision)
    return decision


def goes_public(page: Any, saved: Collection[str] | None) -> bool:
    """Whether saving a page, or some of its fields, shows the public a text that it does not see yet."""
    if not page.live or not is_gated(page):
        return False
    seen = [pk for pk in (page.pk, page.alias_of_id) if pk]  # an alias shows what its source shows
    rows = type(page)._base_manager.filter(pk__in=seen, live=True) if seen else ()  # noqa: SLF001 - Django's public one
    try:
        if saved is not None and {"live", *map(_saved_as, checked_fields(type(page)))}.isdisjoint(saved):
            return False
        html = article_of(page).html
        return all(article_of(row).html != html for row in rows)
    except Exception:  # noqa: BLE001 - decide() says what to do about a text that cannot be read
        return True


def _saved_as(field: Any) -> str:
    return str(field.get_accessor_name() if field.one_to_many else field.name)


def whole(page: Any) -> Any:
    """Return a page with all its fields; of one that was taken as its parent class, with what that one has of them."""
    model = page.specific_class
    if not page.pk or model is None or isinstance(page, model):
        return page
    found = model._base_manager.filter(pk=page.pk).first()  # noqa: SLF001 - the same
    if found is None:
        return page
    for field in type(page)._meta.concrete_fields:  # noqa: SLF001 - the same
        setattr(found, field.attname, getattr(page, field.attname))
    found.newslint_pending = getattr(page, "newslint_pending", None)
    return found


_notes: ContextVar[list[tuple[Any, Decision]] | None] = ContextVar("newslint_notes", default=None)


def note(page: Any, decision: Decision) -> None:
    """Tell whoever is collecting that there is something to say about a page that went out."""
    notes = _notes.get()
    if notes is not None and (decision.outcome.found or decision.outcome.problem):
        notes.append((page, decision))


@contextlib.contextmanager
def collected() -> Iterator[list[tuple[Any, Decision]]]:
    """Collect what there is to say about the pages that go out meanwhile."""
    notes: list[tuple[Any, Decision]] = []
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)
