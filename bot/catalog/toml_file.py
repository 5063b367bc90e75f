"""Reading the catalogue's files; an error names the file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.errors import CatalogError

Record = TypeVar("Record")


def read_toml(path: Path, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """What a file says.

    Raises:
        CatalogError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=parse_float)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path.name}: {error}") from error


def record(path: Path, data: dict[str, Any], adapter: TypeAdapter[Record]) -> Record:
    """The record that a file's data stand for; its `slug` must be the file's name.

    Raises:
        CatalogError: they stand for none; the text names file and key.
    """
    try:
        read = adapter.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise CatalogError(f"{path.name}: {key}: {first['msg']}") from error
    if data["slug"] != path.stem:
        raise CatalogError(f"{path.name}: slug: {data['slug']!r} is not the file's name")
    return read
