"""The format of a rule file: `rules/<family>/<rule>.toml` in, Rule out. No other module reads it.

A mistake in a file is a RuleFileError that names the file, the key and the way out.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import inspect
import re
import string
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslint import line_pattern, pattern
from newslint.errors import RuleFileError, did_you_mean
from newslint.finding import Safety, Severity
from newslint.page_lines import LinesCheck, Place
from newslint.rule import Asked, KindsOf, Rule, Status
from newslint.rule_cases import read_cases
from newslint.wording import Wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from newslint.document import Document
    from newslint.rule import Case, Check, Hit

FAMILIES = (
    "glue",
    "quote",
    "spacing",
    "case",
    "encoding",
    "markup",
    "structure",
    "appended",
    "furniture",
    "translation",
    "consistency",
    "language",
    "readability",
)

EXTRAS = ("readability",)
BACKENDS = ("languagetool",)
"""A rule whose places a backend finds lists under the backend's name what that calls them."""

_KINDS = ("check", "phrases", "pairs", "wordings", "pattern", "sequence", "lines", *BACKENDS)
_PATTERN_KEYS = {"title": str, "safety": str, "confidence": float, "ignore-case": bool, "where": str}
_LINES = {
    "lines": line_pattern.Standing.ALONE,
    "certain": line_pattern.Standing.CERTAIN,
    "together": line_pattern.Standing.TOGETHER,
}
_LINES_KEYS = {"confidence", "place", "certain", "together"}
_KEYS: dict[str, type] = {
    "message": str,
    "why": str,
    "severity": str,
    "status": str,
    "languages": list,
    "triggers": list,
    "formerly": list,
    "extra": str,
    "check": str,
    "kinds": list,
    "words": list,
    "classes": dict,
    "phrases": list,
    "pairs": dict,
    "wordings": dict,
    "pattern": str,
    "sequence": list,
    "lines": dict,
    "certain": dict,
    "together": dict,
    "place": str,
    "replace": str,
    **dict.fromkeys(BACKENDS, list),
    "followed-by": str,
    **_PATTERN_KEYS,
    "bad": list,
    "good": list,
    "missed": list,
}
_WORDING_PLACES = ("anywhere", "outside-quotations")
_PLACES = ("anywhere", "outside-quotations", "outside-code", "outside-assistants")
_TYPE_NAMES = {str: "a text", list: "a list", dict: "a table", bool: "true or false", float: "a number from 0 to 1"}

_SECTION = re.compile(
    r"^(?=\[\[(?:bad|good|missed)\]\]|\[(?:pairs|wordings|classes|lines|certain|together)\])", re.MULTILINE
)
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}|\*")


@dataclass(frozen=True, eq=False)
class _ModuleCheck:
    """The check of a module of newslint/checks, which is imported when the check first runs."""

    module: str
    words: tuple[tuple[str, frozenset[str]], ...]

    @functools.cached_property
    def _check(self) -> Check:
        check: Callable[..., Iterator[Hit]] = importlib.import_module(self.module).check
        return functools.partial(check, words=dict(self.words)) if self.words else check

    def __call__(self, doc: Document) -> Iterator[Hit]:
        """Yield what the check finds."""
        return self._check(doc)


# The same for all rules that share a check, so that an article is checked once.
_module_check = functools.cache(_ModuleCheck)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file; raise RuleFileError if it cannot be read or is broken."""
    return _parsed(_content(path), path)


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleFileError(error.strerror or str(error), where=path) from error
    except UnicodeDecodeError as error:
        raise RuleFileError(f"not UTF-8: {error.reason} at byte {error.start}", where=path) from error


def _without_cases(content: str) -> str:
    """Return a rule file without its cases, which are two thirds of newslint's own."""
    return "".join(section for section in _SECTION.split(content) if not section.startswith("[["))


