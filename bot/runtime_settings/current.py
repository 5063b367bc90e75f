"""The settings as they hold now."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from bot.domain.runtime_setting import (
    MOST_PAUSE_WORDS,
    PAUSE,
    RUNTIME_SETTINGS,
    RuntimeSetting,
    SettingSource,
    SettingValue,
)

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class CurrentSettings:
    """Implements `bot.ports.runtime_settings.RuntimeSettings`: what the environment sets, then what operators have set, then the
    defaults.

    Args:
        locked: values that the environment sets, by name.
    """

    def __init__(self, locked: Mapping[str, Any] | None = None) -> None:
        self._locked = dict(locked or {})
        self._chosen: Mapping[str, Any] = {}
        self._paused: str | None = None

    def get(self, setting: RuntimeSetting[_T]) -> _T:
        """The value that holds now."""
        if setting.name in self._locked:
            locked: _T = self._locked[setting.name]
            return locked
        chosen: _T = self._chosen.get(setting.name, setting.default)
        return chosen

    @property
    def paused(self) -> str | None:
        """The operator's words while nothing new is taken on, empty for ours; None while all is as usual."""
        return self._paused

    def value(self, setting: RuntimeSetting[Any]) -> SettingValue:
        """A setting with its value as it is written, and where that comes from."""
        source = SettingSource.DEFAULT
        if setting.name in self._locked:
            source = SettingSource.ENVIRONMENT
        elif setting.name in self._chosen:
            source = SettingSource.CHAT
        return SettingValue(
            setting=setting,
            value=setting.kind.write(self.get(setting)),
            source=source,
            default=setting.kind.write(setting.default),
        )

    def is_locked(self, setting: RuntimeSetting[Any]) -> bool:
        """Whether the environment sets it."""
        return setting.name in self._locked

    def know(self, rows: Mapping[str, str | None]) -> Sequence[str]:
        """These rows hold from now on, and no others.

        A value that does not fit (of another version, or written by hand) counts as not set.

        Returns:
            The names of those that do not fit.
        """
        chosen: dict[str, Any] = {}
        unfit = []
        for name, setting in RUNTIME_SETTINGS.items():
            if name not in rows:
                continue
            text = rows[name]
            try:
                if text is None:
                    raise ValueError
                chosen[name] = setting.kind.parse(text)
            except ValueError:
                unfit.append(name)
                _log.warning("the stored value of %s does not fit: its default holds", name)
        self._chosen = chosen
        words = rows.get(PAUSE, "") if PAUSE in rows else None
        # The bot was paused on purpose, whatever became of the words.
        is_fit = words is not None and len(words) <= MOST_PAUSE_WORDS
        self._paused = None if PAUSE not in rows else (words or "") if is_fit else ""
        return unfit
