"""A Telegram of one process: it takes the bot's calls, remembers what people would see, and makes updates."""

from __future__ import annotations

import itertools
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    AnswerPreCheckoutQuery,
    CopyMessage,
    DeleteEphemeralMessage,
    DeleteMessage,
    DeleteMyCommands,
    EditEphemeralMessageText,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChatMember,
    GetMe,
    LeaveChat,
    SendAnimation,
    SendDocument,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import (
    Animation,
    CallbackQuery,
    Chat,
    InaccessibleMessage,
    InlineKeyboardMarkup,
    InlineQuery,
    Message,
    MessageEntity,
    MessageId,
    PhotoSize,
    Update,
    User,
)

MOMENT = datetime(2026, 1, 15, 12, tzinfo=UTC)
BOT_ID = 42


@dataclass
class Shown:
    """A message of the bot as it is in the chat now."""

    id: int
    chat_id: int
    text: str
    markup: Any = None
    thread_id: int | None = None
    reply_to: int | None = None
    clip: Any = None
    """What a message with a clip carries: a file, or the file id of one."""
    ephemeral: bool = False
    """Whether one member of a group alone sees it."""

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons, in order."""
        return [button.text for row in self._rows() for button in row]

    def data(self, label: str) -> str:
        """What the button that begins with `label`, a star before it or not, sends."""
        for row in self._rows():
            for button in row:
                if any(text.startswith(label) for text in (button.text, button.text.removeprefix("✨ "))):
                    assert button.callback_data is not None, f"{label} sends nothing"
                    assert len(button.callback_data.encode()) <= 64
                    return str(button.callback_data)
        raise AssertionError(f"no button {label!r} among {self.labels}")

    def _rows(self) -> list[Any]:
        return self.markup.inline_keyboard if isinstance(self.markup, InlineKeyboardMarkup) else []


@dataclass
class Screenful(BaseSession):
    """Takes calls as Telegram would; every answer is canned."""

    messages: dict[int, Shown] = field(default_factory=dict)
    toasts: list[str | None] = field(default_factory=list)
    checkouts: list[AnswerPreCheckoutQuery] = field(default_factory=list)
    offers: list[AnswerInlineQuery] = field(default_factory=list)
    calls: list[TelegramMethod[Any]] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: itertools.count(1000))
    refuse: type[TelegramMethod[Any]] | None = None
    refuse_text: str = ""
    clips: set[str] = field(default_factory=set)
    """The file ids of clips that were sent."""
    closed_topics: set[int] = field(default_factory=set)
    admins: set[int] = field(default_factory=set)
    photos: list[SendPhoto] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    """Who has left every group."""
    unknown: set[int] = field(default_factory=set)
    """Of whom Telegram does not say whether they are in a group."""
    ephemeral: bool = False
    """Whether this Telegram knows ephemeral messages, and the bot may send them."""
    kept: set[int] = field(default_factory=set)
    """Messages that Telegram does not delete any more."""

    blocked_by: set[int] = field(default_factory=set)
    """Who has blocked the bot."""

    def __post_init__(self) -> None:
        super().__init__()

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - the signature is aiogram's
        """Do what the method says and remember it."""
        self.calls.append(method)
        unwanted = self.refuse_text and getattr(method, "text", None) == self.refuse_text
        if unwanted or (self.refuse and isinstance(method, self.refuse)):
            raise TelegramBadRequest(method=method, message="Bad Request: refused by the test")
        if isinstance(method, SendMessage) and method.chat_id in self.blocked_by:
            raise TelegramForbiddenError(method=method, message="Forbidden: bot was blocked by the user")
        match method:
            case GetMe():
                return User(id=BOT_ID, is_bot=True, first_name="Kiosk", username="kiosk_bot")
            case SendMessage():
                return self._send(method)
            case SendAnimation():
                return self._play(method)
            case EditEphemeralMessageText():
                self._edit_ephemeral(method)
                return True
            case DeleteEphemeralMessage():
                self.messages.pop(method.ephemeral_message_id, None)
                self.deleted.append(method.ephemeral_message_id)
                return True
            case EditMessageText():
                return self._edit(method)
            case EditMessageReplyMarkup():
                return self._relabel(method)
            case DeleteMessage():
                return self._delete(method)
            case AnswerCallbackQuery():
                self.toasts.append(method.text)
                return True
            case AnswerInlineQuery():
                self.offers.append(method)
                return True
            case AnswerPreCheckoutQuery():
                self.checkouts.append(method)
                return True
            case CopyMessage():
                return MessageId(message_id=next(self.ids))
            case SetMyCommands() | DeleteMyCommands():
                return True
            case LeaveChat():
                return True
            case SendDocument():
                return Message(message_id=next(self.ids), date=MOMENT, chat=Chat(id=-1, type="group"))
            case SendPhoto():
                self.photos.append(method)
                return Message(message_id=next(self.ids), date=MOMENT, chat=Chat(id=-1, type="group"))
            case GetChatMember():
                return self._member(method)
        raise AssertionError(f"unexpected call: {method}")

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """No file is ever fetched here."""
        raise AssertionError("no downloads")
        yield b""

    @property
    def last(self) -> Shown:
        """The newest message of the bot."""
        return self.messages[max(self.messages)]

    def _member(self, method: GetChatMember) -> dict[str, Any]:
        """The record as it is on the wire: that is how memberships are read."""
        if method.user_id in self.unknown:
            raise TelegramBadRequest(method=method, message="Bad Request: CHAT_ADMIN_REQUIRED")
        status = "left" if method.user_id in self.gone else "member"
        return {
            "status": "administrator" if method.user_id in self.admins else status,
            "user": {"id": method.user_id, "is_bot": False, "first_name": "…"},
        }

    def _send(self, method: SendMessage) -> Message:
        assert 0 < len(method.text) <= 4096
        if method.message_thread_id in self.closed_topics:
            raise TelegramBadRequest(method=method, message="Bad Request: message thread not found")
        shown = Shown(
            id=next(self.ids),
            chat_id=int(method.chat_id),
            text=method.text,
            markup=method.reply_markup,
            thread_id=method.message_thread_id,
            reply_to=method.reply_parameters.message_id if method.reply_parameters else None,
            ephemeral=self.ephemeral and method.ephemeral_message_parameters is not None,
        )
        self.messages[shown.id] = shown
        if shown.ephemeral:
            group = Chat(id=shown.chat_id, type="supergroup")
            return Message(message_id=0, date=MOMENT, chat=group, ephemeral_message_id=shown.id)
        return Message(message_id=shown.id, date=MOMENT, chat=Chat(id=shown.chat_id, type="private"))

    def _edit_ephemeral(self, method: EditEphemeralMessageText) -> None:
        shown = self.messages[method.ephemeral_message_id]
        shown.text, shown.markup = str(method.text), method.reply_markup

    def _relabel(self, method: EditMessageReplyMarkup) -> Message:
        shown = self.messages.setdefault(
            method.message_id or 0,
            Shown(id=method.message_id or 0, chat_id=int(method.chat_id or 0), text="…"),
        )
        shown.markup = method.reply_markup
        return Message(message_id=shown.id, date=MOMENT, chat=Chat(id=shown.chat_id, type="private"))

    def _delete(self, method: DeleteMessage) -> bool:
        if method.message_id in self.kept:
            raise TelegramBadRequest(
                method=method, message="Bad Request: message can't be deleted for everyone"
            )
        self.messages.pop(method.message_id, None)
        self.deleted.append(method.message_id)
        return True

    def _play(self, method: SendAnimation) -> Message:
        if isinstance(method.animation, str) and method.animation not in self.clips:
            raise TelegramBadRequest(method=method, message="Bad Request: wrong file identifier")
        assert len(method.caption or "") <= 1024
        shown = Shown(
            id=next(self.ids),
            chat_id=int(method.chat_id),
            text=method.caption or "",
            markup=method.reply_markup,
            clip=method.animation,
        )
        self.messages[shown.id] = shown
        file_id = f"clip-{shown.id}"
        self.clips.add(file_id)
        clip = Animation(file_id=file_id, file_unique_id=file_id, width=1, height=1, duration=1)
        chat = Chat(id=shown.chat_id, type="private")
        return Message(message_id=shown.id, date=MOMENT, chat=chat, animation=clip)

    def _edit(self, method: EditMessageText) -> Message:
        shown = self.messages.get(method.message_id or 0)
        if shown is not None and shown.clip is not None:
            raise TelegramBadRequest(
                method=method, message="Bad Request: there is no text in the message to edit"
            )
        if shown is None:
            raise TelegramBadRequest(method=method, message="Bad Request: message to edit not found")
        if (shown.text, shown.markup) == (method.text, method.reply_markup):
            raise TelegramBadRequest(method=method, message="Bad Request: message is not modified: same")
        shown.text, shown.markup = str(method.text), method.reply_markup
        return Message(message_id=shown.id, date=MOMENT, chat=Chat(id=shown.chat_id, type="private"))


@dataclass
class Person:
    """A person with a Telegram app: what they do becomes updates for the dispatcher."""

    dispatcher: Dispatcher
    bot: Bot
    screen: Screenful
    id: int = 7
    language: str = "en"
    chat: Chat = field(default_factory=lambda: Chat(id=7, type="private"))
    topic: int | None = None
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def user(self) -> User:
        """Who they are."""
        return User(id=self.id, is_bot=False, first_name="Ann <3", language_code=self.language)

    async def say(self, text: str, **more: Any) -> Message:
        """Send words or a command."""
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            more["entities"] = [MessageEntity(type="bot_command", offset=0, length=length)]
        return await self.send(text=text, **more)

    async def photo(self, caption: str | None = None, **more: Any) -> Message:
        """Send a photo in two sizes."""
        sizes = [
            PhotoSize(file_id="small", file_unique_id="s", width=90, height=60, file_size=900),
            PhotoSize(
                file_id=more.pop("file_id", "large"),
                file_unique_id="l",
                width=900,
                height=600,
                file_size=90_000,
            ),
        ]
        return await self.send(photo=sizes, caption=caption, **more)

    async def send(self, **fields: Any) -> Message:
        """Send any message."""
        message = self.message(**fields)
        await self._feed(message=message)
        return message

    def message(self, **fields: Any) -> Message:
        """A message of this person in their chat."""
        if self.topic is not None:
            fields |= {"message_thread_id": self.topic, "is_topic_message": True}
        fields.setdefault("message_id", next(self.numbers))
        return Message(date=MOMENT, chat=self.chat, from_user=self.user, **fields)

    async def edit(self, message: Message, text: str) -> None:
        """Edit an earlier message, or the caption below its media."""
        changed = "text" if message.text else "caption"
        await self._feed(edited_message=message.model_copy(update={changed: text}))

    async def tap(self, label: str, on: Shown | None = None) -> None:
        """Tap the button that begins with `label`, on the newest message of the bot by default."""
        shown = on or self.screen.last
        name: dict[str, Any] = {"ephemeral_message_id": shown.id} if shown.ephemeral else {}
        if isinstance(shown.markup, InlineKeyboardMarkup):
            name["reply_markup"] = shown.markup  # Telegram says it with the message that was tapped
        await self.tap_data(shown.data(label), 0 if shown.ephemeral else shown.id, **name)

    async def tap_data(self, data: str, message_id: int, *, long_ago: bool = False, **more: Any) -> None:
        """Tap a button that sends `data`, wherever it may come from."""
        message: Message | InaccessibleMessage
        if long_ago:
            message = InaccessibleMessage(chat=self.chat, message_id=message_id, date=0)
        else:
            topic: dict[str, Any] = (
                {"message_thread_id": self.topic, "is_topic_message": True} if self.topic else {}
            )
            message = Message(message_id=message_id, date=MOMENT, chat=self.chat, text="…", **topic, **more)
        query = CallbackQuery(
            id=f"tap-{next(self.numbers)}", from_user=self.user, chat_instance="1", data=data, message=message
        )
        await self._feed(callback_query=query)

    async def inline(self, words: str = "", offset: str = "") -> AnswerInlineQuery:
        """Type the bot's name and words in some chat; returns what is offered."""
        query = InlineQuery(id="1", from_user=self.user, query=words, offset=offset)
        offered = len(self.screen.offers)
        await self._feed(inline_query=query)
        assert len(self.screen.offers) == offered + 1, "one query, one answer"
        return self.screen.offers[-1]

    async def _feed(self, **kind: Any) -> None:
        update = Update(update_id=next(self.numbers), **kind)
        await self.dispatcher.feed_update(self.bot, update)
