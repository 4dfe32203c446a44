"""Text that stands twice: paragraphs, sentences, and the headline or a caption in the first lines."""

from __future__ import annotations

import bisect
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from newslint import literals
from newslint import ready_re as re
from newslint.finding import Edit, Evidence, Fix, Safety
from newslint.lexicon import english
from newslint.rule import Hit
from newslint.span import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from newslint.document import Document

KINDS = frozenset({"headline", "paragraph", "sentence"})

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,30}")
_STOP_AT_END = re.compile(r"[.!?…][”\"’')\]]{0,3}\Z")
_PARTED = re.compile(r"\s{0,2}(?P<mark>[.!?|–—])\s{0,2}")
_ITEM = re.compile(r"(?:[•▪·*]|[–—-] )")

_HEAD = 6
"""So many lines make the head of an article: headline, standfirst, captions, lede."""
_HEADLINE, _PARAGRAPH, _SENTENCE, _ADJACENT, _CERTAINLY = 4, 8, 10, 5, 14
"""The fewest words of a text that nobody repeats on purpose."""
_REFRAIN = 3
"""What stands so often is a refrain, a form or a frame of the page."""
_SIMILAR, _LIKE = 16, 0.8
_MOST_COMPARED = 50
"""So many paragraphs are held one against the other, to see whether any two may be alike."""
_ROUNDING = 1e-6
_FAR = 400
"""So much text between two lines that are no sentences makes the second a heading of its own."""
_SPEAKS, _WITHIN = 5, 4
"""Between the turns of those who speak so often, so many lines from one to the next are speech as well."""
_LABEL = re.compile(r": (?<=[A-Z]{3}: )")
_FEWEST_LABELS = 3
"""So many speakers in capitals make one paragraph a transcript."""
_NEXT = 2
_FEWEST_OF_SUMMARY = 4
_RUN, _LONG, _FEWEST_RUNS, _SHARED = 4, 6, 3, 0.5
"""Runs of four words tell which paragraphs may be alike; those that begin with a long word are enough for that."""
_SURE, _LIKELY, _PERHAPS = 0.95, 0.85, 0.7

_GAP = 100
_STOPS = ".!?… "
_SHORTEST = 2 * _ADJACENT - 1
"""The fewest characters of so many words."""
_BEGINNING = 48
"""Characters that tell most sentences from each other."""
_OTHER_SPACES = frozenset(char for char in map(chr, range(0x3001)) if char.isspace()) - set(" \u00a0\n")
"""White space that is no blank, nor one in lower case (`literals.read`), nor parts paragraphs only."""

_Words = tuple[str, ...]


def check(doc: Document) -> Iterator[Hit]:
    """Yield the later copy of each text, with the earlier one as evidence; each text once."""
    repeated = sorted(doc.view(_paragraphs), key=lambda hit: hit.span)
    taken = sorted(_copies(repeated))
    starts = [span.start for span in taken]
    for hit in _sentences(doc):
        at = bisect.bisect_right(starts, hit.span.start) - 1
        if at < 0 or taken[at].end <= hit.span.start:
            repeated.append(hit)
    is_summary = _is_summary([hit for hit in repeated if hit.kind != "headline"])
    for hit in repeated:
        yield replace(hit, confidence=_PERHAPS) if is_summary and hit.kind != "headline" else hit


def _copies(hits: Sequence[Hit]) -> Iterator[Span]:
    """Yield what stands twice: the copies, and the text that goes with a caption in front of it."""
    for hit in hits:
        yield max(hit.span, _other(hit))


def _other(hit: Hit) -> Span:
    return next(found.span for found in hit.evidence if found.span)


def _is_summary(hits: Sequence[Hit]) -> bool:
    """Whether the article begins with its summary: one text after the other stands again, with more between them."""
    if len(hits) < _FEWEST_OF_SUMMARY:
        return False
    pairs = sorted((_other(hit), hit.span) for hit in hits)
    copies = [copy for _, copy in pairs]
    first, again = pairs[0][0].hull(pairs[-1][0]), min(copies).hull(max(copies))
    is_apart = first.end <= again.start and 2 * (first.end - first.start) < again.end - again.start
    return is_apart and copies == sorted(copies)


