"""Sentences that lost the space between them: `closed.Trams`, `born?157. What`, `for sale now.iPhones`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.damage import is_damaged
from newslint.finding import Edit, Fix
from newslint.glue import opening
from newslint.glue.marks import is_address, is_code, left_of, parted, touching
from newslint.glue.opening import Opening
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.segment import leads_on
from newslint.shape import Seen
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

# Stops, with closing brackets and footnotes, before what may begin a sentence. First the mark, for speed.
_STOPS = re.compile(r"[.?!…](?:(?<!…)[.?!]{0,3}+|(?=\.)[.?!]{1,4}+)(?:[)\]]|\[\d{1,3}\]){0,3}+(?=[(\[]?[^\W_])")
_CLOSED = r"(?:[.?!)\]]|\[0{1,3}\]){0,8}[(\[]?"
_SEEN = Seen(
    rf"[.?!…](?:(?<=[?!…]){_CLOSED}[aAe0]|(?<=[^0]\.){_CLOSED}0"
    rf"|(?<=[ae]{{3}}\.){_CLOSED}[ae]|(?<=[aAe]\.){_CLOSED}(?:aaaaa?:|aaa\.)"
    rf"|(?:(?<=[^A]\.)|(?<=[aAe0]A\.)){_CLOSED}[Ae]|(?<=A\.){_CLOSED}[Ae][aAe])"
)
"""Where a figure, a small letter, an address, a capital touches a stop. Two initials that do are those of a name."""
_SEEN_AFTER_GAP = Seen(r"\.(?<=^\.)[Ae]a")
_AFTER_GAP = re.compile(r" \.(?<=[^\W_] \.)(?=(?P<word>[^\W\d_a-z][a-z]{1,30}+)[\s,])")

_ADDRESS_NEXT = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)[^\s,]{1,80}")
_WORD = re.compile(r"[(\[]?(?P<word>[^\W\d_a-z][^\W\d_]{0,30}+)")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.){2,5}(?=[\s’'])|[^\W\d_a-z]\.(?= [^\W\d_a-z])|[A-Z]{1,3}&[A-Z]{1,3}\b")
_SITE_NEXT = re.compile(r"\.(?:com|org|net|gov)\b")
_VERB = re.compile(r" ([a-z]{3,20})\b")
_HYPHENATED = re.compile(r"-[A-Z]")

_SITE = re.compile(r"[\w-]{2,40}\.(?:com|org|net|gov|edu|co\.uk)", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[^\W\d_]{1,30}(?=\s|\Z)")
_NUMBER_WITH_STOP = re.compile(r".{0,30}\d\.\d{1,3}[^\W\d_]{0,5}[%)\]]?")
_LIST_ITEM = re.compile(r"^[ \t]{0,3}\d{1,3}\.(?P<space> ?)[^\W\d_a-z]", re.MULTILINE)
_AFTER_WORD_AND_BLANK = re.compile(r"[a-z]{2} \Z")

_NAMES = {".": "full stop", "?": "question mark", "!": "exclamation mark"}
_SURE, _AFTER_OTHER, _LIKELY, _PERHAPS = 0.97, 0.9, 0.85, 0.6
_BRAND = 0.7
"""`Yahoo!Finance`, `One.Tel`: what follows a capitalised word may be the rest of its name."""
_FREQUENT = 4.0
"""On the Zipf scale: a rarer word after a capitalised one is taken for part of a brand."""
_SHORTEST_ACRONYM, _LONG_ACRONYM = 3, 4


_MOVE = re.compile(r"[KQRBN][a-h1-8]?x?[a-h][1-8]|[a-h]x?[a-h]?[1-8]|O-O")
"""A move of a game of chess, as it stands behind its number."""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the stops that touch the next sentence or item; dots, quotation marks, abbreviations have other checks."""
    for match in _STOPS.finditer(doc.text) if _SEEN(doc) else ():
        if doc.text[match.end()].isdigit() and doc.text[match.start() - 1].isdigit():
            continue  # a number: `4.5`
        left = left_of(doc.text, match.start())
        found = _opening(doc, Span(*match.span()), left, words) if left and ".." not in match[0] else None
        if found:
            span = Span(match.start() - len(left), found.end)
            yield parted(doc, span, match.end(), _NAMES[match[0].lstrip("…")[0]], found.confidence, found.by)
    for at in doc.view(touching) if _SEEN_AFTER_GAP(doc) else ():
        gap = _AFTER_GAP.match(doc.text, at - 1) if doc.text[at - 1] == " " else None
        if gap and gap["word"].lower() not in words["address_ending"] and not is_code(doc.text, gap.end()):
            span = Span(gap.start() - len(left_of(doc.text, gap.start())), gap.end("word"))
            fix = Fix("put the space after the full stop", (Edit(Span(*gap.span()), ". "),))
            yield Hit(span, fix, {"mark": "full stop"}, _LIKELY)


def _opening(doc: Document, mark: Span, left: str, words: Words) -> Opening | None:
    """Return the start of the sentence that touches the mark, if one ends before it and one begins behind it."""
    if address := _ADDRESS_NEXT.match(doc.text, mark.end):
        return Opening(address.end(), _AFTER_OTHER) if left[-1].isalpha() and "." not in left else None
    if is_address(doc, mark) or (left[-1].isdigit() and _MOVE.match(doc.text, mark.end)):
        return None
    following = doc.text[mark.end]
    if following.isdigit():
        return opening.number(doc, mark, left, words)
    if following.islower():
        return opening.small_letter(doc, mark, left, words)
    if doc.text[mark.start] == "." and not _ends_sentence(doc, mark, left, words):
        return None
    return _initials(doc, mark, left) or _capital(doc, mark, left, words)


