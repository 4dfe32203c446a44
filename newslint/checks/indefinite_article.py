"""“a” before a vowel sound and “an” before a consonant sound: `a intricacy`, `a hour`, `an European`, `a 18-year-old`.

Sound decides, not spelling. Where the sound is not certain, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import lexicon
from newslint import ready_re as re
from newslint.finding import Edit, Fix
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_SUSPECT = (  # “a” before what may sound like a vowel, “an” before what may sound like a consonant
    r"(?P<article>[Aa](?=\s[“\"‘']?[aeiouhAEFILMNORSUX$£€81])|[Aa]n(?=\s[“\"‘']?(?:[^\W_aeioAEIO]|[$£€]|[Oo]n|[Ee][uw])))"
    r"\s[“\"‘']?(?P<word>(?:[A-Z]\.){2,}(?:-\w+)*|[$£€]?\w+(?:[-’']\w+|[.,]\d\w*)*)"
)
_PLACE = re.compile(rf"(?<=[\s“\"‘(\[—–])(?<![\u2009\u200a\u202f]){_SUSPECT}")
"""Behind a thin space it is the end of a word torn apart: `Mil an`."""
_ARTICLES = frozenset({"a", "an"})
_PLACE_AT_START = re.compile(_SUSPECT)
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?…:][”\"’]? |[“\"‘(\[—–])\Z")
_WORD_BEFORE = re.compile(r"(?<![\w’'-])[a-z]+ \Z")
_GOES_ON = re.compile(r"[ \u00a0][a-z]{2}")
_REACH = 24
_NO_ARTICLE = re.compile(
    r"\b(?:(?:vitamin|hepatitis|grade|type|serie)"  # a letter
    r"|(?:kind|sort|lot|couple|bunch|out|cup|one|some|all))$",  # “of”, as people speak
    re.IGNORECASE,
)

_NUMBER = re.compile(r"[$£€]?(?P<first>\d+)(?:,(?P<thousands>\d{3}))?")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_LETTER = re.compile(r"(?P<letter>[A-Z](?=-)|[A-QS-Z](?=\d)|[a-z](?=-)|[B-HJ-Z]$)")
_CAPITALS = re.compile(r"(?P<capitals>[A-Z]{2,}+)s?(?![a-z])")
_CAMEL = re.compile(r"[ei](?=[A-Z])")
_WORD = re.compile(r"(?P<word>[A-Z]?[a-z]+)(?![^\W_])")

_ALWAYS_VOWEL, _VOWEL_IF_SPELT, _ALWAYS_CONSONANT = "AEIO", "FLMNRSX", "BCDGJKPQTVWYZ"

_BEFORE_AN = re.compile(
    r"hour|honest|honou?r|heir"
    r"|a|e(?![uw])|i(?!u)|o(?!nc?e|u[aiy]|ax)"  # not: European, ewe, one, once, ouija, Oaxaca
    r"|un(?!i|anim)|uni(?:den|m[mp]|n|ron|ssu)"  # unable, unimportant; not: unit, unanimous
    r"|u(?:dd|g[hl]|l[clt]|m[bp]|p|r[bcgn]|sh|t[mt])"  # ugly, umbrella, urban, utter
)
_BEFORE_A = re.compile(
    r"uni(?:$|[abcfgjlopqtv]|di|mo|s)|unanim|us[aeiu]|ut[aeio]|ur[aeiou]|ubiq|uk[ru]|ugan"  # unit, useful, utility
    r"|eu[cglprt]|ewes?$|onc?e(?:s|self|ness|time)?$|y[aeiou]"
    r"|h(?!aute|erb|ombre|omm|ors)[aeiou]{1,2}[b-df-hj-np-tv-z]{1,3}e?s?$"  # one syllable, as house: an h to hear
    r"|(?:[bcdfgjklmnpqrstvwz]|[bcfgps]l|[bcdfgkpt]r|s[ckmnpt]|[cpstw]h|[dst]w|[gk]n|gh|ps|qu|wr"  # plain beginnings
    r"|s[cpt]r|sch|spl|squ|[cst]hr)[aeiouy]"
)
_SHORT = 3


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield article and next word where the word's sound is known and wants the other article."""
    for match in _suspects(doc):
        article = match["article"]
        wanted = _wanted(match["word"], words)
        if wanted and wanted != article.lower() and _is_article(doc, match, words):
            span = Span(match.start("article"), match.end("word"))
            edit = Edit.replacing(Span(*match.span("article")), article, article[0] + wanted[1:])
            says = {"wanted": wanted, "word": match["word"]}
            yield Hit(span, Fix(f"write “{wanted}”", (edit,)), says, confidence=0.97)


