"""KIE's words about prices against the catalogue's price lists."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.spec import Media, Offer, Option, Per, PiecePrice, Price, PriceRow, Results, Route
from bot.kie.price_words import PriceVerdict, amounts_in, compare_price

MODEL = "maker/model"


def _offer(per: Per, *rows: tuple[str, Mapping[str, str]], routes: tuple[Route, ...] = ()) -> Offer:
    return Offer(
        options=(
            Option(name="duration", choices=("5", "10"), default="5", field="duration"),
            Option(name="images", choices=("1", "4"), default="1", field="images"),
        ),
        price=Price(
            per=per, rows=tuple(PriceRow(credits=Decimal(amount), when=when) for amount, when in rows)
        ),
        routes=routes or (Route(family="market", supplier_model=MODEL),),
        results=Results(option="images"),
    )


BY_SECOND = _offer(Per.SECOND, ("15.5", {"resolution": "480p"}), ("33", {}))
FLAT = _offer(Per.GENERATION, ("250", {}))


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ("A 5-second video costs 160 credits (0.80 USD), …", ["160"]),
        ("4 / 6 / 9 credits for 1K, 2K and 4K", ["4", "6", "9"]),
        ("From 8 to 12 credits per image; 4K: 24 KIE credits.", ["8", "12", "24"]),
        ("1,200 credits per million tokens", ["1200"]),
        ("11.7 CREDITS per second (480p), 24.8 credits (720p)", ["11.7", "24.8"]),
        ("1 credit. 1 credit.", ["1"]),
        ("$0.08 per picture", ["16.00"]),
        ("0.30 USD or 0.05 dollars", ["60.00", "10.00"]),
        ("720p and 5 s, see the page", []),
        ("", []),
        ("credits", []),
        ("v2.5credits", []),
    ],
)
def test_amounts(words: str, amounts: list[str]) -> None:
    """In credits, each once, in order; dollars count where no credits are named."""
    assert [f"{amount}" for amount in amounts_in(words)] == amounts


@given(st.text(alphabet="0123456789.,/- creditsUSD$toand\n", max_size=3000))
def test_any_words(words: str) -> None:
    """Nothing that KIE writes breaks it, or takes long."""
    assert all(amount.is_finite() for amount in amounts_in(words))
    compare_price(BY_SECOND, MODEL, words)


@pytest.mark.parametrize(
    ("offer", "words", "verdict", "at_kie", "here"),
    [
        (BY_SECOND, "15.5 credits a second in 480p, 33 credits in 720p", PriceVerdict.EQUAL, [], []),
        (
            BY_SECOND,
            "A 5-second video costs 77.5 credits in 480p, 165 credits in 720p",
            PriceVerdict.EQUAL,
            [],
            [],
        ),
        (BY_SECOND, "A 10-second video costs 330 credits, …", PriceVerdict.EQUAL, [], []),
        (BY_SECOND, "15.5, 33 or 70 credits a second", PriceVerdict.EQUAL, [], []),
        (BY_SECOND, "11.7 or 24.8 credits a second", PriceVerdict.DIFFERS, ["11.7", "24.8"], ["15.5", "33"]),
        (BY_SECOND, "15.5 or 24.8 credits a second", PriceVerdict.UNCLEAR, ["24.8"], ["33"]),
        (BY_SECOND, "ask our sales team", PriceVerdict.UNCLEAR, [], ["15.5", "33"]),
        (BY_SECOND, "", PriceVerdict.UNKNOWN, [], []),
        (FLAT, "60 credits", PriceVerdict.DIFFERS, ["60"], ["250"]),
        (FLAT, "1.25 USD", PriceVerdict.EQUAL, [], []),
        # An estimate is no price.
        (
            _offer(Per.MINUTE, ("2.5", {})),
            "6.3 USD per million tokens",
            PriceVerdict.UNCLEAR,
            ["1260.0"],
            ["2.5"],
        ),
        (_offer(Per.RESULT, ("3.5", {})), "14 credits for four pictures", PriceVerdict.EQUAL, [], []),
    ],
)
def test_comparison(
    offer: Offer, words: str, verdict: PriceVerdict, at_kie: list[str], here: list[str]
) -> None:
    """By the unit, or for any number of units that can be chosen; what KIE does not name is not wrong."""
    compared = compare_price(offer, MODEL, words)
    assert compared.verdict is verdict
    assert [str(amount) for amount in compared.at_kie] == at_kie
    assert [str(amount) for amount in compared.here] == here


def test_only_the_rows_of_the_model_count() -> None:
    """Where an offer has several of KIE's models, each is compared with what it is taken for."""
    routes = (
        Route(family="market", supplier_model="fast", when={"mode": "fast"}),
        Route(family="market", supplier_model="edit", when={"mode": "best"}, references="some"),
        Route(family="market", supplier_model="best", when={"mode": "best"}),
    )
    offer = _offer(
        Per.GENERATION,
        ("4", {"mode": "fast"}),
        ("9", {"mode": "best", "references": "yes"}),
        ("8", {"mode": "best"}),
        routes=routes,
    )
    assert compare_price(offer, "fast", "4 credits").verdict is PriceVerdict.EQUAL
    assert compare_price(offer, "fast", "8 credits").verdict is PriceVerdict.DIFFERS
    assert compare_price(offer, "edit", "4 credits").here == (Decimal(9), Decimal(8))
    assert compare_price(offer, "else", "4 credits").verdict is PriceVerdict.UNCLEAR


def test_what_a_picture_adds() -> None:
    """It is an amount of its own."""
    price = Price(
        rows=(PriceRow(credits=Decimal(7)),), pieces=(PiecePrice(media=Media.PHOTO, credits=Decimal(4)),)
    )
    offer = Offer(price=price, routes=(Route(family="market", supplier_model=MODEL),))
    assert compare_price(offer, MODEL, "7 credits, and 4 credits per image").verdict is PriceVerdict.EQUAL
    assert compare_price(offer, MODEL, "7 credits, and 5 credits per image").at_kie == (Decimal(5),)