def _parsed(content: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        hint = (
            "Write patterns between 'single' quotes, or '''three''' if they hold one: nothing in them needs escaping."
        )
        raise RuleFileError(f"broken TOML: {error}", where=path, hint=hint) from error
    except RecursionError as error:
        raise RuleFileError("broken TOML: nested too deeply", where=path) from error


def read_rule(path: Path, classes: pattern.Classes) -> Rule:
    """Return the rule that a file describes; its family is the name of the folder that the file lies in."""
    table = read_toml(path)
    own = table.get("classes", {})
    if isinstance(own, dict):
        check_classes(own, path, "classes.")
        classes = {**classes, **own}
    return _Reader(path, table, classes).rule()


def check_classes(classes: Mapping[str, Any], where: Path, prefix: str = "") -> None:
    """Raise RuleFileError for a word class that is no list of words."""
    for name, words in classes.items():
        if (
            not isinstance(words, list)
            or not words
            or not all(isinstance(word, str) and word.strip() for word in words)
        ):
            raise RuleFileError(f"{prefix}{name}: a word class is a list of texts, none of them empty", where=where)


def read_proven_rule(path: Path, classes: pattern.Classes) -> Rule:
    """Return the same rule of a file that `read_rule` is known to accept, in a fraction of the time.

    Its cases are read when somebody asks for them, and its pattern is not proven again.
    """
    table = _parsed(_without_cases(_content(path)), path)
    return _Reader(path, table, {**classes, **table.get("classes", {})}, is_proven=True).rule()


@dataclass(frozen=True, slots=True)
class _Reader:
    """One rule file on its way to becoming a Rule."""

    path: Path
    table: dict[str, Any]
    classes: pattern.Classes
    is_proven: bool = False
    """Whether this very file was read in full before: what takes long to prove is taken for granted."""

    def rule(self) -> Rule:
        self._check_name()
        self._check_keys()
        kind = self._kind()
        if not self.is_proven:
            self._check_own_classes()
        check: Check = self._code_check() if kind == "check" else self._declared_check(kind)
        if not self.is_proven:
            self._check_message(check)
        return Rule(
            id=self.path.stem,
            family=self.path.parent.name,
            severity=Severity(self._one_of("severity", list(Severity), Severity.WARNING)),
            message=self.table["message"],
            why=self.table["why"].strip(),
            check=check,
            read_cases=self._cases(),
            source=self.path,
            status=Status(self._one_of("status", list(Status), Status.STABLE)),
            languages=self._languages(["*"] if kind == "lines" else ["en"]),
            triggers=frozenset(text.lower() for text in self._texts("triggers", self._own_triggers(kind))),
            formerly=frozenset(self._texts("formerly", [])),
            backend=kind if kind in BACKENDS else "",
            extra=self._one_of("extra", EXTRAS, "") if "extra" in self.table else "",
            names_line=check.is_certain if isinstance(check, LinesCheck) else None,
        )

    def _error(self, problem: str, key: str = "", hint: str = "") -> RuleFileError:
        return RuleFileError(f"{key}: {problem}" if key else problem, where=self.path, hint=hint)

    def _check_name(self) -> None:
        if not _SLUG.fullmatch(self.path.stem):
            hint = "A rule is named like its file: lower-case words joined by hyphens, such as glued-words.toml."
            raise self._error(f"“{self.path.stem}” is no name for a rule", hint=hint)
        if self.path.parent.name not in FAMILIES:
            hint = did_you_mean(self.path.parent.name, FAMILIES, what="families")
            raise self._error(f"“{self.path.parent.name}” is no family; the folder of a rule names it", hint=hint)

    def _check_keys(self) -> None:
        for key, value in self.table.items():
            if key not in _KEYS:
                raise self._error(f"unknown key “{key}”", hint=did_you_mean(key, _KEYS, what="known keys"))
            wanted = _KEYS[key]
            is_number = type(value) in {int, float} and 0 <= value <= 1
            if not (is_number if wanted is float else isinstance(value, wanted)):
                raise self._error(f"must be {_TYPE_NAMES[wanted]}", key)
        for key in ("message", "why"):
            if not self.table.get(key, "").strip():
                raise self._error(f"the key “{key}” is missing", hint=f'Add {key} = "..." for the editor who reads it.')

    def _kind(self) -> str:
        kinds = [kind for kind in _KINDS if kind in self.table]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "none of them"
            beside = [key for key in ("certain", "together") if key in self.table]
            hint = f"[{beside[0]}] stands beside [lines]: name at least one line there." if beside else ""
            raise self._error(f"a rule has exactly one of {', '.join(_KINDS)}; found {found}", hint=hint)
        allowed = {"check": {"words", "kinds"}, "lines": _LINES_KEYS}.get(kinds[0], set(_PATTERN_KEYS))
        if kinds[0] in BACKENDS:
            allowed = {"safety", "confidence", "followed-by"}
        allowed |= {"replace"} if kinds[0] in {"phrases", "pattern", "sequence"} else set()
        for key in ({"words", "kinds", "replace", "followed-by"} | set(_PATTERN_KEYS) | _LINES_KEYS) - allowed:
            if key in self.table:
                raise self._error(f"does nothing in a rule with “{kinds[0]}”", key, hint="Take it out.")
        return kinds[0]

    def _check_own_classes(self) -> None:
        """Raise RuleFileError for a word class of the rule's own that it does not use."""
        sources = repr([self.table.get(key) for key in ("pattern", "sequence", *_LINES, "followed-by")])
        for name in self.table.get("classes", {}):
            if name not in self.table.get("words", ()) and f"<{name}>" not in sources:
                hint = f'Ask for it (words = ["{name}"] of a code check, <{name}> elsewhere) or take it out.'
                raise self._error("the rule does not use this word class", f"classes.{name}", hint=hint)

    def _asked_check(self, backend: str) -> Asked:
        if not (kinds := frozenset(self._texts(backend, []))):
            raise self._error("needs at least one name that the backend gives to a fault", backend)
        safety = Safety(self._one_of("safety", list(Safety), Safety.UNSAFE))
        behind = self.table.get("followed-by")
        try:
            followed_by = pattern.compile_pattern(behind, self.classes) if behind else None
        except ValueError as error:
            raise self._error(str(error), "followed-by") from error
        return Asked(kinds, safety, float(self.table.get("confidence", 1.0)), followed_by)

    def _cases(self) -> Callable[[], tuple[Case, ...]]:
        if self.is_proven:
            return functools.cache(lambda: read_cases(read_toml(self.path), self.path))
        cases = read_cases(self.table, self.path)
        return lambda: cases

    def _code_check(self) -> Check:
        name: str = self.table["check"]
        words = {name: frozenset(self._class(name)) for name in self._texts("words", [])}
        check = _module_check(f"newslint.checks.{name}", tuple(words.items()))
        kinds = frozenset(self._texts("kinds", []))
        if not self.is_proven:
            self._prove_module(name, words.keys(), kinds)
        return KindsOf(check, kinds) if kinds else check

    def _prove_module(self, name: str, words: Collection[str], kinds: frozenset[str]) -> None:
        """See that there is such a check, that it wants these word classes and finds these kinds."""
        path = f"newslint.checks.{name}"
        if not _SLUG.fullmatch(name.replace("_", "-")) or importlib.util.find_spec(path) is None:
            hint = "It names a module of newslint/checks, such as glued_words."
            raise self._error(f"there is no check “{name}”", "check", hint=hint)
        module = importlib.import_module(path)
        if ("words" in inspect.signature(module.check).parameters) != bool(words):
            problem = "does nothing with this check" if words else f"the check “{name}” needs word classes"
            raise self._error(problem, "words", hint="It lists the word classes that the check asks for.")
        known: frozenset[str] = getattr(module, "KINDS", frozenset())
        if known and not kinds:
            hint = f"It lists what the rule takes of {', '.join(sorted(known))}."
            raise self._error(f"the check “{name}” finds several kinds", "kinds", hint=hint)
        for kind in sorted(kinds - known):
            hint = did_you_mean(kind, known, what="known kinds") if known else "Take it out."
            raise self._error(f"the check “{name}” finds no kind “{kind}”", "kinds", hint=hint)

    def _class(self, name: str) -> list[str]:
        if name not in self.classes:
            raise self._error(f"there is no word class “{name}”", "words", hint=did_you_mean(name, self.classes))
        return self.classes[name]

    def _declared_check(self, kind: str) -> Check:
        if kind in BACKENDS:
            return self._asked_check(kind)
        if kind == "wordings":
            return self._wordings_check()
        return self._lines_check() if kind == "lines" else self._pattern_check(kind)

    def _wordings_check(self) -> Wordings:
        pairs = self.table["wordings"]
        if not pairs or not all(isinstance(wanted, str) for wanted in pairs.values()):
            raise self._error('needs at least one text beside another: "found" = "wanted"', "wordings")
        try:
            check = Wordings.of(
                pairs,
                self.classes,
                ignore_case=self.table.get("ignore-case", False),
                title=self.table.get("title", ""),
                safety=Safety(self._one_of("safety", list(Safety), Safety.SAFE)),
                confidence=float(self.table.get("confidence", 1.0)),
                outside_quotations=self._one_of("where", _WORDING_PLACES, "anywhere") == "outside-quotations",
            )
            if not self.is_proven:
                check.check()
        except ValueError as error:
            raise self._error(str(error), "wordings") from error
        return check

    def _lines_check(self) -> LinesCheck:
        notation = line_pattern.Notation(self.classes)
        entries = [
            (standing, self._entry(notation, source, f"{key}.{language}", standing))
            for key, standing in _LINES.items()
            for language, sources in self.table.get(key, {}).items()
            for source in self._line_sources(key, language, sources)
        ]
        if not entries:
            raise self._error('names no line: write en = ["..."] below [lines]', "lines")
        place = Place(self._one_of("place", list(Place), Place.ANYWHERE))
        named = line_pattern.LineList(entries)
        return LinesCheck(named, float(self.table.get("confidence", 1.0)), place)

    def _line_sources(self, key: str, language: str, sources: object) -> list[str]:
        if not _LANGUAGE.fullmatch(language):
            raise self._error(f"“{language}” is no language code", key, hint='Write en = ["..."] or de = ["..."].')
        if not isinstance(sources, list) or not all(isinstance(text, str) and text.strip() for text in sources):
            raise self._error("must be a list of texts, none of them empty", f"{key}.{language}")
        return sources

    def _entry(
        self, notation: line_pattern.Notation, source: str, where: str, standing: line_pattern.Standing
    ) -> line_pattern.Entry:
        try:
            entry = notation.entry(source)
        except ValueError as error:
            raise self._error(str(error), where) from error
        if standing is line_pattern.Standing.CERTAIN and not line_pattern.is_word_by_word(entry):
            hint = "What can be nothing else is named word by word; put what holds * or a name below [lines]."
            raise self._error(f"“{source}” leaves open what stands there", where, hint=hint)
        return entry

    def _pattern_check(self, kind: str) -> pattern.PatternCheck:
        replacements = {}
        if kind == "pairs":
            replacements = {pattern.pair_key(found): wanted for found, wanted in self.table["pairs"].items()}
        try:
            if kind == "pattern":
                source = self.table["pattern"]
            elif kind == "sequence":
                source = pattern.sequence_pattern(self._texts("sequence", []))
            else:
                source = pattern.any_of(self._phrases(kind))
            expression = pattern.Expression.of(source, self.classes, ignore_case=self.table.get("ignore-case", False))
            if not self.is_proven:
                expression.check()
        except ValueError as error:
            raise self._error(str(error), kind) from error
        place = self._one_of("where", _PLACES, "anywhere")
        return pattern.PatternCheck(
            expression,
            replacements,
            self.table.get("replace"),
            self.table.get("title", ""),
            Safety(self._one_of("safety", list(Safety), Safety.SAFE)),
            float(self.table.get("confidence", 1.0)),
            outside_quotations=place == "outside-quotations",
            outside_code=place == "outside-code",
            outside_assistants=place == "outside-assistants",
        )

    def _phrases(self, kind: str) -> list[str]:
        phrases = list(self.table["pairs"]) if kind == "pairs" else self._texts("phrases", [])
        if not phrases or not all(phrase.strip() for phrase in phrases):
            raise self._error("needs at least one phrase, and no empty one", kind)
        if not all(isinstance(wanted, str) for wanted in self.table.get("pairs", {}).values()):
            raise self._error('must be texts: "found" = "wanted"', kind)
        return phrases

    def _own_triggers(self, kind: str) -> list[str]:
        """Return words one of which each match must contain, as far as the declaration itself tells."""
        if kind in {"phrases", "pairs"}:
            return [" ".join(phrase.split()) for phrase in self._phrases(kind)]
        if kind != "sequence":
            return []
        choices = [self._words_of(element) for element in self.table["sequence"]]
        return max((c for c in choices if c), key=lambda words: min(map(len, words)), default=[])

    def _words_of(self, element: str) -> list[str]:
        if element.endswith("?") or element in {"<word>", "<Name>"}:
            return []
        words = self.classes[element[1:-1]] if element.startswith("<") else element.split("|")
        return [max(word.split(), key=len) for word in words]

    def _check_message(self, check: Check) -> None:
        groups: Mapping[str, int] = {}
        count, known = 0, {"match"}
        if isinstance(check, Wordings):
            known |= {"wanted"}
        elif isinstance(check, pattern.PatternCheck):
            groups, count = check.expression.compiled.groupindex, check.expression.compiled.groups
            known |= {*groups, *({"wanted"} if check.replaces else ())}
        elif not isinstance(check, LinesCheck):
            return  # a code check fills the placeholders that it likes; the cases of the rule prove that it does
        for key, filled in (("message", known), ("title", known - {"match"})):
            for name in self._placeholders(key):
                if name not in filled:
                    raise self._error(f"nothing fills {{{name}}}", key, hint=did_you_mean(name, filled))
        for name in self._placeholders("replace"):
            if name not in groups and not (name.isdecimal() and int(name) <= count):
                raise self._error(f"the pattern has no group {{{name}}}", "replace")

    def _placeholders(self, key: str) -> list[str]:
        """Return the names between the braces of a template."""
        names = []
        try:
            for _, name, form, conversion in string.Formatter().parse(self.table.get(key, "")):
                whole = f"{name}{'!' if conversion else ''}{conversion or ''}{':' if form else ''}{form or ''}"
                if name is not None and not whole.isidentifier() and not whole.isdecimal():
                    raise self._error(f"“{{{whole}}}” is more than the name of a group", key)
                names += [name] if name is not None else []
        except ValueError as error:
            raise self._error(str(error), key, hint="Write {{ and }} for braces that are meant as such.") from error
        return names

    def _texts(self, key: str, default: list[str]) -> list[str]:
        texts = self.table.get(key, default)
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise self._error("must be a list of texts, none of them empty", key)
        return list(texts)

    def _languages(self, default: list[str]) -> frozenset[str]:
        codes = self._texts("languages", default)
        for code in codes:
            if not _LANGUAGE.fullmatch(code):
                hint = 'Write codes such as "en" or "fr", or ["*"] for any language.'
                raise self._error(f"“{code}” is no language code", "languages", hint=hint)
        return frozenset(codes) - {"*"}

    def _one_of(self, key: str, choices: list[Any] | tuple[str, ...], default: str) -> str:
        value: str = self.table.get(key, default)
        if value not in choices:
            raise self._error(f"“{value}” is not possible", key, hint=did_you_mean(value, choices, what="possible"))
        return value
