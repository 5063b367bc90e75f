"""What is not sold and not begun while the bot is paused, and while sales are off."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.domain.runtime_setting import SALES
from handlers.core.buttons.base import Button
from handlers.core.buttons.payment import BuyButton, PackButton
from handlers.core.buttons.subscription import SubscribeButton
from tests.unit.handlers.conftest import ADMIN, BotUnderTest


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_nothing_is_sold(kiosk: BotUnderTest, language: str) -> None:
    """Packs are not shown, nor their invoices, gifts and subscriptions, by old buttons either; the operator's words say why."""
    owner, ann = kiosk.person(ADMIN), kiosk.person(language=language)
    off = {"en": "Purchases are paused", "ru": "Покупки временно приостановлены"}[language]
    await owner.say("/packs 100 150")
    await owner.say("/packs 100 150 month")
    changer = kiosk.dispatcher["setting_changer"]
    await ann.say("/buy")
    shown = kiosk.screen.last
    title = shown.text.splitlines()[0]
    buttons: Sequence[Button] = [
        BuyButton(),
        BuyButton(as_gift=True),
        PackButton(pack_id=1),
        PackButton(pack_id=1, as_gift=True),
        SubscribeButton(pack_id=2),
    ]
    await changer.pause("Back at 5 < 6", by=ADMIN)
    await _refused(kiosk, language, buttons, shown.id, "Back at 5 < 6")
    await changer.resume(by=ADMIN)
    await changer.change(SALES, "off", by=ADMIN)
    await _refused(kiosk, language, buttons, shown.id, off)
    await changer.change(SALES, None, by=ADMIN)
    await ann.say("/buy")
    assert title in kiosk.screen.last.text


async def _refused(kiosk: BotUnderTest, language: str, buttons: Sequence[Button], at: int, why: str) -> None:
    ann = kiosk.person(language=language)
    await ann.say("/buy")
    assert why in kiosk.screen.last.text.replace("&lt;", "<")
    for button in buttons:
        kiosk.screen.toasts.clear()
        await ann.tap_data(button.pack(), at)
        said = [*filter(None, kiosk.screen.toasts), kiosk.screen.last.text]
        assert any(why in one.replace("&lt;", "<") for one in said), (button, said)
