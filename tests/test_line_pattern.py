"""The notation for whole lines, and which lines an entry fits."""

import pytest

from newslint.line_list import Index, LineList, LineLists, Standing, standings
from newslint.line_pattern import LONGEST_LINE, Line, Notation, is_word_by_word, plain

NOTATION = Notation({"month": ["May", "März", "Sept."], "network": ["Facebook", "X", "Telegram Channel"]})


def fits(entry: str, line: str) -> bool:
    return LineList([(Standing.ALONE, NOTATION.entry(entry))]).standing(line) is Standing.ALONE


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "SHARE THIS ARTICLE!",
        " • Share this\u00a0article →",
        "- 👍 Share this article:",
        "[Share this article]",
        "» Sháre this article…",
    ],
)
def test_neither_case_nor_white_space_nor_marks_count(line: str) -> None:
    assert fits("share this article", line)


@pytest.mark.parametrize(
    "line",
    [
        "“Share this article”",
        "Share this article, she said",
        "Do share this article",
        "Share this",
        "Share: this article",
        "Share #this article",
        "",
        "…",
    ],
)
def test_a_line_is_compared_as_a_whole_and_a_quotation_is_another(line: str) -> None:
    assert not fits("share this article", line)


@pytest.mark.parametrize(
    ("entry", "line", "is_fitting"),
    [
        ("read|see also: *", "See also: The ferry is late", True),
        ("read|see also: *", "Read also – “We wait”, says Orrin", True),
        ("read|see also: *", "Read also the letter", False),
        ("read|see also: *", "Read also:", False),
        ("follow (us|our page)? on <network>", "Follow on X", True),
        ("follow (us|our page)? on <network>", "Follow our page on Telegram channel", True),
        ("follow (us|our page)? on <network>", "Follow our on X", False),
        ("follow us on <network>+", "Follow us on Facebook, X", True),
        ("# min read", "5 min read", True),
        ("# min read", "12:30 min read", True),
        ("# min read", "Five min read", False),
        ("* min read", "About five min read", True),
        ("* min read", "min read", False),
        ("updated: (#|<month>|at)+", "Updated: 4 May 2020 at 12:03pm", True),
        ("updated: (#|<month>|at)+", "UPDATED | 4. MÄRZ", True),
        ("updated: (#|<month>|at)+", "Updated: 4 sept", True),
        ("updated: (#|<month>|at)+", "Updated: 4 May, he says", False),
        ("by <Name>+", "By Ada Orrin", True),
        ("by <Name>+", "by Ada orrin", False),
        ("by <word> <word>", "By ada orrin", True),
        ("by <word> <word>", "By 4 orrin", False),
        ("<tag>+", "#harbour #ferry_2020", True),
        ("<tag>+", "#harbour is late", False),
        ("source: <url>", "Source: https://example.org/a?b=c", True),
        ("source: <url>", "Source: example.org", True),
        ("source: <url>", "Source: example", False),
        ("home > news > *", "Home / News » Harbour", True),
        ("home|news|sport | tv", "News | TV", True),
        ("© # *", "© 2020 Harbour Gazette", True),
        ("ilgili haber", "İLGİLİ HABER", True),
        ("publicité", "PUBLICITE", True),
        ("l'actualité en continu", "L’actualité en continu", True),
        ("yazı", "YAZI", True),
    ],
)
def test_the_notation(entry: str, line: str, is_fitting: bool) -> None:
    assert fits(entry, line) is is_fitting


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("* read *", "“* read *” neither begins nor ends with a word that it names"),
        ("<word>? *", "neither begins nor ends"),
        ("read?", "neither begins nor ends"),
        ("read (more", "the brackets do not pair up at “(more”"),
        ("read (a)b", "the brackets do not pair up at “(a)b”"),
        ("read a||b", "“” is no word"),
        ("read !", "“!” is no word"),
        ("read <mnth>", "there is no word class “mnth”; known classes: month, network"),
    ],
)
def test_what_is_no_entry(entry: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=r"“") as error:
        NOTATION.entry(entry)
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("entry", "seconds"),
    [
        ("share", {"share": {""}}),
        ("read|see also: *", {"read": {"also"}, "see": {"also"}}),
        ("(the)? (site|web site) uses *", {"the": {"site", "web"}, "site": {"uses"}, "web": {"site"}}),
        ("(follow|join us)+ on?", {"follow": {"follow", "join", "on", ""}, "join": {"us"}}),
        ("(this|as an) * newsletter", {"as": {"an"}}),
        ("# <month>?", {"#": {"may", "marz", "sept", ""}}),
        ("<tag>+", {"<tag>": {"<tag>", ""}}),
        ("by <Name>", {}),
        ("(the)? * here", {}),
    ],
)
def test_the_second_words_that_a_line_may_have_behind_its_first(entry: str, seconds: dict[str, set[str]]) -> None:
    assert NOTATION.entry(entry).seconds == seconds


LINES = [
    "Share this article", "share, please", "Share,this", "Share", "www.", "Share www.example.org", "Photo: AP",
    "Photo:", "• Más noticias", "“We wait”", "4 May, so", "#harbour #ferry", "İstanbul ILGILI Ilgılı", "ß STRASSE",
    "[Read][12] this [3]", "it’s", "3minread now", "12abcdef,2ghi a1bcdefg", "e-mail us", "5 1/2days",
    "co2emissions fell 10percent.", "Advertisement", "Mr. Orrin (AP).", "A) so it is", "ORRIN: We wait, they said!",
    "https://example.org/a", "www. (www.)", "“We wait.”", 'The "Ostby', "It said “no”. (…)", "Share\u00a0this now?",
    "Home –", "– Home:", "ﬁne ﬁsh", "share? this;", "Share [12]", "Share…",
]  # fmt: skip


