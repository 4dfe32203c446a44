"""From what checks hit to what an editor reads: severity, the promise of a fix, fingerprints, order.

Finding and judging are apart: a check says where and why, this module decides what it amounts to.
"""

from __future__ import annotations

import bisect
import hashlib
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newslint import joining, markup
from newslint import ready_re as re
from newslint.encoding import is_control, spelt, without_stray_joiners
from newslint.finding import Edit, Finding, Fix, Safety, Severity
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newslint.document import Document
    from newslint.rule import Hit, Rule

CERTAIN = 0.8
"""Below this confidence a finding is advice: a note, whatever its rule says, and no fix of it is safe."""

_SHOWN = 60
_CONTEXT_WORDS = 4
_CONTEXT_REACH = 80
_WORD = re.compile(r"\w+")

_LONGEST_PLACE = 200
"""Characters; a finding that is longer is about the article, not about a place in it."""
_REACH = 80
"""Characters on each side of a fix that are compared: more than a word."""
_SAME_MARK = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛‹›", "'")})
_WITH_GAP = re.compile(r"(\s*)(\S)")
_CONTROL_OR_BREAK = re.compile(r"[^\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u036f\u2010-\u2027\u20ac]")
"""Anything but what most texts consist of: it may be a control character or another kind of line break."""
# The indefinite article before a word; a capital elsewhere than at the start of a sentence is a letter or a name.
_ARTICLE = re.compile(r"""(?:\ba|(?:^|(?<=[.!?…:“"] )|(?<=[“"\n]))A)n?(?=\s+["“‘(]?[\w$£€¥])""")


def finding(doc: Document, rule: Rule, hit: Hit) -> Finding:
    """Return the finding that a hit of `rule` amounts to; raise KeyError if its message asks for what no hit says."""
    is_certain = hit.confidence >= CERTAIN
    match = hit.span.of(doc.text)
    return Finding(
        rule=rule.id,
        family=rule.family,
        span=hit.span,
        message=rule.message.format_map({**hit.says, "match": _shortened(match)}),
        severity=rule.severity if is_certain else Severity.NOTE,
        confidence=hit.confidence,
        fix=hit.fix and kept_promise(doc, hit.fix, is_certain=is_certain, names_line=rule.names_line),
        suggestions=hit.suggestions,
        evidence=hit.evidence,
    )


def kept_promise(
    doc: Document, fix: Fix, *, is_certain: bool = True, names_line: Callable[[str], bool] | None = None
) -> Fix:
    """Return the fix, as unsafe if it promises to be safe and is not, or mends what may be no fault.

    A safe fix parts words but never joins them, turns a quotation mark but adds and removes none, puts the comma that
    goes with a closing mark, changes letter case or a/an, or takes out characters that cannot be text. No line break
    goes, and inside a quotation not even letter case or a/an may change. It may also write what stands there in sound
    coding (see `encoding.spelt`), and take out a bare tag where that joins nothing. And it may delete whole lines each
    of which `names_line` knows: the rule names them word by word.
    """
    if fix.safety is not Safety.SAFE:
        return fix
    if is_certain and names_line and all(_deletes_only(doc, edit, names_line) for edit in fix.edits):
        return fix
    is_safe = is_certain and all(_is_safe(doc, stretch) for stretch in _stretches(fix))
    return fix if is_safe else replace(fix, safety=Safety.UNSAFE)


def _stretches(fix: Fix) -> Iterator[Fix]:
    """Yield the fix in parts whose surroundings do not meet, so that what stands between them is not compared."""
    together = [fix.edits[0]]
    for edit in fix.edits[1:]:
        if edit.span.start - together[-1].span.end > 2 * _REACH:
            yield Fix(fix.title, tuple(together))
            together = []
        together.append(edit)
    yield Fix(fix.title, tuple(together))


def _is_safe(doc: Document, fix: Fix) -> bool:
    """Whether a fix, or a part of one, keeps the promise of `kept_promise` by what it does to the text around it."""
    place = Span(max(0, fix.span.start - _REACH), min(len(doc.text), fix.span.end + _REACH))
    words = _words(doc.text, fix.span, place)
    if _keeps_words(words.of(doc.text), fix.result(doc.text, words)):
        return True
    if all(_is_unharmed(doc, edit) for edit in fix.edits):
        return True
    if any(doc.touches_quotation(edit.span) for edit in fix.edits):
        return False
    old, new = place.of(doc.text), fix.result(doc.text, place)
    return _keeps_words(*(_ARTICLE.sub("a", text).lower() for text in (old, new)))


def _words(text: str, span: Span, place: Span) -> Span:
    """Return the part of `place` from the blank before `span` to the one behind it: no word beyond is concerned."""
    before, after = text.rfind(" ", place.start, span.start), text.find(" ", span.end, place.end)
    return Span(place.start if before < 0 else before, place.end if after < 0 else after)


def _is_unharmed(doc: Document, edit: Edit) -> bool:
    """Whether the edit only changes the coding of what stands there, or takes a bare tag out that parts no words."""
    old = edit.span.of(doc.text)
    if edit.text.count("\n") < old.count("\n"):
        return False
    if markup.is_bare(old) and not edit.text.strip():
        before, after = doc.text[edit.span.start - 1 : edit.span.start], doc.text[edit.span.end : edit.span.end + 1]
        return bool(edit.text) or not (_is_of_word(before) and _is_of_word(after))
    return spelt(old) == edit.text


