"""The state as the browser page shows it to one person."""

from __future__ import annotations

import time
from collections.abc import Iterable

from bot.sandbox.telegram.chats import ChatHandle
from bot.sandbox.telegram.command_menu import commands_for
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.page_stars import invoice_view
from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.world import Json, Media, Message, Status

_ACTION_SHOWN = 5.0
_PREVIEW_LENGTH = 120


def message_view(message: Message) -> Json:
    """One message. A deleted one is only an id, so that the page can take it away."""
    if message.deleted:
        return {"chat": message.chat.id, "id": message.id, "deleted": True}
    answered = message.reply_to
    return {
        "chat": message.chat.id,
        "id": message.id,
        "sender": message.sender.id,
        "name": message.sender.first_name,
        "bot": message.sender.is_bot,
        "date": message.date,
        "edited": message.edits > 0,
        "text": message.body.text,
        "entities": list(message.body.entities),
        "media": _media_view(message.media) if message.media else None,
        "invoice": invoice_view(message.invoice) if message.invoice else None,
        "captionAbove": message.caption_above,
        "buttons": (message.markup or {}).get("inline_keyboard", []),
        "forceReply": message.force_reply,
        "keyboard": (message.markup or {}).get("keyboard"),
        "selective": bool((message.markup or {}).get("selective")),
        "placeholder": (message.markup or {}).get("input_field_placeholder"),
        "replyTo": _preview(answered) if answered else None,
        "topic": message.topic_id,
        "album": message.album_id,
        "forwarded": message.origin["sender_user"]["first_name"] if message.origin else None,
        "alone": message.visible_to is not None,
        "via": message.via_bot.username if message.via_bot else None,
        "service": _service_view(message),
        "reactions": [item["emoji"] for chosen in message.reactions.values() for item in chosen],
    }


def _preview(message: Message) -> Json:
    title = message.invoice.title if message.invoice else ""
    words = (
        message.body.text or title or _service_view(message) or (message.media.kind if message.media else "")
    )
    return {
        "id": message.id,
        "name": message.sender.first_name,
        "sender": message.sender.id,
        "text": words[:_PREVIEW_LENGTH],
        "gone": message.deleted,
    }


def _media_view(media: Media) -> Json:
    return {
        "kind": media.kind,
        "url": f"/sandbox/files/{media.file.file_id}",
        "poster": f"/sandbox/files/{media.thumbnail.file_id}" if media.thumbnail else None,
        "name": media.file_name or media.title or media.kind,
        "title": media.title,
        "performer": media.performer,
        "size": media.file.blob.size,
        "type": media.mime_type,
        "width": media.width,
        "height": media.height,
        "duration": media.duration,
        "spoiler": media.spoiler,
    }


def _service_view(message: Message) -> str | None:
    service, name = message.service, message.sender.first_name
    if not service:
        return None
    if "new_chat_members" in service:
        joined = ", ".join(user["first_name"] for user in service["new_chat_members"])
        return f"{name} added {joined}"
    if "left_chat_member" in service:
        return f"{service['left_chat_member']['first_name']} left the group"
    if "forum_topic_created" in service:
        return f"Topic “{service['forum_topic_created']['name']}” was created"
    if paid := service.get("successful_payment"):
        return f"{name} paid ⭐{paid['total_amount']}"
    if refunded := service.get("refunded_payment"):
        return f"{name} gave ⭐{refunded['total_amount']} back"
    return "The group became a supergroup"


def chat_view(core: Core, person: Person, handle: ChatHandle) -> Json:
    """One line of the chat list, with what the composer needs to know."""
    chat = handle.chat
    action = chat.action if chat.action and time.monotonic() - chat.action[1] < _ACTION_SHOWN else None
    return {
        "id": chat.id,
        "kind": chat.kind.value,
        "title": core.world.bot.first_name if chat.is_private else chat.title,
        "people": sum(status not in {Status.LEFT, Status.KICKED} for status in chat.members.values()),
        "topics": [
            {"id": topic.id, "name": topic.name, "closed": topic.closed} for topic in chat.topics.values()
        ],
        "action": action[0] if action else None,
        "pinned": chat.pinned[-1] if chat.pinned else None,
        "commands": commands_for(core, person.user, handle.chat),
        "migratedTo": chat.migrated_to,
    }


def state_view(core: Core, person: Person, people: Iterable[Person], handles: Iterable[ChatHandle]) -> Json:
    """Everything the page needs to start."""
    handles = list(handles)
    return {
        "revision": core.world.revision,
        "me": {"id": person.id, "name": person.user.first_name, "language": person.user.language_code},
        "people": [
            {"id": other.id, "name": other.user.first_name, "language": other.user.language_code}
            for other in people
        ],
        "bot": {
            "id": core.world.bot.id,
            "name": core.world.bot.first_name,
            "username": core.world.bot.username,
            "about": core.profile.descriptions.get(person.user.language_code or "")
            or core.profile.descriptions.get("", ""),
        },
        "chats": [chat_view(core, person, handle) for handle in handles],
        "messages": [
            message_view(message)
            for handle in handles
            for message in handle.messages
            if message.is_seen_by(person.id)
        ],
    }
