"""What is suggested for words out of the blue: it takes them all, and the balance covers it."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Dialect, Kind
from bot.domain.generation import Asset
from bot.ledger.allowance import Allowance, Period
from tests.unit.handlers.conftest import BotUnderTest


@pytest.fixture
def dialect() -> Dialect:
    """What the service requires today."""
    return Dialect.LIVE


def model_of(kiosk: BotUnderTest) -> str:
    """The model of the screen that is shown last."""
    [slug] = [
        model.slug for model in kiosk.catalog if kiosk.screen.last.text.startswith(f"<b>{model.title}</b> ·")
    ]
    return slug


@pytest.mark.parametrize("length", [20, 1500, 3499, 4000])
async def test_it_takes_all_of_the_words(kiosk: BotUnderTest, length: int) -> None:
    """However long the words are, the model has room for them and there is a price."""
    await kiosk.person().say("a" * length)
    offer = kiosk.catalog.get(model_of(kiosk)).offer(Dialect.LIVE)
    assert offer is not None
    assert offer.prompt.room >= length
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_a_text_in_two_messages_is_one(kiosk: BotUnderTest) -> None:
    """Apps cut a long pasted text: both pieces are suggested together, in one message."""
    ann = kiosk.person()
    await ann.say("a " * 1900)
    await ann.say("the end")
    assert len(kiosk.screen.messages) == 1
    draft = await kiosk.drafts.get(2)
    assert draft is not None
    assert draft.prompt.endswith("a \nthe end")


class TestFewCredits:
    """With less than a video costs."""

    @pytest.fixture
    def allowance(self) -> Allowance:
        """Enough for a picture."""
        return Allowance(100, Period.MONTH)

    async def test_the_kind_made_last_while_it_is_covered(self, kiosk: BotUnderTest) -> None:
        """A picture for a newcomer; who makes videos is suggested one that is covered, and something else when none is."""
        ann = kiosk.person()
        await ann.say("a cat")
        assert kiosk.catalog.get(model_of(kiosk)).kind is Kind.IMAGE
        await kiosk.make(ann, "veo-3.1-fast a cat", Asset(url="https://cdn.test/a.mp4", kind=Kind.VIDEO))
        await ann.say("a dog")
        assert kiosk.catalog.get(model_of(kiosk)).kind is Kind.VIDEO
        assert model_of(kiosk) != "veo-3.1-fast", "40 credits are left, and it costs 60"
