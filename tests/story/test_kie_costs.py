"""KIE takes something else than the catalogue says: the operator reads the numbers, once, and people pay what was quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalog.load import load_catalog
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.test_operations import metrics

pytestmark = pytest.mark.story

SECONDS = 5
PER_SECOND = 14
"""Credits of a second of silent Kling 3.0 in 720p, by the catalogue."""


async def make(kiosk: BotUnderTest, line: str, times: int) -> None:
    """So many generations, one after the other, each paid."""
    for number in range(times):
        card = await kiosk.generate(kiosk.alice, f"{line} number {number}")
        await kiosk.concluded(card)


def about_costs(kiosk: BotUnderTest) -> list[str]:
    """What the operator was sent about costs."""
    return [message.text for message in kiosk.admin.private.messages if "the catalogue says" in message.text]


async def test_another_price_by_the_second(folder: Path) -> None:
    """Three in a row, across a kill, are one message with the price of a second; three right ones are another."""
    line = f"kling-3.0 duration={SECONDS} a plum"
    async with kiosk_between(
        folder, "live", kie={"charges": {"kling-3.0/video": 11.7 * SECONDS}}, FREE_CREDITS="1000"
    ) as kiosk:
        await kiosk.admin.start()
        await make(kiosk, line, 2)
        await kiosk.kill()
        await kiosk.start()
        assert about_costs(kiosk) == []
        await make(kiosk, line, 2)
        await kiosk.admin.private.wait("the catalogue says", timeout=20)
        (said,) = about_costs(kiosk)
        assert f"Kling 3.0 costs 11.7 a second at KIE, the catalogue says {PER_SECOND}." in said
        assert "/model kling-3.0 off" in said
        figures = await metrics(kiosk)
        assert figures['kiosk_kie_credits_expected_total{model="kling-3.0"}'] == 2 * PER_SECOND * SECONDS
        assert figures['kiosk_kie_credits_taken_total{model="kling-3.0"}'] == 2 * 11.7 * SECONDS
        await kiosk.admin.send("/job 4")
        shown = await kiosk.admin.private.wait("KIE credits", timeout=20)
        assert "KIE credits: expected 70 · taken 58.5" in shown.text
        kiosk.kie.charges = {"kling-3.0/video": PER_SECOND * SECONDS}
        await make(kiosk, line, 3)
        back = await kiosk.admin.private.wait("says again", timeout=20)
        assert "Kling 3.0 costs at KIE what the catalogue says again: 14 a second" in back.text
        assert len(about_costs(kiosk)) == 2
        assert await kiosk.available(kiosk.alice) == 1000 - 7 * PER_SECOND * SECONDS
        kiosk.require_exact_ledger()
        assert await kiosk.stop() == 0


async def test_a_tier_that_kie_ignores(folder: Path) -> None:
    """Veo Quality that was made, and taken, as Fast: to be seen by what it cost."""
    offer = load_catalog().get("veo-3.1").live
    assert offer is not None
    assert offer.price is not None
    async with kiosk_between(folder, "live", kie={"charges": {"veo-3-1": 60}}, FREE_CREDITS="1000") as kiosk:
        await kiosk.admin.start()
        await make(kiosk, "veo-3.1 a plum", 3)
        said = await kiosk.admin.private.wait("the catalogue says", timeout=20)
        assert f"costs 60 a request at KIE, the catalogue says {offer.price.rows[0].credits}." in said.text
        assert await kiosk.stop() == 0