@pytest.mark.parametrize("text", LINES)
def test_what_is_known_of_a_line_before_it_is_read_is_true(text: str) -> None:
    line, index = Line(text), Index(text, [(0, len(text))])
    words = [word if word.isalpha() else "" for word in (*line.words, "")]
    assert index.firsts[0][0] in ({words[0]} if words[0] else line.keys)
    assert index.second(0) in ({words[1]} if words[1] else {*line.keys, ""})
    assert index.lasts[0] in line.keys or "][" in text
    for known in (index, Index(f"So: {text} so", [(4, 4 + len(text))], lowered=plain(f"So: {text} so"))):
        assert (known.firsts, known.lasts) == (index.firsts, index.lasts)
        assert not any(known.lacks(0, [frozenset({word})]) for word in words)


@pytest.mark.parametrize(
    ("entry", "line", "is_lacking"),
    [
        ("share this", "Share this", False),
        ("share|like * this", "Share all of THISTLES", False),
        ("share * this", "Share all", True),
        ("share : *", "Share – all", False),
        ("share : *", "Share all", True),
        ("share (:|>) *", "Share › all", False),
        ("share (don't|#) all", "Share all", False),
        ("share * över", "Share it all over", False),
        ("share * cevapi", "Share a Ćevapi", False),
    ],
)
def test_what_it_is_plain_to_see_that_a_line_lacks(entry: str, line: str, is_lacking: bool) -> None:
    needed = NOTATION.entry(entry).needed_texts
    whole = f"On X: {line} > on x"
    assert Index(line, [(0, len(line))]).lacks(0, needed) == is_lacking
    assert Index(whole, [(6, 6 + len(line))], lowered=plain(whole)).lacks(0, needed) == is_lacking


def test_many_lists_are_looked_up_as_one() -> None:
    sources = ["share this", "(share|like) * now", "* on x", "this <Name>+", "share", "photo : *", "> home", "#+ reads"]
    lists = {source: LineList([(Standing.ALONE, NOTATION.entry(source))]) for source in sources}
    lines = [
        "Share this", "Like it all now", "Find us on X.", "This Ada Orrin", "Share", "Photo / Ada Orrin", "› Home",
        "Photo: Ada Orrin", "5 6 reads", "So it is", "", "___ on X",
    ]  # fmt: skip
    text = "\n".join(lines)
    starts = [text.index(line) if line else 0 for line in lines]
    spans = [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    for lowered in ("", plain(text)):
        index = Index(text, spans, lowered=lowered)
        possible = LineLists(lists).possible(index)
        found = {(source, number) for source, named in possible.items() for number in standings(index, named)}
        alone = {(s, n) for s, one in lists.items() for n, line in enumerate(lines) if one.standing(line)}
        assert found == alone
        assert {source for source, _ in found} == set(sources) - {"> home"}


def test_what_names_all_that_may_stand_there() -> None:
    entries = {"share on <network>": True, "# comments?": True, "<tag>+": True, "photo: *": False, "by <Name>+": False}
    assert {entry: is_word_by_word(NOTATION.entry(entry)) for entry in entries} == entries


def test_of_several_entries_the_surest_counts() -> None:
    entries = [(Standing.TOGETHER, "video"), (Standing.CERTAIN, "share video"), (Standing.ALONE, "* video")]
    named = LineList((standing, NOTATION.entry(entry)) for standing, entry in entries)
    lines = {"Video": 1, "Share video": 3, "The video": 2, "The videos": None}
    assert {line: named.standing(line) for line in lines} == lines


def test_a_line_that_announces_others_is_not_certain() -> None:
    named = LineList([(Standing.CERTAIN, NOTATION.entry("read more")), (Standing.TOGETHER, NOTATION.entry("video"))])
    lines = {"Read more": 3, "Read more: ": 2, "Read more…": 3, "Video:": 1}
    assert {line: named.standing(line) for line in lines} == lines


def test_what_somebody_may_say_is_not_certain() -> None:
    entries = ["d'accord", "share", "loading", "all rights reserved"]
    named = LineList((Standing.CERTAIN, NOTATION.entry(entry)) for entry in entries)
    lines = {"D’accord": 3, "— D’accord": 2, "D’accord.": 2, "“D’accord”": None, "• Share": 3, "Loading...": 3}
    lines |= {"All rights reserved.": 3}
    assert {line: named.standing(line) for line in lines} == lines


def test_a_long_line_is_no_furniture() -> None:
    line = "Read also: " + "harbour " * (LONGEST_LINE // 8)
    assert fits("read also: * * *", line[: LONGEST_LINE - 10])
    assert not fits("read also: * * *", line)


def test_a_star_stands_for_forty_words() -> None:
    assert fits("read also: *", "Read also: " + "so " * 40)
    assert not fits("read also: *", "Read also: " + "so " * 41)
    assert fits("read also: * *?", "Read also: " + "so " * 80)


@pytest.mark.parametrize("source", ["more from us:", "more from us :", "(more|news) from us »"])
def test_what_parts_a_line_counts_nowhere_at_the_end_of_an_entry(source: str) -> None:
    assert Notation({}).entry(source).fits(Line("More from us:"))
    assert Notation({}).entry(source).fits(Line("More from us"))
