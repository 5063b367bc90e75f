"""Reads what Telegram says although a part of it has a shape that aiogram does not know.

Telegram's own server is often newer than aiogram, and a self-hosted one older: kinds are added to closed unions, and
required fields are missing. aiogram refuses an object as a whole for a single one of them, and `getUpdates` and every
method that returns a message with it. Here the smallest optional part that cannot be read is left out.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

Json = Any
"""What `json.loads` gives."""

_MISSING: Final = object()


class Unreadable(Exception):
    """Nothing useful is left without the parts that cannot be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        value: the object, of aiogram's type.
        left_out: names of the fields that were left out ("message.external_reply"), nothing of their content.
    """

    value: Any
    left_out: Sequence[str] = ()


def read(annotation: Any, data: Json, context: dict[str, Any]) -> Reading:
    """Read `data` as what the annotation says, without what cannot be read.

    Args:
        annotation: a class of aiogram's, or a union or list of such.
        data: what `json.loads` gave.
        context: pydantic's; `{"bot": bot}` mounts the bot on every object.

    Raises:
        Unreadable: even so it is none.
    """
    adapter = _adapter(annotation)
    try:
        return Reading(adapter.validate_python(data, context=context))
    except (ValidationError, RecursionError):
        left_out = _LeftOut()
    try:
        rest = _readable(annotation, data, left_out)
        return Reading(adapter.validate_python(rest, context=context), tuple(left_out.paths))
    except (ValidationError, RecursionError):
        raise Unreadable from None


def read_answer(annotation: Any, answer: Json, context: dict[str, Any]) -> Reading:
    """Read what a successful call of the Bot API returns, as `read` does.

    Of a list no item is left out: the messages of an album are known by their places.

    Raises:
        Unreadable: it is no such answer, or does not hold what was called for.
    """
    if not isinstance(answer, dict) or answer.get("ok") is not True or "result" not in answer:
        raise Unreadable
    reading = read(annotation, answer["result"], context)
    if isinstance(reading.value, list) and len(reading.value) != len(answer["result"]):
        raise Unreadable
    return reading


@dataclass(slots=True)
class _LeftOut:
    """Collects what is left out, and knows the path to where we are."""

    paths: list[str] = field(default_factory=list)
    here: tuple[str, ...] = ()

    def add(self, name: str) -> None:
        self.paths.append(".".join((*self.here, name)))

    def within(self, name: str) -> _LeftOut:
        return _LeftOut(self.paths, (*self.here, name))


def _readable(annotation: Any, data: Json, left_out: _LeftOut) -> Json:
    """The part of `data` that can be read as the annotation says; Unreadable when that is none."""
    if _fits(annotation, data):
        return data
    origin = get_origin(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _readable_object(annotation, data, left_out)
    if origin is Annotated:
        return _readable(get_args(annotation)[0], data, left_out)
    if origin in {Union, types.UnionType}:
        return _readable_member(annotation, data, left_out)
    if origin is list and isinstance(data, list):
        return _readable_items(get_args(annotation)[0], data, left_out)
    raise Unreadable


def _readable_object(model: type[BaseModel], data: Json, left_out: _LeftOut) -> dict[str, Json]:
    """The object without optional fields that cannot be read; a right that a server does not name is not given."""
    if not isinstance(data, dict):
        raise Unreadable
    rest = dict(data)
    for name, info in model.model_fields.items():
        key = info.alias if info.alias is not None and info.alias in data else name
        given = data.get(key, _MISSING)
        if given is _MISSING:
            if info.is_required():
                rest[info.alias or name] = _default(info)
            continue
        try:
            rest[key] = _readable(info.annotation, given, left_out.within(key))
        except Unreadable:
            if info.is_required() or get_origin(info.annotation) is Literal:  # which one of a union it is
                raise
            del rest[key]
            left_out.add(key)
    return rest


def _default(info: FieldInfo) -> Json:
    """What stands for a required field that is missing: nothing but False can be assumed without doing harm."""
    if info.annotation is not bool:
        raise Unreadable
    return False


def _readable_member(annotation: Any, data: Json, left_out: _LeftOut) -> Json:
    """What the first member of a union that can read it reads."""
    for member in get_args(annotation):
        trial = _LeftOut([], left_out.here)
        try:
            rest = _readable(member, data, trial)
        except Unreadable:
            continue
        left_out.paths.extend(trial.paths)
        return rest
    raise Unreadable


def _readable_items(annotation: Any, data: list[Json], left_out: _LeftOut) -> list[Json]:
    """The items that can be read."""
    rest = []
    for item in data:
        try:
            rest.append(_readable(annotation, item, left_out))
        except Unreadable:
            left_out.add("[]")
    return rest


def _fits(annotation: Any, data: Json) -> bool:
    try:
        _adapter(annotation).validate_python(data)
    except (ValidationError, RecursionError):
        return False
    return True


@functools.lru_cache(maxsize=2048)
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)
