"""Phrases at the beginning of a sentence, and articles about those who say them."""

import re

import pytest

from newslint import Document, Span
from newslint.assistants import is_lesson, is_reported, is_subject, is_told, lies_in
from newslint.catalog import builtin_folder, read_classes
from newslint.checks.assistant_residue import COURTESY, LIKELY, says_of_work
from newslint.pattern import compile_pattern
from newslint.phrasebook import Phrasebook, source_of

PHRASES = [
    (name, phrase)
    for name, phrases in read_classes(builtin_folder()).items()
    if name.startswith("assistant_") and name != "assistant_self"
    for phrase in phrases
]


def found(phrase: str, text: str) -> str | None:
    span = Phrasebook([phrase]).match(text, Span(0, len(text)))
    return span and span.of(text)


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("here's the text", "Here’s the text:", "Here’s the text"),
        ("here's the text", "Here's  the texts", None),
        ("send/paste (me )?your text", "Paste me your text.", "Paste me your text"),
        ("send/paste (me )?your text", "Send your text.", "Send your text"),
        ("send (a|an) …(text|texts) now", "Send an old and long texts now", "Send an old and long texts now"),
        ("send …now", "Send it. And now", None),
        ("words: #", "Words: 512", "Words: 512"),
        ("word count:", "**Word count:** 3", None),
        ("word count:", "Word count**: 3", "Word count**:"),
        ("işte metin", "İşte metin", "İşte metin"),
        ("# words[)]", "512 words)", "512 words)"),
        ("l'article", "L’article", "L’article"),
        ("si (le (texte|mot)|la)", "Si le mot", "Si le mot"),
        ("sure", "", None),
        ("sure", "123", None),
    ],
)
def test_a_phrase_is_found_at_the_beginning(phrase: str, text: str, expected: str | None) -> None:
    assert found(phrase, text) == expected


def test_the_longest_phrase_counts() -> None:
    assert Phrasebook(["sure", "sure thing"]).match("Sure thing!", Span(0, 11)) == Span(0, 10)


def samples(phrase: str) -> list[str]:
    """Return texts that a phrase may fit: each choice once, with what may be absent and without."""
    group = re.search(r"\(([^()]*)\)(\??)", re.sub(r"(?<![^ ])[^ ()/|]+(?:/[^ ()/|]+)+(?= )", as_group, phrase))
    if not group:
        return [re.sub(r"[?\\]|\[.*?\]|\{.*?\}\+?", "", phrase.replace("…", "").replace("#", "5"))]
    before, after = group.string[: group.start()], group.string[group.end() :]
    choices = [*group[1].split("|"), *([""] if group[2] else [])]
    return [text for choice in choices for text in samples(f"{before}{choice}{after}")[:40]]


def as_group(choice: re.Match[str]) -> str:
    return f"({choice[0].replace('/', '|')})"


@pytest.mark.parametrize("phrase", [phrase for name, phrase in PHRASES if name != "assistant_aside"])
def test_a_sentence_that_fits_is_likely_to_fit(phrase: str) -> None:
    book = Phrasebook([phrase])
    for text in samples(phrase):
        for shown in (text, f"**{text.replace(' ', chr(0xA0)).capitalize()} and so on", text.upper()):
            span = Span(2 * shown.startswith("**"), len(shown))
            if book.match(shown, span):
                assert list(book.likely(shown, [span, Span(0, len(shown))])) == [0, 1]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("let (me|us) go", "Let us go", True),
        ("let (me|us) go", "Let us stay", False),
        ("let (me|us) go", "Let them go", False),
        ("let (me|us)", "“Let  us stay", True),
        ("let (me|us)", "12 let us stay", True),
        ("let (me|us) ", "Let us", True),
        ("let me go", "Let mé go", True),
        ("let me go", "Let me gó", True),
        ("let me gó", "Let me gó", True),
        ("a gó", "A good man", False),
        ("let me gı", "Let me gi", True),
        ("let'? me", "Let me", True),
        ("let me rewrit(e|ten) it", "Let me rewrite it", True),
        ("let me rewrit(e|ten) it", "Let me rewriting", False),
        ("so", "So", True),
        ("so", "So he said", True),
        ("so", "Some said", False),
        ("so,? the", "So the man", True),
        ("let (me )?(go|stay)", "Let's go", False),
        ("let (me )?(go|stay)", "“Let stay", True),
        ("let (me|é) go", "Let them go", False),
        ("let (me|ı) go", "Let them go", True),
        ("let me", "Let mé", True),
        ("let's go", "Let’s go", True),
        ("let's go", "Let’s stay", False),
        ("here/there is (a|the) ", "There is a", True),
        ("here/there is", "There was", False),
        ("let …go", "Let him stay", True),
        ("sure", "Surely", False),
        ("sure", "", False),
    ],
)
def test_the_first_words_tell_what_is_likely(phrase: str, text: str, expected: bool) -> None:
    assert bool(list(Phrasebook([phrase]).likely(text, [Span(0, len(text))]))) is expected


