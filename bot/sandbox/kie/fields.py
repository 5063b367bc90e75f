"""What KIE's documentation says about one field of a request, and the check of a body against it.

The texts of the refusals are KIE's own ("This field is required", "not within the range of allowed options");
KIE answers them under HTTP 200 with code 422 in the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    """The JSON type a field must have: KIE refuses `5` where `"5"` is documented, and the reverse."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    FLAG = "boolean"
    URL = "url"
    URLS = "urls"


class Refusal(Exception):
    """KIE says no before anything is created: a body code and the text that goes with it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Field:
    """One documented field: `low` and `high` bound a number, the length of a text, or the count of URLs."""

    name: str
    type: FieldType
    required: bool = False
    choices: tuple[str | int, ...] = ()
    low: float | None = None
    high: float | None = None

    def check(self, value: Any) -> None:
        """Refuse a value that this field cannot take.

        Raises:
            Refusal: with code 422 and the field's name in the text.

        """
        if not self._is_of_type(value):
            raise Refusal(422, f"{self.name}: the value type is invalid, expected {self.type}")
        if self.choices and value not in self.choices:
            raise Refusal(422, f"{self.name} is not within the range of allowed options")
        size = value if self.type in (FieldType.WHOLE, FieldType.NUMBER) else _length(value)
        if (self.low is not None and size < self.low) or (self.high is not None and size > self.high):
            raise Refusal(422, f"{self.name} is not within the range of allowed options")

    def _is_of_type(self, value: Any) -> bool:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        match self.type:
            case FieldType.TEXT:
                return isinstance(value, str)
            case FieldType.WHOLE:
                return is_number and float(value).is_integer()
            case FieldType.NUMBER:
                return is_number
            case FieldType.FLAG:
                return isinstance(value, bool)
            case FieldType.URL:
                return is_url(value)
            case FieldType.URLS:
                return isinstance(value, list) and all(is_url(item) for item in value)


def is_url(value: Any) -> bool:
    """Tell whether a value is what KIE takes for media: an absolute HTTP(S) address."""
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _length(value: Any) -> int:
    """Measure a text or a list; a flag counts as one."""
    return len(value) if isinstance(value, str | list) else 1


def check(fields: Iterable[Field], body: Mapping[str, Any]) -> list[str]:
    """Check a body against its documented fields; return the names that KIE's page does not know.

    KIE ignores unknown names, so they are returned as remarks and not refused. Null counts as absent.

    Raises:
        Refusal: with code 422 for the first field that is missing or wrong.

    """
    known = {field.name: field for field in fields}
    for field in known.values():
        value = body.get(field.name)
        if value is not None and not (value in ("", []) and not field.required):
            field.check(value)
        if field.required and value in (None, "", []):
            raise Refusal(422, f"{field.name}: This field is required")
    return [name for name in body if name not in known]


def _named(name: str) -> tuple[str, bool]:
    return name.removesuffix("*"), name.endswith("*")


def text(name: str, high: int | None = None, low: int | None = None) -> Field:
    """Describe a text of `low` to `high` characters; a star after the name makes it required, here and below."""
    return Field(*_split(name, FieldType.TEXT), low=low, high=high)


def choice(name: str, *choices: str) -> Field:
    """Describe a text out of a closed list."""
    return Field(*_split(name, FieldType.TEXT), choices=choices)


def whole(name: str, low: int | None = None, high: int | None = None, *choices: int) -> Field:
    """Describe an integer in a range or out of a closed list."""
    return Field(*_split(name, FieldType.WHOLE), choices=choices, low=low, high=high)


def number(name: str, low: float | None = None, high: float | None = None) -> Field:
    """Describe a number in a range."""
    return Field(*_split(name, FieldType.NUMBER), low=low, high=high)


def flag(name: str) -> Field:
    """Describe a boolean."""
    return Field(*_split(name, FieldType.FLAG))


def url(name: str) -> Field:
    """Describe the address of one medium."""
    return Field(*_split(name, FieldType.URL))


def urls(name: str, high: int, low: int | None = None) -> Field:
    """Describe a list of `low` to `high` addresses of media."""
    return Field(*_split(name, FieldType.URLS), low=low, high=high)


def _split(name: str, kind: FieldType) -> tuple[str, FieldType, bool]:
    bare, required = _named(name)
    return bare, kind, required
