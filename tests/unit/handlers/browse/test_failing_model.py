"""A model that keeps failing: marked where it is shown, refused where it is confirmed, and what stands in for it."""

from __future__ import annotations

import pytest

from bot.availability.model_health import DOWN_AFTER, FORGOTTEN_AFTER, TRIAL_EVERY, ModelHealth
from bot.domain.generation import Generation, State
from bot.errors import FailureKind
from tests.support.samples import failures_of
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person


@pytest.fixture
def ann(kiosk: BotUnderTest) -> Person:
    """A person who uses the bot while Qwen Image keeps failing."""
    health: ModelHealth = kiosk.dispatcher["health"]
    health.rebuild(failures_of("qwen-image", kiosk.clock.now()))
    return kiosk.person()


def nearest(kiosk: BotUnderTest) -> str:
    """The title of what stands in for it."""
    instead = kiosk.dispatcher["health"].nearest(kiosk.catalog.get("qwen-image"))
    assert instead is not None
    return str(instead.title)


async def failed(kiosk: BotUnderTest, ann: Person) -> Generation:
    """A generation of another model that KIE could not make."""
    await ann.say("/gen flux-pro a cat in a hat")
    await ann.tap("Generate")
    (held,) = await kiosk.history.open(ann.id)
    ended = held.stepped(State.FAILED, failure=FailureKind.PROVIDER, completed_at=kiosk.clock.now())
    async with kiosk.store.transaction() as tx:
        await tx.save(ended, expected=State.HELD, at=kiosk.clock.now())
    return ended


async def test_marked_where_it_is_chosen(kiosk: BotUnderTest, ann: Person) -> None:
    """The search and its card carry the mark; the card leads to the nearest model with the same prompt."""
    await ann.say("/models qwen image")
    label = next(label for label in kiosk.screen.last.labels if "Qwen Image" in label)
    assert label.startswith("⚠️ ")
    await ann.tap(label)
    await ann.say("a cat")
    assert "failing often" in kiosk.screen.last.text
    await ann.tap(f"Use {nearest(kiosk)} instead")
    assert nearest(kiosk) in kiosk.screen.last.text
    assert "a cat" in kiosk.screen.last.text


async def test_off_its_shelf_after_hours(kiosk: BotUnderTest, ann: Person) -> None:
    """It stands there with its mark, and when nothing has worked for hours it does not; a search still finds it, and it can be tried."""

    async def on_the_shelf() -> bool:
        await ann.say("/image")
        seen = list(kiosk.screen.last.labels)
        while "▶" in kiosk.screen.last.labels:
            await ann.tap("▶")
            seen += kiosk.screen.last.labels
        return any("Qwen Image" in label for label in seen)

    assert await on_the_shelf()
    kiosk.clock.advance(DOWN_AFTER)
    assert not await on_the_shelf()
    await ann.say("/models qwen image")
    assert kiosk.screen.last.labels[0].startswith("⚠️ Qwen Image")
    kiosk.clock.advance(FORGOTTEN_AFTER)
    assert await on_the_shelf()


async def test_refused_where_it_is_confirmed(kiosk: BotUnderTest, ann: Person) -> None:
    """The quote is answered with the reason and the nearest model; when a trial is due it is taken."""
    await ann.say("/gen qwen-image a cat")
    quote = kiosk.screen.last
    await ann.tap("Generate", quote)
    assert "keeps failing" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0] == nearest(kiosk)
    assert (await kiosk.balances.balance(ann.id)).held == 0
    kiosk.clock.moment += TRIAL_EVERY
    await ann.tap("Generate", quote)
    assert len(await kiosk.history.open(ann.id)) == 1


async def test_one_tap_from_a_failure_to_a_price(kiosk: BotUnderTest, ann: Person) -> None:
    """The button of a failure message quotes the same prompt with a model that works."""
    ended = await failed(kiosk, ann)
    await ann.tap_data(f"in:{ended.id}:seedream-v4", kiosk.screen.last.id)
    assert "Seedream" in kiosk.screen.last.text
    assert "a cat in a hat" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_not_suggested(kiosk: BotUnderTest, ann: Person) -> None:
    """A new person is not led to a model that fails."""
    first = next(model for model in kiosk.catalog if model.offer(kiosk.dispatcher["tariff"].dialect))
    kiosk.dispatcher["health"].rebuild(failures_of(first.slug, kiosk.clock.now()))
    await ann.say("a kite over the sea")
    assert not kiosk.screen.last.text.startswith(f"<b>{first.title}</b>")
