from __future__ import annotations

import gzip
import re
import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import lexicon
from newslint.lexicon import Lexicon, Role, english, english_pairs

DATA = Path(lexicon.__file__).parent / "data"
LINES = gzip.decompress((DATA / "english.txt.gz").read_bytes()).decode().splitlines()
ENTRIES = LINES[2:]
WORDS = frozenset(entry.split(" ")[0] for entry in ENTRIES)
PAIRS, COMPOUNDS = (
    gzip.decompress((DATA / f"{name}.txt.gz").read_bytes()).decode().splitlines() for name in ("pairs", "compounds")
)


def _words(text: str) -> list[str]:
    return text.split()


KNOWN = _words("""
a I am an as at be by do go he the of into onto cannot another without notwithstanding Thailand Riverland Sondland
Queensland Bidenomics WhatsApp TikTok Zelensky Zelenskyy Navalny Modi hijab Mbappe Mbappé Erdoğan Erdogan Orbán Orban
covid brexit blockchain website livestream café cafe McDonald DeSantis ATACMS LaGuardia Pyongyang AstraZeneca YouTube
Takei WeWork Asif Hasan Whitehouse WEBSITE o'clock O’Neill ma'am it's don't don’t DON'T isn’t Isn't didn
""")

UNKNOWN = _words("""
ofthe inthe andthe tobe alot aswell abit forthe onthe itis hewas isthe tothe saidthe timesand bidenwould thepeople
noone eachother upto inorder newyork yearold dont didnt is'nt women's http www nbsp covid19 2024 b s qz New-York
""")

CLOSED_CLASS = _words("""
a an the i you he it she we they his her our its their this that is are was were be been have has had do does did will
would can could and or but if as of in on at by for from to with not
""")

WORDS_OF_TWO = _words("""
abe abut ado ain ais ana anand anda ando ani anon area areas asa asare ashe asher asif athey aton awe bea bean beare
beas beat beto bebe behave bei bein bethe byas cana canas canby cancan candid canis cannot canon canto coulda didi doa
doan dobe doby dodo dodoes doi doin doon door fora foran froman hadi hasa hasan heat hebe hehe hein heit hera heras
herat heron ian ias ibe ido ina incan indo into ion isa isi isis ison ito noti ona onan ondo onto ora oran orbe orin
shea shean shebeen shein thea thein theis thisbe toby toi toon toor toto towe washer wason wean wei wein weis willa
willis willits within woulda
""")


@pytest.mark.parametrize("word", KNOWN)
def test_real_words_and_names_are_known(word: str) -> None:
    assert word in english()


@pytest.mark.parametrize("word", [*UNKNOWN, "", " ", "of the", "\ud800"])
def test_joints_debris_and_non_words_are_unknown(word: str) -> None:
    assert word not in english()
    assert english().zipf(word) == 0.0
    assert not english().is_name(word)


def test_no_two_closed_class_words_are_known_as_one_unless_they_make_a_word() -> None:
    joined = {a + b for a, b in product(CLOSED_CLASS, repeat=2) if len(a + b) > 2}
    assert joined - english().unknown(joined) <= set(WORDS_OF_TWO)


def test_frequencies_come_in_the_expected_order() -> None:
    words = ["the", "of", "house", "parliament", "lisbon", "notwithstanding", "sondland"]
    zipfs = [english().zipf(word) for word in words]
    assert zipfs == sorted(zipfs, reverse=True)
    assert len(set(zipfs)) == len(words)


def test_frequencies_are_on_the_zipf_scale() -> None:
    assert english().zipf("the") == 7.7
    assert english().zipf("The") == 7.7
    assert english().zipf("Bidenomics") == 3.0
    assert english().zipf("don’t") == english().zipf("don't") > 6


@pytest.mark.parametrize(
    "word",
    _words("Lisbon Kyiv kyiv Monday Ukrainian Paris Berlin Jordan Biden Zelensky Modi Orbán Erdoğan Erdogan McDonald"),
)
def test_names_are_names_in_every_case_form(word: str) -> None:
    assert english().is_name(word)


@pytest.mark.parametrize(
    "word",
    _words("Turkey May China Polish Mark Bill Trump the website Labrador velcro english's covid ofthe"),
)
def test_words_that_also_live_in_lower_case_are_no_names(word: str) -> None:
    assert not english().is_name(word)


@given(
    st.sets(
        st.sampled_from([*KNOWN, *UNKNOWN])
        | st.text(max_size=8)
        | st.builds(
            lambda entry, form: form(entry.split(" ")[0]),
            st.sampled_from(ENTRIES),
            st.sampled_from([str.lower, str.upper, str.capitalize, str.swapcase, lambda word: f"{word}the"]),
        )
    )
)
def test_unknown_is_what_looking_at_every_line_would_give(words: set[str]) -> None:
    naive = {word for word in words if word.lower().replace("’", "'") not in WORDS}
    assert english().unknown(words) == naive
    assert english().unknown(iter(words)) == {word for word in words if word not in english()} == naive


