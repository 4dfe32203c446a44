"""Rules that are data: phrases, pairs, wordings, a pattern or a sequence, and those of a backend."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from newslint import adjacent, pattern
from newslint import ready_re as re
from newslint.finding import Safety
from newslint.literals import Needed
from newslint.rule import Asked
from newslint.rule_file import keys
from newslint.spoken import NUMBER
from newslint.wording import Wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newslint.rule_file.table import Table
    from newslint.spoken import Gram

_WORDS = re.compile(r"[^\W_]+")
_WORDING_PLACES = ("anywhere", "outside-quotations")
_PLACES = ("anywhere", "outside-quotations", "outside-code", "outside-assistants")


def pattern_check(table: Table, kind: str) -> pattern.PatternCheck:
    """Return the check of phrases, pairs, a pattern or a sequence; raise RuleFileError if it cannot be searched for."""
    replacements = {}
    if kind == "pairs":
        replacements = {pattern.pair_key(found): wanted for found, wanted in table.keys["pairs"].items()}
    try:
        if kind == "pattern":
            source = table.keys["pattern"]
        elif kind == "sequence":
            source = pattern.sequence_pattern(table.texts("sequence"))
        else:
            source = pattern.any_of(_phrases(table, kind))
        ignore_case = table.keys.get("ignore-case", False)
        expression = pattern.Expression.of(source, table.classes, ignore_case=ignore_case, known=_needed(table))
        if not table.is_proven:
            expression.check()
    except ValueError as error:
        raise table.error(str(error), kind) from error
    place = table.one_of("where", _PLACES, "anywhere")
    return pattern.PatternCheck(
        expression,
        replacements,
        table.keys.get("replace"),
        table.keys.get("title", ""),
        table.safety(),
        table.confidence,
        outside_quotations=place == "outside-quotations",
        outside_code=place == "outside-code",
        outside_assistants=place == "outside-assistants",
        grams=_grams(_phrases(table, kind)) if kind in {"phrases", "pairs"} else _known_grams(table),
    )


def needs_of_pattern(table: Table) -> list[Any]:
    """Return what each match of a rule's pattern needs, and words and neighbours one of which it has, by the first."""
    kind = keys.kind_of(table)
    expression = pattern_check(table, kind).expression
    is_told = kind in {"phrases", "pairs"} or expression.ignore_case
    by_first: dict[str, list[str]] = {}
    for gram in frozenset() if is_told else adjacent.grams_of(expression.source, expression.lists):
        first, second = (gram, "") if isinstance(gram, str) else gram
        by_first.setdefault(first, []).append(second)
    return [*expression.needed, {first: sorted(seconds) for first, seconds in sorted(by_first.items())}]


def _needed(table: Table) -> Needed | None:
    if not table.worked_out:
        return None
    known, *far, _ = table.worked_out
    return Needed(tuple(known), *far)


def _known_grams(table: Table) -> frozenset[Gram]:
    """Return what `needs_of_pattern` tells of grams: to work them out for each start would take too long."""
    by_first = table.worked_out[-1] if table.worked_out else {}
    return frozenset((first, second) if second else first for first, seconds in by_first.items() for second in seconds)


def wordings_check(table: Table, _kind: str) -> Wordings:
    """Return the check of wordings; raise RuleFileError if one cannot be looked up by a word, or none is there."""
    pairs = table.keys["wordings"]
    if not pairs or not all(isinstance(wanted, str) for wanted in pairs.values()):
        raise table.error('needs at least one text beside another: "found" = "wanted"', "wordings")
    try:
        check = Wordings.of(
            pairs,
            table.classes,
            known=table.worked_out,
            ignore_case=table.keys.get("ignore-case", False),
            title=table.keys.get("title", ""),
            safety=table.safety(),
            confidence=table.confidence,
            outside_quotations=table.one_of("where", _WORDING_PLACES, "anywhere") == "outside-quotations",
        )
        if not table.is_proven:
            check.check()
    except ValueError as error:
        raise table.error(str(error), "wordings") from error
    return check


def needs_of_wordings(table: Table) -> list[Any]:
    """Return what an article needs for each wording of a rule to stand in it."""
    return wordings_check(table, "wordings").content()


def asked_check(table: Table, backend: str) -> Asked:
    """Return the check that asks a backend for the faults named; raise RuleFileError if none is."""
    if not (kinds := frozenset(table.texts(backend))):
        raise table.error("needs at least one name that the backend gives to a fault", backend)
    safety = table.safety(Safety.UNSAFE)
    behind = table.keys.get("followed-by")
    try:
        followed_by = pattern.compile_pattern(behind, table.classes) if behind else None
    except ValueError as error:
        raise table.error(str(error), "followed-by") from error
    return Asked(kinds, safety, table.confidence, followed_by)


def own_triggers(table: Table, kind: str) -> list[str]:
    """Return words one of which each match must contain, as far as the declaration itself tells."""
    if kind != "sequence":
        return []
    choices = [_words_of(table, element) for element in table.keys["sequence"]]
    return max((c for c in choices if c), key=lambda words: min(map(len, words)), default=[])


def _grams(phrases: Iterable[str]) -> frozenset[Gram]:
    """Return two words side by side of each phrase, or the only one; nothing if one has no word."""
    words = [_WORDS.findall(phrase.lower()) for phrase in phrases]
    return frozenset(map(_rarest, words)) if all(words) else frozenset()


def _rarest(words: Sequence[str]) -> Gram:
    """Return the two words of which the shorter is longest, as short ones stand everywhere; a figure as `NUMBER`."""
    named = [NUMBER if word[0].isdigit() else word for word in words]
    return max(itertools.pairwise(named), key=lambda pair: min(map(len, pair)), default=named[0])


def _phrases(table: Table, kind: str) -> list[str]:
    phrases = list(table.keys["pairs"]) if kind == "pairs" else table.texts("phrases")
    if not phrases or not all(phrase.strip() for phrase in phrases):
        raise table.error("needs at least one phrase, and no empty one", kind)
    if not all(isinstance(wanted, str) for wanted in table.keys.get("pairs", {}).values()):
        raise table.error('must be texts: "found" = "wanted"', kind)
    return phrases


def _words_of(table: Table, element: str) -> list[str]:
    if element.endswith("?") or element in {"<word>", "<Name>"}:
        return []
    words = table.classes[element[1:-1]] if element.startswith("<") else element.split("|")
    return [max(word.split(), key=len) for word in words]