def _words(doc: Document) -> list[_Words]:
    """Return the words of each paragraph."""
    text = doc.words_alone.lower()
    if len(text) == len(doc.text):
        return [tuple(text[start:end].split()) for start, end in doc.paragraphs]
    # In lower case İ has a dot that is no letter.
    text = doc.words_alone
    return [tuple(text[start:end].lower().replace("\u0307", " ").split()) for start, end in doc.paragraphs]


def _paragraphs(doc: Document) -> Iterator[Hit]:
    """Yield the paragraphs that stand again, word for word or nearly so, and the headline in front of the first."""
    worded = _words(doc)
    if not _may_repeat(worded):
        return
    speech = set(_speech(doc))
    times = Counter(worded)
    first: dict[_Words, int] = {}
    owners: dict[_Words, int] = {}
    for number, (paragraph, words) in enumerate(zip(doc.paragraphs, worded, strict=True)):
        earlier = first.setdefault(words, number)
        if number in speech:
            continue
        if number < _HEAD and (copy := _twice_in_a_row(doc, paragraph, words)):
            yield _hit(doc, Span(paragraph.start, copy.start), copy, "headline", _SURE)
        if earlier < number:
            if number < _HEAD and sum(map(str.isalpha, words)) >= _HEADLINE and not _is_refrain(words, times):
                yield _hit(doc, doc.paragraphs[earlier], paragraph, "headline", _of_headline(doc, earlier, paragraph))
            elif len(words) >= _PARAGRAPH and _is_sentence(doc, paragraph) and not _is_refrain(words, times):
                confidence = _SURE if len(words) >= _CERTAINLY else _LIKELY if len(words) >= _SENTENCE else _PERHAPS
                yield from _paragraph(doc, earlier, paragraph, confidence)
            continue
        if 0 < number < _HEAD and (copy := _headline_in_front(doc, number, worded)):
            yield _hit(doc, doc.paragraphs[number - 1], copy, "headline", _SURE)
        like = _most_alike(words, worded, owners, number)
        if like is not None and _is_sentence(doc, paragraph) and not _are_entries(doc, doc.paragraphs[like], paragraph):
            yield from _paragraph(doc, like, paragraph, _LIKELY)


def _may_repeat(worded: Sequence[_Words]) -> bool:
    """Whether a paragraph may stand again, whoever says it: of few articles that holds, and it is quickly told."""
    if any(map(_is_doubled, worded[:_HEAD])) or any(map(_begins_with, worded[1:_HEAD], worded)):
        return True
    known, seen = set[str](), set[_Words]()
    is_seen = 0  # up to this paragraph
    for number, words in enumerate(worded):
        before = len(known)
        known.update(words)
        # Of two that are alike the later has no more words than these that the earlier has not.
        most = (1 - _LIKE) * len(words) + _ROUNDING
        if len(known) - before > most or len(words) < _HEADLINE:
            continue  # as nearly all
        seen.update(worded[is_seen:number])
        is_seen = number
        if words in seen or (len(words) >= _SIMILAR and _has_like(set(words), most, worded[:number])):
            return True
    return False


def _has_like(own: set[str], most: float, earlier: Sequence[_Words]) -> bool:
    """Whether an earlier paragraph has nearly all of these words; or there are too many to be asked."""
    others = [words for words in earlier if len(words) >= _SIMILAR]
    return len(others) > _MOST_COMPARED or any(len(own.difference(other)) <= most for other in others)


def _speech(doc: Document) -> Iterator[int]:
    """Yield the numbers of the paragraphs that a speaker says, with those that go on without a label."""
    times = Counter(turn.speaker for turn in doc.turns)
    yield from (turn.paragraph for turn in doc.turns)
    for one, other in pairwise(turn.paragraph for turn in doc.turns if times[turn.speaker] >= _SPEAKS):
        if other - one <= _WITHIN:
            yield from range(one + 1, other)
    for number, paragraph in enumerate(doc.paragraphs):
        if sum(1 for _ in _LABEL.finditer(doc.text, *paragraph)) >= _FEWEST_LABELS:
            yield number


def _of_headline(doc: Document, earlier: int, copy: Span) -> float:
    """Return how sure it is that a line in the head is a copy; far below the headline it may head a section."""
    is_far = copy.start - doc.paragraphs[earlier].end > _FAR and not _is_sentence(doc, copy)
    return _PERHAPS if is_far else _SURE


