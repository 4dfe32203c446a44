"""Runs: neighbouring blocks that are probably no article, and what convinces an editor of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re
from newslint.boilerplate.blocks import blocks
from newslint.boilerplate.features import CUES, added, has_plain_letters, look
from newslint.boilerplate.model import probabilities
from newslint.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.boilerplate.features import Look
    from newslint.document import Document
    from newslint.span import Span

LEAST, _LEAST_UNSIGNED = 0.9, 0.93
"""A block that is less probably furniture is left alone; one that shows no sign of pages has to be more probable."""
_LONGEST_PLAIN = 25
"""Words of a block without a shape of furniture: what is longer is prose, an advertisement or not."""
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
_SIGNED = _SHOWN | {f"speaks of {kind}" for kind in (*CUES, "related", "page")}


class Run(NamedTuple):
    """Neighbouring blocks that are probably furniture."""

    span: Span
    looks: Sequence[Look]
    confidence: float


def runs(doc: Document, classes: Mapping[str, frozenset[str]]) -> Iterator[Run]:
    """Yield them, in the order of the text."""
    is_plain = has_plain_letters(doc.characters)
    looks = [look(doc.text, span, classes, is_plain=is_plain) for span in blocks(doc)]
    if not any(one.is_prose for one in looks) or not any(one.features for one in looks):
        return
    added(looks, classes)
    probable = probabilities([one.features for one in looks])
    addresses = sum(_ADDRESS.fullmatch(doc.text, *one.span) is not None for one in looks)
    for at, one in enumerate(looks):
        if one.features and _is_shouted_headline(looks, at, doc.text):
            is_by_itself = True
        elif probable[at] >= LEAST and (_POST.search(doc.text, *one.span) or _SHORTCODE.search(doc.text, *one.span)):
            is_by_itself, probable[at] = False, 0.0
        else:
            is_by_itself = 0 < addresses <= _MOST_ADDRESSES and _is_mere_address(doc.text, looks, at)
        if is_by_itself and probable[at] < _least(one, at):
            probable[at] = _MOST_DOUBTED
            one.features[_SHOWN_BY_ITSELF] = 1.0
    found = list(_joined(looks, probable))
    if sum(run.span.end - run.span.start for run in found) <= _ALL * len(doc.text):
        yield from found


def _is_shouted_headline(looks: Sequence[Look], at: int, text: str) -> bool:
    """Whether a whole sentence in capitals without a stop stands between two paragraphs: the link to another story."""
    one, line = looks[at], looks[at].span.of(text)
    if len(one.words) < _FEWEST_SHOUTED or len(line) < _SHORTEST_SHOUTED or "shouting" not in one.features:
        return False
    return 0 < at < len(looks) - 1 and looks[at - 1].is_prose and not line.endswith(_STOPS) and line.isupper()


def _is_mere_address(text: str, looks: Sequence[Look], at: int) -> bool:
    """Whether a block is nothing but an address, which no line above announces."""
    one = looks[at]
    is_announced = at > 0 and text[looks[at - 1].span.end - 1] == ":"
    return bool(one.features) and not is_announced and _ADDRESS.fullmatch(text, *one.span) is not None


def _joined(looks: Sequence[Look], probable: Sequence[float]) -> Iterator[Run]:
    groups: list[list[int]] = []
    for at, one in enumerate(looks):
        if probable[at] < _least(one, at):
            continue
        if groups and groups[-1][-1] == at - 1 and one.span.start - looks[at - 1].span.end <= _WIDEST_GAP:
            groups[-1].append(at)
        else:
            groups.append([at])
    is_alone = sum(map(len, groups)) == 1
    for group in groups:
        together = [looks[at] for at in group]
        is_shown = any(not _SHOWN.isdisjoint(one.features) for one in together)
        is_signed = any(not _SIGNED.isdisjoint(one.features) for one in together)
        if is_alone and together[0].is_prose and _OF_NO_ARTICLE.isdisjoint(together[0].features):
            continue  # it says where to turn, which articles may do in their last lines
        if is_shown or (is_signed and len(group) >= _FEWEST):
            lengths = [one.span.end - one.span.start for one in together]
            weighed = sum(probable[at] * length for at, length in zip(group, lengths, strict=True)) / sum(lengths)
            most = _MOST if is_shown and not is_alone else _MOST_DOUBTED
            yield Run(together[0].span.hull(together[-1].span), together, min(most, round(weighed, 2)))


def _least(one: Look, number: int) -> float:
    """Return how probable a block must be furniture to be found: a headline or a paragraph is none by its words."""
    if _SHOWN_BY_ITSELF in one.features:
        return _MOST_DOUBTED
    is_long = len(one.words) > _LONGEST_PLAIN
    # An address, a link or some code stands in paragraphs of articles, too.
    is_linked = is_long and "a link of Markdown" in one.features  # its address looks like a credit in brackets
    if not is_linked and not (_OF_CAPTIONS if is_long else _SHOWN).isdisjoint(one.features):
        return LEAST
    if number == 0 or one.is_prose or is_long:
        return math.inf
    return LEAST if not _SIGNED.isdisjoint(one.features) else _LEAST_UNSIGNED


def evidence(run: Run) -> Iterator[Evidence]:
    """Yield what convinces an editor, the strongest first, each with the first block that shows it."""
    lines = len(run.looks)
    unfinished = sum("no sentence" in one.features for one in run.looks)
    if lines > 1 and unfinished == lines:
        yield Evidence(f"{lines} lines in a row are no sentences", run.span)
    left = _MOST_SIGNS
    for name, says in _SIGNS.items():
        shown = next((one.span for one in run.looks if name in one.features), None)
        if shown and left and not (name == "no sentence" and lines > 1):
            left -= 1
            yield Evidence(says, shown)
