"""State as the JSON of the Bot API."""

from __future__ import annotations

import time
from typing import Any

from bot.sandbox.telegram.entities import Formatted
from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.world import Chat, ChatKind, Json, Media, Message, Status, User, World


def user_json(user: User) -> Json:
    """A User."""
    return _given(
        id=user.id,
        is_bot=user.is_bot,
        first_name=user.first_name,
        username=user.username,
        language_code=user.language_code,
    )


def chat_json(chat: Chat) -> Json:
    """A Chat."""
    if chat.person:
        return _given(
            id=chat.id, type="private", first_name=chat.person.first_name, username=chat.person.username
        )
    kind = "supergroup" if chat.is_supergroup else "group"
    return _given(id=chat.id, type=kind, title=chat.title, is_forum=chat.kind is ChatKind.FORUM or None)


def message_json(message: Message, *, depth: int = 1) -> Json:
    """A Message; replies are shown one level deep, as Telegram does."""
    answered = message.reply_to if message.reply_to and not message.reply_to.visible_to else None
    return _given(
        **_ids(message),
        date=message.date,
        chat=chat_json(message.chat),
        **{"from": user_json(message.sender)},
        message_thread_id=message.topic_id,
        is_topic_message=True if message.topic_id else None,
        reply_to_message=message_json(answered, depth=0) if answered and depth else None,
        edit_date=message.edit_date,
        media_group_id=message.album_id,
        effect_id=message.effect_id,
        via_bot=user_json(message.via_bot) if message.via_bot else None,
        forward_origin=message.origin,
        show_caption_above_media=message.caption_above or None,
        reply_markup=message.markup if message.markup and "inline_keyboard" in message.markup else None,
        **(message.service or {}),
        invoice=message.invoice.as_json() if message.invoice else None,
        **_body_json(message.body, has_media=message.media is not None),
        **(media_json(message.media) if message.media else {}),
    )


def _ids(message: Message) -> Json:
    """Its number; what one person alone sees has 0 instead, and a number that counts apart."""
    if message.visible_to is None:
        return {"message_id": message.id}
    ephemeral: Json = {"message_id": 0, "ephemeral_message_id": message.id}
    # A person's ephemeral message has the bot as receiver, which is left out here: the Bot API leaves that open.
    return ephemeral | ({"receiver_user": user_json(message.visible_to)} if message.sender.is_bot else {})


def inaccessible_json(message: Message) -> Json:
    """What remains of a deleted message in a callback query."""
    return {"chat": chat_json(message.chat), "message_id": message.id, "date": 0}


def _body_json(body: Formatted, *, has_media: bool) -> Json:
    if not body.text:
        return {}
    text, entities = ("caption", "caption_entities") if has_media else ("text", "entities")
    return _given(**{text: body.text, entities: list(body.entities) or None})


def media_json(media: Media) -> Json:
    """The fields of a Message that describe its medium."""
    spoiler = {"has_media_spoiler": True} if media.spoiler else {}
    if media.kind == "photo":
        return {"photo": [photo_size_json(size) for size in media.sizes], **spoiler}
    described = _given(
        **_file_ids(media.file),
        file_name=media.file_name,
        mime_type=media.mime_type,
        thumbnail=photo_size_json(media.thumbnail) if media.thumbnail else None,
    )
    if media.kind in {"video", "animation"}:
        described |= {"width": media.width, "height": media.height, "duration": media.duration}
    elif media.kind in {"audio", "voice"}:
        described |= _given(duration=media.duration, title=media.title, performer=media.performer)
    elif media.kind == "sticker":
        described |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    found = {media.kind: described, **spoiler}
    if media.kind == "animation":
        found["document"] = {
            key: described[key] for key in described if key not in {"width", "height", "duration"}
        }
    return found


def photo_size_json(file: StoredFile) -> Json:
    """A PhotoSize."""
    return {**_file_ids(file), "width": file.width, "height": file.height}


def _file_ids(file: StoredFile) -> Json:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.blob.size}


def member_json(user: User, status: Status) -> Json:
    """A ChatMember of any status."""
    found: Json = {"status": status.value, "user": user_json(user)}
    if status is Status.CREATOR:
        found |= {"is_anonymous": False}
    elif status is Status.ADMINISTRATOR:
        found |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_ADMIN_RIGHTS, True)
    elif status is Status.KICKED:
        found |= {"until_date": 0}
    return found


_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)


def member_updated_json(chat: Chat, actor: User, member: User, old: Status, new: Status) -> Json:
    """A ChatMemberUpdated."""
    return {
        "chat": chat_json(chat),
        "from": user_json(actor),
        "date": int(time.time()),
        "old_chat_member": member_json(member, old),
        "new_chat_member": member_json(member, new),
    }


def full_chat_json(world: World, chat: Chat) -> Json:
    """A ChatFullInfo."""
    pinned = chat.find(chat.pinned[-1]) if chat.pinned else None
    standing = None if chat.is_private else chat.members.get(world.bot.id)
    return _given(
        **chat_json(chat),
        accent_color_id=chat.id % 7,
        max_reaction_count=11,
        accepted_gift_types=dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
        permissions=None if chat.is_private else dict.fromkeys(_PERMISSIONS, True),
        pinned_message=message_json(pinned) if pinned else None,
        invite_link=f"https://t.me/+{abs(chat.id)}" if standing is Status.ADMINISTRATOR else None,
    )


_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def _given(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
