"""Methods that put a new message into a chat."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from aiogram import methods
from aiogram.types import InputMediaAudio, InputMediaDocument

from bot.sandbox.telegram import limits, wire
from bot.sandbox.telegram.calls import AnyMethod, given
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.entities import Formatted
from bot.sandbox.telegram.ephemeral import listener, replied_ephemeral
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.invoice import forwarded_keyboard
from bot.sandbox.telegram.media import Traits, take_media
from bot.sandbox.telegram.rules import caption_text, keyboard, message_text
from bot.sandbox.telegram.world import Chat, ChatKind, Json, Message, User

Method = Callable[[Core, Any], Awaitable[Any]]

_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


#: Fields that change where a message is seen: ignoring one would show it to the wrong people.
_ABSENT: Final = (
    "business_connection_id",
    "direct_messages_topic_id",
    "receiver_user_id",
    "callback_query_id",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new message goes, and the keyboard that comes with it."""

    chat: Chat
    topic_id: int | None
    reply_to: Message | None
    markup: Json | None
    effect_id: str | None
    visible_to: User | None = None

    def post(self, core: Core, **content: Any) -> Message:
        """Put the message there, as the bot."""
        return core.world.post(
            self.chat,
            core.world.bot,
            topic_id=self.topic_id,
            reply_to=self.reply_to,
            markup=self.markup,
            effect_id=self.effect_id,
            visible_to=self.visible_to,
            **content,
        )


def place(core: Core, call: AnyMethod) -> Place:
    """Check everything about a new message except its content."""
    fields: Any = call
    for name in _ABSENT:
        if getattr(fields, name, None) is not None:
            raise bad_request(f"{name} is not supported by the sandbox")
    chat = core.writable_chat(fields.chat_id)
    topic_id = _topic(chat, fields.message_thread_id)
    reply_to = _replied(chat, fields)
    if topic_id is None and reply_to is not None:
        topic_id = reply_to.topic_id
    effect_id = getattr(fields, "message_effect_id", None)
    if effect_id and not chat.is_private:
        raise bad_request("message effects can be used only in private chats")
    if effect_id and effect_id not in limits.EFFECTS:
        raise bad_request("EFFECT_ID_INVALID")
    is_invoice = isinstance(call, methods.SendInvoice)
    markup = keyboard(getattr(fields, "reply_markup", None), is_invoice=is_invoice)
    return Place(chat, topic_id, reply_to, markup, effect_id, listener(core, chat, fields))


def _topic(chat: Chat, thread_id: int | None) -> int | None:
    if thread_id is None:
        return None
    topic = chat.topics.get(thread_id)
    if chat.kind is not ChatKind.FORUM or topic is None:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return topic.id


def _replied(chat: Chat, call: Any) -> Message | None:
    parameters = getattr(call, "reply_parameters", None)
    ephemeral = replied_ephemeral(chat, call)
    if ephemeral is not None:
        if getattr(call, "ephemeral_message_parameters", None) is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return ephemeral
    wanted = parameters.message_id if parameters else getattr(call, "reply_to_message_id", None)
    if wanted is None:
        return None
    tolerant = (
        given(parameters.allow_sending_without_reply) if parameters else call.allow_sending_without_reply
    )
    source = chat
    if parameters and parameters.chat_id is not None and str(parameters.chat_id) != str(chat.id):
        raise bad_request("replies to another chat are not supported by the sandbox")
    found = source.find(wanted)
    if found is None and not tolerant:
        raise bad_request("message to be replied not found")
    return found


async def send_message(core: Core, call: methods.SendMessage) -> Json:
    """A text."""
    where = place(core, call)
    body = message_text(call.text, call.parse_mode, call.entities)
    return wire.message_json(where.post(core, body=body))


def _sender_of(kind: str) -> Method:
    async def send(core: Core, call: Any) -> Json:
        where = place(core, call)
        body = caption_of(call)
        media = await take_media(core, kind, getattr(call, kind), Traits.of(call))
        above = bool(given(getattr(call, "show_caption_above_media", None)))
        return wire.message_json(where.post(core, body=body, media=media, caption_above=above))

    return send


def caption_of(call: Any) -> Formatted:
    """The caption of a sendX method or an InputMedia."""
    return caption_text(
        getattr(call, "caption", None),
        getattr(call, "parse_mode", None),
        getattr(call, "caption_entities", None),
    )