def test_every_entry_is_found() -> None:
    assert english().unknown(WORDS) == set()
    assert english().unknown(word.upper() for word in WORDS if word.isascii()) == set()


def test_no_more_than_an_entry_is_found() -> None:
    assert f"{ENTRIES[7]}\n{ENTRIES[8].split(' ')[0]}" not in english()
    assert ENTRIES[7] not in english()
    assert "#" not in english()


def test_an_entry_has_its_own_frequency_and_mark() -> None:
    for entry in ENTRIES[::37] + ENTRIES[:3] + ENTRIES[-3:]:
        word, rest = entry.split(" ")
        assert english().zipf(word) == int(rest[:2]) / 10 > 0
        assert english().is_name(word) == rest.endswith("*")


def test_a_lexicon_can_be_made_of_a_few_lines() -> None:
    small = Lexicon("# for a test\n# common: of\nkyiv 31*\nof 74\nκαφές 05\n".encode())
    assert small.unknown(["Of", "KYIV", "Καφές", "Lviv"]) == {"Lviv"}
    assert small.is_name("Kyiv")
    assert not small.is_name("of")
    assert small.zipf("kyiv") == 3.1


def test_a_text_that_is_no_lexicon_is_refused() -> None:
    with pytest.raises(ValueError, match="not a lexicon"):
        Lexicon(b"the 77\n")


def test_the_file_is_sorted_and_well_formed() -> None:
    assert "CC BY-SA 4.0" in LINES[0]
    assert LINES[1].startswith("# common: the ")
    form = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)* \d\d\*?")
    assert [entry for entry in ENTRIES if not form.fullmatch(entry)] == []
    words = [entry.split(" ")[0].encode() for entry in ENTRIES]
    assert all(before < after for before, after in pairwise(words))


def test_the_common_words_are_entries_and_the_most_frequent_ones() -> None:
    zipf = {word: int(rest[:2]) for word, rest in (entry.split(" ") for entry in ENTRIES)}
    common = LINES[1].removeprefix("# common: ").split()
    assert min(zipf[word] for word in common) >= max(zipf[word] for word in zipf.keys() - common)


def test_no_possessive_and_no_word_of_one_or_two_letters_but_real_ones() -> None:
    contracted = {"it's", "he's", "she's", "that's", "what's", "there's", "here's", "who's", "where's", "how's"}
    contracted |= {"when's", "why's", "let's"}
    assert {word for word in WORDS if word.endswith("'s")} == contracted
    assert sum(len(word) < 3 for word in WORDS) < 100
    assert {"a", "i", "us", "uk", "xi"} <= WORDS


def test_english_is_read_once() -> None:
    assert english() is english()


@pytest.mark.parametrize(
    "notice",
    [
        "wordfreq 3.1.1",
        "Creative Commons Attribution-ShareAlike 4.0",
        "10.5281/zenodo.7199437",
        "SUBTLEX",
        "OpenSubtitles",
        "http://books.google.com/ngrams",
        "SCOWL 2020.12.07",
        "Copyright 2000-2018 by Kevin Atkinson",
        "Copyright (c) J Ross Beresford 1993-1999. All Rights Reserved.",
        "Princeton University",
        "Geoff Kuenning",
        "@cspell/dict-people-names | 1.1.16",
        "Street Side Software",
        "frequency_bigramdictionary_en_243_342.txt",
        "Copyright (c) 2025 mmb L (Python port https://github.com/mammothb/symspellpy)",
        "Copyright (c) 2021 Wolf Garbe (Original C# implementation https://github.com/wolfgarbe/SymSpell)",
        "Creative Commons Attribution 3.0 Unported",
        "Derek Greene and Pádraig Cunningham",
        "BASIL",
        "WMT 2021",
        "article-extraction-benchmark",
        "dragnet_data",
    ],
)
def test_the_licence_page_names_every_source(notice: str) -> None:
    page = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    assert notice in " ".join(page.split())


def test_the_licence_page_names_every_file_of_the_data() -> None:
    page = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    files = {path.name for path in DATA.iterdir() if path.is_file() and path.suffix != ".py"} - {"LICENSES.md"}
    assert len(files) >= 4
    assert sorted(name for name in files if f"| `{name}` |" not in page) == []


