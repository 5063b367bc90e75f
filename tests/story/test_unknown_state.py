"""KIE calls a success by another word: known ones are taken, and for an unknown one the operator is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import Dialect, kiosk_between
from tests.story.supplier import let_time_pass, newest, require_one_delivery, task_of, until

pytestmark = pytest.mark.story


@pytest.mark.parametrize("dialect", ["live", "integration"])
@pytest.mark.parametrize("word", ["SUCCEEDED", "completed"])
async def test_another_word_for_success(folder: Path, dialect: Dialect, word: str) -> None:
    """It is success."""
    async with kiosk_between(folder, dialect, kie={"hold": True}) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a lynx")
        task = await task_of(kiosk, "a lynx")
        task.word = word
        task.finish()
        await require_one_delivery(kiosk, kiosk.alice, card)


async def test_an_unknown_word(folder: Path) -> None:
    """Results beside it: the operator hears of it after the usual time, takes them with a button, and so it stays after a restart."""
    async with kiosk_between(folder, "live", kie={"hold": True}) as kiosk:
        await kiosk.admin.start()
        card = await kiosk.generate(kiosk.alice, "flux-pro a lynx")
        task = await task_of(kiosk, "a lynx")
        task.word = "ascended"
        task.finish()
        await until(lambda: newest(kiosk, kiosk.alice)["stage"] == "ascended")
        await let_time_pass(kiosk, kiosk.alice, hours=0.1)
        alert = await kiosk.admin.private.wait("word for the state that I do not know", timeout=20)
        assert "flux-pro: ascended" in alert.text
        await kiosk.kill()
        await kiosk.start()
        assert newest(kiosk, kiosk.alice)["state"] == "running"
        await kiosk.admin.tap(alert, "It means success")
        await require_one_delivery(kiosk, kiosk.alice, card)
        await kiosk.admin.private.wait_until(lambda: "“ascended” means success" in alert.text, timeout=20)

        await kiosk.kill()
        await kiosk.start()
        card = await kiosk.generate(kiosk.boris, "flux-pro рысь")
        task = await task_of(kiosk, "рысь")
        task.word = "ascended"
        task.finish()
        await kiosk.media(kiosk.boris.private, after=card)
        kiosk.require_exact_ledger()
        assert "kiosk_unknown_states" not in kiosk.log
