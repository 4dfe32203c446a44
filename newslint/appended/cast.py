"""Who takes part in a dialogue: editors and experts without a name, guests whom the article does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.appended.evidence import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.appended.evidence import Found
    from newslint.document import Document
    from newslint.segment import Turn
    from newslint.span import Span

# Print signs a question with Q, a name or the outlet, and says who the expert is.
EDITOR_ASKS = Sign(3, "the questions are an editor’s without a name: “{}”", telling=True)
INTERVIEWER_ASKS = Sign(1, "the questions are an interviewer’s without a name: “{}”")
OUTLET_ASKS = Sign(1, "the questions are asked in the outlet’s name: “{}”")
NAMELESS_EXPERT = Sign(2, "the answers are an expert’s without a name: “{}”", telling=True)
BROADCAST = Sign(-3, "the labels are a broadcaster’s")
OPENLY_A_MACHINE = Sign(-6, "the label says that a machine answers")
STRANGER = Sign(2, "“{}” is nowhere named in the article above")
ASKER_NAMED = Sign(-2, "the article says who asks")
NAMED_ABOVE = Sign(-2, "the article above names the guest")

_NAMELESS = frozenset(
    {
        "analyst",
        "economist",
        "expert",
        "guest",
        "interviewee",
        "professor",
        "researcher",
        "scientist",
        "specialist",
        "strategist",
        "consultant",
        "respondent",
    }
)
_INTERVIEWERS = frozenset(
    {"interviewer", "moderator", "journalist", "correspondent", "reporter", "anchor", "presenter", "host"}
)
_PROFESSION = re.compile(
    r"(?:Former|Retired|Senior|Veteran|Leading|Professional|Certified|Clinical|Registered|Independent) [\w’ -]+"
    r"|(?:[^\W\d_]+[ -]){0,3}(?i:\w+(?:ologist|onomist|onomer|ician|ientist|iatrist|ographer|ysicist|istorian|rapist)"
    r"|nutritionist|dietitian|engineer|officer|planner|advis[eo]r|lawyer|attorney|coach|nurse|doctor|architect|trainer"
    r"|counsell?or|blogger|activist|advocate|manager|official|veterinarian|vet|insider)"
)
_MACHINES = frozenset(
    {"ai", "assistant", "bot", "chatbot", "chatgpt", "claude", "copilot", "gemini", "machine", "robot"}
)
_SHORTEST_NAME = 3
_EDITOR = re.compile(r"(?i)[^,:]*\beditor\b")
_BROADCASTER = re.compile(r"[A-Z][A-Z .,’'-]+|(?i:anchor)")
_SHOUTED_ROLE = re.compile(r"(?:[A-Z][A-Z.]* ){0,4}(?:EDITOR|INTERVIEWER|EXPERT)|[A-Z]{1,4}\d?")
_DOCTOR = re.compile(r"\b(?:Dr|Prof|Professor)\b\.? (?:[^\W\d_a-z][\w.’'-]* ?){0,2}(?P<name>[^\W\d_a-z][\w’-]+)")


def asks(doc: Document, asker: Turn) -> Iterator[Found]:
    """Yield what the label of the questions says."""
    label = asker.label.of(doc.text)
    if _EDITOR.match(label):
        yield EDITOR_ASKS, asker.label
    elif _squeezed(label) in _outlets(doc):
        yield OUTLET_ASKS, asker.label
    elif asker.speaker in _INTERVIEWERS:
        yield INTERVIEWER_ASKS, asker.label
    elif _BROADCASTER.fullmatch(label) and not _SHOUTED_ROLE.fullmatch(label):
        yield BROADCAST, asker.label


def _outlets(doc: Document) -> set[str]:
    """Return the names of the outlet, as far as the article's data tell."""
    host = re.sub(r"\A(?:\w+://)?(?:www\.)?|[/:?#].*", "", str(doc.meta.get("url", "")).lower())
    names = {_squeezed(str(doc.meta.get("outlet", ""))), _squeezed(host), _squeezed(host.rpartition(".")[0])}
    return names - {""}


def _squeezed(name: str) -> str:
    return re.sub(r"\W+", "", name.casefold()).removeprefix("the")


def machines(answering: Sequence[Turn]) -> Iterator[Found]:
    """Yield the first turn of a machine that is called one."""
    yield from [(OPENLY_A_MACHINE, turn.label) for turn in answering if turn.speaker in _MACHINES][:1]


def nameless(doc: Document, asker: Turn, answering: Sequence[Turn]) -> Iterator[Found]:
    """Yield the first guest who has a role and no name; many a trade tells something only if nobody has a name."""
    found = [turn for turn in answering if turn.speaker in _NAMELESS]
    if not found and _is_nameless_asker(doc, asker):
        found = [turn for turn in answering if _PROFESSION.fullmatch(turn.label.of(doc.text))]
    yield from [(NAMELESS_EXPERT, turn.label) for turn in found][:1]


def _is_nameless_asker(doc: Document, asker: Turn) -> bool:
    return asker.speaker in _INTERVIEWERS or _EDITOR.match(asker.label.of(doc.text)) is not None


def guests(doc: Document, answering: Sequence[Turn], head: Span) -> Iterator[tuple[str, Span]]:
    """Yield the surname of each guest and where it stands: in the labels, else after a title in the head."""
    longest: dict[str, Span] = {}
    for turn in answering:
        if turn.speaker not in longest or len(turn.label.of(doc.text)) > len(longest[turn.speaker].of(doc.text)):
            longest[turn.speaker] = turn.label
    has_any = False
    for label in longest.values():
        words = re.split(r"[(,|/]", label.of(doc.text))[0].split()
        is_name = len(words) > 1 and words[-1].casefold() not in _NAMELESS and words[-1][:1].isupper()
        if is_name and not _PROFESSION.fullmatch(" ".join(words)):
            has_any = True
            yield words[-1], label
    found = None if has_any else _DOCTOR.search(doc.text, *head)
    if found:
        yield found["name"], type(head)(*found.span())


def strangers(
    doc: Document, dialogue: tuple[Turn, Sequence[Turn]], named: Sequence[tuple[str, Span]], article: Span
) -> Iterator[Found]:
    """Yield whether the article names the guests, and who asks; `dialogue` is the first question and the answers."""
    asker, answering = dialogue
    short = [turn.label for turn in answering[:1] if _is_surname(turn.label.of(doc.text))]
    guests_named = [*named, *((label.of(doc.text), label) for label in short)]
    known = [place for name, place in guests_named if _names(doc, article, name)]
    if known:
        yield NAMED_ABOVE, known[0]
    elif named:
        yield STRANGER, named[0][1]
    label = asker.label.of(doc.text)
    if _is_surname(label) and asker.speaker not in _INTERVIEWERS and _names(doc, article, label):
        yield ASKER_NAMED, asker.label


def _is_surname(label: str) -> bool:
    return len(label) >= _SHORTEST_NAME and label.isalpha() and label.istitle() and label.casefold() not in _NAMELESS


def _names(doc: Document, article: Span, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", article.of(doc.text)) is not None
