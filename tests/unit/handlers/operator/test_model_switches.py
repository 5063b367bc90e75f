"""/model: the operator switches a model off and on while people use it."""

from __future__ import annotations

import pytest

from tests.unit.handlers.conftest import ADMIN, BotUnderTest


async def test_off_and_on_again(kiosk: BotUnderTest) -> None:
    """A model that is off is on no shelf; a search has the reason and the nearest one; on again it has its price."""
    ann, admin = kiosk.person(), kiosk.person(ADMIN)
    await admin.say("/model Qwen Image off")
    assert "<code>qwen-image</code> is off" in kiosk.screen.last.text
    await ann.say("/gen qwen-image a cat")
    assert "the operator has switched it off" in kiosk.screen.last.text
    nearest, _, _ = kiosk.screen.last.labels[0].partition(" · ")
    assert nearest in {model.title for model in kiosk.catalog}
    await ann.say("/models qwen image")
    assert "<b>Qwen Image</b> is not available: the operator has switched it off" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith(f"{nearest} · ")
    await admin.say("/model")
    assert "Off now: qwen-image" in kiosk.screen.last.text
    await admin.say("/model qwen-image on")
    await ann.say("/gen qwen-image a cat")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_a_quote_of_before_is_not_confirmed(kiosk: BotUnderTest) -> None:
    """Between quote and confirmation the model was switched off: refused, nothing is held; on again it is honoured."""
    ann, admin = kiosk.person(), kiosk.person(ADMIN)
    await ann.say("/gen qwen-image a cat")
    quote = kiosk.screen.last
    await admin.say("/model qwen-image off")
    await ann.tap("Generate", quote)
    assert "the operator has switched it off" in kiosk.screen.last.text
    assert await kiosk.history.open(7) == []
    assert (await kiosk.balances.balance(7)).held == 0
    await admin.say("/model qwen-image on")
    await ann.tap("Generate", quote)
    assert len(await kiosk.history.open(7)) == 1


@pytest.mark.parametrize("line", ["/model", "/model qwen-image maybe", "/model off"])
async def test_usage(kiosk: BotUnderTest, line: str) -> None:
    """Whatever is no model and no switch is answered with the form and with what is off."""
    await kiosk.person(ADMIN).say(line)
    assert "/model SLUG off" in kiosk.screen.last.text
    assert "Off now: –" in kiosk.screen.last.text


async def test_a_mistyped_model(kiosk: BotUnderTest) -> None:
    """It leads to the model that was meant, and switches nothing."""
    await kiosk.person(ADMIN).say("/model qwen-imagr off")
    assert "Did you mean qwen-image" in kiosk.screen.last.text
    await kiosk.person().say("/gen qwen-image a cat")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")
