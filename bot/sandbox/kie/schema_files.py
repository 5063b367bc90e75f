r"""Reads the schemas from their files, each a TOML of one provider with a table for each model.

A field is one line: `name type constraint = default`, with a star behind the name when it is required:

    "prompt* text 3..5000"            a text of 3 to 5,000 characters
    "duration* choice 5 | 10 = 5"     one of these words
    "duration integer -1 | 4..15"     one of these integers
    "cfg_scale number 0..1 = 0.5"     a number
    "image_urls* urls ..8"            a list of at most eight addresses
    "speakers* objects 1..2 of turn"  objects with the fields of `[objects] turn`
    "voice* choice @voices"           one of `[lists] voices`

`price` has the rows of the price, `per` what they are multiplied by, `plus` what is added. `continues` names the field with
an earlier task's id, whose own fields are called `task.resolution` and the like in rules and prices.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.sandbox.kie.price import Price, PriceRow, Unit
from bot.sandbox.kie.prompt_reading import Kind
from bot.sandbox.kie.schema import TASK, Field, FieldType, Rule, Scalar, Schema

FOLDER = Path(__file__).parent / "schemas"
"""Where the data are."""

_LINE = re.compile(
    r"(?P<name>\w+)(?P<star>\*?) (?P<type>[a-z]+)(?: (?P<rest>(?!= ).*?))??(?: = (?P<default>.+))?"
)
_RANGE = re.compile(r"(?P<low>-?[\d.]*?)\.\.(?P<high>-?[\d.]*)")
_WITH_CHOICES = {FieldType.CHOICE, FieldType.INTEGER, FieldType.NUMBER}
_UNCHECKED = ["*"]
_WITH_RANGE = {
    FieldType.TEXT,
    FieldType.NUMBER,
    FieldType.INTEGER,
    FieldType.URLS,
    FieldType.TEXTS,
    FieldType.OBJECTS,
}
_TABLE = frozenset(
    {
        "kind",
        "input",
        "exclusive",
        "rules",
        "price",
        "per",
        "plus",
        "continues",
        "continues_models",
        "results",
        "callback",
        "fails",
        "file",
        "path",
    }
)
_RULE = frozenset({"when", "given", "absent", "needs", "needs_one", "forbids", "allows", "at_most", "words"})
_ROW = frozenset({"credits", "when", "given", "absent", "per", "count", "free", "most"})


def market() -> Mapping[str, Schema]:
    """Every model of the market by its id."""
    return load_schemas("market")


def older() -> Mapping[str, Schema]:
    """What each older endpoint takes, by its family's name."""
    return load_schemas("older")


def integration() -> Mapping[str, Schema]:
    """What the integration document lists, by the model's name there."""
    return load_schemas("integration")


@cache
def load_schemas(name: str) -> Mapping[str, Schema]:
    """Every schema of a file, or of every file of a folder, by the model's id.

    Raises:
        ValueError: a file says something that is no schema; the text names file, model and what is wrong.
    """
    found: dict[str, Schema] = {}
    for path in sorted((FOLDER / name).glob("*.toml")) or [FOLDER / f"{name}.toml"]:
        for schema in read_file(path):
            if schema.id in found:
                raise ValueError(f"{path.name}: {schema.id} is there twice")
            found[schema.id] = schema
    return MappingProxyType(found)


