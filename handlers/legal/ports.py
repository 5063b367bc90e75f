"""What help with a payment needs beside the operator's address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aiogram.types import InlineKeyboardButton, Message

from bot.i18n import Translator
from handlers.core.views.screen import Screen


class PaymentHelp(Protocol):
    """What a person can do about their payments by themselves. It never raises for want of a database."""

    async def buttons(self, t: Translator, person_id: int) -> Sequence[Sequence[InlineKeyboardButton]]:
        """Below the answer to the command: their newest payments, and what may be wrong."""
        ...

    async def answer(self, t: Translator, message: Message, words: str) -> Screen | None:
        """To what the person wrote after the command; None when that cannot be taken now."""
        ...
