"""What a source yields: an article, or what stands in its place if it could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from newslint.document import Document


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is known of an article that could not be read: how to call it, and why."""

    id: str
    error: str
    file: str = field(default="", compare=False)
    """As for a `Document`."""
    record: int = field(default=0, compare=False)


Article: TypeAlias = Document | Unreadable


def mended_source(article: Article, after: Article) -> str | None:
    """Return what the source of an article became; None if it is as it was, or could not be read in the first place."""
    if not isinstance(article, Document) or not isinstance(after, Document) or after.source == article.source:
        return None
    return after.source
