"""Direct messages of a channel: a chat in which every person has a topic of their own (Bot API, Chat.is_direct_messages).

The bot does not work there: what it makes is seen by the channel's admins, and a message that names no topic is refused.
"""

from __future__ import annotations

from contextlib import suppress

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, ReplyParameters

from bot.i18n import Html, Texts
from handlers.core.anonymous_senders import is_asked


def is_direct_message(spoken: Message | CallbackQuery | None) -> bool:
    """Whether it was said, or tapped, in the direct messages of a channel."""
    message = spoken.message if isinstance(spoken, CallbackQuery) else spoken
    if message is None:
        return False
    return bool(message.chat.is_direct_messages) or (
        isinstance(message, Message) and message.direct_messages_topic is not None
    )


async def decline_direct_message(spoken: Message | CallbackQuery, bot: Bot, texts: Texts) -> None:
    """Say, in the person's topic, where the bot works; of what people write to the channel nothing is said."""
    user = spoken.from_user
    t = texts.speaking(texts.pick("", (user.language_code if user is not None else None) or ""))
    me = await bot.me()
    if isinstance(spoken, CallbackQuery):
        words = t.plain("direct-messages", bot=me.username or "")
        with suppress(TelegramAPIError):  # too old to be answered
            await bot.answer_callback_query(spoken.id, text=words, show_alert=True)
        return
    if user is not None and user.is_bot and spoken.sender_chat is None:
        return
    if spoken.edit_date is not None or not await is_asked(spoken, bot):
        return
    with suppress(TelegramAPIError):  # the bot may not write there
        await answer_direct_message(spoken, bot, t("direct-messages", bot=me.username or ""))


async def answer_direct_message(spoken: Message, bot: Bot, text: Html) -> None:
    """Reply in the person's topic.

    Raises:
        TelegramAPIError: the bot may not write there.
    """
    topic = spoken.direct_messages_topic
    await bot.send_message(
        spoken.chat.id,
        text,
        parse_mode=ParseMode.HTML,
        direct_messages_topic_id=topic.topic_id if topic is not None else None,
        reply_parameters=ReplyParameters(message_id=spoken.message_id, allow_sending_without_reply=True),
    )
