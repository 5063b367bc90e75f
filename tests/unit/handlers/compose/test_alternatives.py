"""What a person sees whose credits do not reach: other options and other models, one tap each."""

from __future__ import annotations

import pytest

from bot.ledger.allowance import Allowance, Period
from tests.unit.handlers.conftest import BotUnderTest


@pytest.fixture
def allowance() -> Allowance:
    """Enough for little."""
    return Allowance(60, Period.MONTH)


async def test_cheaper_options_on_the_card(kiosk: BotUnderTest) -> None:
    """The card says how much is missing; a tap sets the option, and the warning is gone."""
    ann = kiosk.person()
    await ann.say("/models kling-2.1-pro")
    await ann.tap("Kling 2.1 Pro")
    card = kiosk.screen.last
    assert "short" not in card.text
    await ann.tap("10 s")
    assert "You have 60: 10 credits short" in card.text
    await ann.tap("Length: 5 s · 50 credits")
    assert "short" not in card.text
    assert any(label.endswith("✓ 5 s · 50") for label in card.labels)


async def test_cheaper_options_on_the_quote(kiosk: BotUnderTest) -> None:
    """From a price that is too high one tap leads to the price of the shorter clip, ready to be accepted."""
    ann = kiosk.person()
    await ann.say("/gen kling-2.1-pro 10s a fox")
    quote = kiosk.screen.last
    assert "Not enough credits" in quote.text
    saving = next(label for label in quote.labels if label.startswith("Length: 5 s · "))
    await ann.tap(saving)
    assert quote.labels[0].startswith("✨ Generate")
    assert f"<b>{saving.split(' · ')[1]}</b>" in quote.text


async def test_other_models_with_their_exact_price(kiosk: BotUnderTest) -> None:
    """Another model takes the request at the very price on its button, with options that the credits reach for."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1 a fox")
    quote = kiosk.screen.last
    other = next(label for label in quote.labels if label.endswith(" credits"))
    title, _, price = other.rpartition(" · ")
    await ann.tap(other)
    assert quote.text.startswith(f"<b>{title}</b>")
    assert f"<b>{price}</b>" in quote.text
    assert quote.labels[0].startswith("✨ Generate")


async def test_another_model_before_there_are_words(kiosk: BotUnderTest) -> None:
    """From a card without a prompt the other model asks for the words first."""
    ann = kiosk.person()
    await ann.say("/models veo-3.1")
    await ann.tap("Veo 3.1 ·")
    card = kiosk.screen.last
    assert "short" in card.text
    await ann.tap(next(label for label in card.labels if label.endswith(" credits")))
    await ann.say("a fox")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_nothing_within_reach(kiosk: BotUnderTest) -> None:
    """Without credits no button promises anything."""
    ann = kiosk.person()
    await kiosk.balances.balance(7)  # they have written before
    await kiosk.balances.grant(7, -60, operation_key="k", granted_by=1)
    await ann.say("/gen veo-3.1 a fox")
    assert not any(label.endswith((" credits", " credit")) for label in kiosk.screen.last.labels)


@pytest.mark.parametrize(
    "data", ["mk:999:veo-3.1", "sv:999:duration:0", "sv:1:duration:99", "sv:1:cookies:0"]
)
async def test_made_up_buttons(kiosk: BotUnderTest, data: str) -> None:
    """A button that no screen has is answered by a way to begin again."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1 a fox")
    await ann.tap_data(data, 5)
    assert "expired" in kiosk.screen.last.text


async def test_another_persons_request(kiosk: BotUnderTest) -> None:
    """Another person's tap changes nothing."""
    ann, bob = kiosk.person(), kiosk.person(8)
    await ann.say("/gen veo-3.1 a fox")
    quote = kiosk.screen.last
    before = quote.text
    await bob.tap(next(label for label in quote.labels if label.endswith(" credits")), quote)
    assert "someone else" in (kiosk.screen.toasts[-1] or "")
    assert quote.text == before
