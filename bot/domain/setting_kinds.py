"""What values settings may have, and how they are written.

Every kind reads what it has written: `parse(write(value)) == value`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol, TypeVar

from bot.domain.free_gate import FreeGate

_T = TypeVar("_T")

_WHOLE: Final = re.compile(r"[0-9]{1,16}")
_NUMBER: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4}|,[0-9]{1,2})?|0,[0-9]{3,4}")
"""A comma is a decimal point where at most two digits follow, or 0 comes before it: `1,000` could be a thousand as well."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of what no editor shows, but for line breaks."""


class SettingKind(Protocol[_T]):
    """The values that a setting may have."""

    @property
    def choices(self) -> Sequence[str]:
        """All values, as they are written, where they are few; else nothing."""
        ...

    @property
    def bounds(self) -> tuple[str, str]:
        """The least and the most; empty texts where it has no order."""
        ...

    def parse(self, text: str) -> _T:
        """The value of what was typed. Raises ValueError: it is none."""
        ...

    def write(self, value: _T) -> str:
        """The one way to write a value."""
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers (`SettingKind`)."""

    least: int
    most: int

    @property
    def choices(self) -> Sequence[str]:
        """Too many."""
        return ()

    @property
    def bounds(self) -> tuple[str, str]:
        """Both belong to it."""
        return str(self.least), str(self.most)

    def parse(self, text: str) -> int:
        """Digits alone. Raises ValueError."""
        if not _WHOLE.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise ValueError
        return int(text)

    def write(self, value: int) -> str:
        """Digits."""
        return str(value)


@dataclass(frozen=True, slots=True)
class WholeOrNone:
    """Whole numbers, or a word for none of them (`SettingKind`)."""

    least: int
    most: int
    word: str

    @property
    def choices(self) -> Sequence[str]:
        """Too many."""
        return ()

    @property
    def bounds(self) -> tuple[str, str]:
        """Both belong to it."""
        return str(self.least), str(self.most)

    def parse(self, text: str) -> int | None:
        """Digits alone, or the word. Raises ValueError."""
        return None if text.casefold() == self.word else Whole(self.least, self.most).parse(text)

    def write(self, value: int | None) -> str:
        """Digits, or the word."""
        return self.word if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Number:
    """Numbers with up to four places (`SettingKind`)."""

    least: Decimal
    most: Decimal

    @property
    def choices(self) -> Sequence[str]:
        """Too many."""
        return ()

    @property
    def bounds(self) -> tuple[str, str]:
        """Both belong to it."""
        return self.write(self.least), self.write(self.most)

    def parse(self, text: str) -> Decimal:
        """`1.25`, or `1,25`. Raises ValueError."""
        if not _NUMBER.fullmatch(text) or not self.least <= (number := _decimal(text)) <= self.most:
            raise ValueError
        return number

    def write(self, value: Decimal) -> str:
        """Without zeros that say nothing."""
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off (`SettingKind`)."""

    @property
    def choices(self) -> Sequence[str]:
        """Both."""
        return "on", "off"

    @property
    def bounds(self) -> tuple[str, str]:
        """None."""
        return "", ""

    def parse(self, text: str) -> bool:
        """`on` or `off`, `true` or `false`. Raises ValueError."""
        word = text.casefold()
        if word not in {"on", "off", "true", "false"}:
            raise ValueError
        return word in {"on", "true"}

    def write(self, value: bool) -> str:
        """`on` or `off`."""
        return "on" if value else "off"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words (`SettingKind`)."""

    words: tuple[str, ...]

    @property
    def choices(self) -> Sequence[str]:
        """All."""
        return self.words

    @property
    def bounds(self) -> tuple[str, str]:
        """None."""
        return "", ""

    def parse(self, text: str) -> str:
        """The word, in small letters or large ones. Raises ValueError."""
        if text.casefold() not in self.words:
            raise ValueError
        return text.casefold()

    def write(self, value: str) -> str:
        """The word."""
        return value


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people, with lines; a word for none of one's own (`SettingKind`).

    Attributes:
        most: characters.
    """

    most: int

    @property
    def choices(self) -> Sequence[str]:
        """Too many."""
        return ()

    @property
    def bounds(self) -> tuple[str, str]:
        """None."""
        return "", ""

    def parse(self, text: str) -> str:
        r"""The words; `\n` breaks a line, too. Raises ValueError: too long, or with what no one sees."""
        words = text.replace("\\n", "\n").strip()
        if len(words) > self.most or any(
            unicodedata.category(one) in _UNSEEN for one in words if one != "\n"
        ):
            raise ValueError
        return words

    def write(self, value: str) -> str:
        """The words."""
        return value


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may spend free credits (`SettingKind`)."""

    @property
    def choices(self) -> Sequence[str]:
        """There are as many as channels."""
        return ()

    @property
    def bounds(self) -> tuple[str, str]:
        """None."""
        return "", ""

    def parse(self, text: str) -> FreeGate:
        """As `FreeGate.parse`. Raises ValueError."""
        return FreeGate.parse(text.casefold())

    def write(self, value: FreeGate) -> str:
        """As it is parsed."""
        return str(value)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
