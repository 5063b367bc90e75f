"""/model: prices of single models, changed while people use the bot."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from bot.domain.staff import Role
from bot.payments.model_prices import ModelPrices
from handlers.core.buttons.operator import ModelAction, ModelActionButton, ModelPriceButton
from handlers.operator.models import Wanted, parse
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

MODEL = "qwen-image"


async def price(kiosk: BotUnderTest, database: Database, person_id: int = 7) -> int:
    """Credits that a person is asked for now, by the row of the quote."""
    await kiosk.person(person_id).say(f"/gen {MODEL} a cat")
    rows = await database.rows("SELECT steps FROM quotes ORDER BY id DESC LIMIT 1")
    return sum(step["price"] for step in json.loads(rows[0]["steps"]))


@pytest.mark.parametrize("sign", ["×", "x", "X", "\u0445", "\u0425", "*", "× "])
@pytest.mark.parametrize("number", ["1.25", "1,25"])
def test_signs_of_a_multiplier(sign: str, number: str) -> None:
    """A multiplier is written with any sign for "times", also with the Cyrillic letter, and with either mark."""
    assert parse(f"Qwen Image {sign}{number}") == Wanted("Qwen Image", multiplier=Decimal("1.25"))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("suno +3", Wanted("suno", surcharge=3)),
        ("suno + 3", Wanted("suno", surcharge=3)),
        ("suno HIDE", Wanted("suno", word="hide")),
        ("suno", None),
        ("", None),
        ("suno maybe", None),
    ],
)
def test_forms(words: str, wanted: Wanted | None) -> None:
    """What may stand behind a name."""
    assert parse(words) == wanted


async def test_a_change_holds_at_once_and_quotes_keep_their_price(
    kiosk: BotUnderTest, database: Database
) -> None:
    """New quotes have the new price, an open one keeps its own, each change is one line with before and after."""
    admin, ann = kiosk.person(ADMIN), kiosk.person()
    usual = await price(kiosk, database)
    shown = kiosk.screen.last
    await admin.say(f"/model {MODEL} ×2")
    assert "Saved" in kiosk.screen.last.text
    assert "×2 (other models: ×1)" in kiosk.screen.last.text
    doubled = await price(kiosk, database, 8)
    assert usual < doubled
    await admin.say(f"/model {MODEL} +3")
    assert await price(kiosk, database, 9) == doubled + 3
    await ann.tap("Generate", shown)
    assert (await kiosk.history.open(7))[0].price == usual
    await admin.say(f"/model {MODEL} +3")  # the same once more is no change
    await admin.say(f"/model {MODEL} default")
    assert await price(kiosk, database, 10) == usual
    rows = await database.rows("SELECT subject, before, after FROM operator_acts ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (MODEL, "usual", "×2"),
        (MODEL, "×2", "×2 +3"),
        (MODEL, "×2 +3", "usual"),
    ]


async def test_a_loss_is_asked_about_once(kiosk: BotUnderTest, database: Database) -> None:
    """A price below cost asks; the tap sets it, a second tap changes nothing, and after another change it is over."""
    admin = kiosk.person(ADMIN)
    await admin.say(f"/model {MODEL} ×0.5")
    question = kiosk.screen.last
    assert "below cost" in question.text
    assert await database.rows("SELECT 1 FROM model_terms") == []
    sell = question.data("Sell below cost")
    await admin.tap_data(sell, question.id)
    assert "It is sold below cost" in kiosk.screen.last.text
    await admin.tap_data(sell, question.id)
    assert len(await database.rows("SELECT 1 FROM operator_acts")) == 1
    await admin.say(f"/model {MODEL} ×3")
    await admin.tap_data(sell, question.id)
    assert "changed meanwhile" in kiosk.screen.last.text
    rows = await database.rows("SELECT multiplier, revision FROM model_terms")
    assert [tuple(row) for row in rows] == [("3", 2)]


async def test_leaving_a_loss(kiosk: BotUnderTest, database: Database) -> None:
    """The other button shows the card, and nothing was changed."""
    admin = kiosk.person(ADMIN)
    await admin.say(f"/model {MODEL} ×0.5")
    await admin.tap("Leave it as it is", kiosk.screen.last)
    assert "like all models" in kiosk.screen.last.text
    assert await database.rows("SELECT 1 FROM model_terms") == []


async def test_hidden(kiosk: BotUnderTest) -> None:
    """No shelf and no search has it; what was quoted is made; a new request is refused with the nearest one."""
    admin, ann = kiosk.person(ADMIN), kiosk.person()
    await ann.say(f"/gen {MODEL} a cat")
    quote = kiosk.screen.last
    await admin.say(f"/model {MODEL} hide")
    assert "🙈 Hidden" in kiosk.screen.last.text
    await ann.say("/models qwen image")
    assert "Qwen Image</b>" not in kiosk.screen.last.text
    assert not any(label.startswith("Qwen Image ·") for label in kiosk.screen.last.labels)
    await ann.tap("Generate", quote)
    assert len(await kiosk.history.open(7)) == 1
    await ann.say(f"/gen {MODEL} a dog")
    assert "it is not offered right now" in kiosk.screen.last.text
    nearest, _, _ = kiosk.screen.last.labels[0].partition(" · ")
    assert nearest in {model.title for model in kiosk.catalog}
    await admin.say(f"/model {MODEL}")
    await admin.tap("👀 Show", kiosk.screen.last)
    await ann.say("/models qwen image")
    assert any(label.startswith("Qwen Image ·") for label in kiosk.screen.last.labels)


async def test_the_card_switches(kiosk: BotUnderTest) -> None:
    """Buttons of the card switch the model off and on, and the card says so."""
    admin = kiosk.person(ADMIN)
    await admin.say(f"/model {MODEL}")
    assert "7 days: 0 sold" in kiosk.screen.last.text
    await admin.tap("Switch off", kiosk.screen.last)
    assert "⛔ Off" in kiosk.screen.last.text
    await admin.tap("Switch on", kiosk.screen.last)
    assert "✅ On sale" in kiosk.screen.last.text


@pytest.mark.parametrize(
    "words",
    ["×0", "×0.001", "×1001", "×1.23456", "x99999999999999999", "+10001", "+99999999999999999999"],
)
async def test_out_of_bounds(kiosk: BotUnderTest, database: Database, words: str) -> None:
    """Numbers that no model may have are refused with the bounds."""
    await kiosk.person(ADMIN).say(f"/model {MODEL} {words}")
    assert "between 0.01 and 1000" in kiosk.screen.last.text
    assert await database.rows("SELECT 1 FROM model_terms") == []


async def test_unknown_models(kiosk: BotUnderTest) -> None:
    """A slip leads to the model that was meant, with each form."""
    for words in ("qwen-imagr", "qwen-imagr ×2", "qwen-imagr hide"):
        await kiosk.person(ADMIN).say(f"/model {words}")
        assert "Did you mean qwen-image" in kiosk.screen.last.text


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.SUPPORT])
async def test_made_up_buttons(kiosk: BotUnderTest, database: Database, role: Role | None) -> None:
    """Data of strangers and of lower roles changes nothing; of the right role impossible terms are refused."""
    helper = kiosk.person(50)
    await helper.say("/balance")
    if role is not None:
        await kiosk.dispatcher["staff"].appoint(50, role, by=ADMIN)
    data = [
        ModelPriceButton(slug=MODEL, multiplier="0.5", surcharge=0, revision=0).pack(),
        *(ModelActionButton(slug=MODEL, action=action).pack() for action in ModelAction),
    ]
    for one in data:
        await helper.tap_data(one, 1)
    kinds = {"model_terms", "disabled_models"}
    assert [row for kind in kinds for row in await database.rows(f"SELECT 1 FROM {kind}")] == []
    admin = kiosk.person(ADMIN)
    for multiplier, surcharge in (
        ("1e9", 0),
        ("-1", 0),
        ("1", -5),
        ("1", 10**9),
    ):
        button = ModelPriceButton(slug=MODEL, multiplier=multiplier, surcharge=surcharge, revision=0)
        await admin.tap_data(button.pack(), 1)
    await admin.tap_data(
        ModelPriceButton(slug="nothing-like-it", multiplier="", surcharge=1, revision=0).pack(), 1
    )
    await admin.tap_data("mp:qwen-image:NaN:0:0", 1)
    await admin.tap_data("mp:qwen-image:Infinity:0:0", 1)
    assert await database.rows("SELECT 1 FROM model_terms") == []


async def test_after_a_restart(kiosk: BotUnderTest, database: Database) -> None:
    """Another process sells by the same terms; rows of models that are gone, and rows without sense, do not stop it."""
    await kiosk.person(ADMIN).say(f"/model {MODEL} ×2")
    await kiosk.person(ADMIN).say(f"/model {MODEL} hide")
    async with database.transaction() as connection:
        await connection.execute(
            "INSERT INTO model_terms (model, multiplier, surcharge, hidden, revision, at)"
            " VALUES ('gone', '2', 5, 1, 1, 1), ('flux-pro', 'much', 99999999, 0, 1, 1)"
        )
    prices: ModelPrices = kiosk.dispatcher["model_prices"]
    kiosk.tariff.replace_models({})
    kiosk.catalog.override(())
    await prices.restore()
    assert kiosk.tariff.price_terms(MODEL).multiplier == 2
    assert kiosk.tariff.price_terms("flux-pro").surcharge == 0
    await kiosk.person().say(f"/gen {MODEL} a cat")
    assert "it is not offered right now" in kiosk.screen.last.text
