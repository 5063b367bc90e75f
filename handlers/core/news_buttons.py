"""The button below the operator's news: no more of them, and news again."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup

from bot.domain.person import PersonRepository
from bot.i18n import Texts, Translator
from handlers.core.buttons.account import NewsButton
from handlers.core.keyboards import inline_button, keyboard


class NewsButtons:
    """Knows who wants news (`bot.delivery.broadcast.NewsWishes`)."""

    def __init__(self, people: PersonRepository, texts: Texts) -> None:
        self._people = people
        self._texts = texts

    async def button(self, person_id: int) -> InlineKeyboardMarkup | None:
        """The way out in the person's language; None when they want no news, or were forgotten."""
        person = await self._people.person(person_id)
        if person is None or not person.news:
            return None
        return news_button(
            self._texts.speaking(self._texts.pick(person.language, person.telegram_language)), wanted=True
        )


def news_button(t: Translator, *, wanted: bool) -> InlineKeyboardMarkup | None:
    """What stands below news: the way out, or, after that was pressed, the way back."""
    label = t.plain("button-news-stop" if wanted else "button-news-again")
    return keyboard([[inline_button(label, NewsButton(on=not wanted))]])
