"""Whether KIE's own description of a model would take a request: the part of JSON Schema that its documents use.

Documents are KIE's and may be anything. Patterns and formats are not looked at, nothing is fetched, and a document that is
nested or branched beyond reason is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from bot.kie import json_reading as wire

_SUBMISSION: Final = "/jobs/createTask"
_DEEPEST: Final = 24
_MOST_STEPS: Final = 20_000
_MOST_SHOWN: Final = 6
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class UnreadableSchema(Exception):
    """The document is not one that a request can be compared with."""


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One thing that a document does not like about a request.

    Attributes:
        field: the way to it, `input.duration`.
        words: what is wrong.
        refused: whether KIE would refuse the request; else it passes over the field.
    """

    field: str
    words: str
    refused: bool = True

    def __str__(self) -> str:
        return f"{self.field} {self.words}"


class RequestSchema:
    """What a model's submission takes.

    Args:
        document: the OpenAPI document.

    Raises:
        UnreadableSchema: it describes no submission.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._steps = 0
        self._schema = self._submission()

    def faults(self, body: Mapping[str, Any]) -> tuple[SchemaFault, ...]:
        """Everything that is wrong with a request's body.

        Raises:
            UnreadableSchema: the document is nested or branched beyond reason.
        """
        self._steps = 0
        return tuple(dict.fromkeys(self._check(self._schema, body, "", 0)))

    def _submission(self) -> Mapping[str, Any]:
        for path, item in wire.mapping(self._document.get("paths")).items():
            operation = wire.mapping(self._resolved(wire.mapping(item)).get("post"))
            request = self._resolved(wire.mapping(operation.get("requestBody")))
            content = wire.mapping(wire.mapping(request.get("content")).get("application/json"))
            schema = self._resolved(wire.mapping(content.get("schema")))
            if path.endswith(_SUBMISSION) and schema:
                return schema
        raise UnreadableSchema("no submission")

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema behind references, which lead to other places of the same document; percent-encoded (KIE's skill)."""
        for _ in range(_DEEPEST):
            reference = schema.get("$ref")
            if not isinstance(reference, str):
                return schema
            place: Any = self._document
            for part in reference.removeprefix("#/").split("/"):
                name = unquote(part).replace("~1", "/").replace("~0", "~")
                place = wire.mapping(place).get(name)
            schema = wire.mapping(place)
        raise UnreadableSchema("references in a circle")

    def _check(
        self, schema: Mapping[str, Any], value: Any, where: str, depth: int, *, is_part: bool = False
    ) -> Iterator[SchemaFault]:
        """Faults of a value; `is_part` = the schema is one of several that the value has to do with at once."""
        self._count_step(depth)
        schema = self._resolved(schema)
        yield from _value_faults(schema, value, where)
        for part in wire.items(schema.get("allOf")):
            yield from self._check(wire.mapping(part), value, where, depth + 1, is_part=True)
        for name in ("oneOf", "anyOf"):
            yield from self._best_branch(wire.items(schema.get(name)), value, where, depth)
        if isinstance(value, dict):
            yield from self._object_faults(schema, value, where, depth, is_part=is_part)
        elif isinstance(value, list):
            inside = wire.mapping(schema.get("items"))
            for item in value:
                yield from self._check(inside, item, f"{where}[]", depth + 1)

    def _best_branch(
        self, branches: Sequence[Any], value: Any, where: str, depth: int
    ) -> Iterator[SchemaFault]:
        """Of alternatives, the faults of the one that comes nearest."""
        tried = [tuple(self._check(wire.mapping(branch), value, where, depth + 1)) for branch in branches]
        if tried:
            nearest = min(tried, key=lambda faults: (sum(fault.refused for fault in faults), len(faults)))
            # Fields that the others know are no strangers here.
            yield from (fault for fault in nearest if fault.refused)

    def _object_faults(
        self, schema: Mapping[str, Any], value: Mapping[str, Any], where: str, depth: int, *, is_part: bool
    ) -> Iterator[SchemaFault]:
        known = wire.mapping(schema.get("properties"))
        for name in wire.items(schema.get("required")):
            if isinstance(name, str) and name not in value:
                yield SchemaFault(_inside(where, name), "is required and is not sent")
        for name in [name for name in value if name in known]:
            yield from self._check(wire.mapping(known[name]), value[name], _inside(where, name), depth + 1)
        others = schema.get("additionalProperties")
        if others is False or not (others or is_part):
            everything = self._properties(schema, depth)
            for name in [name for name in value if everything and name not in everything]:
                yield SchemaFault(_inside(where, name), "is not known there", refused=others is False)

    def _count_step(self, depth: int) -> None:
        self._steps += 1
        if depth > _DEEPEST or self._steps > _MOST_STEPS:
            raise UnreadableSchema("too large")

    def _properties(self, schema: Mapping[str, Any], depth: int) -> frozenset[str]:
        """The names of an object's fields, also those of its alternatives."""
        self._count_step(depth)
        schema = self._resolved(schema)
        names = frozenset(wire.mapping(schema.get("properties")))
        for combined in ("allOf", "oneOf", "anyOf"):
            for part in wire.items(schema.get(combined)):
                names |= self._properties(wire.mapping(part), depth + 1)
        return names


def _value_faults(schema: Mapping[str, Any], value: Any, where: str) -> Iterator[SchemaFault]:
    types = schema.get("type")
    allowed = [one for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)]
    if allowed and not any(_is(value, one) for one in allowed):
        yield SchemaFault(where, f"is {_shown(value)}, wanted is {wire.text(' or '.join(allowed), limit=60)}")
        return
    choices = wire.items(schema.get("enum")) or ([schema["const"]] if "const" in schema else [])
    if choices and not any(_same(value, choice) for choice in choices):
        offered = ", ".join(_shown(choice) for choice in choices[:_MOST_SHOWN])
        more = " …" if len(choices) > _MOST_SHOWN else ""
        yield SchemaFault(where, f"is {_shown(value)}, possible is {offered}{more}")
    yield from _bound_faults(schema, value, where)


def _bound_faults(schema: Mapping[str, Any], value: Any, where: str) -> Iterator[SchemaFault]:
    if isinstance(value, bool):
        return
    size: float
    if isinstance(value, str):
        size, low, high, what = len(value), "minLength", "maxLength", " characters"
    elif isinstance(value, list):
        size, low, high, what = len(value), "minItems", "maxItems", " items"
    elif isinstance(value, int | float):
        size, low, high, what = value, "minimum", "maximum", ""
    else:
        return
    least, most = wire.number(schema.get(low)), wire.number(schema.get(high))
    if least is not None and size < least:
        yield SchemaFault(where, f"has {size}{what}, at least {least:g} are wanted")
    if most is not None and size > most:
        yield SchemaFault(where, f"has {size}{what}, at most {most:g} are possible")


def _is(value: Any, kind: str) -> bool:
    if kind in {"integer", "number"}:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and (kind == "number" or float(value).is_integer())
    return kind not in _TYPES or isinstance(value, _TYPES[kind])


def _same(value: Any, choice: Any) -> bool:
    """`5` is no `"5"`, and 1 is no true; 5.0 is 5."""
    return value == choice and isinstance(value, bool) is isinstance(choice, bool)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{wire.text(value, limit=40)}”"
    return wire.text(value, limit=40) or type(value).__name__


def _inside(where: str, name: str) -> str:
    shown = wire.text(name, limit=60)
    return f"{where}.{shown}" if where else shown
