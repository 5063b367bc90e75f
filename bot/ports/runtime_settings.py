"""The settings that may change while the bot runs, for those who read them."""

from __future__ import annotations

from typing import Protocol, TypeVar

from bot.domain.runtime_setting import RuntimeSetting

_T = TypeVar("_T")


class RuntimeSettings(Protocol):
    """Read at each use: a value may be another one a moment later, and no one keeps it."""

    def get(self, setting: RuntimeSetting[_T]) -> _T:
        """The value that holds now."""
        ...

    @property
    def paused(self) -> str | None:
        """The operator's words while nothing new is taken on, empty for ours; None while all is as usual."""
        ...
