"""The price on a value's button is the price of the quote that a tap on it leads to."""

from __future__ import annotations

import re

import pytest

from bot.catalog.spec import Dialect, Kind
from bot.ledger.allowance import Allowance, Period
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Shown

_MODELS = 12


@pytest.fixture
def dialect() -> Dialect:
    """What is sold today."""
    return Dialect.LIVE


@pytest.fixture
def allowance() -> Allowance:
    """Enough for everything."""
    return Allowance(100_000, Period.MONTH)


def _priced_values(card: Shown) -> dict[str, int]:
    """The data of the buttons that set an option at a price."""
    sent = {}
    for label in card.labels:
        data, price = card.data(label), re.search(r" · (\d+)$", label)
        if data.startswith("c:") and price is not None:
            sent[data] = int(price[1])
    return sent


@pytest.mark.parametrize("kind", [Kind.VIDEO, Kind.IMAGE])
async def test_what_a_value_says_is_what_is_quoted(kiosk: BotUnderTest, kind: Kind) -> None:
    """For the models of a shelf that start from words: each value's price, Generate's, and the quote's are one."""
    ann, seen = kiosk.person(), 0
    slugs = [
        model.slug
        for model in kiosk.catalog.shelf(kind, Dialect.LIVE)
        if (offer := model.offer(Dialect.LIVE)) is not None
        and not offer.unavailable
        and offer.prompt.maximum_length
        and not any(need.minimum for need in offer.references)
    ]
    for slug in slugs[:_MODELS]:
        await ann.say(f"/gen {slug} a kite over the sea")
        card = kiosk.screen.last
        for data in _priced_values(card):
            price = _priced_values(card).get(data)
            if price is None:
                continue  # beside what was set meanwhile it changes nothing
            await ann.tap_data(data, card.id)
            assert card.labels[0] == f"✨ Generate · {price}", (slug, data)
            assert f"<b>{price} credit" in card.text
            seen += 1
    assert seen > _MODELS


async def test_a_card_and_its_shelf_say_one_price(kiosk: BotUnderTest) -> None:
    """What the card would make with the options used last is the price of the next card."""
    ann = kiosk.person()
    catalog = kiosk.dispatcher["catalog"]
    model = kiosk.catalog.get("kling-2.5-turbo")
    assert catalog.price_now(model) == 42
    await kiosk.make(ann, "kling-2.5-turbo 10s a fox")
    preferences = await kiosk.preferences_repository.preferences(ann.id)
    assert catalog.price_now(model, preferences) == 84
    await ann.say("/models kling-2.5-turbo")
    await ann.tap("Kling 2.5 Turbo")
    assert "<b>84</b> credits" in kiosk.screen.last.text