def _suspects(doc: Document) -> Iterator[re.Match[str]]:
    """Yield the places that the sound of their word must decide, none of which has the word of another as article."""
    if first := _PLACE_AT_START.match(doc.text):
        yield first
    end = 0
    for at in doc.view(spoken)[0].starts_of(_ARTICLES):
        if at > end and (match := _PLACE.match(doc.text, at)):
            end = match.end()
            yield match


def _is_article(doc: Document, match: re.Match[str], words: Words) -> bool:
    """Whether the article is one: no letter or grade (`Serie A`), no “of” as people say it (`kind a odd`)."""
    before = doc.text[max(0, match.start("article") - _REACH) : match.start("article")]
    after = doc.text[match.end() : match.end() + 1]
    if _NO_ARTICLE.search(before.rstrip()) or after in {"/", "$", "€", "£"}:
        return False
    if after == "." and len(match["word"]) == 1:
        return False  # an initial may stand for a whole word: “a N. Korean”
    if (word := _WORD_BEFORE.search(before)) and word[0].strip() not in lexicon.english():
        return False  # another language: “ayudar a otros”
    if match["article"].islower():
        return True
    if match["word"].isupper() and not (
        match["word"] in words["said_as_letters"] and _GOES_ON.match(doc.text, match.end())
    ):
        return False  # a heading, a list of letters
    return _SENTENCE_START.search(before) is not None


def _wanted(word: str, words: Words) -> str:
    """Return the article that goes with the sound of the word: “a”, “an”, or nothing if the sound is uncertain."""
    if found := _NUMBER.match(word):
        return _before_number(found["first"], found["thousands"] or "")
    if found := _INITIALS.match(word):
        return "" if found[0].replace(".", "") in words["read_in_full"] else _before_letter(word[0])
    if found := _LETTER.match(word):
        return _before_letter(found["letter"].upper())
    if found := _CAPITALS.match(word):
        return _before_capitals(found["capitals"], words)
    if _CAMEL.match(word):
        return "an"
    found = _WORD.match(word)
    return _before_word(found["word"], word, words) if found else ""


def _before_number(first: str, thousands: str) -> str:
    """Return the article by the digits before and after the first comma; some read 1,100 as eleven hundred."""
    if first.startswith("8") or first in {"11", "18"}:
        return "an"
    by_hundreds = len(first) > _SHORT or (first == "1" and thousands)
    is_uncertain = first.startswith("0") or (by_hundreds and (first + thousands)[:2] in {"11", "18"})
    return "" if is_uncertain else "a"


def _before_letter(letter: str) -> str:
    """Return the article by the name of a letter; some say “aitch”, some “haitch”."""
    if letter == "H":
        return ""
    return "an" if letter in _ALWAYS_VOWEL + _VOWEL_IF_SPELT else "a"


def _before_capitals(name: str, words: Words) -> str:
    """Return the article by how capitals are read: as letters (`an MP`), as a word (`a NATO ally`)."""
    if name in words["read_in_full"] or name.startswith(("AA", "EUR", "H")):
        return ""
    if name[0] in _ALWAYS_VOWEL:
        return "an"
    if name[0] in _ALWAYS_CONSONANT or name in words["said_as_word"]:
        return "a"
    if name in words["said_as_letters"] or not set(name[1:]) & set("AEIOUY"):
        return "a" if name[0] == "U" else "an"
    return ""


def _before_word(word: str, whole: str, words: Words) -> str:
    """Return the article by the spelling of an English word; a name must begin with a plain consonant or vowel."""
    lower = word.lower()
    if word == whole and (lower in words["little_word"] or lower in words["foreign_word"]):
        return ""
    if word.startswith("H") or lower not in lexicon.english():
        return ""
    if _BEFORE_AN.match(lower):
        return "an"
    may_be_spelt = len(lower) <= _SHORT and lower[0].upper() in _VOWEL_IF_SPELT
    return "a" if _BEFORE_A.match(lower) and not may_be_spelt else ""
