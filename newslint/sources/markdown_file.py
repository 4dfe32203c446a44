"""A Markdown file is one article: the text that a reader sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslint.sources.markdown import read
from newslint.sources.plaintext import PlainText

if TYPE_CHECKING:
    from newslint.document import Document


@dataclass(frozen=True, slots=True)
class MarkdownFile(PlainText):
    """A file or stream of Markdown. Fixes change it where the text stands in it."""

    def _document(self, text: str) -> Document:
        return read(text, self.name, language=self.language)
