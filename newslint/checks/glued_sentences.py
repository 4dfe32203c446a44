"""Sentences that lost the space between them: `closed.Trams`, `born?157. What`, `for sale now.iPhones`, `late…Who`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslint.damage import lost_spaces
from newslint.finding import Edit, Fix
from newslint.joint import MANY, break_before_item, is_address, is_code, left_of, parted
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.segment import leads_on
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"stop", "ellipsis"})

# Stops, with closing brackets and the numbers of footnotes, before what may begin a sentence.
_STOPS = re.compile(r"[.?!…]{1,4}+(?:[)\]]|\[\d{1,3}\]){0,3}+(?=[(\[]?[^\W_])")
_AFTER_GAP = re.compile(r"(?<=[^\W_]) \.(?=(?P<word>[^\W\d_a-z][a-z]{1,30}+)[\s,])")

_ADDRESS_NEXT = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)[^\s,]{1,80}")
_ITEM = re.compile(r"(?P<number>\d{1,3})[.)](?= [“‘\"'(]?[^\W\d_a-z])")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,4}")
_AFTER_NUMBER = re.compile(
    r"(?P<sure>%|st\b|nd\b|rd\b|th\b|s |-[^\W\d_]{2}|\.\d{1,3}(?:-| [a-z])| [a-z]|:? ?[AP]\.?M\b|[A-Z]: )|\s(?P<word>[^\W\d_a-z]\w*)"
)
_WORD = re.compile(r"[(\[]?(?P<word>[^\W\d_a-z][^\W\d_]{0,30}+)")
_SMALL = re.compile(r"(?P<word>[^\W\d_]{1,30}+)(?=[ ,:’'])")
_BRAND = re.compile(r"(?:[ie][A-Z]|[a-z]{2,7}[A-Z])[A-Za-z]{0,20}")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.){2,5}(?=[\s’'])|[^\W\d_a-z]\. (?=[^\W\d_a-z])|[A-Z]{1,3}&[A-Z]{1,3}\b")
_SITE_NEXT = re.compile(r"\.(?:com|org|net|gov)\b")

_SITE = re.compile(r"[\w-]{2,40}\.(?:com|org|net|gov|edu|co\.uk)", re.IGNORECASE)
_NUMBER_WITH_STOP = re.compile(r".{0,30}\d\.\d{1,3}[^\W\d_]{0,5}[%)\]]?")
_FOOTNOTE = re.compile(r"[^\W\d_]{2}[.!?][”’\")\]]?(\d{1,2})(?=\s|\Z)")
_LIST_ITEM_SPACED = re.compile(r"^[ \t]{0,3}\d{1,3}\.(?P<space> ?)[^\W\d_a-z]", re.MULTILINE)

_NAMES = {".": "full stop", "?": "question mark", "!": "exclamation mark", "…": "ellipsis"}
_AFTER_WORD, _AFTER_OTHER, _LIKELY = 0.97, 0.9, 0.85
_AFTER_CAPITAL = 0.7
"""After “!” and “?” a word with a capital may be a brand: `Yahoo!Finance`."""
_PERHAPS = 0.6
_FREQUENT = 4.0
"""On the Zipf scale: a rarer word after a capitalised one may be the end of a brand, `One.Tel`."""
_YEAR_DIGITS, _SHORTEST_WORD, _ACRONYM = 4, 3, 4
_MONTHS = frozenset("January February March April May June July August September October November December".split())


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the stops that touch the next sentence or item; quotation marks and abbreviations have their own checks."""
    for match in _STOPS.finditer(doc.text):
        left = left_of(doc.text, match.start())
        if left:
            yield from _hits(doc, match, left, words)
    for match in _AFTER_GAP.finditer(doc.text):
        if match["word"].lower() not in words["address_ending"] and not is_code(doc.text, match.end()):
            start = match.start() - len(left_of(doc.text, match.start()))
            span, title = Span(start, match.end("word")), "put the space after the full stop"
            mended = Fix(title, (Edit(Span(*match.span()), ". "),))
            yield Hit(span, mended, {"mark": "full stop"}, _LIKELY, kind="stop")


def _hits(doc: Document, match: re.Match[str], left: str, words: Words) -> Iterator[Hit]:
    """Yield the hit of a stop, if a sentence ends before it and another begins after it."""
    is_ellipsis = "…" in match[0] or ".." in match[0]
    found = _ellipsis(doc, match, words) if is_ellipsis else _sentence(doc, match, left, words)
    if found:
        end, confidence, by = found
        span = Span(match.start() - len(left), end)
        kind = "ellipsis" if is_ellipsis else "stop"
        name = _NAMES[match[0][0]] if not is_ellipsis else "ellipsis"
        yield parted(span, match.end(), name, confidence, kind=kind, by=by)


