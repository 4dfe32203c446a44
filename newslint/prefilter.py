"""One pass over a text decides which rules can find anything in it at all, by triggers and by words (`spoken`).

With the package google-re2 installed (the extra `fast`) the pass is one automaton for all triggers of all rules;
without it, one substring search a trigger. Both give the same answer.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, TypeVar

from newslint import ready_re as re
from newslint.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from newslint.document import Document
    from newslint.rule import Rule

    Search = Callable[[str], Iterable[int]]


K = TypeVar("K")

_MOST_MEMORY = 1 << 26
_WHITE_SPACE = re.compile(r"\s{2,}|[^\S ]")


class Prefilter:
    """Leaves out the rules that have triggers or grams none of which occurs in an article."""

    def __init__(self, rules: Sequence[Rule], *, engine: Callable[[list[str]], Search] | None = None) -> None:
        """Take the rules; `engine` (`substrings` or `automaton`) is chosen by what is installed unless given."""
        self._rules = rules
        by_trigger, self._untriggered = _numbers_by([rule.triggers for rule in rules])
        self._by_gram, self._untold = _numbers_by([rule.grams for rule in rules])
        self._by_trigger = [numbers for _, numbers in sorted(by_trigger.items())]
        """The numbers of the rules that each trigger may set off."""
        self._search = (engine or (automaton if _has_re2() else substrings))(sorted(by_trigger))

    def candidates(self, doc: Document) -> list[Rule]:
        """Return the rules that may find something in an article, in their order."""
        found = self._search(_WHITE_SPACE.sub(" ", doc.text.lower()))
        triggered = self._untriggered.union(*map(self._by_trigger.__getitem__, found))
        grams = self._by_gram.keys() & doc.view(spoken)[0].grams if self._by_gram else ()
        numbers = triggered & self._untold.union(*map(self._by_gram.__getitem__, grams))
        return [self._rules[number] for number in sorted(numbers)]


def _numbers_by(keys: Sequence[AbstractSet[K]]) -> tuple[dict[K, tuple[int, ...]], frozenset[int]]:
    """Return the numbers of the sets that have each key, and those of the empty ones."""
    found: dict[K, tuple[int, ...]] = {}
    for number, one in enumerate(keys):
        before = {key: found[key] for key in found.keys() & one}
        found.update(dict.fromkeys(one, (number,)))
        found.update((key, (*numbers, number)) for key, numbers in before.items())
    return found, frozenset(number for number, one in enumerate(keys) if not one)


def substrings(triggers: list[str]) -> Search:
    """Return a function that gives the numbers of the triggers in a lower-case text, by one search each."""
    return lambda text: (index for index, trigger in enumerate(triggers) if trigger in text)


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
