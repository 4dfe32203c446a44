"""An article that could not be read, standing in its place in the order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is known of an article that could not be read: how to call it, and why."""

    id: str
    error: str
