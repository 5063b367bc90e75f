"""A group's pace is kept for what was made: a chatty member does not make the others wait for their results."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_six_panels_in_a_row_delay_no_result(folder: Path, language: str) -> None:
    """They are answered twice; a result that is ready meanwhile comes at once."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100", paced=True) as kiosk:
        maker, chatty = (kiosk.alice, kiosk.boris) if language == "ru" else (kiosk.boris, kiosk.alice)
        group = kiosk.telegram.group("Cats", [kiosk.admin, maker, chatty], kind="supergroup")
        await group.wait("/menu", timeout=20)
        card = await kiosk.quote(maker, "flux-pro a cat", room=group)
        for _ in range(6):
            asked = await chatty.send("/group", chat=group)
        await group.wait(lambda one: one.sender.is_bot, after=card, timeout=20)
        begun = time.monotonic()
        await maker.tap(card, (0, 0))
        await kiosk.media(group, after=card)
        assert time.monotonic() - begun < 10, "the group's minute was used up"
        await chatty.send("/menu", chat=group)
        await group.wait(lambda one: one.sender.is_bot and bool(one.buttons), after=asked, timeout=20)
        links = ("Open the panel", "Открыть панель")
        panels = [one for one in group.messages if one.labels and one.labels[0] in links]
        assert len(panels) == 2