def _initials(doc: Document, mark: Span, left: str) -> Opening | None:
    """Return the initials behind the mark: `there.J. Moen`, `harbour.U.S. ships`, but not `J.K.Rowling`."""
    found = _INITIALS.match(doc.text, mark.end)
    ends = left[-1] in ")]’'%" or left[-1].isdigit() or (left.islower() and len(left) > 1)
    return Opening(found.end(), _AFTER_OTHER) if found and ends else None


def _capital(doc: Document, mark: Span, left: str, words: Words) -> Opening | None:
    """Return the word with a capital behind the mark: not `Booking.Com`, `Mirka.AT`, `System.Console.Write`."""
    text = doc.text
    found = _WORD.match(text, mark.end)
    if not found or not found["word"][0].isupper() or _INITIALS.match(text, mark.end):
        return None
    word, glyph = found["word"], text[mark.start]
    if glyph == "!" and re.split("[’'-]", left)[-1] in words["exclaimed_name"]:
        return None
    confidence = _confidence(doc, glyph, left, found, words)
    if len(word) == 1:
        return Opening(found.end(), confidence) if _is_letter_alone(doc, found, glyph, left) else None
    if word.lower() in words["address_ending"] and not _HYPHENATED.match(text, found.end()):
        return None
    if is_code(text, found.start("word")):
        is_site = left.islower() and left in english() and _SITE_NEXT.match(text, found.end())
        return Opening(found.end(), _LIKELY) if is_site else None
    if glyph == "." and word.isupper() and not left.islower() and found[0] == word:
        confidence = min(confidence, _of_acronym(doc, left, word, text[found.end() : found.end() + 1]))
    return Opening(found.end(), confidence) if confidence else None


def _is_letter_alone(doc: Document, found: re.Match[str], glyph: str, left: str) -> bool:
    """Whether a capital on its own is a word, or the label of a question or an answer, and no share: `BRK.A`."""
    letter, after = found["word"], doc.text[found.end() : found.end() + 1]
    if letter == "A" and glyph == "." and left.isupper() and not is_damaged(doc):
        return False
    return (letter in {"A", "I"} and after in {" ", "’", "'"}) or (letter in {"Q", "A"} and after == ":")


def _of_acronym(doc: Document, left: str, word: str, after: str) -> float:
    """Return how certain a sentence is that begins with capitals after a word with one: not `ASP.NET`, `Mirka.AT`."""
    if after not in {" ", "’", "'", "-", ":"}:
        return 0
    if is_damaged(doc):
        return _LIKELY if len(word) >= _SHORTEST_ACRONYM else _PERHAPS
    return _PERHAPS if len(word) >= _LONG_ACRONYM and not left.isupper() else 0


def _confidence(doc: Document, glyph: str, left: str, found: re.Match[str], words: Words) -> float:
    """Return how certain it is that a word with a capital begins a sentence and is no part of a brand."""
    word = found["word"]
    if left[:1].isupper() and word.lower() not in words["little_word"] and not is_damaged(doc):
        is_rare = word.lower() in words["address_word"] or english().zipf(word) < _FREQUENT
        if glyph in "?!" or (is_rare and not _is_subject(doc, found, words)):
            return _BRAND
    return _SURE if left.isalpha() and len(left) > 1 else _AFTER_OTHER


def _is_subject(doc: Document, found: re.Match[str], words: Words) -> bool:
    """Whether a rare word stands alone elsewhere, or a verb seems to follow it: `Orrin.Moen claims`."""
    word, following = found["word"], _VERB.match(doc.text, found.end())
    if word.lower() in words["address_word"]:
        return False
    return doc.vocabulary[word] > 1 or (following is not None and following[1] not in words["little_word"])


def _ends_sentence(doc: Document, mark: Span, left: str, words: Words) -> bool:
    """Whether what stands before a full stop can end a sentence: not an initial, an abbreviation, an item's number."""
    text, start = doc.text, mark.start - len(left)
    if "." in left and left[-1].isalnum():
        is_site = _SITE.fullmatch(left) and _PLAIN_WORD.match(text, mark.end)
        return bool(is_site or _NUMBER_WITH_STOP.fullmatch(left))
    if left[-1].isdigit():
        return start > 0 and (text[start - 1] != "\n" or _spaces_items(doc))
    if not left[-1].isalpha():
        return left[-1] not in ".?!"
    if len(left) == 1:  # a letter, as in “plan B”, not the initial of a name
        following = _WORD.match(text, mark.end)
        is_letter = left.isupper() and _AFTER_WORD_AND_BLANK.search(text[max(0, start - 3) : start])
        return bool(is_letter and following and following["word"].lower() in words["little_word"] - {"a", "i"})
    word = re.split("[’'-]", left)[-1]
    return len(word) > 1 and not leads_on(word)


def _spaces_items(doc: Document) -> bool:
    """Whether the numbered items that begin a line have a space after the stop, nearly all of them."""
    return doc.view(_item_style)[0]


def _item_style(doc: Document) -> tuple[bool]:
    spaces = _LIST_ITEM.findall(doc.text)
    return (spaces.count(" ") > 2 * spaces.count(""),)
