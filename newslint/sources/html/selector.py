"""Which part of a page is text: `article`, `#story`, `.body`, `div.body`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newslint.errors import ConfigError

_FORM = re.compile(r"(?P<name>[a-zA-Z][\w-]*)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)")


@dataclass(frozen=True, slots=True)
class Selector:
    """The name, id and classes that an element must have; what is empty may be anything."""

    name: str = ""
    id: str = ""
    classes: frozenset[str] = frozenset()

    def matches(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether an element is meant."""
        if (self.name and name != self.name) or (self.id and attributes.get("id") != self.id):
            return False
        return self.classes <= set(attributes.get("class", "").split())


def read_selector(text: str) -> Selector:
    """Return the selector that is written so; raise ConfigError if it is none of the simple ones."""
    found = _FORM.fullmatch(text)
    if not text or not found:
        hint = "An element, an id or classes: article, #story, .body, div.story.body"
        raise ConfigError(f"--selector: “{text}” is not possible", hint=hint)
    classes = frozenset(filter(None, found["classes"].split(".")))
    return Selector((found["name"] or "").lower(), found["id"] or "", classes)
