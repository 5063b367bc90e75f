"""KIE's account runs low while KIE still takes work: the admins hear of it before anybody has to wait."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

import pytest

from tests.story.kiosk import Dialect, kiosk_between
from tests.story.test_operations import metrics

pytestmark = pytest.mark.story


@pytest.mark.parametrize("dialect", ["live", "integration"])
async def test_told_before_it_is_empty(folder: Path, dialect: Dialect) -> None:
    """With fewer credits left than the operator wants, the admin reads how many; the figures show the same number."""
    async with kiosk_between(folder, dialect, kie={"credits": 120}, started=False) as kiosk:
        await kiosk.admin.start()
        await kiosk.start(KIE_CREDITS_LOW="121")
        alert = await kiosk.admin.private.wait("KIE balance is low", timeout=20)
        assert "120" in alert.text
        assert (await metrics(kiosk))["kiosk_kie_credits"] == 120
        assert await kiosk.stop() == 0


async def test_enough_is_no_news(folder: Path) -> None:
    """With as many left as the operator wants, no one is notified, and the figures show the number all the same."""
    async with kiosk_between(folder, "live", kie={"credits": 120}, started=False) as kiosk:
        await kiosk.admin.start()
        await kiosk.start(KIE_CREDITS_LOW="120")
        async with asyncio.timeout(20):
            while math.isnan(left := (await metrics(kiosk))["kiosk_kie_credits"]):  # noqa: ASYNC110  there is no event
                await asyncio.sleep(0.05)
        assert left == 120
        await kiosk.concluded(
            await kiosk.generate(kiosk.alice, "flux-pro a plum")
        )  # time enough for an alert
        assert not [message for message in kiosk.admin.private.messages if "KIE balance" in message.text]
        assert await kiosk.stop() == 0
