"""“Such as” translated too literally before a name: `The media likes it The Plainsman`, `newspapers how Le Monde`."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.span import Span
from newslint.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"name", "outlet"})

_CALQUE = re.compile(
    r"[ \u00a0](?P<calque>(?:[Ll]ikes?(?:[ \u00a0](?:it|they|them|him|he|her|she|how|as|those of|what|to))?"
    r"|[Hh]ow(?: (?:it|they))?|[Aa]s (?:they|it|he|she)(?: (?:are|is|were|was))?|what a|such how|so as))"
    r"[ \u00a0](?=[Tt]he [A-Z]|[A-Z])"
)
_KIND = re.compile(
    r"(?<![\w’'-])(?:(?P<the>[Tt]he|[Tt]hese|[Ss]ome|[Oo]ther|[Ss]everal|[Mm]any) )?(?:(?P<adjective>[a-z]{3,20}) )?"
    r"(?P<kind>(?:media )?[A-Za-z][a-z]{2,20}?)(?P<of>(?: of (?:the|this|that) country| abroad| here)?)\Z"
)
_KINDS_TOO = frozenset({"vehicles", "news outlets"})
_BEHIND_KIND = frozenset({"abroad", "country", "here"})
_BEGIN_CALQUE = frozenset({"as", "how", "like", "likes", "so", "such", "what"})
_NAME = re.compile(
    r"(?:[Tt]he )?[A-Z][^\W_]{1,30}(?:[ ’'-](?:(?:of|the|del|della|des|de|di|do|du|las|la|los) )?[A-Z][^\W_]{1,30})"
    r"{0,5}"
)
_LIST_GOES_ON = re.compile(
    r"[.,;:)\n]|\Z| (?:and|or|as well as|have|has|had|are|were|was|reported|report|put"
    r"|wrote|said|say|published|on|in)\b"
)
"""Behind `the newspapers how The Guardian` no other verb follows than that of the newspapers."""
_REACH = 60
_LONGEST_NAME = 90
_FITS_ANY = frozenset({"like it", "likes it"})
"""Before any name; other calques mean something else before the name of a person."""
_NO_NAME = frozenset({"I", "He", "She", "It", "We", "They", "You", "But", "And", "Or", "So", "If", "When", "The"})
_ENGLISH = frozenset({"like", "Like"})
_SURE, _LIKELY = 0.97, 0.85


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the kind of thing and the calque behind it, if a name follows."""
    if _pairs(words["listed_kind"], words["publication"]).isdisjoint(doc.view(spoken)[0].neighbours):
        return
    for match in _CALQUE.finditer(doc.text):
        if match["calque"] in _ENGLISH:
            continue
        before = _KIND.search(doc.text, max(0, match.start() - _REACH), match.start())
        if not before or not _is_kind(before["kind"].lower(), words):
            continue
        name = _NAME.match(doc.text, match.end(), match.end() + _LONGEST_NAME)
        if not name or name[0].split(" ")[0] in _NO_NAME - {"The"} or name[0] == "The":
            continue
        is_outlet = _is_outlet(doc, match.end(), name[0], words)
        kind = "name" if match["calque"].lower().replace("\u00a0", " ") in _FITS_ANY else "outlet"
        if kind == "outlet" and (not is_outlet or not _LIST_GOES_ON.match(doc.text, name.end())):
            continue
        yield _hit(doc, before, match, kind)


@functools.lru_cache(maxsize=4)
def _pairs(listed: frozenset[str], publications: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Return the last word of a kind or of what belongs to it, and the first of a calque."""
    lasts = {kind.lower().split()[-1] for kind in listed | publications | _KINDS_TOO}
    return frozenset(itertools.product(lasts | _BEHIND_KIND, _BEGIN_CALQUE))


def _is_kind(kind: str, words: Words) -> bool:
    return kind in words["listed_kind"] or kind in words["publication"] or kind in _KINDS_TOO


def _is_outlet(doc: Document, at: int, name: str, words: Words) -> bool:
    """Whether a known outlet or agency begins at a place, or a name ends as mastheads do."""
    known = words["outlet"] | words["news_agency"]
    parts = doc.text[at : at + _LONGEST_NAME].removeprefix("the ").split(" ")
    return any(re.sub(r"\W+\Z", "", " ".join(parts[:n])) in known for n in range(1, 5)) or (
        name[:4].lower() == "the " and name.rpartition(" ")[2] in words["masthead"]
    )


def _hit(doc: Document, before: re.Match[str], match: re.Match[str], kind: str) -> Hit:
    start = before.start("kind") if not before["the"] else before.start()
    if before["adjective"] and not before["the"]:
        start = before.start("kind")
    span = Span(start, match.end("calque"))
    found = span.of(doc.text)
    wanted = found.removesuffix(match["calque"]) + "such as"
    if (before["the"] or "").lower() == "the" and not before["adjective"]:
        noun = wanted[4:]
        wanted = noun[0].upper() + noun[1:] if found[0] == "T" else noun
    wanted = (
        wanted.replace("Vehicles", "Outlets")
        .replace("vehicles", "outlets")
        .replace(" of the country", " in the country")
    )
    fix = Fix(f"write “{wanted}”", (Edit.replacing(span, found, wanted),), Safety.UNSAFE)
    name = doc.text[match.end() : match.end() + 30].split(" ")[0]
    says = {"calque": match["calque"], "name": name, "wanted": wanted}
    return Hit(span, fix, says, _SURE if kind == "name" else _LIKELY, kind=kind)
