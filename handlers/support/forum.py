"""The forum of the operators: what is said there is no prompt, and a reply to a message of a thread answers its person.

What operators say to each other without replying to a person's message, or to the card, stays among them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import structlog
from aiogram import Bot, F, Router
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Filter
from aiogram.types import Message, ReplyParameters

from bot.domain.person import PersonRepository
from bot.domain.staff import Act
from bot.domain.support import SupportSide, SupportThread
from bot.i18n import Html, Texts, Translator
from bot.rolling_window import RollingWindows, WindowLimit
from bot.staff.staff import Staff
from bot.support.service import Said, SupportService
from handlers.core.key_shape import key_in
from handlers.core.support_said import said_in

ONCE: Final = WindowLimit(1, 60.0)
"""How often one person is answered why a reply of theirs goes to no one."""
_REMEMBERED: Final = 1_000

_log = structlog.get_logger(__name__)


class InForum(Filter):
    """What people say in the forum; `said` arrives."""

    async def __call__(self, message: Message, support_service: SupportService) -> bool | dict[str, Any]:
        """What they say, or no match."""
        if support_service.forum is None or message.chat.id != support_service.forum:
            return False
        said = said_in(message)
        return {"said": said} if said is not None else False


class TopicClosedByHand(Filter):
    """Telegram says that a topic of the forum was closed."""

    async def __call__(self, message: Message, support_service: SupportService) -> bool:
        """Whether it does."""
        return support_service.forum is not None and message.chat.id == support_service.forum


def build() -> Router:
    """The router; it comes before flood control and admission, since no one pays for anything here."""
    router, service = Router(name="support_forum"), _Forum()
    router.message.register(topic_closed, F.forum_topic_closed, TopicClosedByHand())
    router.message.register(service.said, InForum())
    router.edited_message.register(edited, InForum())
    return router


async def topic_closed(message: Message, support_service: SupportService) -> None:
    """The next message of its person opens it again."""
    if message.message_thread_id is not None:
        await support_service.note_topic_closed(message.chat.id, message.message_thread_id)


async def edited(message: Message, said: Said, support_service: SupportService) -> None:
    """An answer says something else now."""
    if key_in(message.text or message.caption or "") is None:
        await support_service.change(said)


class _Forum:
    """Takes answers in.

    Args:
        now: seconds that only go forward.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._explained: RollingWindows[int] = RollingWindows(_REMEMBERED, ONCE)

    async def said(
        self,
        message: Message,
        said: Said,
        bot: Bot,
        support_service: SupportService,
        staff: Staff,
        people: PersonRepository,
        texts: Texts,
    ) -> None:
        """A reply to a person's message goes to the person; everything else stays here."""
        if said.album and await support_service.go_on(said) is not None:
            return
        place = await _answered(message, support_service)
        if place is None:
            return
        thread, answers = place
        is_hidden = message.sender_chat is not None
        if is_hidden or not staff.may(said.author_id, Act.SUPPORT):
            t = await _words(message, people, texts)
            await self._explain(message, t("support-name-hidden" if is_hidden else "support-no-role"), bot)
        elif key_in(message.text or message.caption or "") is not None:
            t = await _words(message, people, texts)
            await self._explain(message, t("support-key"), bot)
        else:
            await support_service.answer(said, thread, answers)

    async def _explain(self, message: Message, text: Html, bot: Bot) -> None:
        user = message.from_user
        if user is None or not self._explained.take(user.id, self._now()):
            return
        try:
            await bot.send_message(
                message.chat.id,
                text,
                message_thread_id=message.message_thread_id if message.is_topic_message else None,
                reply_parameters=ReplyParameters(
                    message_id=message.message_id, allow_sending_without_reply=True
                ),
                parse_mode=ParseMode.HTML,
            )
        except TelegramAPIError as error:
            _log.info("support_not_explained", reason=type(error).__name__)


async def _words(message: Message, people: PersonRepository, texts: Texts) -> Translator:
    user = message.from_user
    person = await people.person(user.id) if user is not None else None
    telegram_language = user.language_code if user is not None else None
    return texts.speaking(texts.pick(person.language if person else "", telegram_language or ""))


async def _answered(
    message: Message, support_service: SupportService
) -> tuple[SupportThread, int | None] | None:
    """The thread, and which message of it is replied to; None for what replies to nothing of a thread."""
    replied = message.reply_to_message
    if replied is None:
        return None
    place = await support_service.at(message.chat.id, replied.message_id)
    if place is not None:
        return (place.thread, place.message.id) if place.side is SupportSide.STAFF else None
    topic = message.message_thread_id
    thread = await support_service.of_topic(message.chat.id, topic) if topic is not None else None
    return (thread, None) if thread is not None and thread.card_id == replied.message_id else None
