"""Values as SQLite has them: rows that are read by name and by place, numbers for truth values, texts without NUL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from psycopg import AsyncCursor
from psycopg.abc import Buffer
from psycopg.adapt import AdaptersMap, Dumper, Loader


class PostgresRow:
    """A row as `sqlite3.Row` is one.

    Args:
        places: of each column, by its name.
        values: in the columns' order.
    """

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: Sequence[Any]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, key: str | int) -> Any:
        if isinstance(key, str):
            try:
                return self._values[self._places[key]]
            except KeyError:
                msg = f"no column {key}"
                raise IndexError(msg) from None
        return self._values[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"PostgresRow({', '.join(self._places)})"

    def keys(self) -> Sequence[str]:
        """The columns' names, in their order."""
        return list(self._places)


class RowFactory:
    """Makes rows of what a cursor has read."""

    def __init__(self, cursor: AsyncCursor[Any]) -> None:
        self._places = {column.name: place for place, column in enumerate(cursor.description or ())}

    def __call__(self, values: Sequence[Any]) -> PostgresRow:
        """One row."""
        return PostgresRow(self._places, values)


Parameters = Mapping[str, Any] | Iterable[Any]


def plain(parameters: Parameters) -> Mapping[str, Any] | Sequence[Any]:
    """Values as the columns hold them."""
    if isinstance(parameters, Mapping):
        return {name: _plain(value) for name, value in parameters.items()}
    return [_plain(value) for value in parameters]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        # A text of PostgreSQL's cannot hold NUL, and nothing that people write needs it.
        return str.__str__(value).replace("\0", "")
    if isinstance(value, int):
        return int(value)
    return value


class _Untyped(Dumper):
    """A number whose type PostgreSQL takes from where it stands, as it does when it prepares a statement."""

    oid = 0

    def dump(self, obj: Any) -> Buffer:
        return str(obj).encode()

    def quote(self, obj: Any) -> Buffer:
        return self.dump(obj)


class _Number(Loader):
    """`numeric`: what sums of whole numbers have become."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else float(text)


class _Truth(Loader):
    """1 or 0."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _Text(Loader):
    """JSON as it is written."""

    def load(self, data: Buffer) -> str:
        return bytes(data).decode()


def adapt(adapters: AdaptersMap) -> None:
    """Have a connection read and write values as SQLite does."""
    adapters.register_dumper(int, cast("type[Dumper]", _Untyped))
    adapters.register_dumper(float, cast("type[Dumper]", _Untyped))
    adapters.register_loader("numeric", _Number)
    adapters.register_loader("bool", _Truth)
    adapters.register_loader("json", _Text)