def _paragraph(doc: Document, earlier: int, copy: Span, confidence: float) -> Iterator[Hit]:
    """Yield the paragraph that stands twice: a caption or pull quote, which has no stop, is the copy.

    Points of a list may say what the text says again below, and so may the first lines.
    """
    before = doc.paragraphs[earlier]
    if _ITEM.match(doc.text, before.start) and not _ITEM.match(doc.text, copy.start):
        return
    if _is_sentence(doc, before) or copy.start - before.end <= _NEXT:
        yield _hit(doc, before, copy, "paragraph", confidence)
    elif earlier < _HEAD:
        yield _hit(doc, before, copy, "paragraph", _PERHAPS)
    else:
        yield _hit(doc, copy, before, "paragraph", confidence)


def _is_sentence(doc: Document, span: Span) -> bool:
    return _STOP_AT_END.search(doc.text, max(span.start, span.end - 5), span.end) is not None


def _is_refrain(words: _Words, times: Counter[_Words]) -> bool:
    return times[words] >= _REFRAIN and len(words) < _CERTAINLY


def _headline_in_front(doc: Document, number: int, worded: Sequence[_Words]) -> Span | None:
    """Return the line before as it stands once more at the start of this one, as in `Floods hit Arnby. Rain fell`."""
    headline = worded[number - 1]
    if not _begins_with(worded[number], headline):
        return None
    paragraph = doc.paragraphs[number]
    end = paragraph.start
    for _ in headline:
        found = _WORD.search(doc.text, end)
        end = found.end() if found else end
    parted = _PARTED.match(doc.text, end)
    if not parted or (parted["mark"] == "." and not _is_sentence(doc, doc.paragraphs[number - 1])):
        return None  # a writer may take the headline up as a sentence
    return Span(paragraph.start, end + len(parted[0].rstrip()))


def _begins_with(words: _Words, headline: _Words) -> bool:
    return _HEADLINE <= len(headline) < len(words) and words[: len(headline)] == headline


