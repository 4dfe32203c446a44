"""Offsets as browsers count them: in UTF-16 units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslint.report.places import Places

if TYPE_CHECKING:
    from newslint.document import Document


def in_utf16(told: dict[str, Any], doc: Document) -> None:
    """Turn all offsets and columns of a report in the wire format from code points into UTF-16 units, in place."""
    text, source = Places(doc.text), Places(doc.source)
    for found in told["findings"]:
        at = found.get("source", found)["start"]
        line_start = at - found["column"] + 1
        found["column"] = source.utf16(at) - source.utf16(line_start) + 1
        if "source" in found:
            _turn(found["source"], source)
        _turn(found, text)
        for reason in found["evidence"]:
            _turn(reason, text)
        for edit in (found["fix"] or {}).get("edits", ()):
            _turn(edit, text)


def _turn(place: dict[str, Any], places: Places) -> None:
    if place["start"] is not None:
        place["start"], place["end"] = places.utf16(place["start"]), places.utf16(place["end"])
