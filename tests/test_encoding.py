"""Codings: sound text of any script stays as it is, broken text becomes what it was, and nothing loads in vain."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import Document, Edit, Fix, Linter, Safety, Span, judge, mend
from newslint.encoding import of_one_script, spelt, without_stray_joiners

LINTER = Linter(select=["encoding"])

SOUND = [
    "The ferry’s “crew” – all nine… — waits; it’s 5° ± 1, £5, €7, ½, § 3, ™ ® ©.",
    "L’ÉCOLE EST FERMÉE… DÉJÀ VU”, ÇA VA ? «À LA CARTE», MARQUÉ”… Œuvres, Noël, être, où",
    "A IRMÃ E O PÃO: “NÃO”, disse. AMANHÃ… São João, ÂNGELA, maçã”, coração—então",
    "Đà Nẵng LÀ THÀNH PHỐ, Nguyễn Văn Ất, ĐƯỜNG SỐ 5: “GIÁ”, Hà Nội",
    "Straße, Ärger, ÜBER ÖL”, „Größe“, MÜNCHEN: »Füße«",
    "Łódź, Świątek, ŻÓŁĆ”, Kraków… «ĆMA»",
    "Škoda, Žižek, ČEŠTINA”, Dvořák – Ústí",
    "İstanbul, ŞIŞLI, Iğdır, ÇAĞ”",
    "Þórr, ÆGIR, Björk, SMØRREBRØD”, Århus",
    "Совет города: «Привет», — сказал он. “МОСКВА”… Її, Єва, Ґудзик, ђак",
    "Τι κάνεις; «ΑΘΗΝΑ» – “Θάλασσα”, ΐ, Ώρα",
    "שלום לכולם, ״מה״ – אמר",
    "السلام عليكم، می‌خواهم",
    "नमस्ते, क्षमा, हिन्दी",
    "ภาษาไทย, ភាសាខ្មែរ, ລາວ",
    "東京タワー、中文，한국어",
    "👨‍👩‍👧 🏴‍☠️ ❤️ 🙂 × ÷ → ★",
]

WORDS = ["café", "Müller", "São", "naïve", "don’t", "€10", "“so", "piñata", "—", "François", "Ångström", "Привет"]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_of_any_script_is_left_alone(text: str) -> None:
    assert LINTER.lint(text).findings == ()
    assert spelt(text).split() == text.split()


@given(st.lists(st.sampled_from(SOUND), max_size=4).map(" ".join))
@settings(deadline=None)
def test_sound_text_is_left_alone_in_any_company(text: str) -> None:
    assert LINTER.lint(text).findings == ()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
@settings(deadline=None)
def test_what_was_read_wrongly_becomes_what_it_was(words: list[str]) -> None:
    broken = " ".join(word.encode().decode("cp1252", errors="strict") if _is_whole(word) else word for word in words)
    assert mend(LINTER, Document(f"They said: {broken} again.")).text == f"They said: {' '.join(words)} again."


def _is_whole(word: str) -> bool:
    """Whether no byte of the word lacks a character in Windows-1252."""
    return not set(word.encode()) & {0x81, 0x8D, 0x8F, 0x90, 0x9D}


@given(st.text(st.characters(min_codepoint=0x80, max_codepoint=0x2122), max_size=12), st.sampled_from(SOUND))
@settings(deadline=None)
def test_mending_any_characters_ends(text: str, sound: str) -> None:
    once = mend(LINTER, Document(f"{sound} {text}"), unsafe=True)
    assert once.report.failures == ()
    assert mend(LINTER, Document(once.text), unsafe=True).text == once.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cafÃ©", "café"),
        ("doesnÃ¢â‚¬â„¢t", "doesn’t"),
        ("town\u0092s", "town’s"),
        ("&amp;amp;", "&"),
        ("&nbsp;\n", "\n"),
        ("&#xFEFF;", ""),
        ("oﬃce", "office"),
        ("cafe\u0301", "café"),
        ("hаrbour", "harbour"),
        ("Cовет", "Совет"),
    ],
)
def test_the_same_text_in_sound_coding_is_safe_and_no_other_way_round(old: str, new: str) -> None:
    assert spelt(old) == new
    assert _promise(old, new) is Safety.SAFE
    assert not new or _promise(new, old) is Safety.UNSAFE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Совет", "Cobet"),
        ("сор", "cop"),
        ("m²", "m2"),
        ("½", "1/2"),
        ("cafÃ©", "cafe"),
        ("&amp;", "and"),
        ("\u00e6", "ae"),
        ("&nbsp;\n", " "),
    ],
)
def test_another_text_is_not_safe(old: str, new: str) -> None:
    assert _promise(old, new) is Safety.UNSAFE


def _promise(old: str, new: str) -> Safety:
    doc = Document(f"a {old} b")
    return judge.kept_promise(doc, Fix("", (Edit(Span(2, 2 + len(old)), new),))).safety


@pytest.mark.parametrize("word", ["КОЯN", "ΔT", "TNFα", "µTorrent", "SMSки", "Москва", "harbour", "iPhoneы"])
def test_a_word_that_is_meant_to_mix_scripts_stays(word: str) -> None:
    assert of_one_script(word) == word


def test_only_stray_joiners_go() -> None:
    assert without_stray_joiners("ship\u200cyard \u200d “می\u200cخواهم” \U0001f468\u200d\U0001f467") == (
        "shipyard  “می\u200cخواهم” \U0001f468\u200d\U0001f467"
    )


@pytest.mark.parametrize(("text", "wanted"), [("“Café” – naïve, sagt’s…", False), ("The cafÃ© is open.", True)])
def test_ftfy_is_loaded_only_where_something_may_be_broken(text: str, *, wanted: bool) -> None:
    program = f"import sys, newslint; newslint.lint({text!r}); print('ftfy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{wanted}\n"
