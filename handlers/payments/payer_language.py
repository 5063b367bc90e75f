"""The words for a person who pays: asked for only when something has to be said, and at hand while the database is not."""

from __future__ import annotations

import asyncio
from typing import Final

from aiogram.types import User

from bot.domain.person import Person, PersonRepository
from bot.errors import StorageError
from bot.i18n import Texts, Translator

_SECONDS: Final = 1.0
"""For the look-up; then Telegram's language is spoken."""


class PayerLanguage:
    """Knows which language to speak with a payer, who may be a stranger: an invoice of a group is paid by anyone.

    Args:
        texts: all languages.
        people: whose own choice counts.
    """

    def __init__(self, texts: Texts, people: PersonRepository) -> None:
        self._texts = texts
        self._people = people

    async def words(self, user: User | None) -> Translator:
        """The words for this person. Never raises."""
        person = await self._person(user)
        chosen = person.language if person is not None else ""
        telegram_language = (user.language_code or "") if user is not None else ""
        return self._texts.speaking(self._texts.pick(chosen, telegram_language))

    async def likes_effects(self, user: User | None) -> bool:
        """Whether this person wants message effects; False while that is not known. Never raises."""
        person = await self._person(user)
        return person is not None and person.effects

    async def _person(self, user: User | None) -> Person | None:
        if user is None:
            return None
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._people.person(user.id)
        except (StorageError, TimeoutError):
            return None
