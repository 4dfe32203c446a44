"""Which rules can find anything in a text, told by triggers, by words (`spoken`) and by lines (`page_lines`).

With the package google-re2 installed (the extra `fast`) one automaton looks for all triggers of all rules at once;
without it, one substring search for each trigger of which a piece is in the text. Both give the same answer.
"""

from __future__ import annotations

import importlib.util
import itertools
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeVar

from newslint.page_lines import LinesCheck, LinesChecks
from newslint.pattern import PatternCheck
from newslint.spoken import spoken, words_and_pairs
from newslint.wording import Wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.document import Document
    from newslint.rule import Rule
    from newslint.spoken import Gram

    Search = Callable[[str], Iterable[int]]


K = TypeVar("K")

_MOST_MEMORY = 1 << 26


class Prefilter:
    """Leaves out the rules that have triggers, grams or lines none of which occurs in an article."""

    def __init__(self, rules: Sequence[Rule], *, engine: Callable[[list[str]], Search] | None = None) -> None:
        """Take the rules; `engine` (`substrings` or `automaton`) is chosen by what is installed unless given."""
        lines = {number: rule.check for number, rule in enumerate(rules) if isinstance(rule.check, LinesCheck)}
        self._lines = LinesChecks(lines)
        self._rules = [self._told(number, rule) for number, rule in enumerate(rules)]
        by_trigger, self._untriggered = _numbers_by([rule.triggers for rule in rules])
        self._by_gram, untold = _numbers_by([rule.grams for rule in rules])
        self._untold = untold - lines.keys()
        self._told_by = words_and_pairs(self._by_gram)
        self._by_trigger = [numbers for _, numbers in sorted(by_trigger.items())]
        """The numbers of the rules that each trigger may set off."""
        self._search = (engine or (automaton if _has_re2() else substrings))(sorted(by_trigger))

    def candidates(self, doc: Document) -> list[Rule]:
        """Return the rules that may find something in an article, in their order."""
        found = self._search(f" {' '.join(doc.text.lower().split())} ")
        triggered = self._untriggered.union(*map(self._by_trigger.__getitem__, found))
        grams = doc.view(self._grams)[0] if self._by_gram else ()
        lines = doc.view(self._lines.possible)[0]
        numbers = triggered & self._untold.union(lines, *map(self._by_gram.__getitem__, grams))
        return [self._rules[number] for number in sorted(numbers)]

    def _told(self, number: int, rule: Rule) -> Rule:
        """Return a rule that is given what was found in an article for all rules: of its grams, or of its lines."""
        check = rule.check
        if isinstance(check, Wordings | PatternCheck) and check.grams:
            return replace(rule, check=lambda doc: check.among(doc, doc.view(self._grams)[0]))
        if isinstance(check, LinesCheck):
            return replace(rule, check=lambda doc: check.among(doc, doc.view(self._lines.possible)[0][number]))
        return rule

    def _grams(self, doc: Document) -> Iterator[AbstractSet[Gram]]:
        """Yield which of the grams of the rules an article has, for `Document.view`."""
        yield doc.view(spoken)[0].among(*self._told_by)


def _numbers_by(keys: Sequence[AbstractSet[K]]) -> tuple[dict[K, tuple[int, ...]], frozenset[int]]:
    """Return the numbers of the sets that have each key, and those of the empty ones."""
    found: dict[K, tuple[int, ...]] = {}
    for number, one in enumerate(keys):
        before = {key: found[key] for key in found.keys() & one}
        found.update(dict.fromkeys(one, (number,)))
        found.update((key, (*numbers, number)) for key, numbers in before.items())
    return found, frozenset(number for number, one in enumerate(keys) if not one)


def substrings(triggers: list[str]) -> Search:
    """Return a function that gives the numbers of the triggers in a lower-case text, by a search for each.

    Most need none, as the text lacks a piece of them.
    """
    encoded = [trigger.encode(errors="surrogatepass") for trigger in triggers]
    sieves = [_Sieve("I", 2), _Sieve("H", 1)]
    always = [number for number, one in enumerate(encoded) if not any(sieve.takes(number, one) for sieve in sieves)]

    def search(text: str) -> Iterator[int]:
        data = text.encode(errors="surrogatepass")
        maybe = itertools.chain(always, *(sieve.left(data) for sieve in sieves))
        return (number for number in maybe if triggers[number] in text)

    return search


class _Sieve:
    """Texts by their pieces, which are read as whole numbers."""

    def __init__(self, kind: Literal["H", "I"], step: int) -> None:
        """Take what `memoryview` calls such numbers; a text is cut into pieces that begin at each `step` bytes."""
        self._kind, self._size, self._step = kind, struct.calcsize(kind), step
        self._by_piece: dict[int, list[tuple[int, frozenset[int]]]] = {}

    def takes(self, number: int, text: bytes) -> bool:
        """Put the text of a number in; False if it is too short to have a piece wherever it stands in another text."""
        if len(text) < self._size + self._step - 1:
            return False
        for start in range(self._step):
            places = range(start, len(text) - self._size + 1, self._step)
            pieces = [struct.unpack_from(self._kind, text, at)[0] for at in places]
            self._by_piece.setdefault(pieces[0], []).append((number, frozenset(pieces)))
        return True

    def left(self, text: bytes) -> set[int]:
        """Return the numbers of those that may be in a text, as it has all of their pieces."""
        found: set[int] = set()
        for start in range(0, self._size, self._step):
            end = start + max(0, len(text) - start) // self._size * self._size
            found.update(memoryview(text)[start:end].cast(self._kind))
        begun = self._by_piece.keys() & found
        return {number for piece in begun for number, pieces in self._by_piece[piece] if pieces <= found}


def automaton(triggers: list[str]) -> Search:
    """Return the same function made of one google-re2 automaton for all triggers."""
    import re2  # noqa: PLC0415 - optional, and only wanted if a prefilter is made

    if not triggers:
        return lambda _text: ()
    options = re2.Options()
    options.literal = True
    options.log_errors = False
    options.max_mem = _MOST_MEMORY
    patterns = re2.Set.SearchSet(options)
    for trigger in triggers:
        patterns.Add(trigger.encode())
    try:
        patterns.Compile()
    except re2.error:  # too many triggers for one automaton
        return substrings(triggers)
    # A lone surrogate, which JSON can carry, has no UTF-8 form of its own.
    return lambda text: patterns.Match(text.encode(errors="surrogatepass")) or ()


def _has_re2() -> bool:
    return importlib.util.find_spec("re2") is not None
