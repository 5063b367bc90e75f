"""A text reaches its chat whatever became of the message that it answers, of its topic and of the group."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramMigrateToChat
from aiogram.methods import SendMessage

from bot.domain.generation import Destination
from bot.telegram.errors import is_message_gone, is_not_modified, is_topic_gone
from bot.telegram.send import MessageSender
from tests.unit.delivery.telegram import RecordingSession, telegram_bot

PLACE = Destination(chat_id=-5, thread_id=7, reply_to=9)
NO_REPLY = "Bad Request: message to be replied not found"
NO_TOPIC = "Bad Request: message thread not found"


@pytest.fixture
def session() -> RecordingSession:
    """Telegram."""
    return RecordingSession()


@pytest.fixture
def sender(session: RecordingSession) -> MessageSender:
    """The sender before it."""
    return MessageSender(telegram_bot(session))


def places(session: RecordingSession) -> list[tuple[int, int | None, int | None]]:
    """Chat, topic and answered message of every text that was tried."""
    return [
        (call.chat_id, call.message_thread_id, call.reply_parameters and call.reply_parameters.message_id)
        for call in session.named("sendMessage")
    ]


async def test_a_reply_in_a_topic(session: RecordingSession, sender: MessageSender) -> None:
    """As asked for, in HTML; Telegram itself leaves out an answered message that is gone."""
    await sender.send_text(PLACE, "<b>hello</b>", disable_notification=True)
    [call] = session.named("sendMessage")
    assert places(session) == [(-5, 7, 9)]
    assert (call.text, call.parse_mode, call.disable_notification) == ("<b>hello</b>", "HTML", True)
    assert call.reply_parameters.allow_sending_without_reply


async def test_without_a_reply_the_asker_is_named(session: RecordingSession, sender: MessageSender) -> None:
    """Else no one would know whom it is for; it is known to be gone only when Telegram may not leave it out."""
    session.refuse("sendMessage", NO_REPLY)
    await sender.send_text(PLACE, "hello", asker="Anna")
    assert places(session) == [(-5, 7, 9), (-5, 7, None)]
    first, second = session.named("sendMessage")
    assert not first.reply_parameters.allow_sending_without_reply
    assert (first.text, second.text) == ("hello", "Anna\nhello")


async def test_reply_topic_and_chat_may_all_be_gone(session: RecordingSession, sender: MessageSender) -> None:
    """Each is left behind once; what is refused after that is the caller's."""
    moved = TelegramMigrateToChat(
        method=SendMessage(chat_id=-5, text=""), message="upgraded", migrate_to_chat_id=-100
    )
    session.refuse("sendMessage", NO_REPLY, NO_TOPIC)
    session.prepare("sendMessage", moved)
    await sender.send_text(PLACE, "hello")
    assert places(session) == [(-5, 7, 9), (-5, 7, None), (-5, None, None), (-100, None, None)]
    session.refuse("sendMessage", "Bad Request: chat not found")
    with pytest.raises(TelegramBadRequest):
        await sender.send_text(PLACE, "hello")


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("Bad Request: message to delete not found", is_message_gone),
        ("Bad Request: message to edit not found", is_message_gone),
        ("Bad Request: MESSAGE_ID_INVALID", is_message_gone),
        ("Bad Request: TOPIC_CLOSED", is_topic_gone),
        ("Bad Request: message is not modified: the content is the same", is_not_modified),
    ],
)
def test_refusals_are_known_by_their_words(words: str, known: object) -> None:
    """Each is one of the kinds and none of the others."""
    error: TelegramAPIError = TelegramBadRequest(method=SendMessage(chat_id=1, text=""), message=words)
    kinds = (is_message_gone, is_topic_gone, is_not_modified)
    assert [kind for kind in kinds if kind(error)] == [known]