def _twice_in_a_row(doc: Document, paragraph: Span, words: _Words) -> Span | None:
    """Return the second half of a line that says the same twice: `Floods hit Arnby Floods hit Arnby`."""
    if not _is_doubled(words):
        return None
    starts = [found.start() for found in _WORD.finditer(doc.text, *paragraph)]
    return Span(starts[len(words) // 2], paragraph.end)


def _is_doubled(words: _Words) -> bool:
    half = len(words) // 2
    return half >= _HEADLINE and words[0] == words[half] and words[:half] == words[half:]


def _most_alike(words: _Words, worded: Sequence[_Words], owners: dict[_Words, int], number: int) -> int | None:
    """Return the earlier paragraph that is nearly the same; the runs of words of this one are added to `owners`."""
    runs = _runs(words)
    is_like = _has_enough(runs, owners)
    shared = Counter(owners.setdefault(run, number) for run in runs)
    if not is_like:
        return None
    del shared[number]
    for owner, count in shared.most_common(1):
        other = worded[owner]
        is_like = count >= _enough(runs) and len(other) <= len(words) / _LIKE
        if is_like and (Counter(words) & Counter(other)).total() >= _LIKE * len(words):
            return owner if _numbers(words) == _numbers(other) else None
    return None


def _runs(words: _Words) -> list[_Words]:
    """Return the runs of words that tell which paragraphs may be alike; of a short one none does."""
    if len(words) < _SIMILAR:
        return []
    return [words[at : at + _RUN] for at, word in enumerate(words[: 1 - _RUN]) if len(word) >= _LONG]


def _enough(runs: Sequence[_Words]) -> float:
    return max(_FEWEST_RUNS, _SHARED * len(runs))


def _has_enough(runs: Sequence[_Words], known: Container[_Words]) -> bool:
    """Whether so many of the runs are known as two paragraphs that are alike share."""
    return sum(run in known for run in runs) >= _enough(runs)


def _numbers(words: _Words) -> Counter[str]:
    """Return the figures: texts that differ in them are two entries of one list."""
    return Counter(word for word in words if word[0].isdigit())


def _are_entries(doc: Document, earlier: Span, later: Span) -> bool:
    """Whether each of two paragraphs has a name that the other has not: then they are entries of a list."""
    one, other = _names(earlier.of(doc.text)), _names(later.of(doc.text))
    return bool(one - other) and bool(other - one)


def _names(text: str) -> set[str]:
    lexicon = english()
    lower = {word: word.lower() for word in _NAME.findall(text)}
    return {word for word in lower if lower[word] not in lexicon or lexicon.is_name(lower[word])}


def _sentences(doc: Document) -> Iterator[Hit]:
    """Yield the sentences that stand again, word for word."""
    text = _evenly_spaced(doc)
    if not _may_begin_again(doc, text):
        return
    worded = [sentence.rstrip(_STOPS) for sentence in _lowered(doc, text)]
    times = Counter(worded)
    if len(times) == len(worded) or not any(n > 1 and words.count(" ") + 1 >= _ADJACENT for words, n in times.items()):
        return
    speech = [doc.paragraphs[number] for number in sorted(set(_speech(doc)))]
    starts = [paragraph.start for paragraph in speech]
    first: dict[str, Span] = {}
    before = ""
    for sentence, words in zip(doc.sentences, worded, strict=True):
        earlier = first.setdefault(words, sentence)
        is_next, before = words == before, words
        if earlier == sentence or times[words] >= _REFRAIN:
            continue
        length = words.count(" ") + 1
        if length < (_ADJACENT if is_next else _SENTENCE) or not _is_sentence(doc, sentence):
            continue
        at = bisect.bisect_right(starts, sentence.start) - 1
        if (at >= 0 and speech[at].contains(sentence)) or doc.touches_quotation(sentence):
            continue
        if _is_taken_up(doc, earlier, sentence):
            continue
        confidence = _SURE if is_next else _LIKELY if length >= _CERTAINLY else _PERHAPS
        yield _hit(doc, earlier, sentence, "sentence", confidence)


def _may_begin_again(doc: Document, text: str) -> bool:
    """Whether two sentences of enough words begin alike; `text` is what `_evenly_spaced` returns."""
    begun = [
        text[start : min(start + _BEGINNING, end)].rstrip(_STOPS)
        for start, end in doc.sentences
        if end - start >= _SHORTEST
    ]
    return not text or len(set(begun)) < len(begun)


def _lowered(doc: Document, text: str) -> list[str]:
    """Return the sentences in lower case, with one blank for white space; `text` is what `_evenly_spaced` returns."""
    if text:
        return [text[start:end] for start, end in doc.sentences]
    return [" ".join(sentence.of(doc.text).lower().split()) for sentence in doc.sentences]


def _evenly_spaced(doc: Document) -> str:
    """Return the text in lower case; nothing if white space inside of sentences is not always one blank."""
    lowered = doc.view(literals.read)
    is_even = lowered and "  " not in lowered[0] and doc.characters.isdisjoint(_OTHER_SPACES)
    return lowered[0] if is_even else ""


def _is_taken_up(doc: Document, earlier: Span, sentence: Span) -> bool:
    """Whether a sentence says again what a point of a list said, or a headline."""
    one, other = (_paragraph_of(doc, span) for span in (earlier, sentence))
    if _ITEM.match(doc.text, doc.paragraphs[one].start):
        return not _ITEM.match(doc.text, doc.paragraphs[other].start)
    return one < _HEAD and not _is_sentence(doc, earlier)


def _paragraph_of(doc: Document, span: Span) -> int:
    return bisect.bisect_right(doc.paragraphs, span.start, key=lambda paragraph: paragraph.start) - 1


def _hit(doc: Document, earlier: Span, copy: Span, kind: str, confidence: float) -> Hit:
    start, end = copy
    if end < len(doc.text) and doc.text[end] in " \u00a0" and kind == "headline":
        end += 1  # the copy stands in front of a text
    else:
        before = doc.text[max(0, start - _GAP) : start]
        start -= len(before) - len(before.rstrip())
    fix = Fix("take out the second copy", (Edit(Span(start, end), ""),), Safety.UNSAFE)
    place = "before" if earlier < copy else "again"
    evidence = Evidence(f"the same words stand here {place}", earlier)
    return Hit(copy, fix, confidence=confidence, evidence=(evidence,), kind=kind)