async def send_media_group(core: Core, call: methods.SendMediaGroup) -> list[Json]:
    """An album: all or nothing, one update of the chat."""
    where = place(core, call)
    items = call.media
    if len(items) > limits.ALBUM_MAX:
        raise bad_request("too many messages to send as an album")
    if len(items) < limits.ALBUM_MIN:
        raise bad_request("there must be at least 2 items in a media group")
    for alone, name in ((InputMediaAudio, "audio"), (InputMediaDocument, "document")):
        count = sum(isinstance(item, alone) for item in items)
        if count not in {0, len(items)}:
            raise bad_request(f"{name} can't be mixed with other media types")
    bodies = [caption_of(item) for item in items]
    media = [await take_media(core, item.type, item.media, Traits.of(item)) for item in items]
    album_id = str(secrets.randbits(60))
    pairs = zip(bodies, media, strict=True)
    return [
        wire.message_json(where.post(core, body=body, media=medium, album_id=album_id))
        for body, medium in pairs
    ]


async def send_chat_action(core: Core, call: methods.SendChatAction) -> bool:
    """ "typing…" and the like, for five seconds or until the next message."""
    chat = core.writable_chat(call.chat_id)
    _topic(chat, call.message_thread_id)
    if call.action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (call.action, core.clock())
    core.world.signal.beat()
    return True


def _source(core: Core, chat_id: int | str, message_id: int, verb_request: str) -> Message:
    found = core.chat(chat_id).find(message_id)
    if found is None:
        raise bad_request(f"message to {verb_request} not found")
    if found.service or (found.invoice and verb_request == "copy"):
        raise bad_request(f"message can't be {'copied' if verb_request == 'copy' else 'forwarded'}")
    return found


async def forward_message(core: Core, call: methods.ForwardMessage) -> Json:
    """A copy that names its origin."""
    where = place(core, call)
    source = _source(core, call.from_chat_id, call.message_id, "forward")
    return wire.message_json(_forward(core, where, source))


def _forward(core: Core, where: Place, source: Message) -> Message:
    message = where.post(core, body=source.body, media=source.media, origin=origin_json(source))
    if source.invoice is not None:
        message.invoice = source.invoice
        message.markup = forwarded_keyboard(source.invoice, core.world.bot.username or "")
    return message


def origin_json(source: Message) -> Json:
    """Where a forwarded message comes from."""
    return source.origin or {
        "type": "user",
        "date": source.date,
        "sender_user": wire.user_json(source.sender),
    }


async def forward_messages(core: Core, call: methods.ForwardMessages) -> list[Json]:
    """Several forwards; what cannot be found is skipped."""
    where = place(core, call)
    found = _present(core, call.from_chat_id, call.message_ids)
    return [{"message_id": _forward(core, where, message).id} for message in found]


async def copy_message(core: Core, call: methods.CopyMessage) -> Json:
    """A copy without origin, optionally with another caption."""
    where = place(core, call)
    source = _source(core, call.from_chat_id, call.message_id, "copy")
    body = caption_of(call) if source.media and call.caption is not None else source.body
    return {"message_id": where.post(core, body=body, media=source.media).id}


async def copy_messages(core: Core, call: methods.CopyMessages) -> list[Json]:
    """Several copies; what cannot be found is skipped."""
    where = place(core, call)
    found = [item for item in _present(core, call.from_chat_id, call.message_ids) if not item.invoice]
    bodies = [Formatted() if call.remove_caption and message.media else message.body for message in found]
    return [
        {"message_id": where.post(core, body=body, media=message.media).id}
        for body, message in zip(bodies, found, strict=True)
    ]


def _present(core: Core, chat_id: int | str, ids: list[int]) -> list[Message]:
    if not 1 <= len(ids) <= limits.MANY_MESSAGES:
        raise bad_request("wrong number of messages specified")
    chat = core.chat(chat_id)
    return [message for number in ids if (message := chat.find(number)) and not message.service]


METHODS: Final[dict[type[AnyMethod], Method]] = {
    methods.SendMessage: send_message,
    methods.SendPhoto: _sender_of("photo"),
    methods.SendVideo: _sender_of("video"),
    methods.SendAudio: _sender_of("audio"),
    methods.SendVoice: _sender_of("voice"),
    methods.SendDocument: _sender_of("document"),
    methods.SendAnimation: _sender_of("animation"),
    methods.SendVideoNote: _sender_of("video_note"),
    methods.SendSticker: _sender_of("sticker"),
    methods.SendMediaGroup: send_media_group,
    methods.SendChatAction: send_chat_action,
    methods.ForwardMessage: forward_message,
    methods.ForwardMessages: forward_messages,
    methods.CopyMessage: copy_message,
    methods.CopyMessages: copy_messages,
}
