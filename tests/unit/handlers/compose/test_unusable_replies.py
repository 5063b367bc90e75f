"""Commands that come with, or reply to, what no model can take: that is said before a price."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import (
    Chat,
    Contact,
    Document,
    ExternalReplyInfo,
    ForumTopicCreated,
    Location,
    Message,
    MessageOriginHiddenUser,
    PaidMediaInfo,
    Poll,
    PollOption,
    Sticker,
    Story,
    TextQuote,
)

from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import MOMENT

FILE: dict[str, Any] = {"file_id": "f", "file_unique_id": "u"}
STICKER = Sticker(**FILE, type="regular", width=512, height=512, is_animated=True, is_video=False)
PDF = Document(**FILE, file_name="a.pdf", mime_type="application/pdf", file_size=1000)
STORY = Story(chat=Chat(id=8, type="private"), id=1)
POLL = Poll(
    id="1",
    question="Which?",
    options=[PollOption(persistent_id="1", text="A", voter_count=0)],
    total_voter_count=0,
    is_closed=False,
    is_anonymous=True,
    type="regular",
    allows_multiple_answers=False,
    allows_revoting=False,
    members_only=False,
)
UNUSABLE: list[dict[str, Any]] = [
    {"sticker": STICKER},
    {"sticker": STICKER.model_copy(update={"is_animated": False, "is_video": True})},
    {"document": PDF},
    {"document": PDF, "media_group_id": "album"},
    {"document": PDF, "caption": "the contract"},
    {"poll": POLL},
    {"location": Location(latitude=1.0, longitude=2.0)},
    {"contact": Contact(phone_number="1", first_name="B")},
    {"story": STORY},
    {"paid_media": PaidMediaInfo(star_count=1, paid_media=[])},
    {"telepathy": {"strength": 1}},
    {"text": "https://example.org/a.jpg"},
]
COMMANDS = ["/gen flux-kontext make it night", "/Edit make it night", "/animate slowly"]
SAID = "I can’t use that"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("content", UNUSABLE)
async def test_a_reply_to_it(kiosk: BotUnderTest, content: dict[str, Any], command: str) -> None:
    """No price for the words alone."""
    ann = kiosk.person()
    await ann.say(command, reply_to_message=kiosk.person(8).message(**content))
    assert SAID in kiosk.screen.last.text
    assert not any("Generate" in label for label in kiosk.screen.last.labels)


@pytest.mark.parametrize(
    "fields", [{"story": STORY}, {"poll": POLL}, {"document": PDF}, {"telepathy": {"strength": 1}}]
)
async def test_a_reply_to_another_chat(kiosk: BotUnderTest, fields: dict[str, Any]) -> None:
    """The same of what is in another chat, also of a kind that came later; and of a story."""
    origin = MessageOriginHiddenUser(date=MOMENT, sender_user_name="B")
    ann = kiosk.person()
    await ann.say(COMMANDS[0], external_reply=ExternalReplyInfo(origin=origin, **fields))
    assert SAID in kiosk.screen.last.text


async def test_a_reply_to_a_story(kiosk: BotUnderTest) -> None:
    """Stories are none of a bot's media."""
    await kiosk.person().say(COMMANDS[0], reply_to_story=STORY)
    assert SAID in kiosk.screen.last.text


async def test_a_command_below_it(kiosk: BotUnderTest) -> None:
    """A command as the caption of a file that is no media."""
    await kiosk.person().send(document=PDF, caption=COMMANDS[0])
    assert SAID in kiosk.screen.last.text


def _photo(kiosk: BotUnderTest) -> Message:
    size = {**FILE, "width": 800, "height": 800}
    return kiosk.person(8).message(photo=[size])


async def test_what_can_be_used(kiosk: BotUnderTest) -> None:
    """Words, media, what was quoted of anything, the first message of a topic, and nothing at all lead to a price."""
    origin = MessageOriginHiddenUser(date=MOMENT, sender_user_name="B")
    topic = ForumTopicCreated(name="Cats", icon_color=1)
    bob = kiosk.person(8)
    for fields in (
        {},
        {"reply_to_message": bob.message(text="a whale, see https://example.org")},
        {"reply_to_message": _photo(kiosk)},
        {"reply_to_message": bob.message(forum_topic_created=topic)},
        {"reply_to_message": bob.message(document=PDF), "quote": TextQuote(text="a whale", position=0)},
        {"external_reply": ExternalReplyInfo(origin=origin)},
    ):
        await kiosk.person().say("/gen flux-kontext make it night", **fields)
        assert kiosk.screen.last.labels[0].startswith("✨ Generate"), fields
