"""Rules with `[lines]`: whole lines of page furniture, by language."""

from __future__ import annotations

from typing import Any

from newslint import line_pattern
from newslint.line_list import LineList, Standing
from newslint.page_lines import LinesCheck, Place
from newslint.rule_file.table import LANGUAGE, Table

_STANDINGS = {"lines": Standing.ALONE, "certain": Standing.CERTAIN, "together": Standing.TOGETHER}


def lines_check(table: Table, _kind: str) -> LinesCheck:
    """Return the check for the lines that a rule names; raise RuleFileError if one cannot be read, or none is there."""
    notation = line_pattern.Notation(table.classes)
    place = Place(table.one_of("place", list(Place), Place.ANYWHERE))
    if table.worked_out:
        return LinesCheck(LineList.restored(table.worked_out, notation), table.confidence, place)
    entries = [
        (standing, _entry(table, notation, source, f"{key}.{language}", standing))
        for key, standing in _STANDINGS.items()
        for language, sources in table.keys.get(key, {}).items()
        for source in _sources(table, key, language, sources)
    ]
    if not entries:
        raise table.error('names no line: write en = ["..."] below [lines]', "lines")
    return LinesCheck(LineList(entries), table.confidence, place)


def listed_lines(table: Table) -> list[Any]:
    """Return the content of the list of a rule's lines."""
    return lines_check(table, "lines").named.content()


def _sources(table: Table, key: str, language: str, sources: object) -> list[str]:
    if not LANGUAGE.fullmatch(language):
        raise table.error(f"“{language}” is no language code", key, hint='Write en = ["..."] or de = ["..."].')
    if not isinstance(sources, list) or not all(isinstance(text, str) and text.strip() for text in sources):
        raise table.error("must be a list of texts, none of them empty", f"{key}.{language}")
    return sources


def _entry(
    table: Table, notation: line_pattern.Notation, source: str, where: str, standing: Standing
) -> line_pattern.Entry | line_pattern.Unread:
    if table.is_proven:
        return notation.proven(source)
    try:
        entry = notation.entry(source)
    except ValueError as error:
        raise table.error(str(error), where) from error
    if standing is Standing.CERTAIN and not line_pattern.is_word_by_word(entry):
        hint = "What can be nothing else is named word by word; put what holds * or a name below [lines]."
        raise table.error(f"“{source}” leaves open what stands there", where, hint=hint)
    return entry
