"""What a look may be called."""

from __future__ import annotations

import re
from typing import Final

from bot.catalog.prompt import tidy
from bot.domain.text_search import folded
from bot.errors import LookNameWrong

SHORTEST, LONGEST = 2, 24

_ALLOWED: Final = re.compile(r"[^\W_](?:[\w '’.&+-]*[\w.!+])?")


def look_name(text: str) -> str:
    """The name that a person wrote, with single spaces.

    Raises:
        LookNameWrong: too short or too long, or not of letters, digits and little else: a name is typed behind a command, so
            it is neither a command, an option nor a mention itself.
    """
    name = " ".join(tidy(text).split())
    if (
        not SHORTEST <= len(name) <= LONGEST
        or not _ALLOWED.fullmatch(name)
        or not any(map(str.isalpha, name))
    ):
        raise LookNameWrong(minimum=SHORTEST, maximum=LONGEST)
    return name


def free_name(name: str, taken: frozenset[str]) -> str:
    """The name, or with a number behind it where a person has that already; `taken` is in the form of `folded`."""
    wanted, number = name, 2
    while folded(wanted) in taken:
        end = f" {number}"
        wanted, number = name[: LONGEST - len(end)] + end, number + 1
    return wanted


def split_name(text: str, names: dict[str, int]) -> tuple[int, str] | None:
    """The look whose name the text begins with, the longest one, and what follows; None when it begins with none.

    Args:
        text: a name with words behind it.
        names: ids by name in the form of `folded`.
    """
    words = text.split()
    for count in range(len(words), 0, -1):
        found = names.get(folded(" ".join(words[:count])))
        if found is not None:
            return found, _without(text, count)
    return None


def _without(text: str, words: int) -> str:
    """The text behind its first words; line breaks stay."""
    parts = text.split(maxsplit=words)
    return parts[words].strip() if len(parts) > words else ""
