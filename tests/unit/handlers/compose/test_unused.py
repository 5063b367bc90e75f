"""What a model cannot use: old buttons, and buttons of a draft that has no model yet."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Dialect, Media
from storage.core.database import Database
from tests.unit.handlers.conftest import BotUnderTest


async def newest_draft(database: Database) -> int:
    """The id of the draft that was opened last."""
    [row] = await database.rows("SELECT max(id) AS id FROM drafts")
    return int(row["id"])


async def test_an_old_button_for_what_was_put_to_use(kiosk: BotUnderTest, database: Database) -> None:
    """Once everything is used it leads to the card, and words are put before the prompt only once."""
    ann = kiosk.person()
    await ann.say("/gen kling-2.5-turbo 7s a cat")
    draft = await newest_draft(database)
    await ann.tap("“7s” is part of the words")
    await ann.tap_data(f"ow:{draft}", kiosk.screen.last.id)
    assert "7s a cat" in kiosk.screen.last.text
    assert "7s 7s" not in kiosk.screen.last.text
    await ann.tap_data(f"fu:{draft}", kiosk.screen.last.id)
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_what_has_no_model_has_no_card_and_no_price(kiosk: BotUnderTest, database: Database) -> None:
    """Callback data can be anything: a draft that waits for its model has neither, and keeps what it has."""
    ann = kiosk.person()
    await ann.say("/image 9:16 a cat")
    draft = await newest_draft(database)
    for data in (
        f"k:{draft}",
        f"q:{draft}",
        f"w:{draft}",
        f"fu:{draft}",
        f"ow:{draft}",
        f"o:{draft}:duration:0",
    ):
        await ann.tap_data(data, kiosk.screen.last.id)
        assert not any("broke" in shown.text for shown in kiosk.screen.messages.values()), data
    kept = await kiosk.drafts.get(draft)
    assert kept is not None
    assert (kept.prompt, dict(kept.choices)) == ("a cat", {"aspect_ratio": "9:16"})


async def test_models_in_turn(kiosk: BotUnderTest, database: Database) -> None:
    """What one model cannot use waits for the next: a photo survives a song, a resolution a model without one."""
    ann = kiosk.person()
    await ann.photo("/gen veo-3.1-fast resolution=1080p make it move")
    draft = await newest_draft(database)
    await ann.tap_data(f"p:suno-v5:{draft}", kiosk.screen.last.id)
    song = await kiosk.drafts.get(draft)
    assert song is not None
    assert [one.media for one in song.unused_references] == [Media.PHOTO]
    assert song.references == ()
    await ann.tap_data(f"p:veo-3.1:{draft}", kiosk.screen.last.id)
    video = await kiosk.drafts.get(draft)
    assert video is not None
    assert [one.media for one in video.references] == [Media.PHOTO]
    assert video.unused_references == ()
    assert video.prompt == "make it move"


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
@pytest.mark.parametrize(("language", "end"), [("en", "10 s and others"), ("ru", "10 с и другие")])
async def test_more_values_than_are_shown(kiosk: BotUnderTest, language: str, end: str) -> None:
    """A long list of values ends in words."""
    ann = kiosk.person(language=language)
    await ann.say("/gen kling-3.0 99s a cat")
    assert end in kiosk.screen.last.text
    assert "…" not in kiosk.screen.last.text
