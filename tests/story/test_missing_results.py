"""A set of which parts never arrive: paid is what is there, the rest can be tried again, and the operator hears of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.kie import SimTask
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import newest, task_of, until

pytestmark = pytest.mark.story

NOWHERE = "http://lost@127.0.0.1/{}.png"
"""An address with credentials, which is refused at once."""


def _address(task: SimTask, position: int) -> str:
    return f"{task.url_of(0)}?part={position}"


async def _made(kiosk: BotUnderTest, line: str, words: str, lost: set[int], of: int) -> SimTask:
    """A set of which some addresses lead nowhere."""
    await kiosk.generate(kiosk.alice, line)
    task = await task_of(kiosk, words)
    task.finish(
        [NOWHERE.format(position) if position in lost else _address(task, position) for position in range(of)]
    )
    await until(lambda: newest(kiosk, kiosk.alice)["notified"] == 1)
    return task


@pytest.mark.parametrize(("lost", "taken"), [({2}, 9), ({0, 1, 3}, 3)])
async def test_four_pictures(folder: Path, lost: set[int], taken: int) -> None:
    """Three, or one, of Midjourney's four arrive: their share is taken and said; what is lost comes free when KIE has it again."""
    async with kiosk_between(folder, "integration", kie={"hold": True}, FREE_CREDITS="100") as kiosk:
        await kiosk.admin.start()
        task = await _made(kiosk, "midjourney a dragon", "a dragon", lost, 4)
        assert newest(kiosk, kiosk.alice)["captured"] == taken
        card = next(one for one in kiosk.alice.private.messages if "of 4, " in one.text + one.caption)
        assert f"Received {4 - len(lost)} of 4, {12 - taken} credits returned" in card.text + card.caption
        assert await kiosk.available(kiosk.alice) == 100 - taken

        await kiosk.alice.tap(card, "Retry the missing ones")
        await kiosk.alice.private.wait("still missing", timeout=20)
        task.urls = [_address(task, position) for position in range(4)]
        await kiosk.alice.tap(card, "Retry the missing ones")
        await until(lambda: all(row["file_id"] for row in kiosk.rows("SELECT file_id FROM assets")))
        await kiosk.alice.private.wait_until(lambda: "of 4, " not in card.text + card.caption, timeout=20)
        assert len(kiosk.rows("SELECT 1 FROM assets")) == 4
        assert await kiosk.available(kiosk.alice) == 100 - taken
        assert not [one for one in kiosk.admin.private.messages if "fewer results than ordered" in one.text]
        kiosk.require_exact_ledger()

        await _made(kiosk, "midjourney a gryphon", "a gryphon", {3}, 4)
        await kiosk.admin.private.wait("fewer results than ordered", timeout=20)
        kiosk.require_exact_ledger()


async def test_one_song_of_two(folder: Path) -> None:
    """KIE gives fewer addresses than it says to make: half of the price, said on the card."""
    async with kiosk_between(
        folder, "live", kie={"hold": True}, KIE_LEGACY_MODELS="suno-v6", FREE_CREDITS="100"
    ) as kiosk:
        await _made(kiosk, "suno-v6 a song of crabs", "a song of crabs", set(), 1)
        row = newest(kiosk, kiosk.alice)
        assert (row["ordered"], row["captured"]) == (2, row["price"] // 2)
        await kiosk.alice.private.wait("Received 1 of 2", timeout=20)
        kiosk.require_exact_ledger()
