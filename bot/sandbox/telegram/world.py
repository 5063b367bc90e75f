"""The state of the simulated Telegram: users, chats, topics, messages. No rules of the Bot API live here."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.sandbox.telegram.entities import Formatted
from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.invoice import Invoice

Json = dict[str, Any]
_KEPT_CHANGES = 5_000


class ChangeSignal:
    """Tells everyone who waits that something changed; they look for themselves whether it concerns them."""

    def __init__(self) -> None:
        self.count = 0
        self._event = asyncio.Event()

    def beat(self) -> None:
        """Wake all who wait now."""
        self.count += 1
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        """Sleep until the next beat. Check your condition right before, without an `await` in between."""
        await self._event.wait()


class ChatKind(StrEnum):
    """What a chat is. A forum is a supergroup with topics."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    FORUM = "forum"


class Status(StrEnum):
    """Telegram's words for a membership."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(slots=True)
class User:
    """A person or the bot."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False


@dataclass(slots=True)
class Media:
    """What a message carries besides text. Width, height in pixels; duration in seconds."""

    kind: str
    file: StoredFile
    width: int = 0
    height: int = 0
    duration: int = 0
    mime_type: str | None = None
    file_name: str | None = None
    title: str | None = None
    performer: str | None = None
    thumbnail: StoredFile | None = None
    sizes: tuple[StoredFile, ...] = ()
    spoiler: bool = False

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return self.file.blob.path

    def read(self) -> bytes:
        """The bytes."""
        return self.path.read_bytes()

    def copy(self, *, spoiler: bool) -> Media:
        """The same file in another message."""
        return replace(self, spoiler=spoiler)


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: its label and what it does: one of data, url, copy_text, `pay` (the invoice above it), and
    `inline`, words that are put behind the bot's name in this chat or in one to choose.
    """

    label: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    inline: str | None = None
    pay: bool = False


@dataclass(slots=True)
class Topic:
    """A forum topic."""

    id: int
    name: str
    closed: bool = False


@dataclass(slots=True, eq=False)
class Message:
    """One message as everyone in the chat sees it, or `visible_to` one person (and the bot) alone."""

    id: int
    chat: Chat
    sender: User
    date: int
    body: Formatted = field(default_factory=Formatted)
    media: Media | None = None
    invoice: Invoice | None = None
    markup: Json | None = None
    reply_to: Message | None = None
    topic_id: int | None = None
    album_id: str | None = None
    service: Json | None = None
    origin: Json | None = None
    caption_above: bool = False
    effect_id: str | None = None
    via_bot: User | None = None
    visible_to: User | None = None
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    edits: int = 0
    edit_date: int | None = None
    deleted: bool = False
    revision: int = 0

    def is_seen_by(self, user_id: int) -> bool:
        """Whether it is shown to this person."""
        return self.visible_to is None or self.visible_to.id == user_id

    @property
    def text(self) -> str:
        """Plain text of a text message, else ''."""
        return "" if self.media else self.body.text

    @property
    def caption(self) -> str:
        """Plain text below a medium, else ''."""
        return self.body.text if self.media else ""

    @property
    def html(self) -> str:
        """Text or caption with its formatting, as Telegram HTML."""
        return self.body.html

    @property
    def kind(self) -> str:
        """`text`, `service`, `invoice`, or the kind of its medium (`photo`, `video`, `audio`, ...)."""
        if self.service:
            return "service"
        if self.invoice:
            return "invoice"
        return self.media.kind if self.media else "text"

    @property
    def file_id(self) -> str | None:
        """The id of its medium, if it has one."""
        return self.media.file.file_id if self.media else None

    def read(self) -> bytes:
        """The bytes of its medium; AssertionError when there is none."""
        assert self.media, f"message {self.id} carries no media: {self!r}"  # noqa: S101 - a test's mistake
        return self.media.read()

    @property
    def buttons(self) -> list[list[Button]]:
        """Inline buttons, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[_button(cell) for cell in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """Labels of all inline buttons in reading order."""
        return [button.label for row in self.buttons for button in row]

    @property
    def force_reply(self) -> bool:
        """Whether clients open a reply to this message by themselves."""
        return bool((self.markup or {}).get("force_reply"))

    def __repr__(self) -> str:
        words = self.body.text or (self.invoice.title if self.invoice else ", ".join(self.service or {}))
        shown = f" [{' | '.join(self.labels)}]" if self.labels else ""
        return f"#{self.id} {self.sender.first_name}: ({self.kind}) {words!r}{shown}"


@dataclass(slots=True, eq=False)
class Chat:
    """One chat. `members` maps user ids to their standing; a private chat belongs to `person`."""

    id: int
    kind: ChatKind
    title: str = ""
    person: User | None = None
    members: dict[int, Status] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    store: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    started: bool = False
    blocked: bool = False
    action: tuple[str, float] | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is a chat of the bot with one person."""
        return self.kind is ChatKind.PRIVATE

    @property
    def is_supergroup(self) -> bool:
        """Whether it is a supergroup, with topics or without."""
        return self.kind in {ChatKind.SUPERGROUP, ChatKind.FORUM}

    @property
    def messages(self) -> list[Message]:
        """Messages that are visible now, oldest first."""
        return [message for message in self.store.values() if not message.deleted]

    def find(self, message_id: int) -> Message | None:
        """The message of this id that everybody sees."""
        message = self.store.get(message_id)
        return None if message is None or message.deleted or message.visible_to else message

    def find_for(self, message_id: int, user_id: int) -> Message | None:
        """The message of this id, if this person sees it."""
        message = self.store.get(message_id)
        return None if message is None or message.deleted or not message.is_seen_by(user_id) else message


class World:
    """Everything that exists, with lookups. Every change is announced on `changes`."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.signal = ChangeSignal()
        self.revision = 0
        self.changes: deque[Message] = deque(maxlen=_KEPT_CHANGES)
        self._last_message_id = 0
        self._last_group_id = 0

    def add_user(self, user: User) -> Chat:
        """Make a person known, with the (still empty) private chat."""
        self.users[user.id] = user
        chat = Chat(user.id, ChatKind.PRIVATE, user.first_name, person=user)
        chat.members[self.bot.id] = Status.MEMBER
        self.chats[chat.id] = chat
        return chat

    def add_group(self, title: str, kind: ChatKind) -> Chat:
        """Make an empty group."""
        self._last_group_id += 1
        number = 4_000_000 + self._last_group_id
        chat_id = -number if kind is ChatKind.GROUP else -1_000_000_000_000 - number
        chat = Chat(chat_id, kind, title)
        self.chats[chat_id] = chat
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; private chats and basic groups share one count, as in Telegram."""
        if chat.is_supergroup:
            return max(chat.store, default=0) + 1
        self._last_message_id += 1
        return self._last_message_id

    def post(self, chat: Chat, sender: User, **content: Any) -> Message:
        """Append a message; `content` are fields of `Message`."""
        message = Message(self.next_message_id(chat), chat, sender, int(time.time()), **content)
        chat.store[message.id] = message
        if sender.is_bot:
            chat.action = None
        self.touch(message)
        return message

    def touch(self, message: Message) -> None:
        """Announce that a message is not what it was."""
        self.revision += 1
        message.revision = self.revision
        self.changes.append(message)
        self.signal.beat()

    def edited(self, message: Message) -> None:
        """Note that the content of a message was changed."""
        message.edits += 1
        message.edit_date = int(time.time())
        self.touch(message)

    def delete(self, message: Message) -> None:
        """Take a message out of sight."""
        message.deleted = True
        self.touch(message)

    def standing(self, chat: Chat, user_id: int) -> Status:
        """The membership of a user in a group."""
        return chat.members.get(user_id, Status.LEFT)

    def bot_is_admin(self, chat: Chat) -> bool:
        """Whether the bot administers the group."""
        return self.standing(chat, self.bot.id) in {Status.ADMINISTRATOR, Status.CREATOR}


def _button(cell: Json) -> Button:
    copy = cell.get("copy_text") or {}
    return Button(
        cell["text"],
        cell.get("callback_data"),
        cell.get("url"),
        copy.get("text"),
        inline_words(cell),
        bool(cell.get("pay")),
    )


def inline_words(cell: Json) -> str | None:
    """What a button puts behind the bot's name; None when it is another kind of button."""
    if chosen := cell.get("switch_inline_query_chosen_chat"):
        return str(chosen.get("query", ""))
    words: str | None = cell.get("switch_inline_query_current_chat", cell.get("switch_inline_query"))
    return words
