"""Dataclasses of newslint's own making are what those of the standard library are."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from newslint import Document, Finding, record

MAKERS = [pytest.param(maker, id=maker.__name__) for maker in (dataclasses, record)]


def made(maker: Any, **options: bool) -> type[Any]:  # noqa: ANN401 - a module
    @maker.dataclass(**options)
    class Place:
        """Somewhere."""

        name: str
        at: int = 0
        seen: list[str] = maker.field(default_factory=list)
        told: str = maker.field(default="", compare=False, repr=False)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("no name")

        @property
        def end(self) -> int:
            return self.at + len(self.name)

    return Place


def facts(cls: type[Any], is_frozen: bool) -> list[object]:
    one, other = cls("a", told="x"), cls("a", 0, [], told="y")
    found: list[object] = [
        repr(one).partition("<locals>.")[2],
        one == other,
        one != cls("b"),
        one == ("a", 0, []),
        one.seen is not other.seen,
        one.end,
        cls.__match_args__,
        cls.__name__,
        cls.__qualname__.rpartition(".")[2],
        cls.__doc__,
        cls.__hash__ is None,
        hasattr(one, "__dict__"),
        dataclasses.is_dataclass(cls),
        [(field.name, field.type, field.init, field.repr, field.compare) for field in dataclasses.fields(cls)],
        dataclasses.asdict(one),
        repr(dataclasses.replace(one, at=3)).partition("<locals>.")[2],
        list(inspect.signature(cls).parameters),
        copy.deepcopy(one) == one,
        copy.copy(one).told,
    ]
    if is_frozen:
        found.append(hash(cls("a", 1, ())) == hash(cls("a", 1, (), "z")))
    changes: tuple[Callable[[], object], ...] = (
        lambda: setattr(one, "at", 5),
        lambda: delattr(one, "at"),
        lambda: cls(""),
        cls,
    )
    return [*found, *map(outcome, changes), getattr(one, "at", None)]


def outcome(change: Callable[[], object]) -> object:
    try:
        return change()
    except (dataclasses.FrozenInstanceError, ValueError) as error:
        return type(error), str(error)
    except (AttributeError, TypeError) as error:
        return type(error)


@pytest.mark.parametrize("is_frozen", [True, False])
@pytest.mark.parametrize("has_slots", [True, False])
def test_they_behave_as_those_of_the_standard_library(is_frozen: bool, has_slots: bool) -> None:
    ours, theirs = (made(maker, frozen=is_frozen, slots=has_slots) for maker in (record, dataclasses))
    assert facts(ours, is_frozen) == facts(theirs, is_frozen)


@pytest.mark.parametrize("maker", MAKERS)
def test_a_class_may_extend_another(maker: Any) -> None:  # noqa: ANN401 - a module
    lower = made(maker, slots=True)

    @maker.dataclass(slots=True)
    class Upper(lower):  # type: ignore[misc, valid-type]
        at: int = 3
        third: int = 4

    one: Any = Upper("a")
    assert (one.name, one.at, one.third) == ("a", 3, 4)
    assert [field.name for field in dataclasses.fields(one)] == ["name", "at", "seen", "told", "third"]
    assert Upper.__slots__ == ("third",)
    assert one == Upper("a", 3)


@pytest.mark.parametrize("maker", MAKERS)
def test_a_class_may_have_no_equals(maker: Any) -> None:  # noqa: ANN401 - a module
    one = made(maker, frozen=True, eq=False)("a")
    assert one != copy.copy(one)
    assert hash(one)


def test_no_option_is_needed() -> None:
    @record.dataclass
    class Place:
        name: str = "a"

    assert dataclasses.fields(Place)[0].default == "a"
    assert Place() == Place("a")


def test_replace_takes_what_the_standard_library_makes_too() -> None:
    place = made(dataclasses, frozen=True)("a", 4)
    assert record.replace(place, name="b") == dataclasses.replace(place, name="b")


def test_what_newslint_offers_can_be_pickled() -> None:
    doc = Document("The ferry sailed.", "a", meta={"title": "Ferries"})
    assert pickle.loads(pickle.dumps(doc)) == doc  # noqa: S301 - what was just written
    assert {field.name for field in dataclasses.fields(Finding)} >= {"rule", "span", "fix"}
