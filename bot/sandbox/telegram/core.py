"""The simulated Telegram as one object: state, files, updates, and the rules of who may write and who hears what."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from bot.sandbox.telegram import limits, wire
from bot.sandbox.telegram.errors import bad_request, forbidden
from bot.sandbox.telegram.faults import CallLog, Faults
from bot.sandbox.telegram.files import FileStore
from bot.sandbox.telegram.inline import InlineQuery
from bot.sandbox.telegram.invoice import Invoice
from bot.sandbox.telegram.stars import Stars
from bot.sandbox.telegram.updates import Update, Updates
from bot.sandbox.telegram.world import Chat, Json, Media, Message, Status, User, World

_KEPT_QUERIES = 2_000


@dataclass(slots=True)
class Options:
    """How strict this Telegram is.

    Sizes in bytes, times in seconds. `allow_private_urls` lets "send by URL" reach loopback and private addresses,
    which the real Telegram cannot. `can_read_all` is privacy mode switched off at BotFather, `inline_mode` is inline mode
    switched on there. Without `ephemeral` it does not know messages for one person. `delete_window` is how old a message may be to be deleted,
    `checkout_seconds` how long a payment waits for the bot's word.
    """

    upload_limit: int = limits.UPLOAD
    download_limit: int = limits.DOWNLOAD
    allow_private_urls: bool = True
    can_read_all: bool = False
    inline_mode: bool = True
    ephemeral: bool = True
    query_lifetime: float = limits.CALLBACK_LIFETIME
    delete_window: float = limits.DELETABLE_FOR
    checkout_seconds: float = limits.CHECKOUT


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What a person sees after a tap: nothing, a toast, an alert, an opened link, a text put on the clipboard, the
    bot's name and `inline` words put into the text field of this chat or of one to choose, or an invoice to confirm.
    """

    text: str = ""
    show_alert: bool = False
    url: str | None = None
    copied: str | None = None
    inline: str | None = None
    invoice: Invoice | None = None


@dataclass(slots=True)
class CallbackQuery:
    """A tap that waits for the bot's answer."""

    id: str
    user: User
    message: Message
    data: str
    made: float
    answer: CallbackAnswer | None = None


