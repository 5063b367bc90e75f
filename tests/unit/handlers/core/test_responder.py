"""Where answers appear when their place is not there any more."""

from __future__ import annotations

from aiogram.types import Chat

from tests.unit.handlers.conftest import BotUnderTest

FORUM = Chat(id=-100, type="supergroup", is_forum=True)


async def test_an_answer_to_a_deleted_topic(kiosk: BotUnderTest) -> None:
    """A refusal whose topic was deleted meanwhile comes to the group itself, as no reply."""
    ann = kiosk.person(chat=FORUM, topic=5)
    kiosk.screen.closed_topics.add(5)
    await ann.say("/gen flux-por a cat")
    assert "flux-por" in kiosk.screen.last.text
    assert (kiosk.screen.last.chat_id, kiosk.screen.last.thread_id) == (FORUM.id, None)
    assert kiosk.screen.last.reply_to is None


async def test_an_answer_in_an_open_topic(kiosk: BotUnderTest) -> None:
    """In a topic that is there the refusal stays in it, as a reply."""
    ann = kiosk.person(chat=FORUM, topic=5)
    asked = await ann.say("/gen flux-por a cat")
    assert (kiosk.screen.last.thread_id, kiosk.screen.last.reply_to) == (5, asked.message_id)