def _deletes_only(doc: Document, edit: Edit, names_line: Callable[[str], bool]) -> bool:
    """Whether the edit takes nothing out but whole lines that are named, and parts the others."""
    text, (start, end) = doc.text, edit.span
    before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    place = Span(before, len(text) if after < 0 else after)
    gone = _lines(edit.span.of(text))
    old, new = _lines(place.of(text)), _lines(Fix("", (edit,)).result(text, place))
    kept_before, kept_after = _lines(text[place.start : start]), _lines(text[end : place.end])
    if edit.text or old != [*kept_before, *gone, *kept_after] or new != [*kept_before, *kept_after]:
        return False
    return all(map(names_line, gone))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class _Character(NamedTuple):
    """A character that is no white space, and the white space before it."""

    char: str
    gap: str


def _keeps_words(old: str, new: str) -> bool:
    """Whether the two texts differ in nothing but white space that parts words, the glyphs of marks and new commas."""
    if old.translate(_SAME_MARK) == new.translate(_SAME_MARK):
        return True
    before, after = (_characters(without_stray_joiners(text)) for text in (old, new))
    if len(after) > len(before):
        after = list(_without_new_commas(before, after))
    if [c.char for c in before] != [c.char for c in after] or _controls(new) - _controls(old):
        return False
    return not any(
        (joins_words and was.gap and not now.gap) or now.gap.count("\n") < was.gap.count("\n")
        for joins_words, was, now in zip(_between_words(after), before, after, strict=True)
    )


def _characters(text: str) -> list[_Character]:
    if _CONTROL_OR_BREAK.search(text):
        text = "".join("\n" if c.splitlines() == [""] else c for c in text if c.isspace() or not is_control(c))
    found = [_Character(char, gap) for gap, char in _WITH_GAP.findall(text.translate(_SAME_MARK))]
    return [*found, _Character("", text[len(text.rstrip()) :])]


def _controls(text: str) -> Counter[str]:
    return Counter(char for char in text if is_control(char) and not char.isspace())


def _without_new_commas(before: list[_Character], after: list[_Character]) -> Iterator[_Character]:
    """Yield `after` without the commas that `before` lacks between a word and the mark that closes behind it."""
    at = 0
    for number, character in enumerate(after):
        is_new = at < len(before) and character == (",", "") and before[at].char == '"'
        if is_new and after[number + 1] == ('"', ""):
            continue
        yield character
        at += 1


def _between_words(characters: list[_Character]) -> list[bool]:
    """Return for each character whether words stand on both sides of its beginning, with no white space between."""
    ahead, is_ahead = [], False
    for character, following in zip(reversed(characters), [None, *reversed(characters)], strict=False):
        is_ahead = _is_of_word(character.char) or (is_ahead and following is not None and not following.gap)
        ahead.append(is_ahead)
    joined, is_behind = [], False
    for character, is_word_ahead in zip(characters, reversed(ahead), strict=True):
        is_behind = is_behind and not character.gap
        joined.append(is_behind and is_word_ahead)
        is_behind = is_behind or _is_of_word(character.char)
    return joined


def _is_of_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or unicodedata.category(char).startswith("M"))


def untold(others: Iterable[Finding], own: Iterable[Finding]) -> list[Finding]:
    """Return the findings of `others` that touch none of newslint's own: those know better what news suffers from.

    An own finding about whole paragraphs says nothing about a word in them.
    """
    places = sorted(found.span for found in own if found.span.end - found.span.start <= _LONGEST_PLACE)
    return [found for found in others if not _is_touched(found.span, places)]


def _is_touched(span: Span, places: list[Span]) -> bool:
    first = bisect.bisect_left(places, (span.start - _LONGEST_PLACE,))
    last = bisect.bisect_right(places, (span.end, span.end))
    return any(place.overlaps(span) for place in places[first:last])


def settled(doc: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in the order of the text, one for each place and family, with their fingerprints.

    Lines of page furniture that stand together are one finding, whatever rules found them.
    """
    best: dict[tuple[Span, str], Finding] = {}
    for found in findings:
        rival = best.get((found.span, found.family))
        if rival is None or _weight(found) > _weight(rival):
            best[found.span, found.family] = found
    blocks = joining.with_furniture(doc, joining.joined(doc, best.values()))
    by_place = sorted(blocks, key=lambda f: (f.span.start, -f.span.end, -f.severity.rank, f.family, f.rule))
    ordered = list(joining.outermost(doc, joining.with_breaks(by_place)))
    seen: Counter[str] = Counter()
    settled_findings = []
    for found in ordered:
        context = _context(doc, found)
        seen[context] += 1
        digest = hashlib.sha256(f"{context}\0{seen[context]}".encode(errors="surrogatepass"))
        settled_findings.append(replace(found, fingerprint=digest.hexdigest()[:16]))
    return tuple(settled_findings)


def feasible(doc: Document, found: Finding) -> Finding:
    """Return the finding; its fix is but a hint if it cannot be made in the source that the text was read from."""
    if found.fix is None or doc.takes(found.fix.edits):
        return found
    return replace(found, fix=replace(found.fix, safety=Safety.HINT))


def _weight(found: Finding) -> tuple[int, float, str]:
    return found.severity.rank, found.confidence, found.rule


def _context(doc: Document, found: Finding) -> str:
    """Return what makes a finding the same one after the text above it changed: rule, match, neighbouring words."""
    start, end = found.span
    before = _WORD.findall(doc.text[max(0, start - _CONTEXT_REACH) : start])[-_CONTEXT_WORDS:]
    after = _WORD.findall(doc.text[end : end + _CONTEXT_REACH])[:_CONTEXT_WORDS]
    match = unicodedata.normalize("NFC", found.span.of(doc.text))
    return "\0".join([found.rule, match, *before, "", *after])


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    if len(one_line) <= _SHOWN:
        return one_line
    half = _SHOWN // 2
    return f"{one_line[:half].rstrip()} … {one_line[-half:].lstrip()}"
