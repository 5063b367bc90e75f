"""Why a setting was not changed, and why nothing new is taken on."""

from __future__ import annotations

from bot.errors import Refusal
from bot.ports.runtime_settings import RuntimeSettings


class UnknownSetting(Refusal):
    """There is no such setting. Facts: name, nearest (the word none when no one is near)."""

    code = "unknown-setting"


class SettingLocked(Refusal):
    """The environment or `.env` sets it. Facts: name."""

    code = "setting-locked"


class BadSettingValue(Refusal):
    """It cannot have this value. Facts: name."""

    code = "bad-setting-value"


class BotPaused(Refusal):
    """The operator takes nothing new on for now. What is open goes on."""

    code = "bot-paused"


class BotPausedBecause(BotPaused):
    """The same, in the operator's words. Facts: words."""

    code = "bot-paused-because"


def require_running(settings: RuntimeSettings | None) -> None:
    """Raises BotPaused, or BotPausedBecause with the operator's words, while nothing new is taken on."""
    words = settings.paused if settings is not None else None
    if words is None:
        return
    if words:
        raise BotPausedBecause(words=words)
    raise BotPaused
