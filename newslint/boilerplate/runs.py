"""Runs: neighbouring blocks that are probably no article, and what convinces an editor of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.boilerplate.features import CUES
from newslint.boilerplate.model import Opinions
from newslint.boilerplate.page import Page
from newslint.boilerplate.shapes import MARKS
from newslint.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newslint.boilerplate.features import Classes, Features
    from newslint.document import Document
    from newslint.span import Span

LEAST, _LEAST_UNSIGNED = 0.9, 0.93
"""A block that is less probably furniture is left alone; one that shows no sign of pages has to be more probable."""
_POST = re.compile(r"pic\.twitter\.com|twitter\.com/\w{1,30}/status|\(@\w{1,30}\)")
"""What a reader posted and the article shows."""
_SHORTCODE = re.compile(r"\[/?[a-z]{3,20}(?: [a-z]+=[^\]\n]{1,200})?\]")
"""A code of the content system, which is another rule's."""
_ADDRESS = re.compile(r"<?https?://[^\s<>/]{4,100}/[^\s<>]{4,400}>?")
"""A line that is nothing but the address of a page: what is left of a link or a post."""
_MOST_ADDRESSES = 3
"""An article with more of them lists addresses."""
_SHOWN_BY_ITSELF = "shown by itself"
"""The feature of a line that is advice whatever it weighs; no weight has this name."""
_FEWEST_SHOUTED, _SHORTEST_SHOUTED = 8, 50
"""Words and characters of a headline in capitals; subheadings are shorter."""
_STOPS = (".", ":", ";", ",", "!", "?", "”", '"', "…", "*", "]")
_FEWEST = 2
"""Blocks of a run without a shape of furniture."""
_MOST, _MOST_DOUBTED = 0.91, 0.75
"""Words alone are no proof: without one of `_SHOWN` a run is advice, however sure the weights are. So is a line without
another one in the article: pages seldom leave one alone, and sound articles have such lines. Of what is left, 91 % of
the characters were furniture in outlets that the weights had not seen."""
_SURE = 0.92
"""So probable a block is as good as any."""
_WIDEST_GAP = 8
"""Characters of white space within a run: more than that is a gap of the page."""
_ALL = 0.75
"""Where a greater part of a text would be furniture, it is a list or a page of its own."""

_SIGNS = {
    "speaks of share": "it asks to share or to follow",
    "speaks of subscribe": "it speaks of subscriptions, newsletters or downloads",
    "speaks of credit": "it names pictures or their source",
    "speaks of legal": "it speaks of rights, terms or consent",
    "speaks of advert": "it speaks of offers or advertisements",
    "speaks of comment": "it speaks of comments and letters",
    "speaks of related": "it points to something else to read",
    "speaks of author": "it says who wrote or edited",
    "speaks of page": "it speaks of the page itself",
    "a reference of Markdown": "it is a list of link targets",
    "a link of Markdown": "it holds links in Markdown",
    "an address": "it holds a web address",
    "shown by itself": "it is nothing but an address, or a headline in capitals between paragraphs",
    "repeated": "the same line stands in the article again",
    "all words new": "no word of it with a meaning occurs elsewhere in the article",
    "no sentence": "it is no sentence",
    "before the prose": "it stands before the first paragraph of the article",
    "after the prose": "it stands after the last paragraph of the article",
}
_MOST_SIGNS = 4
_SHOWN = frozenset(
    {
        *(
            "a link of Markdown",
            "a reference of Markdown",
            "an address",
            "a mail address",
            "a handle",
            "a file name",
            "code",
        ),
        *("a credit at the end", "a credit in brackets", "a credit first", "a numbered picture", "a file photo"),
        *(
            "a date of captions",
            "the sign of copyright",
            "a notice of rights",
            "a pointer first",
            "a request to follow",
        ),
        *("a helper named", "an offer to reach", _SHOWN_BY_ITSELF),
    }
)
"""Shapes that articles seldom have."""
_OF_NO_ARTICLE = frozenset(
    {
        *("a credit at the end", "a credit in brackets", "a credit first", "a file photo", "a date of captions"),
        *("a notice of rights", "a numbered picture", "a person who writes", "a helper named"),
    }
)
_OF_CAPTIONS = _OF_NO_ARTICLE - {"a person who writes", "a helper named"}
"""What shows that a long paragraph is a caption or a notice; people write and help in articles, too."""
_SIGNING = (*CUES, "related", "page")
"""What only pages speak of when lines that do so stand together."""
_SIGNED = _SHOWN | {f"speaks of {kind}" for kind in _SIGNING}
_LINK = "a link of Markdown"
"""Its address looks like a credit in brackets."""
_SHOWN_MARKS = tuple(mark for mark in MARKS if mark.name in _SHOWN)
_MARKS_OF_LONG = tuple(mark for mark in MARKS if mark.name in {*_OF_CAPTIONS, _LINK})


