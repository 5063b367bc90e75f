"""Whether anything is sold now: the one place that decides it, for what shows packs, makes orders and takes payments."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.runtime_setting import SALES
from bot.errors import PaymentsPaused
from bot.ports.runtime_settings import RuntimeSettings
from bot.runtime_settings.refusals import require_running


class Sales:
    """Asked anew each time.

    Args:
        settings: whether the operator sells, and whether the bot is paused.
        is_held_up: whether KIE does not serve the operator's key: what is sold could not be used.
    """

    def __init__(self, settings: RuntimeSettings, is_held_up: Callable[[], bool]) -> None:
        self._settings = settings
        self._is_held_up = is_held_up

    def are_open(self) -> bool:
        """Whether something is sold now."""
        return self._settings.get(SALES) and self._settings.paused is None and not self._is_held_up()

    def require(self) -> None:
        """Nothing, while something is sold.

        Raises:
            BotPaused, PaymentsPaused: nothing is, and the refusal says why.
        """
        require_running(self._settings)
        if not self.are_open():
            raise PaymentsPaused
