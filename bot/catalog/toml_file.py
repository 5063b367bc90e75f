"""Reading the catalogue's files; an error names the file, the line and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
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
        raise mistake_in(path, f"{key}: {first['msg']}") from error
    if data["slug"] != path.stem:
        raise mistake_in(path, f"slug: {data['slug']!r} is not the file's name")
    return read


def mistake_in(path: Path, mistake: str) -> CatalogError:
    """The error for a mistake, `key: what is wrong`, with the line that the key leads to, as far as it can be followed."""
    key = mistake.partition(":")[0].strip()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    number = _line_of(lines, key.split("."))
    return CatalogError(f"{path.name}, line {number}: {mistake}" if number else f"{path.name}: {mistake}")


def _line_of(lines: Sequence[str], way: Sequence[str]) -> int:
    """The line, from 1, at which following the key's parts downwards ends; 0 when not even the first part is there."""
    found = 0
    last = ""
    for part in way:
        if part.isdecimal():
            # A table of a list that is written with a header of its own each time.
            headers = [at for at, line in enumerate(lines, 1) if re.match(rf"\[\[[\w.]*\b{last}\]\]", line)]
            found = headers[int(part)] if int(part) < len(headers) else found
            continue
        named = re.compile(rf"(?<![\w-]){re.escape(part)}(?![\w-])")
        below = (
            at
            for at, line in enumerate(lines, 1)
            if at >= found and named.search(line) and not line.lstrip().startswith("#")
        )
        found, last = next(below, found), re.escape(part)
    return found
