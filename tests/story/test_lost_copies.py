"""Copies at Telegram that do not hold: another bot made them, or Telegram lost one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = pytest.mark.story


async def _three(kiosk: BotUnderTest) -> list[str]:
    """Three pictures of Alice's; their file ids."""
    for words in ("a heron", "a kestrel", "a crane"):
        card = await kiosk.generate(kiosk.alice, f"flux-pro {words}")
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
    return [row["file_id"] for row in kiosk.rows("SELECT file_id FROM assets ORDER BY id")]


async def test_one_lost_copy_spoils_nothing_else(folder: Path) -> None:
    """Inline mode and the gallery go on without it; asked for by itself, it comes again from the supplier."""
    async with kiosk_between(folder, "live") as kiosk:
        alice = kiosk.alice
        _, lost, _ = await _three(kiosk)
        kiosk.telegram.lose_file(lost)
        offered = await alice.inline("")
        assert len(offered.results) == 2
        assert kiosk.rows("SELECT count(*) AS n FROM assets WHERE file_id = ''") == [{"n": 1}]
        assert len((await alice.inline("")).results) == 2

        asked = await alice.send("/history")
        gallery = await alice.private.wait("Your history", after=asked, timeout=20)
        await alice.tap(gallery, "2")
        document = await kiosk.media(alice.private, after=gallery, kinds=frozenset({"document"}))
        assert document.kind == "document"
        assert len((await alice.inline("")).results) == 3, "the new copy is as good as any"


async def test_another_bot_on_the_same_database(folder: Path) -> None:
    """After a new BOT_TOKEN no copy holds: nothing is offered that would fail, and everything can be had again."""
    async with kiosk_between(folder, "live") as kiosk:
        alice = kiosk.alice
        for file_id in await _three(kiosk):
            kiosk.telegram.lose_file(file_id)
        asked = await alice.send("/history")
        gallery = await alice.private.wait("Your history", after=asked, timeout=20)
        assert (await alice.inline("")).results == ()
        await alice.tap(gallery, "1")
        await kiosk.media(alice.private, after=gallery, kinds=frozenset({"document"}))
