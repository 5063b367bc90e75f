"""What brought a person here, in words."""

from __future__ import annotations

from typing import Final, Protocol

_SHOWN: Final = 60


class Words(Protocol):
    """The messages of a language."""

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        ...

    def plain(self, key: str, *, name: str) -> str:
        """The message, with the name of a link in it."""
        ...


def source_name(words: Words, source: str) -> str:
    """The words for it; of a link of the operator's its own name."""
    kind, _, name = source.partition(":")
    key = f"stats-source-{kind}"
    # A kind that this version does not know stands as it is.
    return words.plain(key, name=name[:_SHOWN]) if words.has(key) else source[:_SHOWN]
