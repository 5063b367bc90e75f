"""Where the answers to one update appear: new messages in the right chat and topic, or the tapped message changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from aiogram import Bot
from aiogram.enums import ChatType, ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from bot.i18n import Html
from handlers.desk import Desk, Place
from handlers.views.screen import Screen

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
"""What Telegram says of a forum topic that takes no messages any more (observed). The deliveries know it as well."""

_TOAST_LIMIT = 200
"""Characters of a toast (Bot API, answerCallbackQuery)."""

_log = structlog.get_logger(__name__)


def is_topic_gone(refusal: TelegramBadRequest) -> bool:
    """Whether only the topic was refused; the chat itself may be fine."""
    return any(words in refusal.message.lower() for words in _TOPIC_GONE)


@dataclass(frozen=True, slots=True)
class Stage:
    """The chat of one update.

    Attributes:
        place: chat and topic.
        in_group: answers are replies there, and people answer by replies.
        message_id: the person's message, or the message whose button was tapped.
        tap: id of the tap on a button, None when the update is a message.
    """

    bot: Bot
    place: Place
    in_group: bool
    message_id: int | None
    tap: str | None

    @classmethod
    def of(cls, bot: Bot, event: Message | CallbackQuery) -> Stage:
        """The stage of an update."""
        message = event if isinstance(event, Message) else event.message
        return cls(
            bot=bot,
            place=Place.of(event),
            in_group=message is not None and message.chat.type != ChatType.PRIVATE,
            message_id=message.message_id if message else None,
            tap=event.id if isinstance(event, CallbackQuery) else None,
        )

    async def answer(self, text: str | None = None, *, alert: bool = False) -> None:
        """Stop the tapped button's clock, with a toast or without.

        A tap that waited while the bot was down is too old to be answered, but not too old to be obeyed: whatever
        Telegram does to the answer stops nothing.
        """
        if self.tap is None:
            return
        shown = text[:_TOAST_LIMIT] if text else None
        try:
            await self.bot.answer_callback_query(self.tap, text=shown, show_alert=alert)
        except TelegramAPIError as refusal:
            _log.info("tap_not_answered", reason=refusal.message)

    async def say(self, screen: Screen) -> int:
        """Send a message; in groups as a reply. Returns its id."""
        return await self._send(screen.text, screen.buttons)

    async def hang(self, picture: bytes, caption: Html) -> None:
        """Send a picture of ours; nothing when media is forbidden there. It is no result: nobody covers it."""
        for thread_id in dict.fromkeys((self.place.thread_id, None)):
            try:
                await self.bot.send_photo(
                    self.place.chat_id,
                    BufferedInputFile(picture, "table.png"),
                    caption=caption,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=thread_id,
                    has_spoiler=False,
                )
            except TelegramBadRequest as refusal:
                _log.info("picture_refused", reason=refusal.message)
                if not is_topic_gone(refusal):
                    return
            else:
                return

    async def question(self, desk: Desk, screen: Screen) -> int:
        """Ask for words: in private with the screen's buttons, in a group so that the answer arrives as a reply.

        There the person is named: a forced reply opens only for who is named, or replied to, and only replies reach a
        bot in privacy mode.
        """
        if not self.in_group:
            return await self.say(screen)
        person = desk.person
        text = desk.words("ask-prompt-group", id=person.id, name=person.name, asking=screen.text)
        return await self._send(text, ForceReply(selective=True))

    async def turn(self, screen: Screen) -> int:
        """Change the tapped message into this screen; a message that cannot be changed gets a successor.

        Returns:
            Id of the message that shows the screen.
        """
        if self.tap is None or self.message_id is None:
            return await self.say(screen)
        return await self.change(self.message_id, screen)

    async def change(self, message_id: int, screen: Screen) -> int:
        """Change one of the bot's messages in this chat. Returns the id of the message that shows the screen."""
        # Deleted, too old, or media with a caption: the answer must not be lost.
        return message_id if await self.edit(message_id, screen) else await self.say(screen)

    async def edit(self, message_id: int, screen: Screen) -> bool:
        """Change one of the bot's messages in this chat, and nothing else. Returns whether it shows the screen."""
        try:
            await self.bot.edit_message_text(
                screen.text,
                chat_id=self.place.chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.buttons,
                link_preview_options=_NO_PREVIEW,
            )
        except TelegramBadRequest as refusal:
            if "not modified" in refusal.message:
                return True
            _log.info("message_not_editable", reason=refusal.message)
            return False
        return True

    async def relabel(self, buttons: InlineKeyboardMarkup | None) -> None:
        """Change only the buttons of the tapped message, also of one that carries media."""
        if self.message_id is None:
            return
        try:
            await self.bot.edit_message_reply_markup(
                chat_id=self.place.chat_id, message_id=self.message_id, reply_markup=buttons
            )
        except TelegramBadRequest as refusal:
            _log.info("buttons_not_changed", reason=refusal.message)

    async def take_away(self, message_ids: Iterable[int]) -> bool:
        """Delete these messages of the bot's in this chat. Returns whether Telegram let all of them go.

        It does not delete what is older than 48 hours (Bot API, deleteMessage).
        """
        gone = True
        for message_id in sorted(set(message_ids)):
            try:
                await self.bot.delete_message(self.place.chat_id, message_id)
            except TelegramBadRequest as refusal:
                _log.info("message_not_deleted", reason=refusal.message)
                gone = gone and "not found" in refusal.message
        return gone

    async def _send(self, text: Html, markup: InlineKeyboardMarkup | ForceReply | None) -> int:
        """Send a message; when its topic is closed or deleted by now, to the chat itself."""
        try:
            return await self._send_to(self.place.thread_id, self._reply(), text, markup)
        except TelegramBadRequest as refusal:
            if self.place.thread_id is None or not is_topic_gone(refusal):
                raise
            _log.info("topic_gone", reason=refusal.message)
            return await self._send_to(None, None, text, markup)

    async def _send_to(
        self,
        thread_id: int | None,
        reply: ReplyParameters | None,
        text: Html,
        markup: InlineKeyboardMarkup | ForceReply | None,
    ) -> int:
        sent = await self.bot.send_message(
            self.place.chat_id,
            text,
            message_thread_id=thread_id,
            parse_mode=ParseMode.HTML,
            reply_markup=markup,
            reply_parameters=reply,
            link_preview_options=_NO_PREVIEW,
        )
        return sent.message_id

    def _reply(self) -> ReplyParameters | None:
        """In a group an answer says whom it answers; to a tap it needs no reference."""
        if not self.in_group or self.tap is not None or self.message_id is None:
            return None
        return ReplyParameters(message_id=self.message_id, allow_sending_without_reply=True)
