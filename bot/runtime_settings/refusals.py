"""Why a setting was not changed, and why nothing new is taken on."""

from __future__ import annotations

from bot.errors import Refusal


class UnknownSetting(Refusal):
    """There is no such setting. Facts: name, nearest (the word none when no one is near)."""

    code = "unknown-setting"


class SettingLocked(Refusal):
    """The environment or `.env` sets it. Facts: name."""

    code = "setting-locked"


class BadSettingValue(Refusal):
    """It cannot have this value. Facts: name."""

    code = "bad-setting-value"