def test_the_licence_page_names_every_archive_that_the_scripts_take() -> None:
    page = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    scripts = "".join(path.read_text(encoding="utf-8") for path in DATA.glob("*.py"))
    archives = re.findall(r'"([^"\s]+\.(?:deb|tgz|whl|zip|gz|bz2|xz))"(?=[:\n])', scripts)
    assert len(archives) == len(re.findall(r'"[0-9a-f]{64}"', scripts)) >= 3
    assert [name for name in archives if f"| `{name}` |" not in page] == []


def test_the_files_are_small_enough_to_ship() -> None:
    assert (DATA / "english.txt.gz").stat().st_size <= 2_500_000
    assert sum(path.stat().st_size for path in DATA.glob("*.gz")) <= 4_000_000


class TestPairs:
    def test_each_line_is_what_is_said_of_its_pair(self) -> None:
        for line in PAIRS[1::997] + PAIRS[1:4] + PAIRS[-3:]:
            left, right, tenths = line.split(" ")
            assert english_pairs().zipf(left, right) == int(tenths) / 10 > 0

    def test_frequencies_come_in_the_expected_order(self) -> None:
        pairs = [("of", "the"), ("close", "to"), ("new", "york"), ("zoom", "range"), ("to", "close-to")]
        zipfs = [english_pairs().zipf(*pair) for pair in pairs]
        assert zipfs == sorted(zipfs, reverse=True)
        assert len(set(zipfs)) == len(pairs)
        assert zipfs[-1] == 0.0

    def test_pairs_and_parts_are_known_in_every_case_form(self) -> None:
        known = english_pairs().zipf("close", "to")
        assert english_pairs().zipf("Close", "TO") == english_pairs().zipf("CLOSE", "To") == known > 0
        assert english_pairs().role("LAND") == english_pairs().role("Land") == english_pairs().role("land")

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("timesand", "post"),
            ("zoom", "timesand"),
            ("close", ""),
            ("", "to"),
            ("", ""),
            ("close to", ""),
            ("close", "t"),
            ("close", "to 48"),
            ("oomph", "to"),
            ("close", "\n"),
            ("a", "all\na also"),
            ("clo\ud800se", "to"),
            ("#", "newslint's"),
        ],
    )
    def test_other_pairs_have_no_frequency(self, left: str, right: str) -> None:
        assert english_pairs().zipf(left, right) == 0.0

    def test_roles_are_those_of_the_lexicon(self) -> None:
        for line in COMPOUNDS[1::499]:
            word, begins, ends = re.split("[ ,]", line)
            assert english_pairs().role(word) == Role(int(begins), int(ends))
        land, maker = english_pairs().role("land"), english_pairs().role("maker")
        assert land.ends > 100 > land.begins > 20  # farmland, landlord
        assert maker.ends > 30  # bookmaker
        assert maker.begins < 10

    @pytest.mark.parametrize("word", ["timesand", "zyx", "", " ", "land 45", "\ud800", "#"])
    def test_other_words_enter_no_compounds(self, word: str) -> None:
        assert english_pairs().role(word) == Role(0, 0)

    def test_the_files_are_sorted_and_well_formed(self) -> None:
        for lines, form in ((PAIRS, r"\S+ \S+ \d\d"), (COMPOUNDS, r"[^\W\d_]+ \d+,\d+")):
            assert lines[0].startswith("# newslint's English ")
            assert "LICENSES.md" in lines[0]
            assert [line for line in lines[1:] if not re.fullmatch(form, line)] == []
            keys = [line.rpartition(" ")[0].encode() for line in lines[1:]]
            assert all(before < after for before, after in pairwise(keys))

    def test_only_words_of_the_lexicon_are_in_the_files(self) -> None:
        words = {word for line in PAIRS[1:] for word in line.split(" ")[:2]} | {
            word.split(" ")[0] for word in COMPOUNDS[1:]
        }
        assert english().unknown(words) == set()

    def test_no_pair_is_more_frequent_than_its_words(self) -> None:
        impossible = [
            line
            for left, right, tenths in (line.split(" ") for line in PAIRS[1:])
            for line in [f"{left} {right}"]
            if int(tenths) / 10 > min(english().zipf(left), english().zipf(right)) + 0.3
        ]
        assert len(impossible) < len(PAIRS) / 20

    def test_they_are_read_once(self) -> None:
        assert english_pairs() is english_pairs()


def test_lexicon_and_pairs_take_little_memory() -> None:
    measure = (
        "import tracemalloc; tracemalloc.start()\n"
        "from newslint.lexicon import english, english_pairs; english(), english_pairs()\n"
        "print(*tracemalloc.get_traced_memory())"
    )
    done = subprocess.run([sys.executable, "-c", measure], capture_output=True, text=True, check=True)
    kept, peak = (int(number) / 1_000_000 for number in done.stdout.split())
    assert 0 < kept <= peak <= 40
