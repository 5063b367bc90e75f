"""Direct messages of a channel: the bot says once, in the person's topic, that it works elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    DirectMessagesTopic,
    Message,
    User,
)

from bot.catalog.spec import Dialect
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import BOT_ID, MOMENT

pytestmark = pytest.mark.parametrize("dialect", [Dialect.LIVE])

CHAT = Chat(id=-100200, type="supergroup", title="News", is_direct_messages=True)
TOPIC = DirectMessagesTopic(topic_id=77)


@pytest.mark.parametrize("text", ["/menu", "/Gen flux-pro a cat", "/balance"])
async def test_a_command(kiosk: BotUnderTest, text: str) -> None:
    """The answer is in the same topic; no one gets an account, nothing a price."""
    ann = kiosk.person(chat=CHAT)
    asked = await ann.say(text, direct_messages_topic=TOPIC)
    [sent] = [call for call in kiosk.screen.calls if isinstance(call, SendMessage)]
    assert (sent.chat_id, sent.direct_messages_topic_id) == (CHAT.id, TOPIC.topic_id)
    assert sent.reply_parameters is not None
    assert sent.reply_parameters.message_id == asked.message_id
    assert "Write to me in private: @kiosk_bot" in sent.text
    assert await kiosk.people.person(ann.id) is None


@pytest.mark.parametrize(
    "more", [{"text": "good morning"}, {"text": "/menu", "edit_date": 1}, {"caption": "x", "telepathy": {}}]
)
async def test_what_is_said_to_the_channel(kiosk: BotUnderTest, more: dict[str, Any]) -> None:
    """It is not for the bot; nor is an edit, which was answered when it was sent."""
    ann = kiosk.person(chat=CHAT)
    kind = "edited_message" if "edit_date" in more else "message"
    await ann._feed(**{kind: ann.message(direct_messages_topic=TOPIC, **more)})
    assert not [call for call in kiosk.screen.calls if isinstance(call, SendMessage)]


async def test_a_channels_own_admin(kiosk: BotUnderTest) -> None:
    """Who answers in the channel's name is answered in the topic as well, and not asked for a name."""
    ann = kiosk.person(chat=CHAT)
    channel = Chat(id=-1001, type="channel", title="News")
    await ann.say("/menu", direct_messages_topic=TOPIC, sender_chat=channel)
    [sent] = [call for call in kiosk.screen.calls if isinstance(call, SendMessage)]
    assert sent.direct_messages_topic_id == TOPIC.topic_id
    assert "in private" in sent.text


async def test_a_button(kiosk: BotUnderTest) -> None:
    """A button of a message that was forwarded or sent there is answered in words."""
    ann = kiosk.person(chat=CHAT)
    below = Message(message_id=5, date=MOMENT, chat=CHAT, text="…", direct_messages_topic=TOPIC)
    await ann._feed(
        callback_query=CallbackQuery(id="1", from_user=ann.user, chat_instance="1", data="m", message=below)
    )
    [answer] = [call for call in kiosk.screen.calls if isinstance(call, AnswerCallbackQuery)]
    assert "in private" in (answer.text or "")
    assert kiosk.screen.messages == {}


async def test_the_bot_comes_in(kiosk: BotUnderTest) -> None:
    """It introduces itself to groups, not to the people who write to a channel."""
    me = User(id=BOT_ID, is_bot=True, first_name="Kiosk")
    ann = kiosk.person(chat=CHAT)
    change = ChatMemberUpdated(
        chat=CHAT,
        from_user=ann.user,
        date=MOMENT,
        old_chat_member=ChatMemberLeft(user=me),
        new_chat_member=ChatMemberMember(user=me),
    )
    await ann._feed(my_chat_member=change)
    assert kiosk.screen.messages == {}
