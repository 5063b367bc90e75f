"""What Telegram's refusals mean. The Bot API tells errors apart by words only (observed); all of them stand here."""

from __future__ import annotations

from typing import Any, Final

from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.methods import TelegramMethod

from bot.errors import ChatGone, DeliveryError, DeliveryPostponed

SHORT_SECONDS: Final = 10.0
"""Until the next try after a fault at Telegram or on the way to it."""
LONG_SECONDS: Final = 300.0
"""Until the next try after a refusal that an operator has to look into."""

_GONE: Final = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "group chat was deactivated",
    "group chat was deleted",
    "bot was kicked",
    "bot is not a member",
    "bot was blocked",
    "chat_write_forbidden",
    "chat_restricted",
    "channel_private",
    "need administrator rights",
    "not enough rights to send",
    "have no rights to send",
)
_NO_TOPIC: Final = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
_NOT_MODIFIED: Final = "message is not modified"
_NO_MESSAGE: Final = ("message to delete not found", "message to edit not found", "message_id_invalid")
_NO_REPLY: Final = ("message to be replied not found", "reply message not found")
_NO_WORDS: Final = (
    "can't parse entities",
    "caption is too long",
    "media_caption_too_long",
    "message is too long",
)
_NO_COPY: Final = (
    "wrong file identifier",
    "wrong remote file identifier",
    "wrong file_id",
    "invalid file_id",
    "file_id_invalid",
    "file reference",
    "file_reference",
    "photo_invalid",
    "document_invalid",
    "media_empty",
)
"""Also said of addresses that Telegram cannot fetch; Kiosk gives it none."""
_NO_MEMBER: Final = ("user not found", "member not found", "user_not_participant")
_RETURNED: Final = ("charge_already_refunded",)
_NO_EFFECT: Final = ("effect_id_invalid", "message effect")


def _says(error: AiogramError, phrases: tuple[str, ...]) -> bool:
    text = error.message.lower() if isinstance(error, TelegramAPIError) else ""
    return any(phrase in text for phrase in phrases)


def is_chat_gone(error: AiogramError) -> bool:
    """Whether nothing can be written to the chat any more."""
    return isinstance(error, TelegramForbiddenError) or (
        isinstance(error, TelegramBadRequest) and _says(error, _GONE)
    )


def is_medium_unwelcome(error: AiogramError) -> bool:
    """Whether the chat takes messages but not this kind of medium ("not enough rights to send photos to the chat")."""
    return _says(error, ("not enough rights to send", "messages_forbidden"))


def is_topic_gone(error: AiogramError) -> bool:
    """Whether the forum topic is closed or deleted; the chat itself may be fine."""
    return isinstance(error, TelegramBadRequest | TelegramForbiddenError) and _says(error, _NO_TOPIC)


def is_message_gone(error: AiogramError) -> bool:
    """Whether the message that was to be changed or deleted is not there (any more)."""
    return isinstance(error, TelegramBadRequest) and _says(error, _NO_MESSAGE)


def is_reply_gone(error: AiogramError) -> bool:
    """Whether only the message that is answered is gone."""
    return isinstance(error, TelegramBadRequest) and _says(error, _NO_REPLY)


def is_copy_lost(error: AiogramError) -> bool:
    """Whether a file id was refused: lost, or another bot's."""
    return isinstance(error, TelegramBadRequest) and _says(error, _NO_COPY)


def is_no_member(error: AiogramError) -> bool:
    """Whether the person who was asked about is not in the chat."""
    return isinstance(error, TelegramBadRequest) and _says(error, _NO_MEMBER)


def is_about_words(error: AiogramError) -> bool:
    """Whether the text and not the medium was refused."""
    return isinstance(error, TelegramBadRequest) and _says(error, _NO_WORDS)


def is_already_refunded(error: AiogramError) -> bool:
    """Whether the payment was returned before (core.telegram.org/method/payments.refundStarsCharge)."""
    return isinstance(error, TelegramBadRequest) and _says(error, _RETURNED)


def is_about_effect(error: AiogramError) -> bool:
    """Whether the message effect was refused: an unknown one, or a chat that has none."""
    return isinstance(error, TelegramBadRequest) and _says(error, _NO_EFFECT)


def is_not_modified(error: AiogramError) -> bool:
    """Whether an edit changed nothing."""
    return _says(error, (_NOT_MODIFIED,))


def not_modified(method: TelegramMethod[Any]) -> TelegramBadRequest:
    """What Telegram answers to an edit that changes nothing."""
    return TelegramBadRequest(method=method, message=f"Bad Request: {_NOT_MODIFIED}")


def translated(error: AiogramError) -> DeliveryError:
    """The same in Kiosk's words. Never holds an address: those of the Bot API contain the token."""
    if is_chat_gone(error):
        return ChatGone(_description(error))
    if isinstance(error, TelegramRetryAfter):
        return DeliveryPostponed("flood control", float(error.retry_after), refused=True)
    if isinstance(error, TelegramBadRequest):
        return DeliveryPostponed(_description(error), LONG_SECONDS, refused=True)
    return DeliveryPostponed(type(error).__name__, SHORT_SECONDS)


def _description(error: AiogramError) -> str:
    """Telegram's own words, which never repeat the token."""
    return error.message if isinstance(error, TelegramAPIError) else type(error).__name__