@pytest.mark.parametrize("phrase", [phrase for _, phrase in PHRASES])
def test_every_phrase_of_the_word_classes_is_an_expression(phrase: str) -> None:
    compile_pattern(source_of(phrase), {}, ignore_case=True)


def test_no_phrase_begins_with_a_choice_in_brackets() -> None:
    assert [phrase for _, phrase in PHRASES if phrase.startswith("(")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry stopped.\nThe yard waits.", False),
        ("What ChatGPT says of ferries\nIt likes them.", True),
        ("The ferry stopped.\nIt is May.\nIt is cold.\nA chatbot said so.", False),
        ("The ferry stopped.\nIt is May.\nIt is cold.\nA chatbot said so. The chatbot erred.", True),
        ("", False),
    ],
)
def test_whether_an_article_is_about_assistants(text: str, *, expected: bool) -> None:
    assert is_subject(Document(text)) is expected


def test_what_an_assistant_says_of_itself_does_not_make_it_the_subject() -> None:
    text = "As a language model, I wait.\nThe ferry stopped."
    assert is_subject(Document(text)) is True
    assert is_subject(Document(text), [Span(0, 28)]) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bot spoke. Sure!", False),
        ("The bot spoke: Sure!", True),
        ("The bot spoke:\nSure!", True),
        ("The bot spoke.\nSure!", False),
        ("> So be it. Sure!", True),
        ("“So be it. Sure!” it said.", True),
        ("‘Sure! I do’", True),
    ],
)
def test_words_that_are_told_as_somebodys(text: str, *, expected: bool) -> None:
    at = text.index("Sure")
    assert is_reported(Document(text), Span(at, at + 5)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can help, the clerk said.", True),
        ("I can help, says Orrin.", True),
        ("I can help, he goes on.", True),
        ("I can help, and the clerk can.", False),
        ("I can help.", False),
    ],
)
def test_sentences_that_say_who_speaks(text: str, *, expected: bool) -> None:
    assert is_told(Document(text), Span(0, len(text))) is expected


def test_tasks_are_given_to_students_too() -> None:
    text = "Students had tasks.\nTranslate the text.\nThey did.\nTranslate the text."
    assert is_lesson(Document(text), Span(20, 39)) is True
    assert is_lesson(Document(text), Span(50, 69)) is False


def test_a_place_lies_in_a_span() -> None:
    spans = [Span(2, 4), Span(6, 8)]
    assert [at for at in range(10) if lies_in(spans, at)] == [2, 3, 6, 7]


@pytest.mark.parametrize(
    "text",
    [
        *("rewritten", "rephrased", "paraphrasing", "summarise", "your tone", "this headline", "a longer version"),
        *("a short summary", "the word count", "real-time", "revisions", "adjustments", "my policy", "my training"),
    ],
)
@pytest.mark.parametrize("said", ["I have {}.", "It is, for me, {}!", "“My thing: {}”"])
def test_somebody_speaks_of_his_work(text: str, said: str) -> None:
    doc = Document(said.format(text))
    assert says_of_work(doc, doc.sentences[0]) == LIKELY


@pytest.mark.parametrize(
    ("text", "kind"),
    [("I’d like you to know.", COURTESY), ("You’ll see me!", COURTESY), ("I see.", ""), ("You see the article.", "")],
)
def test_somebody_speaks_to_a_user(text: str, kind: str) -> None:
    doc = Document(text)
    assert says_of_work(doc, doc.sentences[0]) == kind
