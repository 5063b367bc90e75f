"""Every model of the catalogue: what a quote names, and what the card's price is, beside what is paid."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from bot.catalog.choices import settle, turned
from bot.catalog.load import load_catalog
from bot.catalog.pricing import PriceTerms, decisive_options, price_from, price_of_unit, quoted
from bot.catalog.spec import Dialect, Model, Offer
from bot.catalog.supplied_media import SuppliedMedia
from bot.errors import OptionConflict
from bot.i18n import Texts
from handlers.compose.views.bought import option_in_words, what_is_bought
from handlers.core.draft_service import DraftTarget

TEXTS = Texts.load()
SOLD = [
    pytest.param(model, offer, id=f"{model.slug}-{dialect}")
    for model, dialect in product(load_catalog(), Dialect)
    if (offer := model.offer(dialect)) is not None and not offer.unavailable
]
ONE = PriceTerms(Decimal(1))


def _price(offer: Offer, choices: dict[str, str], *, some: bool) -> int:
    media = SuppliedMedia.least(offer, some=some)
    return quoted(offer, choices, media=media, prompt="a" * 1000, terms=ONE)


@pytest.mark.parametrize(("model", "offer"), SOLD)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_option_that_changes_the_price_is_named(model: Model, offer: Offer, language: str) -> None:
    """Two requests of one model that differ in price and in nothing but their options differ in what the quote names."""
    t = TEXTS.speaking(language)
    target = DraftTarget(title=model.title, kind=model.kind, offer=offer)
    settled = settle(model, offer, {})
    for option in offer.options:
        for value in option.choices:
            try:
                changed = turned(offer, settled, option.name, value)
            except OptionConflict:
                continue
            named = what_is_bought(t, target, changed)
            if value != settled.get(option.name) and any(
                _price(offer, changed, some=some) != _price(offer, settled, some=some)
                for some in (False, True)
            ):
                assert option_in_words(t, option, value) in named
                assert named != what_is_bought(t, target, settled)


@pytest.mark.parametrize(("model", "offer"), SOLD)
def test_what_comes_out_is_named_also_when_it_holds_by_default(model: Model, offer: Offer) -> None:
    """Length, format, resolution, sound, voice and file type stand in every quote that has them, without a word of code."""
    t = TEXTS.speaking("en")
    target = DraftTarget(title=model.title, kind=model.kind, offer=offer)
    settled = settle(model, offer, {})
    named = what_is_bought(t, target, settled)
    for name in {
        "duration",
        "aspect_ratio",
        "resolution",
        "audio",
        "voice",
        "format",
        "mode",
    } & settled.keys():
        option = offer.option(name)
        assert option is not None
        assert option_in_words(t, option, settled[name]) in named
    assert not {"on", "off", "None"} & set(named.split(" · "))


@pytest.mark.parametrize(("model", "offer"), SOLD)
def test_the_price_now_is_what_is_quoted(model: Model, offer: Offer) -> None:
    """The price of a card before it has words is that of its default options, never below the cheapest."""
    settled = settle(model, offer, {})
    media = SuppliedMedia().completed(offer)
    now = price_of_unit(offer, settled, media=media, terms=ONE)
    assert now >= price_from(offer, ONE)
    if offer.price is not None and not offer.price.per.by_unit:
        assert now == quoted(offer, settled, media=media, prompt="", terms=ONE)


@pytest.mark.parametrize(("model", "offer"), SOLD)
def test_options_that_decide_nothing_cost_nothing(model: Model, offer: Offer) -> None:
    """Prices of values are computed for decisive options only: with every value of any other the price is the same."""
    settled = settle(model, offer, {})
    decisive = decisive_options(offer)
    for option in offer.options:
        if option.name in decisive or option.only_with:
            continue
        for value, some in product(option.choices, (False, True)):
            changed = turned(offer, settled, option.name, value)
            assert _price(offer, changed, some=some) == _price(offer, settled, some=some), option.name
