"""A correction of another article: nothing that the note is about occurs in this one.

A page with several articles, or a paper’s column of corrections, leaves such notes below an article that they have
nothing to do with. A note that belongs names what the article names, even where it corrects the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslint import ready_re as re
from newslint.cohesion import Weights, stem
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.span import Span

AT_HEAD, AT_FOOT = 3, 6
"""So many of the first and the last paragraphs are looked at."""
SHORTEST, LONGEST = 60, 900
"""Characters of a note."""
LEAST_ARTICLE = 400
"""Characters of the rest; a shorter one may well not name what the note is about."""
MOST_NOTES = 2
"""With more of them the article is a column of corrections."""
FEWEST_WORDS, MANY_WORDS = 4, 7
"""Names and rarer words of a note, without which nothing can be said (one fewer if there are several names), and with
which it is nearly certain."""
RARE = 0.6
"""On the scale of `cohesion.Weights`: rarer words tell what a note is about."""
SURE, LIKELY, PERHAPS = 0.9, 0.8, 0.6

_OPENS = re.compile(
    r"[\W_]*(?i:corrections?(?: and clarifications?)?|clarifications?|errat(?:um|a)|for the record"
    r"|setting the record straight|fe de erratas|correcci(?:ón|ones)|correç(?:ão|ões)|correzion[ei]|errata corrige"
    r"|rectificati(?:f|on|e)s?|rettifica|korrektur|berichtigung|düzeltme|sprostowanie|correctif)\b(?P<rest>.*)",
    re.DOTALL,
)
_MARK = re.compile(r"[\s*_)\]]*(?:\([^)]{1,40}\)\s*)?(?:[:.—–-]|\Z)")
_NOTES = re.compile(r"[\W_]*(?i:editor[’']?s[’']? note|note to readers)\b")
_CORRECTS = re.compile(
    r"(?i)\b(?:correct(?:s|ed|ion|ly)?|incorrect(?:ly)?|misstated|misspelled|misidentified|misquoted|in error"
    r"|erroneously|wrong(?:ly)?|mistaken(?:ly)?|inaccurate(?:ly)?|regrets?|apologi[sz]es?)\b"
)
_THIS = re.compile(
    r"(?i)\bthis (?:article|story|report|column|piece|post|page|review|interview)\b"
    r"|\b(?:earlier|previous) version\b"
)
_OTHER = re.compile(
    r"(?i)\b(?:an?|the|our|in|last|another) (?:\w+[’']s )?(?:\w+ ){0,3}?(?:article|story|report|caption|photograph"
    r"|column|review|obituary|editorial|headline|chart|graphic|map)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"[\w,’'-]\s\Z")
_FORMULA = frozenset(
    map(
        stem,
        (
            *(
                "correction",
                "corrections",
                "clarification",
                "corrected",
                "incorrect",
                "incorrectly",
                "misstated",
                "version",
            ),
            *(
                "misspelled",
                "misidentified",
                "misquoted",
                "erroneously",
                "mistakenly",
                "wrongly",
                "inaccurate",
                "regret",
            ),
            *("apologise", "apologize", "apology", "article", "articles", "headline", "caption", "photograph", "photo"),
            *(
                "column",
                "editorial",
                "reporter",
                "editor",
                "editors",
                "newspaper",
                "edition",
                "print",
                "online",
                "website",
            ),
            *(
                "earlier",
                "previous",
                "previously",
                "published",
                "updated",
                "error",
                "errors",
                "editing",
                "referred",
                "stated",
            ),
            *(
                "spelling",
                "spelled",
                "surname",
                "misspelling",
                "omitted",
                "clarify",
                "amended",
                "removed",
                "inaccurately",
            ),
            *("graphic", "chart", "paragraph", "sentence", "reference", "attributed", "obituary", "review", "page"),
        ),
    )
)


def check(doc: Document) -> Iterator[Hit]:
    """Yield the notes at the head and the foot that correct another article."""
    count = len(doc.paragraphs)
    numbers = sorted({*range(min(AT_HEAD, count)), *range(max(0, count - AT_FOOT), count)})
    notes = [note for number in numbers if (note := _note(doc, number))]
    if not notes or len(notes) > MOST_NOTES:
        return
    weights = Weights()
    for note in notes:
        rest = f"{doc.meta.get('title', '')} {doc.text[: note.start]} {doc.text[note.end :]}"
        if len(rest) < LEAST_ARTICLE:
            continue
        telling = _telling(note.of(doc.text), weights)
        known = {stem(word) for word in _WORD.findall(rest)}
        names = sum(word[0].isupper() for word in telling.values())
        if len(telling) + (names > 1) >= FEWEST_WORDS and known.isdisjoint(telling):
            yield _hit(doc, note, list(telling.values()))


def _note(doc: Document, number: int) -> Span | None:
    """Return the note that begins in a line; a heading alone takes the paragraph below it along."""
    line = doc.paragraphs[number]
    text = line.of(doc.text)
    opens = _OPENS.match(text)
    if opens and _MARK.match(opens["rest"]):
        if not opens["rest"].strip(" :.*_") and number + 1 < len(doc.paragraphs):
            line = line.hull(doc.paragraphs[number + 1])
    elif not (_NOTES.match(text) and _CORRECTS.search(text)):
        return None
    return line if SHORTEST <= line.end - line.start <= LONGEST else None


def _telling(note: str, weights: Weights) -> dict[str, str]:
    """Return the rarer words of a note, by their stems."""
    found = {}
    for place in _WORD.finditer(note):
        base, rarity = weights(place[0])
        is_name = place[0][0].isupper() and _INSIDE.search(note, max(0, place.start() - 2), place.start())
        if (rarity >= RARE or (rarity and is_name)) and base not in _FORMULA:
            found[base] = place[0]
    return found


def _hit(doc: Document, note: Span, telling: list[str]) -> Hit:
    text = note.of(doc.text)
    names = [word for word in telling if word[0].isupper()]
    is_of_this, is_of_other = _THIS.search(text), _OTHER.search(text)
    confidence = PERHAPS
    if len(telling) >= MANY_WORDS and len(names) > 1:
        confidence = LIKELY if is_of_this and not is_of_other else SURE
    shown = ", ".join(telling[:4])
    evidence = (
        Evidence("the note corrects an article", note),
        Evidence(f"none of its {len(telling)} names and rarer words ({shown}) occurs in this article", note),
    )
    fix = Fix("delete the correction", (Edit.deleting_lines(doc.text, note),), Safety.UNSAFE)
    return Hit(note, fix, {"shown": shown}, confidence, evidence)
