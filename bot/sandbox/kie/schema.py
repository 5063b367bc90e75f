"""What KIE takes for one model, and the check of a request against it.

Field names, types, limits and prices are data (`schemas/`), read from KIE's pages and price list and never from the
catalogue of the bot, so that a mistake there is found here. The texts of the refusals are KIE's own ("This field is
required", "not within the range of allowed options"); KIE answers them under HTTP 200 with a code in the body.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.sandbox.kie.fields import Refusal, is_url
from bot.sandbox.kie.price import Price
from bot.sandbox.kie.prompt_reading import Kind

Scalar = str | int | float | bool
TASK = "task."
"""Before the name of a field that an earlier task had."""
VALIDATION = 422
"""KIE's usual code for a wrong field."""


class FieldType(StrEnum):
    """The JSON type a field must have: KIE refuses `5` where `"5"` is documented, and the reverse."""

    TEXT = "text"
    """Free words."""
    CHOICE = "choice"
    """Words out of a closed list."""
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    URL = "url"
    """The address of one medium."""
    URLS = "urls"
    TEXTS = "texts"
    OBJECTS = "objects"
    """A list of objects with fields of their own."""

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return self in (FieldType.URLS, FieldType.TEXTS, FieldType.OBJECTS)

    @property
    def json_type(self) -> str:
        """What JSON Schema calls it."""
        if self.is_list:
            return "array"
        return "string" if self in (FieldType.TEXT, FieldType.CHOICE, FieldType.URL) else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One documented field.

    Attributes:
        name: in the body.
        type: of its value.
        required: whether it must be there; an empty text or list is not there, unless `low` is 0.
        choices: the values there are, when they are a closed list.
        low, high: bounds of a number, of a text's length or of a list's.
        default: what KIE takes when the field is not there; None when that is not documented.
        parts: the fields of each object of a list; None for those that the pages describe in words only.
    """

    name: str
    type: FieldType
    required: bool = False
    choices: tuple[Scalar, ...] = ()
    low: float | None = None
    high: float | None = None
    default: Scalar | None = None
    parts: tuple[Field, ...] | None = None

    def check(self, value: Any, where: str = "") -> None:
        """Refuse a value that this field cannot take.

        Args:
            value: what the body has.
            where: the list and place that the field stands in, as `speakers[0].`.

        Raises:
            Refusal: with the field's name in the text.
        """
        name = f"{where}{self.name}"
        if not self._is_of_type(value):
            raise Refusal(VALIDATION, f"{name}: the value type is invalid, expected {self.type.json_type}")
        if self.choices and not any(_same(value, choice) for choice in self.choices):
            raise Refusal(VALIDATION, f"{name} is not within the range of allowed options")
        if self.low is not None or self.high is not None:
            size = size_of(value)
            if size < (self.low or -math.inf) or (self.high is not None and size > self.high):
                raise Refusal(VALIDATION, f"{name} is not within the range of allowed options")
        if self.type is FieldType.OBJECTS and self.parts is not None:
            for number, item in enumerate(value):
                check_fields(self.parts, item, f"{name}[{number}].")

    def is_missing_in(self, body: Mapping[str, Any]) -> bool:
        """Whether the body lacks it: null is absent, and so is an empty text or list where one is not asked for."""
        value = body.get(self.name)
        return value is None or (value in ("", []) and self.low != 0)

    def _is_of_type(self, value: Any) -> bool:
        match self.type:
            case FieldType.TEXT | FieldType.CHOICE:
                return isinstance(value, str)
            case FieldType.INTEGER:
                return _is_number(value) and float(value).is_integer()
            case FieldType.NUMBER:
                return _is_number(value)
            case FieldType.BOOLEAN:
                return isinstance(value, bool)
            case FieldType.URL:
                return is_url(value)
            case FieldType.URLS:
                return isinstance(value, list) and all(map(is_url, value))
            case FieldType.TEXTS:
                return isinstance(value, list) and all(isinstance(item, str) and item for item in value)
            case FieldType.OBJECTS:
                return isinstance(value, list) and all(isinstance(item, dict) for item in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What binds several fields together: when the condition holds, the rest must.

    Attributes:
        when: values that fields have (or take by default) for the rule to count.
        given: fields that must be there for it to count.
        absent: fields that must not be.
        needs: fields that must be there.
        needs_one: fields of which one must be there.
        forbids: fields that must not be there; a switch that is off is not there.
        allows: the only values that a field may have.
        at_most: the most that a field may be: a number, a length, a count.
        words: what KIE says; empty for its usual words.
    """

    when: Mapping[str, tuple[Scalar, ...]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_one: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    allows: Mapping[str, tuple[Scalar, ...]] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    words: str = ""

    @property
    def names(self) -> Iterator[str]:
        """Every field that it speaks of."""
        for group in (self.when, self.given, self.absent, self.needs, self.needs_one, self.forbids):
            yield from group
        yield from self.allows
        yield from self.at_most

    def check(self, body: Request) -> None:
        """Refuse a body that breaks the rule.

        Raises:
            Refusal: with the words of the rule, or KIE's usual ones.
        """
        if not body.fulfils(self.when, self.given, self.absent):
            return
        for name in self.needs:
            if not body.has(name):
                self._refuse(f"{name}: This field is required")
        if self.needs_one and not any(map(body.has, self.needs_one)):
            self._refuse(f"{self.needs_one[0]}: This field is required")
        for name in self.forbids:
            if body.has(name) and body.value(name) is not False:
                self._refuse(f"{name} is not supported with the other parameters")
        for name, allowed in self.allows.items():
            value = body.value(name)
            if value is not None and not any(_same(value, choice) for choice in allowed):
                self._refuse(f"{name} is not within the range of allowed options")
        for name, most in self.at_most.items():
            value = body.value(name)
            if value is not None and size_of(value) > most:
                self._refuse(f"{name} is not within the range of allowed options")

    def _refuse(self, words: str) -> None:
        raise Refusal(VALIDATION, self.words or words)


@dataclass(frozen=True, slots=True)
class Request:
    """A body beside the schema that says what is taken where it is silent."""

    body: Mapping[str, Any]
    fields: Mapping[str, Field]

    def has(self, name: str) -> bool:
        """Whether the body has the field, and not empty."""
        return self.body.get(name) not in (None, "", [])

    def facts(self) -> dict[str, Any]:
        """What a later task may ask of this one: every field, and what it inherits from an earlier one."""
        inherited = {
            name.removeprefix(TASK): value for name, value in self.body.items() if name.startswith(TASK)
        }
        return inherited | {name: self.value(name) for name in self.fields if self.value(name) is not None}

    def value(self, name: str) -> Any:
        """The field's value, or what KIE takes by default, or None."""
        if self.has(name):
            return self.body[name]
        known = self.fields.get(name)
        return known.default if known else None

    def fulfils(
        self, when: Mapping[str, tuple[Scalar, ...]], given: Iterable[str], absent: Iterable[str]
    ) -> bool:
        """Whether a condition holds."""
        return (
            all(any(_same(self.value(name), value) for value in values) for name, values in when.items())
            and all(map(self.has, given))
            and not any(map(self.has, absent))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One model as KIE documents it.

    Attributes:
        id: its name at KIE.
        kind: what it makes.
        fields: what a request may hold.
        exclusive: groups of fields of which only one may be used.
        rules: what binds several fields together.
        price: what a task costs.
        results: how many files a task makes: a number, or the field that says it.
        callback: whether a callback address is required.
        fails: whether KIE accepts every task and then fails it.
        provider: the family that the model list names.
        continues: the field that names an earlier task of the same account, which must have succeeded.
        continues_models: whose tasks it may be; empty for any. Rules and prices may ask for that task's own fields, as
            `task.resolution`.
        file: the ending of what it makes, where it is not the usual one of its kind.
        path: where a task is created, of a dialect whose models have paths of their own.
    """

    id: str
    kind: Kind
    fields: Mapping[str, Field]
    price: Price
    exclusive: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    results: int | str = 1
    callback: bool = False
    fails: bool = False
    provider: str = ""
    continues: str = ""
    continues_models: tuple[str, ...] = ()
    file: str = ""
    path: str = ""

    def request(self, body: Mapping[str, Any]) -> Request:
        """The body beside what is taken where it is silent."""
        return Request(body, self.fields)

    def check(self, body: Mapping[str, Any], earlier: Mapping[str, Any] | None = None) -> Request:
        """Check a body and return it beside its defaults.

        Args:
            body: what came.
            earlier: the fields of the task that it continues.

        Raises:
            Refusal: an unknown field, a missing one, a wrong type or value, fields that do not go together.
        """
        check_fields(self.fields.values(), body)
        request = self.request(
            {**body, **{f"{TASK}{name}": value for name, value in (earlier or {}).items()}}
        )
        used = [
            [name for name in group if request.has(name)]
            for group in self.exclusive
            if any(map(request.has, group))
        ]
        if len(used) > 1:
            raise Refusal(VALIDATION, f"{used[0][0]} and {used[1][0]} cannot be used together")
        for rule in self.rules:
            rule.check(request)
        return request

    def results_of(self, request: Request) -> int:
        """How many files a checked request makes."""
        if isinstance(self.results, int):
            return self.results
        return int(request.value(self.results) or 1)


def check_fields(fields: Iterable[Field], body: Mapping[str, Any], where: str = "") -> None:
    """Check every field by itself.

    Raises:
        Refusal: for the first that is unknown, missing or wrong.
    """
    known = {known.name: known for known in fields}
    for name in body:
        if name not in known:
            raise Refusal(VALIDATION, f"{where}{str(name)[:64]} is not a supported parameter")
    for name, wanted in known.items():
        value = body.get(name)
        if wanted.is_missing_in(body):
            if wanted.required:
                raise Refusal(VALIDATION, f"{where}{name}: This field is required")
            if value is None or value in ("", []):
                continue
        wanted.check(value, where)


def size_of(value: Any) -> float:
    """A number itself, or the length of a text or list."""
    return len(value) if isinstance(value, str | list) else float(value)


def _same(value: Any, choice: Scalar | None) -> bool:
    """Whether two values are the same and of one JSON type: True is not 1, and "5" is not 5."""
    return (
        isinstance(value, str) == isinstance(choice, str)
        and isinstance(value, bool) == isinstance(choice, bool)
        and value == choice
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
