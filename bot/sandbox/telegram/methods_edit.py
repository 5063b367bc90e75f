"""Methods that change, remove or mark messages that exist."""

from __future__ import annotations

import time
from typing import Any, Final

from aiogram import methods
from aiogram.types import ReactionTypeEmoji

from bot.sandbox.telegram import limits, wire
from bot.sandbox.telegram.calls import AnyMethod
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.invoice import pay_keyboard
from bot.sandbox.telegram.media import Traits, take_media
from bot.sandbox.telegram.methods_send import Method, caption_of
from bot.sandbox.telegram.rules import keyboard, message_text
from bot.sandbox.telegram.world import Chat, Json, Message

_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _editable(core: Core, call: Any) -> Message:
    if call.inline_message_id is not None:
        raise bad_request("MESSAGE_ID_INVALID")  # there are no inline messages in the sandbox
    if call.message_id is None:
        raise bad_request("message identifier is not specified")
    found = core.writable_chat(call.chat_id).find(call.message_id)
    if found is None:
        raise bad_request("message to edit not found")
    if found.sender is not core.world.bot or found.service or found.origin:
        raise bad_request("message can't be edited")
    return found


def _finish(core: Core, message: Message, changes: dict[str, Any]) -> Json:
    if all(getattr(message, name) == value for name, value in changes.items()):
        raise bad_request(_NOT_MODIFIED)
    for name, value in changes.items():
        setattr(message, name, value)
    core.world.edited(message)
    return wire.message_json(message)


def _inline_keyboard(call: Any, message: Message) -> Json | None:
    markup = keyboard(call.reply_markup, is_invoice=message.invoice is not None)
    if markup is None and message.invoice is not None:
        return pay_keyboard(message.invoice)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


async def edit_text(core: Core, call: methods.EditMessageText) -> Json:
    """Another text (and keyboard: leaving it out takes the old one away)."""
    message = _editable(core, call)
    if message.media or message.invoice:
        raise bad_request("there is no text in the message to edit")
    if call.text is None:
        raise bad_request("message text is empty")
    body = message_text(call.text, call.parse_mode, call.entities)
    return _finish(core, message, {"body": body, "markup": _inline_keyboard(call, message)})


async def edit_caption(core: Core, call: methods.EditMessageCaption) -> Json:
    """Another caption."""
    message = _editable(core, call)
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    return _finish(core, message, {"body": caption_of(call), "markup": _inline_keyboard(call, message)})


async def edit_media(core: Core, call: methods.EditMessageMedia) -> Json:
    """Another medium, with its own caption. Albums keep to their kinds."""
    message = _editable(core, call)
    if message.invoice:
        raise bad_request("message can't be edited")
    item = call.media
    if message.album_id and message.media:
        alone = {"audio", "document"}
        if item.type != message.media.kind and ({item.type, message.media.kind} & alone):
            raise bad_request("message media can't be changed to this type inside an album")
    body = caption_of(item)
    media = await take_media(core, item.type, item.media, Traits.of(item))
    return _finish(core, message, {"body": body, "media": media, "markup": _inline_keyboard(call, message)})


async def edit_markup(core: Core, call: methods.EditMessageReplyMarkup) -> Json:
    """Another keyboard."""
    message = _editable(core, call)
    return _finish(core, message, {"markup": _inline_keyboard(call, message)})


async def delete_message(core: Core, call: methods.DeleteMessage) -> bool:
    """Remove one message."""
    chat = core.writable_chat(call.chat_id)
    found = chat.find(call.message_id)
    if found is None:
        raise bad_request("message to delete not found")
    if not _deletable(core, chat, found):
        raise bad_request("message can't be deleted for everyone")
    core.world.delete(found)
    return True


async def delete_messages(core: Core, call: methods.DeleteMessages) -> bool:
    """Remove many; what is not there is skipped."""
    chat = core.writable_chat(call.chat_id)
    if not 1 <= len(call.message_ids) <= limits.MANY_MESSAGES:
        raise bad_request("wrong number of messages specified")
    found = [message for number in call.message_ids if (message := chat.find(number))]
    if not all(_deletable(core, chat, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        core.world.delete(message)
    return True


def _deletable(core: Core, chat: Chat, message: Message) -> bool:
    if time.time() - message.date > core.options.delete_window:
        return False
    return chat.is_private or message.sender is core.world.bot or core.world.bot_is_admin(chat)


async def set_reaction(core: Core, call: methods.SetMessageReaction) -> bool:
    """The bot's own reaction; one at most."""
    message = core.writable_chat(call.chat_id).find(call.message_id)
    if message is None:
        raise bad_request("message to react not found")
    chosen = call.reaction or []
    if len(chosen) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(not isinstance(item, ReactionTypeEmoji) for item in chosen):
        raise bad_request("REACTION_INVALID")
    message.reactions[core.world.bot.id] = [item.model_dump(mode="json") for item in chosen]
    core.world.touch(message)
    return True


def _pinnable(core: Core, chat_id: int | str) -> Chat:
    chat = core.writable_chat(chat_id)
    if not chat.is_private and not core.world.bot_is_admin(chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


async def pin(core: Core, call: methods.PinChatMessage) -> bool:
    """Pin a message."""
    chat = _pinnable(core, call.chat_id)
    message = chat.find(call.message_id)
    if message is None:
        raise bad_request("message to pin not found")
    chat.pinned = [number for number in chat.pinned if number != message.id] + [message.id]
    core.world.signal.beat()
    return True


async def unpin(core: Core, call: methods.UnpinChatMessage) -> bool:
    """Unpin one message: the named one or the newest."""
    chat = _pinnable(core, call.chat_id)
    wanted = call.message_id or (chat.pinned[-1] if chat.pinned else None)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = [number for number in chat.pinned if number != wanted]
    core.world.signal.beat()
    return True


async def unpin_all(core: Core, call: methods.UnpinAllChatMessages) -> bool:
    """Unpin everything."""
    _pinnable(core, call.chat_id).pinned = []
    core.world.signal.beat()
    return True


METHODS: Final[dict[type[AnyMethod], Method]] = {
    methods.EditMessageText: edit_text,
    methods.EditMessageCaption: edit_caption,
    methods.EditMessageMedia: edit_media,
    methods.EditMessageReplyMarkup: edit_markup,
    methods.DeleteMessage: delete_message,
    methods.DeleteMessages: delete_messages,
    methods.SetMessageReaction: set_reaction,
    methods.PinChatMessage: pin,
    methods.UnpinChatMessage: unpin,
    methods.UnpinAllChatMessages: unpin_all,
}
