"""Longer films: the next scene begins with the last frame of a clip."""

from __future__ import annotations

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.result import NextSceneButton, ResultButton
from tests.story.kiosk import BotUnderTest

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WORDS = {
    "en": {"last": "The last frame", "what": "What happens next", "go": "Generate"},
    "ru": {"last": "Последний кадр", "what": "Что", "go": "Создать"},
}


def label_of(message: Message, data: str) -> str:
    """What the button with such data says, whatever the language of its card."""
    return next(b.label for row in message.buttons for b in row if (b.data or "").split(":")[0] == data)


async def _clip(kiosk: BotUnderTest, person: Person, room: ChatHandle | None = None) -> Message:
    """A clip that was made here."""
    card = await kiosk.quote(person, "kling-2.6 a boat leaves the harbour", room=room)
    await person.tap(card, (0, 0))
    media = await kiosk.media(room or person.private, after=card)
    await kiosk.concluded(card)
    return media


@pytest.mark.parametrize("where", ["private", "group"])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_next_scene_begins_with_the_last_frame(
    live: BotUnderTest, language: str, where: str
) -> None:
    """The frame comes as a photo, the question is what happens next, and the clip is of the model that made the first."""
    words = WORDS[language]
    person = live.telegram.person("Нина" if language == "ru" else "Nina", language=language)
    room = person.private
    if where == "group":
        room = live.telegram.group("Films", [person], "supergroup")
        await room.wait(lambda one: one.sender.is_bot, timeout=20)
    first = await _clip(live, person, room)
    await person.tap(first, label_of(first, ResultButton.__prefix__))
    await room.wait_until(lambda: any(b.startswith("⏭") for b in first.labels), timeout=20)
    await person.tap(first, label_of(first, NextSceneButton.__prefix__))
    frame = await room.wait(words["last"], after=first, timeout=30)
    assert frame.kind == "photo"
    asked = await room.wait(words["what"], after=frame, timeout=20)
    said = await person.send(
        "the boat meets a whale", chat=room, reply_to=asked if where == "group" else None
    )
    card = await room.wait(lambda one: words["go"] in str(one.labels), after=said, timeout=20)
    assert "Kling 2.6" in card.text
    assert live.rows("SELECT count(*) AS n FROM holds WHERE ended_at IS NULL") == [{"n": 0}]
    await person.tap(card, (0, 0))
    await live.media(room, after=card)
    sent = [one.body for one in live.kie.requests if one.path.endswith("createTask")][-1]
    assert sent["model"] == "kling-2.6/image-to-video"
    assert len(sent["input"]["image_urls"]) == 1
    clip, scene = live.rows("SELECT id, parent_id, version FROM generations ORDER BY id DESC LIMIT 2")[::-1]
    assert (scene["parent_id"], scene["version"]) == (clip["id"], 2), "it is a version of the clip"
    live.require_exact_ledger()
