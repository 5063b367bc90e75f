"""/history filtered by a character: what its person sees, after a restart too, and what no other person and no other chat does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatHandle
from handlers.core.buttons.cast import AgreeOnPicturesButton, CharacterKindButton
from handlers.core.buttons.history import FilterBy, FilterChoicesButton, FilterHistoryButton
from tests.story.kiosk import kiosk_between, until
from tests.story.media import picture
from tests.story.test_history import _repeat
from tests.story.test_versions import button

pytestmark = pytest.mark.story

WORDS = {
    "en": {"character": "🎭 Character", "all": "9 results", "made": "2 results"},
    "ru": {"character": "🎭 Персонаж", "all": "9 результатов", "made": "2 результата"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("grouped", [False, True])
async def test_a_character_over_a_restart(folder: Path, *, language: str, grouped: bool) -> None:
    """One alone and two at once are found; the filter outlasts a restart; another member reads neither name nor results by it."""
    words, name = WORDS[language], {"en": "Marina", "ru": "Марина"}[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="1000") as kiosk:
        person, other = (kiosk.alice, kiosk.boris) if language == "en" else (kiosk.boris, kiosk.alice)
        room: ChatHandle = person.private
        if grouped:
            room = kiosk.telegram.group("Cats", [person, other], kind="supergroup")
            await room.wait(lambda one: one.sender.is_bot, timeout=20)
        photo = await person.send_photo(picture(), chat=room)
        asked = await person.send(f"/cast {name}", chat=room, reply_to=photo)
        consent = await room.wait(lambda one: "cg:" in str(one.buttons), after=asked, timeout=20)
        await person.tap(consent, button(consent, AgreeOnPicturesButton))
        kind = await room.wait(lambda one: "ck:" in str(one.buttons), after=asked, timeout=20)
        await person.tap(kind, button(kind, CharacterKindButton))
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM characters WHERE kind <> ''")))
        for line, made in ((f"{name} at the sea x2", 2), ("a cat", 3)):
            await kiosk.generate(person, f"nano-banana-2 {line}", room=room)
            done = "SELECT 1 FROM generations WHERE state = 'delivered' AND notified = 1"
            await until(lambda made=made, done=done: len(kiosk.rows(done)) == made)  # type: ignore[misc]
        _repeat(kiosk, person, 6)
        asked = await person.send("/history", chat=room)
        every = await room.wait(words["all"], after=asked, timeout=20)
        await person.tap(every, words["character"])
        await room.wait_until(lambda: name in every.labels, timeout=20)
        await person.tap(every, name)
        found = await room.wait(words["made"], after=asked, timeout=20)
        assert "a cat" not in found.text
        assert f"✓ {name}" in found.labels
        await kiosk.stop()
        await kiosk.start()
        gallery = kiosk.rows("SELECT id FROM gallery_pages WHERE person_id = ?", person.id)[0]["id"]
        await person.tap(found, f"✓ {name}")
        await room.wait_until(lambda: f"✓ {name}" in found.labels, timeout=20)
        if grouped:
            asked = await other.send("/history", chat=room)
            theirs = await room.wait(lambda one: one.sender.is_bot, after=asked, timeout=20)
            for data in (
                FilterChoicesButton(gallery=gallery, by=FilterBy.CHARACTER),
                FilterHistoryButton(gallery=gallery, by=FilterBy.CHARACTER, value="1"),
            ):
                await other.press(theirs, data.pack())
            assert name not in f"{theirs.text} {theirs.labels}"
