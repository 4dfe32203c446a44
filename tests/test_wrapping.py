"""Articles wrapped at one width: rules see through the line ends, and places stay what they are."""

import textwrap

from newslint import Document, Linter, lint
from newslint.fixer import mend
from newslint.wrapping import read

FLAT = """\
The harbour of Ostra was closed for two days after the storm that hit the coast on Monday. Ada Orrin, who runs the \
ferry company, said that “the boats will sail“ as soon as the wind has dropped. Nobody has to pay in kyiv.

Most passengers spent the night in the school by the church, where volunteers had set up beds and made soup.

The council will meet on Thursday to decide who has to pay for the repairs. Hanne Brekke, the harbour master, said \
that the old pier had held better than anybody had expected. It was built in 1902 and has been mended three times.

The new one, which is twice as long, lost a part of its railing and all of its lamps, and divers will look at its feet \
next week. What they find is for the engineers of the yard, who have to say by June whether it can be used."""


def wrapped(width: int) -> str:
    return "\n\n".join(textwrap.fill(paragraph, width) for paragraph in FLAT.split("\n\n"))


def test_rules_find_the_same_as_in_the_joined_text() -> None:
    flat = {(found.rule, found.span) for found in lint(FLAT).findings}
    assert len(flat) == 2
    for width in range(45, 95):
        report = lint(wrapped(width))
        assert {(f.rule, f.span) for f in report.findings if f.rule != "wrapped-lines"} == flat, width
        assert "wrapped-lines" in {f.rule for f in report.findings}


def test_the_report_has_the_article_as_given() -> None:
    assert lint(wrapped(60)).document.text == wrapped(60)


def test_only_unsafe_fixes_join_the_lines() -> None:
    linter, doc = Linter(), Document(wrapped(60))
    safe = mend(linter, doc).text
    assert safe.count("\n") == doc.text.count("\n")
    assert mend(linter, doc, unsafe=True).text == safe.replace("\n\n", "¶").replace("\n", " ").replace("¶", "\n\n")


def test_paragraphs_and_verse_are_no_wrapped_lines() -> None:
    for text in (FLAT, "\n".join(["The boat is late and nobody in the town knows why."] * 9), ""):
        assert read(Document(text)).text == text
        assert not read(Document(text)).soft_breaks


def test_blank_lines_alone_are_no_article_and_no_crash() -> None:
    for text in ("\n" * 9, "\n" * 9 + "a", "\n \n" * 9):
        assert read(Document(text)).text == text
        assert not lint(text).failures