class Run(NamedTuple):
    """Neighbouring blocks that are probably furniture."""

    span: Span
    confidence: float
    blocks: Sequence[Span]
    features: Sequence[Features]
    """What each of the blocks shows."""


def runs(doc: Document, classes: Classes) -> Iterator[Run]:
    """Yield them, in the order of the text."""
    page = Page(doc, classes)
    if page.prose:
        found = list(_Judge(page).runs())
        if sum(run.span.end - run.span.start for run in found) <= _ALL * len(doc.text):
            yield from found


class _Judge:
    """Which blocks of a page are furniture.

    A run needs a block with a sign of pages. So blocks with such a sign come first, and where none of them can be
    probable enough, no other is looked at.
    """

    def __init__(self, page: Page) -> None:
        self._page, self._looks = page, page.looks
        self._opinions = Opinions(page.features, [one.is_dull for one in page.looks])

    def runs(self) -> Iterator[Run]:
        """Yield the runs, in the order of the text."""
        possible = [at for at in range(len(self._looks)) if self._may_be_found(at)]
        headlines, addresses = self._shouted_headlines(), self._mere_addresses()
        if not (headlines or addresses or any(map(self._has_hope, self._stretches(possible)))):
            return
        found: list[int] = []
        may_be_found = set(possible)
        for at in sorted(may_be_found | headlines | addresses):
            if at not in headlines and self._is_others(at):
                continue
            if at in may_be_found and self._opinions.reaches(at, self._least(at)):
                found.append(at)
            elif at in headlines or at in addresses:
                self._page.features(at)[_SHOWN_BY_ITSELF] = 1.0
                found.append(at)
        yield from self._joined(found)

    def _may_be_found(self, at: int) -> bool:
        """Whether a block could be found if it was probable enough."""
        one = self._looks[at]
        if one.is_dull or not (at == 0 or one.is_prose or one.is_long):
            return not one.is_dull
        if not one.is_long:
            return bool(self._page.marks(at, _SHOWN_MARKS))
        # An address, a link or some code stands in paragraphs of articles, too.
        shown = self._page.marks(at, _MARKS_OF_LONG)
        return _LINK not in shown and bool(shown)

    def _least(self, at: int) -> float:
        """Return how probable a block must be to be found if it may be."""
        return _LEAST_UNSIGNED if _SIGNED.isdisjoint(self._page.features(at)) else LEAST

    def _stretches(self, numbers: Iterable[int]) -> list[list[int]]:
        """Return the blocks in groups that no other block and no gap of the page parts."""
        groups: list[list[int]] = []
        for at in numbers:
            is_next = groups and groups[-1][-1] == at - 1
            if is_next and self._looks[at].span.start - self._looks[at - 1].span.end <= _WIDEST_GAP:
                groups[-1].append(at)
            else:
                groups.append([at])
        return groups

    def _has_hope(self, stretch: Sequence[int]) -> bool:
        """Whether a run may be found in a stretch of blocks: one with a sign of pages must be probable enough.

        If that sign is a word, so must be a neighbour.
        """
        for at in stretch:
            is_shown = bool(self._page.marks(at, _SHOWN_MARKS))
            is_signed = is_shown or (len(stretch) >= _FEWEST and self._page.speaks(at, _SIGNING))
            if is_signed and self._opinions.reaches(at, LEAST):
                beside = [other for other in (at - 1, at + 1) if stretch[0] <= other <= stretch[-1]]
                if is_shown or any(self._opinions.reaches(other, LEAST) for other in beside):
                    return True
        return False

    def _is_others(self, at: int) -> bool:
        """Whether a block that is probably furniture shows a post or a code of the content system."""
        line = self._looks[at].line
        return bool(_POST.search(line) or _SHORTCODE.search(line)) and self._opinions.reaches(at, LEAST)

    def _shouted_headlines(self) -> set[int]:
        """Return whole sentences in capitals without a stop between two paragraphs: the links to other stories."""
        return {
            at
            for at, one in enumerate(self._looks)
            if one.line.isupper()
            and len(one.words) >= _FEWEST_SHOUTED
            and len(one.line) >= _SHORTEST_SHOUTED
            and 0 < at < len(self._looks) - 1
            and self._looks[at - 1].is_prose
            and not one.line.endswith(_STOPS)
            and "shouting" in self._page.features(at)
        }

    def _mere_addresses(self) -> set[int]:
        """Return the blocks that are nothing but an address, which no line above announces."""
        found = {at for at, one in enumerate(self._looks) if _ADDRESS.fullmatch(one.line)}
        if len(found) > _MOST_ADDRESSES:
            return set()
        return {at for at in found if not (at and self._looks[at - 1].line.endswith(":"))}

    def _joined(self, numbers: Sequence[int]) -> Iterator[Run]:
        is_alone = len(numbers) == 1
        for group in self._stretches(numbers):
            together, features = [self._looks[at] for at in group], [self._page.features(at) for at in group]
            is_shown = not all(map(_SHOWN.isdisjoint, features))
            is_signed = not all(map(_SIGNED.isdisjoint, features))
            if is_alone and together[0].is_prose and _OF_NO_ARTICLE.isdisjoint(features[0]):
                continue  # it says where to turn, which articles may do in their last lines
            if is_shown or (is_signed and len(group) >= _FEWEST):
                confidence = self._weighed(group) if is_shown and not is_alone else _MOST_DOUBTED
                span = together[0].span.hull(together[-1].span)
                yield Run(span, confidence, [one.span for one in together], features)

    def _weighed(self, group: Sequence[int]) -> float:
        """Return how probable it is that a run is furniture."""
        if all(_SHOWN_BY_ITSELF not in self._page.features(at) and self._opinions.reaches(at, _SURE) for at in group):
            return _MOST
        lengths = [len(self._looks[at].line) for at in group]
        parts = [self._probability(at) * length for at, length in zip(group, lengths, strict=True)]
        return min(_MOST, round(sum(parts) / sum(lengths), 2))

    def _probability(self, at: int) -> float:
        is_by_itself = _SHOWN_BY_ITSELF in self._page.features(at)
        return _MOST_DOUBTED if is_by_itself else self._opinions.probability(at)


def evidence(run: Run) -> Iterator[Evidence]:
    """Yield what convinces an editor, the strongest first, each with the first block that shows it."""
    lines = len(run.blocks)
    if lines > 1 and all("no sentence" in features for features in run.features):
        yield Evidence(f"{lines} lines in a row are no sentences", run.span)
    left = _MOST_SIGNS
    for name, says in _SIGNS.items():
        shown = next((span for span, features in zip(run.blocks, run.features, strict=True) if name in features), None)
        if shown and left and not (name == "no sentence" and lines > 1):
            left -= 1
            yield Evidence(says, shown)
