"""/best: what a group likes best of a month, and plain answers to what is no month."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.types import Chat

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.generation.result_favourites import ResultMarker
from handlers.core.buttons.result import VersionButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

PICTURE = Asset(url="https://cdn.example/1.png", kind=Kind.IMAGE, file_id="photo", sent_as="photo")
FRIENDS = Chat(id=-5, type="supergroup", title="Friends")


async def made(kiosk: BotUnderTest, person: Person, prompt: str, *hearts: int) -> Generation:
    """A result that these people have marked."""
    await kiosk.balances.balance(person.id)  # they have written before
    await kiosk.balances.grant(person.id, 100, operation_key=f"{person.id} {prompt}", granted_by=1)
    generation = await kiosk.make(person, f"qwen-image {prompt}", PICTURE)
    marker = ResultMarker(kiosk.store, kiosk.clock)
    for person_id in hearts:
        assert await marker.toggle(generation.id, person_id)
    return generation


async def test_by_hearts_with_names_and_buttons(kiosk: BotUnderTest) -> None:
    """Most hearts first, with who made it; any member gets it again by its number, which works in no other chat."""
    ann, bob = kiosk.person(7, chat=FRIENDS), kiosk.person(8, chat=FRIENDS)
    boat = await made(kiosk, ann, "a boat", 8)
    kite = await made(kiosk, ann, "a kite <b>", 7, 8)
    await made(kiosk, ann, "a vase")
    await bob.say("/best")
    shown = kiosk.screen.last
    assert "Best of Jan 2026" in shown.text
    assert shown.text.index("a kite &lt;b&gt;") < shown.text.index("a boat")
    assert "❤️ 2" in shown.text
    assert "a vase" not in shown.text
    assert shown.labels == ["1", "2"]
    await bob.tap("1")
    [(asset, _)] = kiosk.media_resender.resent
    assert asset.id == kite.assets[0].id
    cat = replace(bob, chat=Chat(id=-6, type="supergroup", title="Others"))
    await cat.say("/best")
    assert "No ❤️ in Jan 2026 yet" in kiosk.screen.last.text
    await cat.tap_data(VersionButton(generation=boat.id).pack(), kiosk.screen.last.id)
    assert len(kiosk.media_resender.resent) == 1


async def test_the_last_month_where_this_one_has_none(kiosk: BotUnderTest) -> None:
    """Said plainly; a month that is named is never another one."""
    ann = kiosk.person(chat=FRIENDS)
    await made(kiosk, ann, "a boat", 8)
    kiosk.clock.advance(days=31)
    await ann.say("/best")
    assert "No ❤️ in Feb 2026 yet" in kiosk.screen.last.text
    assert "Best of Jan 2026" in kiosk.screen.last.text
    await ann.say("/best 2026-02")
    assert "No ❤️ in Feb 2026 yet" in kiosk.screen.last.text
    assert "a boat" not in kiosk.screen.last.text
    await ann.say("/BEST  2026-01 ")
    assert "a boat" in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2026-13", "Which month?"),
        ("0000-00", "Which month?"),
        ("of all time", "Which month?"),
        ("2026-01 2025-12", "Which month?"),
        ("٢٠٢٦-٠١", "Which month?"),
        ("<b>" * 400, "Which month?"),
        ("2026-02", "still to come"),
        ("2099-12", "still to come"),
        ("2025-12", "No ❤️ in Dec 2025 yet"),
        ("2000-01", "No ❤️ in Jan 2000 yet"),
    ],
)
async def test_months_are_answered_plainly(kiosk: BotUnderTest, typed: str, answer: str) -> None:
    """One without hearts, one to come, and words in the place of one; in private: where one's own favourites are."""
    ann = kiosk.person(chat=FRIENDS)
    await made(kiosk, ann, "a boat", 8)
    await ann.say(f"/best {typed}")
    assert answer in kiosk.screen.last.text
    assert "a boat" not in kiosk.screen.last.text
    await kiosk.person().say(f"/best {typed}")
    assert "/history ❤️" in kiosk.screen.last.text
