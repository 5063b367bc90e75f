"""What stands below a broadcast: its links, and the way out of news."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.broadcast import Broadcast, LinkButton
from bot.domain.person import PersonRepository
from bot.i18n import Texts, Translator
from handlers.core.buttons.account import NewsButton
from handlers.core.deep_link import DeepLink, LinkTarget
from handlers.core.keyboards import inline_button, keyboard


class NewsButtons:
    """Knows who wants news, and what stands below a broadcast for them (`bot.delivery.broadcast.Buttons`).

    Args:
        people: who wants news, in which language.
        texts: the words.
        bot_name: the bot's @name, for links with a code.
    """

    def __init__(
        self, people: PersonRepository, texts: Texts, bot_name: Callable[[], Awaitable[str]]
    ) -> None:
        self._people = people
        self._texts = texts
        self._bot_name = bot_name

    async def below(self, broadcast: Broadcast, person_id: int) -> tuple[InlineKeyboardMarkup | None, bool]:
        """Links and, below news, the way out in the person's language; who wants no news, or was forgotten, wants none."""
        name = await self._bot_name() if broadcast.links else ""
        if broadcast.to_all:
            return keyboard(link_rows(broadcast.links, name)), True
        person = await self._people.person(person_id)
        if person is None or not person.news:
            return None, False
        t = self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
        return broadcast_buttons(t, broadcast, name), True


def broadcast_buttons(
    t: Translator, broadcast: Broadcast, bot_name: str, *, counts: bool = True
) -> InlineKeyboardMarkup | None:
    """What stands below a broadcast; what an operator looks at does not count who presses."""
    rows = link_rows(broadcast.links, bot_name)
    if not broadcast.to_all:
        rows.append([_news(t, wanted=True, broadcast=broadcast.id if counts else 0)])
    return keyboard(rows)


def news_button(
    t: Translator, *, wanted: bool, broadcast: int = 0, links: Sequence[Sequence[InlineKeyboardButton]] = ()
) -> InlineKeyboardMarkup | None:
    """What stands below news: the way out, or, after that was pressed, the way back; links stay."""
    return keyboard([*links, [_news(t, wanted=wanted, broadcast=broadcast)]])


def link_rows(links: Sequence[LinkButton], bot_name: str) -> list[list[InlineKeyboardButton]]:
    """The links of a broadcast, a row each."""
    return [
        [InlineKeyboardButton(text=link.label, url=link.url or _redeems(link.code, bot_name))]
        for link in links
    ]


def _redeems(code: str, bot_name: str) -> str:
    return DeepLink(LinkTarget.PROMO, code).url(bot_name)


def _news(t: Translator, *, wanted: bool, broadcast: int) -> InlineKeyboardButton:
    label = t.plain("button-news-stop" if wanted else "button-news-again")
    return inline_button(label, NewsButton(on=not wanted, below=broadcast))
