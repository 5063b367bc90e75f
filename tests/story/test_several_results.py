"""Several results of one task: what the model's file says is what people pay for, what KIE is asked for, and what arrives."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram.chats import ChatHandle
from tests.story.kiosk import kiosk_between
from tests.story.supplier import newest, until

pytestmark = pytest.mark.story

SAID = {"en": "3 pictures", "ru": "3 картинки"}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("in_group", [False, True])
@pytest.mark.parametrize("line", ["images=3 a red cat", "a red cat x3"])
async def test_three_pictures_of_one_task(folder: Path, language: str, line: str, *, in_group: bool) -> None:
    """One price by KIE's rule, one task, one album; asked for by the option, or as three at once."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = kiosk.alice if language == "en" else kiosk.boris
        await kiosk.admin.start()
        room: ChatHandle = person.private
        if in_group:
            room = kiosk.telegram.group("Cats", [kiosk.admin, person], kind="supergroup")
            await room.wait(lambda one: one.sender.is_bot, timeout=20)
        price = await kiosk.quote(person, f"wan-2.7-image {line}", room=room)
        assert SAID[language] in price.text
        await person.tap(price, "15")  # 3 × 4.8, rounded up once
        await until(lambda: newest(kiosk, person)["notified"] == 1)
        (task,) = kiosk.kie.tasks.values()
        assert task.body["input"]["n"] == 3
        row = newest(kiosk, person)
        assert (row["ordered"], row["captured"], row["price"]) == (3, 15, 15)
        assert row["kie_taken"] == row["kie_expected"] == 14_400
        assert sum(one.kind in {"photo", "document"} for one in room.messages) == 3
        kiosk.require_exact_ledger()


async def test_three_at_once_of_words_alone_are_three_tasks(folder: Path) -> None:
    """Where several in one task need a picture, words alone are asked for as often."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        await kiosk.generate(kiosk.alice, "ideogram-v3 a red cat x3")
        await until(lambda: len(kiosk.rows("SELECT 1 FROM generations WHERE state = 'delivered'")) == 3)
        assert len(kiosk.kie.tasks) == 3
        kiosk.require_exact_ledger()


async def test_a_number_that_needs_a_picture_is_not_sold_without(folder: Path) -> None:
    """Words alone make one at KIE: more are refused before there is a price."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        said = await kiosk.alice.send("/gen ideogram-v3 images=4 a red cat")
        await kiosk.alice.private.wait("images", after=said, timeout=20)
        assert not kiosk.kie.tasks
        price = await kiosk.quote(kiosk.alice, "ideogram-v3 a red cat")
        assert "pictures" not in price.text
