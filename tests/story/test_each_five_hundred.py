"""/each with five hundred files: thirty are taken, which is said, and no one is flooded."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bot.sandbox.telegram import Item, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.media import picture
from tests.story.test_each_trouble import SAID, begun, counted, spoken

pytestmark = pytest.mark.story

FILES: Final = 500
SLOW: Final = "Слишком много сразу"
MOST_CARDS: Final = 8
"""The card goes below what has come since: once for each of a few bursts."""
MOST_GROWTH: Final = 40
"""Megabytes."""


def megabytes(kiosk: BotUnderTest) -> float:
    """What the process holds in memory."""
    assert kiosk.process is not None
    status = Path(f"/proc/{kiosk.process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def shown(person: Person, go: str) -> list[Message]:
    """The cards with files that stand in the chat."""
    return [one for one in person.private.messages if go in str(one.labels) and not one.deleted]


async def test_five_hundred_files(folder: Path) -> None:
    """One card is left, which says how many were taken; the person is asked once to slow down, and no file is fetched."""
    said = SAID["ru"]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited", UPDATES_PER_PERSON=None) as kiosk:
        person = spoken(kiosk, "ru")
        await person.start()
        first = await begun(person, said["line"])
        content, before = picture(), megabytes(kiosk)
        for _ in range(0, FILES, 10):
            await person.send_album([Item("photo", content) for _ in range(10)])
        last = await person.send("/status")  # is answered when all before it was seen
        await person.private.wait(lambda one: one.sender.is_bot and not one.labels, after=last, timeout=30)
        await until(lambda: len(shown(person, said["go"])) == 1)
        card = await counted(person, said["go"], 30)
        assert said["full"] in card.text
        after = [one for one in person.private.messages if one.sender.is_bot and one.id > first.id]
        assert len([one for one in after if SLOW in one.text]) == 1
        assert len([one for one in after if one.deleted]) < MOST_CARDS
        assert shown(person, said["go"]) == [card]
        assert (
            len([one for one in after if not one.deleted]) == 3
        )  # the card, the answer to /status, and "slow down"
        assert not kiosk.telegram.calls.find("getFile")
        assert kiosk.rows("SELECT json_array_length(reference_list) AS n FROM drafts") == [{"n": 30}]
        assert megabytes(kiosk) - before < MOST_GROWTH
