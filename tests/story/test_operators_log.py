"""/log alone: who changed what, from what to what, page by page, whatever people and helpers write; to all but owners it is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from bot.sandbox.telegram import Message, Person
from handlers.core.buttons.operator import LogButton
from tests.story.buying import answer
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

WORDS: Final = {
    "en": {
        "title": "Operators’ log", "older": "Older", "newest": "Newest", "staff": "viewer → money", "block": "not blocked → blocked",
        "kind": "Credits", "none": "Nothing here", "grant": "grant",
    },
    "ru": {
        "title": "Журнал операторов", "older": "Раньше", "newest": "Новые", "staff": "просмотр → деньги",
        "block": "не заблокирован → заблокировано", "kind": "Кредиты", "none": "Здесь пусто", "grant": "кредиты",
    },
}  # fmt: skip
HOSTILE: Final = "<b>Eve</b>\n2026-01-01 00:00 UTC · Ada\u202e → 0"
FORGED: Final = "ok”\n\n2026-01-01 00:00 UTC · Ada, 1\nCredits: Mallory\n0 → 1000000"
"""A reason that looks like a line of its own."""


async def _log(owner: Person, words: str, title: str) -> Message:
    sent = await owner.send(words)
    return await owner.private.wait(title, after=sent, timeout=20)


async def _acts(kiosk: BotUnderTest, count: int) -> None:
    await until(lambda: len(kiosk.rows("SELECT 1 FROM operator_acts")) == count)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_log(folder: Path, language: str) -> None:
    """Each change is one line with who, whom, before and after; it is read by kind, by person and by reply, also after a kill."""
    said = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        owner = kiosk.admin
        owner.user.language_code = language
        helper = kiosk.telegram.person("Hal", language=language)
        eve = kiosk.telegram.person(HOSTILE, language=language)
        for one in (helper, eve):
            await answer(one, "/balance")
        assert said["none"] in (await _log(owner, "/log", said["title"])).text
        for number, role in enumerate(("viewer", "money"), 1):
            await owner.send(f"/staff {helper.id} {role}")
            await _acts(kiosk, number)
        sent = await helper.send(f"/user {eve.id}")
        card = await helper.private.wait(f"{eve.id}", after=sent, timeout=20)
        block = {"en": "Block", "ru": "Блокировать"}[language]
        await helper.tap(card, block)
        await helper.private.wait(lambda one: one.id > card.id, timeout=20)
        await helper.send(FORGED)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM operator_acts WHERE act = 'block'")))
        for number in range(1, 11):
            await helper.send(f"/grant {eve.id} {number} gift <i>{number}")
            await _acts(kiosk, 3 + number)
        await kiosk.kill()
        await kiosk.start()

        newest = await _log(owner, "/log", said["title"])
        assert newest.text.count("UTC ·") == 8
        assert "“gift <i>10”" in newest.text.replace("«", "“").replace("»", "”")
        assert len(re.findall(r"^\d{4}-\d\d-\d\d \d\d:\d\d UTC · Hal", newest.text, re.MULTILINE)) == 8
        await owner.tap(newest, said["older"])
        await owner.private.wait_until(lambda: said["block"] in newest.text)
        assert said["staff"] in newest.text
        assert "2026-01-01" in newest.text, "what it says stands there, as a reason"
        assert not re.search(r"^2026-01-01", newest.text, re.MULTILINE), "a helper's words are no line"
        assert "\u202e" not in newest.text
        await owner.tap(newest, said["newest"])
        await owner.private.wait_until(lambda: "gift <i>10" in newest.text)

        of_kind = await _log(owner, f"/log {said['grant']}", said["title"])
        assert said["kind"] in of_kind.text
        assert said["block"] not in of_kind.text
        of_helper = await _log(owner, f"/log {helper.id}", said["title"])
        await owner.tap(of_helper, said["older"])
        await owner.private.wait_until(lambda: said["staff"] in of_helper.text)
        forwarded = await owner.forward(await eve.send("hello"), chat=owner.private)
        sent = await owner.send("/log", reply_to=forwarded)
        of_eve = await owner.private.wait(said["title"], after=sent, timeout=20)
        await owner.tap(of_eve, said["older"])
        await owner.private.wait_until(lambda: said["block"] in of_eve.text)
        assert said["staff"] not in of_eve.text

        for person in (helper, eve):
            assert said["title"] not in (await answer(person, "/log")).text
            own = person.private.messages[-1]
            await person.press(own, LogButton().pack())
            assert not [one for one in person.private.messages if said["title"] in one.text]
