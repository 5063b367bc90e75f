"""Where the answers to one update appear: new messages in the right chat and topic, or the tapped message changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

import structlog
from aiogram import Bot
from aiogram.enums import ChatType, ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.methods import SendPhoto
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    EphemeralMessageParameters,
    ForceReply,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
)

from bot.domain.generation import Destination
from bot.domain.message_ref import MessageRef
from bot.i18n import Html
from bot.telegram.errors import is_message_gone, is_not_modified
from bot.telegram.send import MessageSender
from handlers.core.buttons import is_menu
from handlers.core.chat_topic import ChatTopic
from handlers.core.ephemeral import EphemeralRight, message_ref
from handlers.core.group_member import GroupMember, Markup
from handlers.core.message_calls import (
    NO_PREVIEW,
    delete_call,
    edit_call,
    is_in_thread,
    named,
    relabel_call,
)
from handlers.core.views.screen import Screen

_TOAST_LIMIT = 200
"""Characters of a toast (Bot API, answerCallbackQuery)."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Responder:
    """The chat of one update.

    Attributes:
        topic: chat and forum topic.
        in_group: answers are replies there, and people answer by replies.
        message: the person's message, or the message whose button was pressed.
        tap: id of the tap on a button, None when the update is a message.
        in_thread: whether the message stands below another one, such as a channel's post: only a reply stays there.
        member: whom the answers are for; None in private, and while the member is unknown.
        apart: whether the pressed message stays as it is, and answers are messages of their own.
    """

    bot: Bot
    topic: ChatTopic
    in_group: bool
    message: MessageRef | None
    callback_query_id: str | None
    in_thread: bool = False
    member: GroupMember | None = None
    apart: bool = False

    @classmethod
    def of(cls, bot: Bot, event: Message | CallbackQuery) -> Responder:
        """The responder of an update."""
        message = event if isinstance(event, Message) else event.message
        return cls(
            bot=bot,
            topic=ChatTopic.of(event),
            in_group=message is not None and message.chat.type != ChatType.PRIVATE,
            message=message_ref(message) if message is not None else None,
            callback_query_id=event.id if isinstance(event, CallbackQuery) else None,
            in_thread=is_in_thread(message),
        )

    def moved_to(self, chat_id: int) -> Self:
        """The same in the chat that this one has become; its topics and messages are numbered anew there."""
        if chat_id == self.topic.chat_id:
            return self
        return replace(self, topic=ChatTopic(chat_id), message=None)

    def in_private(self, person_id: int) -> Self:
        """The private chat of this person, where answers are new messages."""
        if not self.in_group:
            return self
        return replace(
            self,
            topic=ChatTopic(person_id),
            in_group=False,
            message=None,
            callback_query_id=None,
            in_thread=False,
            member=None,
        )

    async def answer_callback(self, text: str | None = None, *, alert: bool = False) -> None:
        """Stop the tapped button's clock, with a toast or without.

        A tap that waited while the bot was down is too old to be answered, but not too old to be obeyed: whatever
        Telegram does to the answer stops nothing.
        """
        if self.callback_query_id is None:
            return
        shown = text[:_TOAST_LIMIT] if text else None
        try:
            await self.bot.answer_callback_query(self.callback_query_id, text=shown, show_alert=alert)
        except TelegramAPIError as refusal:
            _log.info("tap_not_answered", reason=refusal.message)

    @property
    def message_id(self) -> int | None:
        """The tapped message, when everybody sees it: what goes on with it is for all."""
        return self.public_message.id if self.public_message is not None else None

    @property
    def public_message(self) -> MessageRef | None:
        """The message when everybody sees it."""
        return self.message if self.message is not None and not self.message.ephemeral else None

    async def send(self, screen: Screen, *, alone: bool = False) -> MessageRef:
        """Send a message; in groups as a reply. Returns it.

        In a group a menu is shown to its person alone where Telegram does that, and so is what is said `alone`, or to
        an ephemeral message; a question is asked so that its answer arrives.
        """
        if screen.asks and self.member is not None:
            return await self.ask(screen)
        if alone or self._is_to_one_person() or is_menu(screen.buttons):
            sent = await self._send_ephemeral(screen)
            if sent is not None:
                return sent
            shown = self._addressed(screen)
            return await self._send(shown.text, shown.buttons, reply_to=self._addressed_reply())
        shown = screen.for_all if self.in_group else screen
        return await self._send(shown.text, shown.buttons)

    def _addressed(self, screen: Screen) -> Screen:
        """The screen for one person as all may read it; the answer to a press names whom it is for."""
        shown = screen.for_all if self.in_group else screen
        if self.callback_query_id is None or self.member is None:
            return shown
        return replace(shown, text=Html(f"{self.member.addressed()}\n{shown.text}"))

    def _addressed_reply(self) -> int | None:
        """What such an answer replies to: also after a press, so that it says what it is about."""
        return self.message_id if self.in_group else None

    def _is_to_one_person(self) -> bool:
        """Whether what is answered was ephemeral: others would see an answer to nothing."""
        return self.message is not None and self.message.ephemeral

    async def publish(self, screen: Screen) -> MessageRef:
        """Show to everybody, in place of the tapped message, what was one person's so far. Returns the message."""
        if self.public_message is not None:
            return await self.replace(screen)
        if self.message is not None:
            await self.delete([self.message])
        shown = screen.for_all if self.in_group else screen
        return await self._send(shown.text, shown.buttons)

    async def send_photo(
        self,
        picture: bytes,
        caption: Html,
        buttons: InlineKeyboardMarkup | None = None,
        *,
        of_result: bool = False,
    ) -> Message | None:
        """Send a picture of ours; None when media is forbidden there.

        Unless it is cut out of a result (`of_result`), the group's spoiler setting does not apply.
        """
        covered: dict[str, Any] = {} if of_result else {"has_spoiler": False}
        try:
            sent: Message = await MessageSender(self.bot).send(
                SendPhoto,
                self._destination(None),
                photo=BufferedInputFile(picture, "frame.jpg" if of_result else "table.png"),
                caption=caption,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                **covered,
            )
        except TelegramBadRequest as refusal:
            _log.info("picture_refused", reason=refusal.message)
            return None
        return sent

    async def ask(self, screen: Screen) -> MessageRef:
        """Ask for text: in private with the screen's buttons, in a group so that the answer arrives as a reply.

        There the question names the person: a forced reply opens only for who is named, or replied to, and only
        replies reach a bot in privacy mode.
        """
        if self.member is None:
            return await self.send(screen)
        return await self._send(self.member.asked(screen.for_all.text), ForceReply(selective=True))

    async def replace(self, screen: Screen) -> MessageRef:
        """Change the tapped message into this screen; a message that cannot be changed gets a successor.

        Returns:
            The message that shows the screen.
        """
        asks = screen.asks and self.member is not None
        if self.callback_query_id is None or self.message is None or self.apart or asks:
            return await self.send(screen)
        return await self.replace_message(self.message, screen)

    async def replace_message(self, message: MessageRef, screen: Screen) -> MessageRef:
        """Change one of the bot's messages in this chat. Returns the message that shows the screen."""
        # Deleted, too old, or media with a caption: the answer must not be lost.
        return message if await self.edit(message, screen) else await self.send(screen)

    async def edit(self, message: MessageRef, screen: Screen) -> bool:
        """Change one of the bot's messages in this chat, and nothing else. Returns whether it shows the screen."""
        screen = screen.for_all if self.in_group and not message.ephemeral else screen
        try:
            await self.bot(edit_call(self._naming(message), screen))
        except TelegramBadRequest as refusal:
            if is_not_modified(refusal):
                return True
            _log.info("message_not_editable", reason=refusal.message)
            return False
        await self._note(message, screen.buttons)
        return True

    async def edit_buttons(self, buttons: InlineKeyboardMarkup | None) -> None:
        """Change only the buttons of the tapped message, also of one that carries media."""
        if self.message is None:
            return
        try:
            await self.bot(relabel_call(self._naming(self.message), buttons))
        except TelegramBadRequest as refusal:
            if not is_not_modified(refusal):
                _log.info("buttons_not_changed", reason=refusal.message)

    async def retire(self, message: MessageRef) -> None:
        """Another message took the place of this one: its buttons go, in a group all of it. A failure stops nothing."""
        try:
            if self.in_group:
                await self.bot(delete_call(self._naming(message)))
            else:
                await self.bot(relabel_call(self._naming(message), None))
        except TelegramAPIError as refusal:
            _log.info("message_not_retired", reason=refusal.message)

    async def delete(self, messages: Iterable[MessageRef]) -> bool:
        """Delete these messages of the bot's in this chat. Returns whether Telegram let all of them go.

        It does not delete what is older than 48 hours (Bot API, deleteMessage).
        """
        gone = True
        for message in sorted(set(messages)):
            try:
                await self.bot(delete_call(self._naming(message)))
            except TelegramBadRequest as refusal:
                _log.info("message_not_deleted", reason=refusal.message)
                gone = gone and is_message_gone(refusal)
        return gone

    async def delete_menus(self, draft_id: int | None = None, *, but: MessageRef | None = None) -> None:
        """In a group, delete what this person needs no more in this topic: menus and questions about a draft, or none."""
        if self.member is not None:
            done = await self.member.done_with(self.topic, draft_id)
            await self.delete(message for message in done if message != but)

    async def _note(self, message: MessageRef, markup: Markup) -> None:
        if self.member is not None:
            await self.member.note(self.topic, message, markup)

    def _naming(self, message: MessageRef) -> dict[str, int]:
        return named(self.topic.chat_id, message, self.member.person.id if self.member is not None else 0)

    async def _send_ephemeral(self, screen: Screen) -> MessageRef | None:
        """Say it to the member alone. Returns the message, None when Telegram does not do that here and now."""
        member, chat_id = self.member, self.topic.chat_id
        if member is None:
            return None
        way = self._way()
        if not member.ephemeral_support.may(chat_id, way):
            return None
        support = member.ephemeral_support
        # Until Telegram has shown that it knows such messages, only what all may read is sent.
        shown = screen if support.is_proven else self._addressed(screen)
        listener = EphemeralMessageParameters(
            receiver_user_id=member.person.id, callback_query_id=self.callback_query_id
        )
        try:
            sent = await self.bot.send_message(
                chat_id,
                shown.text,
                message_thread_id=self.topic.thread_id,
                parse_mode=ParseMode.HTML,
                reply_markup=shown.buttons,
                reply_parameters=self._ephemeral_reply(proven=support.is_proven),
                link_preview_options=NO_PREVIEW,
                ephemeral_message_parameters=listener,
            )
        except TelegramBadRequest as refusal:
            _log.info("ephemeral_refused", way=way, reason=refusal.message)
            support.refused(chat_id, way)
            return None
        message = await self._noted(sent, shown.buttons)
        if not message.ephemeral:  # a Telegram that does not know the argument has ignored it
            support.is_proven = False
            support.refused(chat_id, way)
            return message
        support.is_proven = True
        if shown != screen:
            await self.edit(message, screen)
        return message

    def _way(self) -> EphemeralRight:
        if self.callback_query_id is not None:
            return EphemeralRight.TAP
        return (
            EphemeralRight.COMMAND
            if self.message is not None and self.message.ephemeral
            else EphemeralRight.ADMIN
        )

    async def _noted(self, sent: Message, markup: Markup) -> MessageRef:
        message = message_ref(sent)
        await self._note(message, markup)
        return message

    async def _send(self, text: Html, markup: Markup, *, reply_to: int | None = None) -> MessageRef:
        """Send a message that everybody sees."""
        sent = await MessageSender(self.bot).send_text(
            self._destination(reply_to or self._reply_to()), text, markup, link_preview_options=NO_PREVIEW
        )
        return await self._noted(sent, markup)

    def _destination(self, reply_to: int | None) -> Destination:
        return Destination(chat_id=self.topic.chat_id, thread_id=self.topic.thread_id, reply_to=reply_to)

    def _reply_to(self) -> int | None:
        """In a group an answer says whom it answers; to a press it needs no reply, unless to stay in its thread."""
        pressed = self.callback_query_id is not None and not self.in_thread
        return self.message_id if self.in_group and not pressed else None

    def _ephemeral_reply(self, *, proven: bool) -> ReplyParameters | None:
        """Only an ephemeral message can reply to an ephemeral message."""
        message = self.message
        if message is not None and message.ephemeral and self.callback_query_id is None:
            return ReplyParameters(ephemeral_message_id=message.id)
        number = self._reply_to() if proven else self._addressed_reply()
        if number is None:
            return None
        return ReplyParameters(message_id=number, allow_sending_without_reply=True)
