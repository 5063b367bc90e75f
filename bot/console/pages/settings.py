"""Settings that change while the bot runs: each with its value, where that comes from and its default; changed after a question
where that sells at a loss.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from bot.console.visit import Answer, GoneTo, Page, Shown, Visit
from bot.domain.runtime_setting import (
    RUNTIME_SETTINGS,
    RuntimeSetting,
    SettingGroup,
    SettingSource,
    settings_of,
)
from bot.domain.staff import Act
from bot.i18n import Translator
from bot.payments.setting_loss import LossCheckedSettings, SettingLoss

_TAG: Final = re.compile(r"</?\w+>")


class Settings:
    """The list and a page for each, by the use case of `/config`."""

    def __init__(self, settings: LossCheckedSettings) -> None:
        self._settings = settings
        self._changer = settings.changer

    def pages(self) -> Sequence[Page]:
        """The list, and one of them with its form."""
        name = r"(?P<name>[A-Z_]{1,40})"
        return [
            Page(path="/settings", act=Act.CONFIG, show=self.list, name="settings"),
            Page(
                path=f"/settings/{name}",
                act=Act.CONFIG,
                show=self.one,
                change=self.change,
                section="settings",
            ),
        ]

    async def list(self, visit: Visit) -> Answer:
        """All of them, in their groups."""
        groups = [
            (
                visit.t.plain(f"button-config-{group}"),
                [(self._changer.value(one), _about(visit.t, one)) for one in settings_of(group)],
            )
            for group in SettingGroup
        ]
        values = {"groups": groups, "paused": self._changer.paused}
        return Shown(template="settings", title=visit.t.plain("console-settings"), values=values)

    async def one(self, visit: Visit) -> Answer | None:
        """What it is and what it may be."""
        setting = RUNTIME_SETTINGS.get(visit.arguments["name"])
        if setting is None:
            return None
        least, most = setting.kind.bounds
        return Shown(
            template="setting",
            title=setting.name,
            values={
                "value": self._changer.value(setting),
                "about": _about(visit.t, setting),
                "is_locked": self._changer.value(setting).source is SettingSource.ENVIRONMENT,
                "bounds": visit.t.plain("config-bounds", least=least, most=most) if least else "",
                "word": getattr(setting.kind, "word", ""),
                "most": getattr(setting.kind, "most", 0) if not least else 0,
            },
        )

    async def change(self, visit: Visit) -> Answer | None:
        """Set it, or take back what was set. Raises SettingLocked, BadSettingValue."""
        setting = RUNTIME_SETTINGS.get(visit.arguments["name"])
        if setting is None or not {"value", "default"} & visit.form.keys():
            return None
        text = None if "default" in visit.form else visit.form["value"].replace("\r\n", "\n")
        path = f"/settings/{setting.name}"
        loss = await self._settings.change(setting, text, by=visit.person_id, is_sure=visit.is_sure)
        if isinstance(loss, SettingLoss):
            question = visit.t.plain(
                "console-setting-loss",
                name=setting.name,
                value=setting.kind.write(loss.value),
                free="yes" if loss.is_free else "no",
                packs=len(loss.packs),
                models=len(loss.models),
            )
            fields = {"default": "yes"} if text is None else {"value": text}
            return visit.ask(question, path, back=path, **fields)
        return GoneTo(path="/settings")


def _about(t: Translator, setting: RuntimeSetting[Any]) -> str:
    """As the chat says it, without marks."""
    return _TAG.sub("", t.plain(f"setting-about-{setting.field.replace('_', '-')}"))
