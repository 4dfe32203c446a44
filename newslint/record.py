"""Dataclasses, made in a fraction of the time: newslint begins with seventy, and each start makes them anew.

The standard library writes up to seven methods for each class and compiles them one by one, and it imports `inspect`
and what that needs. Here only `__init__` is written; the others are functions that know the names of the fields. To
everybody else such a class is a dataclass: type checkers see those of the standard library, and `dataclasses.fields`,
`replace` and `asdict` get what they ask for when they ask. Of the options there are `frozen`, `slots` and `eq`, and of
those of a field what `_Field` has; whoever wants another takes the standard library's.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from dataclasses import dataclass, field, replace

    Fields = Mapping[str, "_Field"]

__all__ = ["dataclass", "field", "replace"]

C = TypeVar("C", bound=type)
T = TypeVar("T")

_ABSENT: Any = object()


class _Field:
    """What a class says of one of its fields."""

    def __init__(
        self,
        *,
        default: Any = _ABSENT,  # noqa: ANN401 - of any type
        default_factory: Callable[[], object] = _ABSENT,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - as the standard library calls it
        compare: bool = True,
    ) -> None:
        """Take what `dataclasses.field` takes."""
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare


def _dataclass(
    cls: C | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> C | Callable[[C], C]:
    """Return the dataclass that a class is made, or with options what makes one of it."""

    def made(cls: C) -> C:
        fields = _fields_of(cls)
        compared = [name for name, one in fields.items() if one.compare]
        methods: dict[str, Any] = {
            "__init__": _init(fields, is_frozen=frozen, has_more=hasattr(cls, "__post_init__")),
            "__repr__": _repr([name for name, one in fields.items() if one.repr]),
        }
        if eq:
            methods |= {"__eq__": _eq(compared), "__hash__": _hash(compared) if frozen else None}
        if frozen:
            methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        if frozen and slots:
            methods |= _pickling(tuple(fields))
        own = vars(cls)
        added = {name: method for name, method in methods.items() if own.get(name) is None}
        added["__dataclass_fields__"] = _FieldsToldLate(fields)
        added["__match_args__"] = tuple(name for name, one in fields.items() if one.init)
        return _with_slots(cls, fields, added) if slots else _without_slots(cls, fields, added)

    return made if cls is None else made(cls)


def _with_slots(cls: C, fields: Fields, added: Mapping[str, Any]) -> C:
    """Return a class like this one with a slot for each field; slots must be told when a class is made."""
    left_out = {*fields, "__dict__", "__weakref__"}
    content = {name: value for name, value in vars(cls).items() if name not in left_out}
    content["__slots__"] = tuple(name for name in fields if not hasattr(cls.__base__, name))
    made: C = type(cls)(cls.__name__, cls.__bases__, {**content, **added})
    made.__qualname__ = cls.__qualname__
    return made


def _without_slots(cls: C, fields: Fields, added: Mapping[str, Any]) -> C:
    for name, one in fields.items():
        if one.default is not _ABSENT:
            setattr(cls, name, one.default)
        elif name in vars(cls):
            delattr(cls, name)
    for name, value in added.items():
        setattr(cls, name, value)
    return cls


def _replace(told: T, **changes: object) -> T:
    """Return a copy with other values of some fields."""
    cls: Any = type(told)
    for name in cls.__match_args__:
        if name not in changes:
            changes[name] = getattr(told, name)
    copied: T = cls(**changes)
    return copied


def _fields_of(cls: type) -> dict[str, _Field]:
    """Return the fields of a class, those of the class that it extends first."""
    above = vars(cls.__base__).get("__dataclass_fields__") if cls.__base__ else None
    fields = dict(above.told) if isinstance(above, _FieldsToldLate) else {}
    for name in vars(cls).get("__annotations__", {}):
        said = vars(cls).get(name, _ABSENT)
        fields[name] = said if isinstance(said, _Field) else _Field(default=said)
    return fields


class _FieldsToldLate:
    """The fields of a class as `dataclasses` wants them: made by it when it asks for them."""

    def __init__(self, told: Fields) -> None:
        self.told = told
        self._made: Mapping[str, Any] = {}

    def __get__(self, instance: object, cls: type) -> Mapping[str, Any]:
        self._made = self._made or self._as_made_there(cls)
        return self._made

    def _as_made_there(self, cls: type) -> Mapping[str, Any]:
        import dataclasses  # noqa: PLC0415 - see above

        kinds = {name: kind for one in reversed(cls.__mro__) for name, kind in _annotations(one).items()}
        listed = []
        for name, one in self.told.items():
            said = {key: value for key, value in vars(one).items() if value is not _ABSENT}
            listed.append((name, kinds[name], dataclasses.field(**said)))
        shown = dataclasses.make_dataclass(cls.__name__, listed)
        fields: Mapping[str, Any] = shown.__dataclass_fields__  # type: ignore[attr-defined]
        return fields


def _annotations(cls: type) -> Mapping[str, Any]:
    found: Mapping[str, Any] = vars(cls).get("__annotations__", {})
    return found


def _init(fields: Fields, *, is_frozen: bool, has_more: bool) -> Callable[..., None]:
    """Return the method that takes the values of the fields."""
    known: dict[str, Any] = {"ABSENT": _ABSENT, "put": object.__setattr__}
    takes, does = ["self"], []
    for name, one in fields.items():
        value = name
        if one.default is not _ABSENT:
            known[f"default_{name}"] = one.default
            takes.append(f"{name}=default_{name}")
        elif one.default_factory is not _ABSENT:
            known[f"new_{name}"] = one.default_factory
            takes.append(f"{name}=ABSENT")
            value = f"new_{name}() if {name} is ABSENT else {name}"
        else:
            takes.append(name)
        if not one.init:
            takes.pop()
            continue
        does.append(f"put(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    if has_more:
        does.append("self.__post_init__()")
    exec(f"def __init__({', '.join(takes)}):\n " + "\n ".join(does or ["pass"]), known)  # noqa: S102 - of names only
    init: Callable[..., None] = known["__init__"]
    return init


def _values(names: Sequence[str]) -> Callable[[object], object]:
    """Return a function that gives the values of some fields as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda told: tuple(getattr(told, name) for name in names)


def _repr(names: Sequence[str]) -> Callable[[object], str]:
    def __repr__(self: object) -> str:  # noqa: N807 - what it becomes
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({said})"

    return __repr__


def _eq(names: Sequence[str]) -> Callable[[object, object], bool]:
    values = _values(names)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - the same
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return __eq__


def _hash(names: Sequence[str]) -> Callable[[object], int]:
    values = _values(names)
    return lambda self: hash(values(self))


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - see above

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - see above

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _pickling(names: Sequence[str]) -> dict[str, Any]:
    """Return the methods by which a frozen class with slots is pickled and copied."""

    def __getstate__(self: object) -> list[object]:  # noqa: N807 - the same
        return [getattr(self, name) for name in names]

    def __setstate__(self: object, state: Sequence[object]) -> None:  # noqa: N807 - the same
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": __getstate__, "__setstate__": __setstate__}


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, _Field, _replace