@dataclass(slots=True)
class Profile:
    """What the bot says about itself. Commands by (scope as canonical text, language)."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    admin_rights: Json | None = None


class Core:
    """One simulated Telegram with one bot."""

    def __init__(self, bot: User, files: FileStore, options: Options) -> None:
        self.world = World(bot)
        self.files = files
        self.options = options
        self.updates = Updates()
        self.faults = Faults()
        self.log = CallLog()
        self.profile = Profile()
        self.queries: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.known_media: dict[str, Media] = {}
        self.stars = Stars(self.clock)

    def clock(self) -> float:
        """Seconds of a clock that only moves forward."""
        return time.monotonic()

    # --- who may write where -------------------------------------------------------------------------------------

    def chat(self, chat_id: int | str | None) -> Chat:
        """The chat that a call names, whatever the bot may do there; 400 when there is none."""
        try:
            chat = self.world.chats.get(int(chat_id or 0))
        except ValueError:
            chat = None  # "@username" of a channel: there are no channels here
        if chat is None or (chat.is_private and not self._knows(chat)):
            raise bad_request("chat not found")
        return chat

    def writable_chat(self, chat_id: int | str | None) -> Chat:
        """The chat, if the bot may write there; else Telegram's 400 or 403."""
        chat = self.chat(chat_id)
        if chat.migrated_to:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
            )
        if chat.is_private:
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        kind = "supergroup" if chat.is_supergroup else "group"
        standing = self.world.standing(chat, self.world.bot.id)
        if standing is Status.KICKED:
            raise forbidden(f"bot was kicked from the {kind} chat")
        if standing is Status.LEFT:
            raise forbidden(f"bot is not a member of the {kind} chat")
        return chat

    def _knows(self, chat: Chat) -> bool:
        bot = self.world.bot.id
        return chat.started or any(
            chat.id in group.members and self.world.standing(group, bot) is not Status.LEFT
            for group in self.world.chats.values()
            if not group.is_private
        )

    def remember(self, media: Media) -> Media:
        """Let the medium be sent again by any of its file ids."""
        for file in (media.file, *media.sizes):
            self.known_media[file.file_id] = media
        return media

    # --- what the bot hears --------------------------------------------------------------------------------------

    def announce(self, message: Message, kind: str = "message") -> Update | None:
        """Tell the bot about a person's message, if privacy mode lets it through."""
        if not self._hears(message):
            return None
        return self.updates.add(kind, wire.message_json(message), message.chat.id)

    def _hears(self, message: Message) -> bool:
        chat, bot = message.chat, self.world.bot
        if chat.is_private:
            return not chat.blocked
        if self.world.standing(chat, bot.id) in {Status.LEFT, Status.KICKED}:
            return False
        if message.visible_to is not None:
            return True
        if self.options.can_read_all or self.world.bot_is_admin(chat) or message.service:
            return True
        if message.via_bot is bot or (message.reply_to is not None and message.reply_to.sender is bot):
            return True
        return self._is_command_for_bot(message)

    def _is_command_for_bot(self, message: Message) -> bool:
        units = message.body.text.encode("utf-16-le")
        for entity in message.body.entities:
            if entity["type"] != "bot_command":
                continue
            start, length = entity["offset"], entity["length"]
            command = units[start * 2 : (start + length) * 2].decode("utf-16-le")
            addressee = command.partition("@")[2].lower()
            if addressee == (self.world.bot.username or "").lower() or (not addressee and start == 0):
                return True
        return False

    def member_changed(self, chat: Chat, actor: User, member: User, new: Status) -> None:
        """Change a membership and tell the bot: my_chat_member about itself; chat_member about others, when it is an
        administrator (Bot API, Update)."""
        old = self.world.standing(chat, member.id)
        chat.members[member.id] = new
        payload = wire.member_updated_json(chat, actor, member, old, new)
        if member.is_bot:
            self.updates.add("my_chat_member", payload, chat.id)
        elif self.world.bot_is_admin(chat):
            self.updates.add("chat_member", payload, chat.id)
        self.world.signal.beat()

    def tapped(self, user: User, message: Message, data: str) -> tuple[CallbackQuery, Update | None]:
        """A person tapped a button with data."""
        query = CallbackQuery(str(secrets.randbits(62)), user, message, data, time.monotonic())
        self.queries[query.id] = query
        while len(self.queries) > _KEPT_QUERIES:
            del self.queries[next(iter(self.queries))]
        payload: Json = {
            "id": query.id,
            "from": wire.user_json(user),
            "message": wire.inaccessible_json(message)
            if message.deleted and message.visible_to is None
            else wire.message_json(message),
            "chat_instance": str(message.chat.id),
            "data": data,
        }
        return query, self.updates.add("callback_query", payload, message.chat.id)

    def asked_inline(
        self, user: User, chat: Chat, words: str, offset: str
    ) -> tuple[InlineQuery, Update | None]:
        """A person typed the bot's name and `words` in a chat, whether the bot is a member there or not."""
        query = InlineQuery(str(secrets.randbits(62)), user, words, offset, time.monotonic())
        self.inline_queries[query.id] = query
        while len(self.inline_queries) > _KEPT_QUERIES:
            del self.inline_queries[next(iter(self.inline_queries))]
        kind = "supergroup" if chat.is_supergroup else "group"
        payload: Json = {
            "id": query.id,
            "from": wire.user_json(user),
            "query": words,
            "offset": offset,
            "chat_type": "sender" if chat.is_private else kind,
        }
        return query, self.updates.add("inline_query", payload, user.id)
