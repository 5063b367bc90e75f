"""Which words an idea of the writer's is close to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from aiogram.types import Chat

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.domain.writer import Ability
from bot.writer.proven import ProvenAbilities
from bot.writer.service import WriterService
from handlers.core.buttons.draft import IdeaButton
from tests.support.label_width import room, width
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

pytestmark = pytest.mark.usefixtures("no_hints")

GROUP = Chat(id=-1001, type="supergroup", title="Cats")
PICTURE = Asset(
    url="https://cdn.example/a.png", kind=Kind.IMAGE, file_id="sent", sent_as="photo", message_id=77
)
CLIP = Asset(url="https://cdn.example/a.mp4", kind=Kind.VIDEO, file_id="sent", sent_as="video", message_id=77)


@pytest.fixture
def asked(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that the writer was sent."""
    words: list[str] = []

    async def can(_: ProvenAbilities, ability: Ability) -> bool:
        return ability is Ability.WRITES

    async def idea(_: WriterService, user: Any, said: str, target: Any, *, earlier: Any) -> str:
        words.append(said)
        return "something new"

    monkeypatch.setattr(ProvenAbilities, "can", can)
    monkeypatch.setattr(WriterService, "idea", idea)
    kiosk.dispatcher.workflow_data.update(writer_tasks=kiosk.background_tasks)
    return words


async def think(kiosk: BotUnderTest, person: Person, model: str) -> None:
    """Ask for an idea for a model, and have it brought."""
    await person.say(f"/models {model}")
    await person.tap(model)
    data = next(
        button.callback_data
        for row in kiosk.screen.last.markup.inline_keyboard
        for button in row
        if (button.callback_data or "").startswith(f"{IdeaButton.__prefix__}:")
    )
    await person.tap_data(data, kiosk.screen.last.id)
    await kiosk.background_tasks.run()


async def changed(kiosk: BotUnderTest, made: Generation, **facts: Any) -> None:
    """Write facts of a generation."""
    async with kiosk.store.transaction() as tx:
        await tx.save(replace(made, **facts), expected=made.state, at=kiosk.clock.now())


async def test_the_last_of_this_kind(kiosk: BotUnderTest, asked: list[str]) -> None:
    """Those of the newest result of the model's kind; none for who has made nothing of it."""
    ann = kiosk.person()
    await think(kiosk, ann, "Qwen Image")
    await kiosk.make(ann, "qwen-image a cat", PICTURE)
    await kiosk.make(ann, "qwen-image a dog", PICTURE)
    await kiosk.make(ann, "kling-2.5-turbo a ship", CLIP)
    await think(kiosk, ann, "Qwen Image")
    await think(kiosk, kiosk.person(8), "Qwen Image")
    assert asked == ["", "a dog", ""]
    assert "something new" in kiosk.screen.last.text


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_its_button_fits(kiosk: BotUnderTest, language: str) -> None:
    """It shares a row with the surprise, on one line of a phone, on the card and below the question."""
    ann = kiosk.person(language=language)
    await ann.say("/models Qwen Image")
    await ann.tap("Qwen Image")
    for _ in range(2):
        rows = kiosk.screen.last.markup.inline_keyboard
        (row,) = [row for row in rows if any(one.text.startswith("🎲") for one in row)]
        assert len(row) == 2
        assert all(width(one.text) <= room(2) for one in row)
        await ann.say("/gen qwen-image")


@pytest.mark.parametrize(
    "facts",
    [
        {"borrowed_words": True},
        {"hides_words": True, "user_prompt": "a hat"},
        {"prompt": "a naked man", "user_prompt": ""},
        {"deleted": True},
    ],
)
async def test_what_is_never_sent(kiosk: BotUnderTest, asked: list[str], facts: dict[str, Any]) -> None:
    """Another person's words, a look's that are hidden, what no other words make right, and what was deleted."""
    ann = kiosk.person()
    await kiosk.make(ann, "qwen-image a cat", PICTURE)
    made = await kiosk.make(ann, "qwen-image a dog", PICTURE)
    if facts.get("deleted"):
        async with kiosk.store.transaction() as tx:
            await tx.delete_result(made.id)
    else:
        await changed(kiosk, made, **facts)
    await think(kiosk, ann, "Qwen Image")
    assert asked == ["a cat"]


async def test_a_group_reads_nothing_of_a_private_chat(kiosk: BotUnderTest, asked: list[str]) -> None:
    """In a group an idea is close to what one has made there; in private to whatever one has made."""
    private, grouped = kiosk.person(), kiosk.person(chat=GROUP)
    await kiosk.make(grouped, "qwen-image a boat", PICTURE)
    await kiosk.make(private, "qwen-image a secret", PICTURE)
    await think(kiosk, grouped, "Qwen Image")
    await think(kiosk, private, "Qwen Image")
    assert asked == ["a boat", "a secret"]


async def test_where_there_are_no_ideas(kiosk: BotUnderTest, asked: list[str]) -> None:
    """Words that are spoken as they are, and what is made of a picture, have no button; made-up data brings a ready-made one."""
    ann = kiosk.person()
    await ann.say("/models ElevenLabs TTS")
    await ann.tap("ElevenLabs TTS")
    assert not [label for label in kiosk.screen.last.labels if label == "💡 Idea for me"]
    draft = int(kiosk.screen.last.data("🎲").split(":")[1])
    await ann.tap_data(IdeaButton(draft=draft, turn=3).pack(), kiosk.screen.last.id)
    assert "ready-made" in kiosk.screen.last.text
    assert asked == []
