"""Changes settings while the bot runs: at once, for good, and written into the operators' log."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Callable
from typing import Any, Final

from bot.domain.runtime_setting import (
    MOST_PAUSE_WORDS,
    PAUSE,
    RUNTIME_SETTINGS,
    RuntimeSetting,
    SettingValue,
)
from bot.domain.staff import Act, ActRecord
from bot.ports import Alert, AlertKind, Clock, Store
from bot.runtime_settings.current import CurrentSettings
from bot.runtime_settings.refusals import BadSettingValue, SettingLocked, UnknownSetting

_NEAR: Final = 0.6
_PAUSED: Final = "paused"


def setting_named(name: str) -> RuntimeSetting[Any]:
    """The setting of a name, in small letters or large ones.

    Raises:
        UnknownSetting: there is none.
    """
    wanted = name.strip().upper().replace("-", "_").replace(" ", "_")
    if (setting := RUNTIME_SETTINGS.get(wanted)) is None:
        near = difflib.get_close_matches(wanted[:64], RUNTIME_SETTINGS, 1, _NEAR)
        raise UnknownSetting(name=name.strip()[:64], nearest=near[0] if near else "none")
    return setting


class SettingChanger:
    """The operators' side of the settings.

    Args:
        store: opens transactions.
        clock: the time.
        current: what holds now.

    Attributes:
        on_change: called with a setting when another value of it holds; what has to act upon that puts itself there. Must not
            raise.
    """

    def __init__(self, store: Store, clock: Clock, current: CurrentSettings) -> None:
        self._store = store
        self._clock = clock
        self._current = current
        self._changes = asyncio.Lock()
        self.on_change: Callable[[RuntimeSetting[Any]], object] = lambda _: None

    async def restore(self) -> None:
        """Know what was set before this process, or by another one. The admins hear of values that do not fit."""
        async with self._changes, self._store.transaction() as tx:
            unfit = self._current.know(await tx.setting_rows())
            if unfit:
                alert = Alert(kind=AlertKind.SETTING_UNFIT, detail=", ".join(unfit))
                await tx.add_notice(alert, self._clock.now())

    @property
    def paused(self) -> str | None:
        """As `RuntimeSettings.paused`."""
        return self._current.paused

    def value(self, setting: RuntimeSetting[Any]) -> SettingValue:
        """A setting as it holds now."""
        return self._current.value(setting)

    def parse(self, setting: RuntimeSetting[Any], text: str | None) -> Any:
        """What would hold then; None as text is the default.

        Raises:
            SettingLocked: the environment sets it.
            BadSettingValue: it cannot have this value.
        """
        if self._current.is_locked(setting):
            raise SettingLocked(name=setting.name)
        if text is None:
            return setting.default
        try:
            return setting.kind.parse(text.strip())
        except ValueError:
            raise BadSettingValue(name=setting.name) from None

    async def change(self, setting: RuntimeSetting[Any], text: str | None, *, by: int) -> SettingValue:
        """Set it, or with None take back what was set; it holds at once. Repeating it changes nothing.

        Raises:
            SettingLocked, BadSettingValue: as `parse`.
        """
        value = self.parse(setting, text)
        async with self._changes:
            async with self._store.transaction() as tx:
                rows = dict(await tx.setting_rows())
                was = rows.get(setting.name)
                wanted = None if text is None else setting.kind.write(value)
                if (setting.name in rows) == (wanted is not None) and was == wanted:
                    return self._current.value(setting)
                if wanted is None:
                    await tx.delete_setting(setting.name)
                    del rows[setting.name]
                else:
                    await tx.save_setting(setting.name, wanted)
                    rows[setting.name] = wanted
                before = self._current.value(setting).value
                default = setting.kind.write(setting.default)
                await tx.note_act(
                    ActRecord(
                        by_id=by,
                        act=Act.CONFIG,
                        subject=setting.name,
                        before=before,
                        after=wanted if wanted is not None else default,
                        at=self._clock.now(),
                    )
                )
            self._current.know(rows)
        self.on_change(setting)
        return self._current.value(setting)

    async def pause(self, words: str, *, by: int) -> None:
        """Take nothing new on from now on; `words` are for people who ask, empty for ours. Other words replace the earlier ones.

        Raises:
            BadSettingValue: the words are too long.
        """
        words = " ".join(words.split())
        if len(words) > MOST_PAUSE_WORDS:
            raise BadSettingValue(name=PAUSE)
        await self._write_pause(words, by=by)

    async def resume(self, *, by: int) -> bool:
        """All is as usual from now on. False when it was."""
        return await self._write_pause(None, by=by)

    async def _write_pause(self, words: str | None, *, by: int) -> bool:
        """Returns whether that changes anything."""
        async with self._changes:
            async with self._store.transaction() as tx:
                rows = dict(await tx.setting_rows())
                was_paused, was = PAUSE in rows, rows.get(PAUSE)
                if was_paused == (words is not None) and was == words:
                    return False
                if words is None:
                    await tx.delete_setting(PAUSE)
                    del rows[PAUSE]
                else:
                    await tx.save_setting(PAUSE, words)
                    rows[PAUSE] = words
                await tx.note_act(
                    ActRecord(
                        by_id=by,
                        act=Act.PAUSE,
                        before=(was or _PAUSED) if was_paused else "",
                        after=(words or _PAUSED) if words is not None else "",
                        at=self._clock.now(),
                    )
                )
            self._current.know(rows)
        return True
