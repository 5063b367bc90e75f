"""Where a conversation takes place."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import CallbackQuery, Message


@dataclass(frozen=True, slots=True)
class ChatTopic:
    """A chat, and a forum topic when the message is in one."""

    chat_id: int
    thread_id: int | None = None

    @classmethod
    def of(cls, event: Message | CallbackQuery) -> ChatTopic:
        """The topic of a message, or of the message whose button was pressed."""
        message = event if isinstance(event, Message) else event.message
        if message is None:
            return cls(event.from_user.id if event.from_user else 0)
        # The General topic has a thread id too, but refuses messages that name it.
        if isinstance(message, Message) and message.is_topic_message:
            return cls(message.chat.id, message.message_thread_id)
        return cls(message.chat.id)