def read_file(path: Path) -> Iterator[Schema]:
    """Every schema of one file.

    Raises:
        ValueError: it says something that is no schema.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    reader = _Reader(data.pop("lists", {}), data.pop("objects", {}))
    for id_, table in data.items():
        try:
            yield reader.schema(id_, table, path.stem)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}: {id_}: {error}") from error


class _Reader:
    """Reads the tables of one file.

    Args:
        lists: named lists of values.
        objects: named lists of fields.
    """

    def __init__(self, lists: Mapping[str, list[str]], objects: Mapping[str, list[str]]) -> None:
        self._lists = lists
        self._objects = objects

    def schema(self, id_: str, table: Mapping[str, Any], provider: str) -> Schema:
        _known(table, _TABLE)
        fields = {found.name: found for found in map(self.field, table["input"])}
        if len(fields) < len(table["input"]):
            raise ValueError("a field is there twice")
        schema = Schema(
            id=id_,
            kind=Kind(table["kind"]),
            fields=MappingProxyType(fields),
            exclusive=tuple(tuple(group) for group in table.get("exclusive", ())),
            rules=tuple(_rule(rule) for rule in table.get("rules", ())),
            price=_price(table),
            results=table.get("results", 1),
            callback=table.get("callback", False),
            fails=table.get("fails", False),
            provider=provider,
            file=table.get("file", ""),
            continues=table.get("continues", ""),
            continues_models=tuple(table.get("continues_models", ())),
            path=table.get("path", ""),
        )
        _check_names(schema)
        return schema

    def field(self, line: str) -> Field:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"no field: {line!r}")
        type_ = FieldType(match["type"])
        rest = match["rest"] or ""
        parts: tuple[Field, ...] | None = None
        if type_ is FieldType.OBJECTS:
            rest, _, of = rest.rpartition("of ")
            lines = self._objects[of.strip()]
            parts = None if lines == _UNCHECKED else tuple(map(self.field, lines))
        bounds = _RANGE.fullmatch(rest.strip()) if type_ in _WITH_RANGE else None
        low, high = (_number(bounds["low"]), _number(bounds["high"])) if bounds else (None, None)
        choices = () if bounds or not rest.strip() else tuple(self._choices(type_, rest))
        if (choices and type_ not in _WITH_CHOICES) or (type_ is FieldType.CHOICE and not choices):
            raise ValueError(f"no field: {line!r}")
        default = match["default"]
        return Field(
            name=match["name"],
            type=type_,
            required=bool(match["star"]),
            choices=choices,
            low=low,
            high=high,
            default=None if default is None else _scalar(type_, default),
            parts=parts,
        )

    def _choices(self, type_: FieldType, rest: str) -> Iterator[Scalar]:
        for word in rest.split("|"):
            said = word.strip()
            if said.startswith("@"):
                yield from self._lists[said.removeprefix("@")]
            elif type_ is FieldType.INTEGER and (span := _RANGE.fullmatch(said)):
                yield from range(int(span["low"]), int(span["high"]) + 1)
            else:
                yield _scalar(type_, said)


def _scalar(type_: FieldType, said: str) -> Scalar:
    match type_:
        case FieldType.TEXT | FieldType.CHOICE:
            return said
        case FieldType.INTEGER:
            return int(said)
        case FieldType.NUMBER:
            return float(said)
        case FieldType.BOOLEAN:
            return {"true": True, "false": False}[said]
        case _:
            raise ValueError(f"{type_} has no values: {said!r}")


def _number(said: str) -> float | None:
    return float(said) if said else None


def _rule(rule: Mapping[str, Any]) -> Rule:
    _known(rule, _RULE)
    return Rule(
        **_condition(rule),
        needs=tuple(rule.get("needs", ())),
        needs_one=tuple(rule.get("needs_one", ())),
        forbids=tuple(rule.get("forbids", ())),
        allows=_values(rule.get("allows", {})),
        at_most={name: float(most) for name, most in rule.get("at_most", {}).items()},
        words=rule.get("words", ""),
    )


def _condition(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "when": _values(table.get("when", {})),
        "given": tuple(table.get("given", ())),
        "absent": tuple(table.get("absent", ())),
    }


def _values(table: Mapping[str, Any]) -> dict[str, tuple[Scalar, ...]]:
    """Each field's values, of which a single one need not stand in a list."""
    return {name: tuple(value) if isinstance(value, list) else (value,) for name, value in table.items()}


def _price(table: Mapping[str, Any]) -> Price:
    per = _units(table.get("per", ""))
    rows = tuple(_row(row, per) for row in table["price"])
    if not rows:
        raise ValueError("no price")
    return Price(rows, tuple(_row(row, ()) for row in table.get("plus", ())))


def _row(row: Mapping[str, Any], per: tuple[Unit, ...]) -> PriceRow:
    _known(row, _ROW)
    return PriceRow(
        **_condition(row),
        credits=Decimal(row["credits"]),
        per=_units(row["per"]) if "per" in row else per,
        count=tuple(row.get("count", ())),
        free=row.get("free", 0),
        most=Decimal(row["most"]) if "most" in row else None,
    )


def _units(words: str) -> tuple[Unit, ...]:
    return tuple(map(Unit.read, words.split(" or "))) if words else ()


def _known(table: Mapping[str, Any], names: frozenset[str]) -> None:
    if unknown := set(table) - names:
        raise ValueError(f"unknown keys {sorted(unknown)}")


def _check_names(schema: Schema) -> None:
    """No rule and no price may speak of a field that is not there, nor of a value that it never has."""
    named = {name for group in schema.exclusive for name in group}
    conditions: list[Mapping[str, tuple[Any, ...]]] = []
    for rule in schema.rules:
        named.update(rule.names)
        conditions += [rule.when, rule.allows]
    for row in (*schema.price.rows, *schema.price.plus):
        named.update((*row.when, *row.given, *row.absent, *row.count))
        named.update(unit.field.partition(".")[0] for unit in row.per)
        conditions.append(row.when)
    named.update(name for name in (schema.results, schema.continues) if isinstance(name, str) and name)
    if schema.continues:
        named = {name for name in named if not name.startswith(TASK)}
    if unknown := named - set(schema.fields):
        raise ValueError(f"no such fields: {sorted(unknown)}")
    for condition in conditions:
        _check_values(schema.fields, condition)


def _check_values(fields: Mapping[str, Field], condition: Mapping[str, Iterable[Any]]) -> None:
    for name, values in condition.items():
        choices = fields[name].choices if name in fields else ()
        if choices and (wrong := [value for value in values if value not in choices]):
            raise ValueError(f"{name} is never {wrong}")