Found = tuple[int, float, str] | None
"""Where the word after the joint ends, how certain it is that a sentence begins there, and what parts the two."""


def _sentence(doc: Document, match: re.Match[str], left: str, words: Words) -> Found:
    text, at = doc.text, match.end()
    if address := _ADDRESS_NEXT.match(text, at):
        return (address.end(), _AFTER_OTHER, " ") if left[-1].isalpha() and "." not in left else None
    if is_address(doc, Span(*match.span())):
        return None
    char = text[at]
    if char.isdigit():
        return _number(doc, match, left, words)
    if char.islower():
        return _small(doc, match, left, words)
    return _capital(doc, match, left, words)


def _number(doc: Document, match: re.Match[str], left: str, words: Words) -> Found:
    """Judge a number after a stop: an item, or a sentence that begins so, but no footnote, version or verse."""
    text, at = doc.text, match.end()
    word = re.split("[’'-]", left)[-1]
    is_closed = left[-1] in ")]’'”\"%"
    if item := _ITEM.match(text, at):
        ends = is_closed or (left[-1].isalpha() and len(left) > 1 and not leads_on(left))
        return (item.end("number"), _AFTER_OTHER, break_before_item(doc)) if ends else None
    number = _NUMBER.match(text, at)
    after = _AFTER_NUMBER.match(text, number.end()) if number else None
    if not number or not after or not (is_closed or _ends_with_plain_word(left, words)):
        return None
    digits = len(number[0])
    is_small = word[:1].islower() or is_closed
    if digits < _YEAR_DIGITS and not is_small:
        return None
    if after["sure"] or digits >= _YEAR_DIGITS or after["word"] in _MONTHS:
        is_note = digits < _SHORTEST_WORD and after["sure"] == " " and _has_footnotes(doc)
        return None if is_note else (number.end(), _AFTER_OTHER if is_small else _LIKELY, " ")
    if digits == _SHORTEST_WORD:
        return number.end(), _LIKELY, " "
    return None if number[0] == "1" or _has_footnotes(doc) else (number.end(), _PERHAPS, " ")


def _ends_with_plain_word(left: str, words: Words) -> bool:
    """Whether a number that touches the stop behind this word counts nothing that the word names: not `section.4`."""
    word = re.split("[’'-]", left)[-1]
    is_plain = (
        (len(left) >= _SHORTEST_WORD or left in words["little_word"])
        and word.isalpha()
        and not left.isupper()
        and word in english()
    )
    return (
        (is_plain or left.endswith(("’s", "'s"))) and word.lower() not in words["numbered_thing"] and not leads_on(word)
    )


def _has_footnotes(doc: Document) -> bool:
    return len(doc.view(_footnotes)) > 1


def _footnotes(doc: Document) -> list[str]:
    return _FOOTNOTE.findall(doc.text)


def _small(doc: Document, match: re.Match[str], left: str, words: Words) -> Found:
    """Judge a small letter after a stop: a brand, or one of the little words that end no address."""
    found = _SMALL.match(doc.text, match.end())
    if not found or not left.isalpha() or not left.islower() or len(left) < _SHORTEST_WORD or left not in english():
        return None
    word = found["word"]
    if _BRAND.fullmatch(word):
        is_known = word[0] in "ie" and word[1].isupper()
        if is_known or re.search(rf"(?<=[\s(]){re.escape(word)}\b", doc.text):
            return found.end(), _LIKELY, " "
    is_little = word in words["little_word"] and word not in words["address_word"]
    is_word = match[0][0] in "!?" and len(word) >= _SHORTEST_WORD and word in english()
    if match.end() - match.start() == 1 and (is_little or is_word) and not leads_on(left):
        return found.end(), _LIKELY if is_little or match[0] == "!" else _PERHAPS, " "
    return None


def _ellipsis(doc: Document, match: re.Match[str], words: Words) -> Found:
    """Judge dots before a capital: a style, if the article has them often; else the start of a sentence, perhaps."""
    found = _WORD.match(doc.text, match.end())
    if not found or not found["word"][0].isupper() or is_address(doc, Span(*match.span())):
        return None
    if len(doc.view(_tight_ellipses)) >= MANY > len(doc.view(lost_spaces)) or is_code(doc.text, match.end()):
        return None
    is_sure = len(doc.view(lost_spaces)) >= MANY and found["word"].lower() in words["little_word"]
    return found.end(), _LIKELY if is_sure else _PERHAPS, " "


