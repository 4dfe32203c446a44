"""Full stops that cut names off from their noun: `the newspapers. The Plainsman and Evening Bell`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.rule import Hit
from newslint.segment import ends_abbreviation
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import regex

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

_WORD = r"\p{Lu}[^\W_]{0,30}+(?:[’'-][^\W_]{1,30}+){0,2}+"
_NAMES = re.compile_regex(
    r"(?<=\p{Ll})\. (?![\p{Lu} ]{1,80}+\.)"
    rf"(?P<names>(?:The )?{_WORD}(?:,? (?>(?:and|or|of|de|del|della|la|von|van) )?+(?>the )?+{_WORD}){{1,9}}+)"
    r"\.(?=[”\"’]{0,2}(?:\s|$))"
)
_PERSON = re.compile(r"[a-z]{2,12}(?:ologist|[achino]ist|[aeno]tist|[aou]rist|grapher|keeper|woman)")
"""What a person is, by its ending: pharmacist, dentist, florist."""
_TOKEN = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"[.!?:;“”\"()—]\s|\n")
_REACH = 90
_MOST_ADJECTIVES = 3

_DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "another", "other"}
    | {"some", "several", "many", "both", "two", "three", "four", "five", "six", "one", "’s"}
)
_COORDINATORS = frozenset({"and", "or"})
_OTHER_BORDERS = _COORDINATORS | {"be", "been", "being", "become", "became"}
_BEFORE_TITLE = frozenset({"by", "from", "with"})
"""After these prepositions, and after said and told, a title may stand without an article: `said finance minister`."""

_AND = re.compile_regex(r" (?:and|or) ")
_GOES_ON = re.compile_regex(r" (?=\p{Ll})")
_IN_SLOT, _ELSEWHERE = 0.9, 0.7
"""Elsewhere a name may stand alone for effect: `She quoted the newspaper. The Harbour Gazette.`"""


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield the place from the stray stop to the one that ends the names."""
    for match in _NAMES.finditer(doc.text):
        if not ends_abbreviation(doc.text, match.start("names"), match.end()):
            yield from _hits(doc, match, words)


def _hits(doc: Document, match: regex.Match[str], words: Words) -> Iterator[Hit]:
    """Yield the hit, if the clause before the stop ends with a noun that the names may belong to."""
    tokens = _clause(doc.text, match.start())
    number = len(tokens) - 1 - (2 if _word(tokens, -2) == "of" else 3 if _word(tokens, -3) == "of" else 0)
    noun = _word(tokens, number) if number >= 0 else ""
    is_plural, is_list = noun in words["listed_kind"], "," in match["names"]
    is_person = noun in words["role"] or bool(_PERSON.fullmatch(noun))
    if not is_plural and (is_list or not (is_person or noun in words["publication"])):
        return
    if is_list and not _AND.search(match["names"]):
        return
    if not is_plural and _GOES_ON.match(doc.text, match.end()):
        yield Hit(Span(*match.span()), _enclosed(match), {"names": match["names"]}, _IN_SLOT)
        return
    first = _first(tokens, number, words)
    has_determiner = _word(tokens, first) in _DETERMINERS
    in_slot = _leads_up(tokens[:first], words, may_be_bare=is_plural or has_determiner)
    if in_slot or (first > 0 and (is_plural or has_determiner)):
        bare_at = tokens[first].start() if is_plural and in_slot and not has_determiner else None
        fix = _listed(match.start()) if is_list else _joined(match.start(), bare_at, is_plural=is_plural)
        # `They sail to three countries. Norway, Sweden and Denmark.` may be meant so.
        confidence = _IN_SLOT if in_slot and not is_list else _ELSEWHERE
        yield Hit(Span(*match.span()), fix, {"names": match["names"]}, confidence)


def _clause(text: str, stop: int) -> Sequence[re.Match[str]]:
    """Return the words from the last end of a clause to the stop, as far back as may matter."""
    start = max(0, stop - _REACH)
    for end in _CLAUSE_END.finditer(text, start, stop):
        start = end.end()
    return list(_TOKEN.finditer(text, start, stop))


def _word(tokens: Sequence[re.Match[str]], number: int) -> str:
    """Return a word in lower case, `’s` alone for a possessive; nothing where there is none."""
    if not -len(tokens) <= number < len(tokens):
        return ""
    word = tokens[number][0].lower()
    return "’s" if word.endswith(("’s", "'s")) else word


def _first(tokens: Sequence[re.Match[str]], number: int, words: Words) -> int:
    """Return where a noun begins, its determiner and its adjectives included."""
    for first in range(number, max(number - _MOST_ADJECTIVES - 1, 0), -1):
        before = _word(tokens, first - 1)
        if before in _DETERMINERS:
            return first - 1
        if before in words["preposition"] | words["reporting_verb"] | words["auxiliary"] | _OTHER_BORDERS:
            return first
    return min(number, max(number - _MOST_ADJECTIVES - 1, 0))


def _leads_up(before: Sequence[re.Match[str]], words: Words, *, may_be_bare: bool) -> bool:
    """Whether the words before a noun cannot do without it, and so without the names: `according to two newspapers`."""
    last = _word(before, -1)
    if last in _COORDINATORS:
        return may_be_bare and any(token[0] in words["preposition"] for token in before)
    return last in words["reporting_verb"] | (words["preposition"] if may_be_bare else _BEFORE_TITLE)


def _enclosed(match: regex.Match[str]) -> Fix:
    """Return the fix of a name between two stops in the middle of its sentence: `the mayor, Ada Finch, left`."""
    ends = Span(match.start(), match.start() + 1), Span(match.end() - 1, match.end())
    return Fix("put commas for the full stops", tuple(Edit(end, ",") for end in ends), Safety.UNSAFE)


def _listed(stop: int) -> Fix:
    return Fix("put a colon", (Edit(Span(stop, stop + 1), ":"),), Safety.UNSAFE)


def _joined(stop: int, bare_at: int | None, *, is_plural: bool) -> Fix:
    """Return the fix: `the mayor, Ada Finch.` for one, `the newspapers The Plainsman and Evening Bell.` for several."""
    if not is_plural:
        return Fix("join the names to their noun", (Edit(Span(stop, stop + 1), ","),), Safety.UNSAFE)
    article = () if bare_at is None else (Edit(Span(bare_at, bare_at), "the "),)
    return Fix("join the names to their noun", (*article, Edit(Span(stop, stop + 1), "")), Safety.UNSAFE)