def _tight_ellipses(doc: Document) -> list[str]:
    return re.findall(r"\w(?:…|\.{3})\w", doc.text)


def _capital(doc: Document, match: re.Match[str], left: str, words: Words) -> Found:
    text, at = doc.text, match.end()
    if match[0][0] == "." and not _ends_sentence(doc, match, left, words):
        return None
    if initials := _INITIALS.match(text, at):
        is_sentence = left[-1] in ")]’'%" or left[-1].isdigit() or (left.islower() and len(left) > 1)
        return (initials.end(), _AFTER_OTHER, " ") if is_sentence else None
    found = _WORD.match(text, at)
    if not found or not found["word"][0].isupper():
        return None
    word, after = found["word"], text[found.end() : found.end() + 1]
    if match[0][0] == "!" and re.split("[’'-]", left)[-1] in words["exclaimed_name"]:
        return None
    is_bracketed = found.start("word") > at
    if len(word) == 1:
        begins = (word in {"A", "I"} and after in {" ", "’", "'"}) or (word in {"Q", "A"} and after == ":")
        is_share = match[0] == "." and word == "A" and left.isupper() and len(doc.view(lost_spaces)) < MANY  # `BRK.A`
        return (found.end(), _confidence(doc, match, left, word, words), " ") if begins and not is_share else None
    if word.lower() in words["address_ending"] and not re.match(r"-[A-Z]", text[found.end() : found.end() + 2]):
        return None
    if is_code(text, found.start("word")):
        is_site = left.islower() and left in english() and _SITE_NEXT.match(text, found.end())
        return (found.end(), _LIKELY, " ") if is_site else None
    confidence = _confidence(doc, match, left, word, words)
    if not left.islower() and word.isupper() and match[0][0] == "." and not is_bracketed:
        confidence = min(confidence, _of_acronym(doc, left, word, after))
    return (found.end(), confidence, " ") if confidence else None


def _of_acronym(doc: Document, left: str, word: str, after: str) -> float:
    """Return how certain a sentence is that begins with capitals after a word with one: not `ASP.NET`, `Mirka.AT`."""
    if after not in {" ", "’", "'", "-", ":"}:
        return 0
    if len(doc.view(lost_spaces)) >= MANY:
        return _LIKELY if len(word) >= _SHORTEST_WORD else _PERHAPS
    return _PERHAPS if len(word) >= _ACRONYM and not left.isupper() else 0


def _ends_sentence(doc: Document, match: re.Match[str], left: str, words: Words) -> bool:
    """Whether what stands before a full stop can end a sentence: not an initial, an abbreviation, an item's number."""
    text, start = doc.text, match.start() - len(left)
    if left[-1].isdigit() and "." not in left:
        return (start > 0 and text[start - 1] != "\n") or (start > 0 and _spaces_items(doc))
    if not left[-1].isalpha():
        return left[-1] not in ".?!" and (not leads_on(left.rstrip(")]’'")) or not left[0].isalpha())
    if "." in left:
        is_site = _SITE.fullmatch(left) is not None and text[match.end() :][:30].partition(" ")[0].isalpha()
        return is_site or _NUMBER_WITH_STOP.fullmatch(left) is not None
    word = re.split("[’'-]", left)[-1]
    if len(left) == 1:
        following = _WORD.match(text, match.end())
        is_after_word = re.search(r"[a-z]{2} \Z", text[max(0, start - 3) : start]) is not None
        return bool(
            left.isupper()
            and is_after_word
            and following
            and following["word"].lower() in words["little_word"]
            and len(following["word"]) > 1
        )
    return len(word) > 1 and not leads_on(word)


def _spaces_items(doc: Document) -> bool:
    """Whether the numbered items that begin a line have a space after the stop, nearly all of them."""
    spaces = doc.view(_item_spaces)
    return spaces.count(" ") > 2 * spaces.count("")


def _item_spaces(doc: Document) -> list[str]:
    return _LIST_ITEM_SPACED.findall(doc.text)


def _confidence(doc: Document, match: re.Match[str], left: str, word: str, words: Words) -> float:
    is_little = word.lower() in words["little_word"]
    if match[0][0] in "?!" and left[:1].isupper() and not is_little and len(doc.view(lost_spaces)) < MANY:
        return _AFTER_CAPITAL
    is_brand = left[:1].isupper() and (word.lower() in words["address_word"] or english().zipf(word) < _FREQUENT)
    if is_brand and not is_little and len(doc.view(lost_spaces)) < MANY:
        return _AFTER_CAPITAL
    return _AFTER_WORD if left.isalpha() and not (len(left) == 1) else _AFTER_OTHER
