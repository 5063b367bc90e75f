"""/log: what operators changed, newest first."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.domain.staff import Act
from handlers.core.buttons.operator import LogButton
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

ROOT = Path(__file__).parents[4]
READING = {Act.STATS, Act.JOB, Act.GROUPS, Act.STARS, Act.USER, Act.LOG, Act.CONSOLE}
"""Acts that change nothing."""


def test_every_act_that_changes_something_writes_a_line() -> None:
    """Each has a place that makes its line of the log; those that only look have none."""
    written = set()
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "storage").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ActRecord":
                acts = [keyword.value for keyword in node.keywords if keyword.arg == "act"]
                written |= {one.attr for one in acts if isinstance(one, ast.Attribute)}
    assert {Act[name] for name in written} == set(Act) - READING


async def test_the_log_by_kind_and_by_person(kiosk: BotUnderTest) -> None:
    """All of it, one kind, or one person's; names of people, before and after, nothing of which is markup."""
    await kiosk.people.see(50, telegram_language="en", name="<b>Bob", username="bob")
    await kiosk.people.see(51, telegram_language="en", name="Cat")
    owner = kiosk.person(ADMIN)
    for words in ("/staff 50 viewer", "/staff 50 money", "/grant 51 50", "/block 51"):
        await owner.say(words)
    await owner.say("/log")
    text = kiosk.screen.last.text
    assert "viewer → money" in text
    assert "0 → 50" in text
    assert "&lt;b&gt;Bob, @bob, <code>50</code>" in text
    assert text.index("Block") < text.index("Credits") < text.index("Role")
    await owner.say("/log grant")
    assert "Cat" in kiosk.screen.last.text
    assert "Bob" not in kiosk.screen.last.text
    await owner.say("/log 51")
    assert "not blocked → blocked" in kiosk.screen.last.text
    await owner.say("/log @bob")
    assert "viewer → money" in kiosk.screen.last.text
    assert "Cat" not in kiosk.screen.last.text
    for words, said in (("/log nonsense", "/log grant"), ("/log 999", "No user with id 999")):
        await owner.say(words)
        assert said in kiosk.screen.last.text
    await kiosk.person(ADMIN, language="ru").say("/log блокировка")
    assert "не заблокирован → заблокировано" in kiosk.screen.last.text


async def test_pages_by_key(kiosk: BotUnderTest) -> None:
    """Older lines follow, none twice, also while new ones arrive."""
    await kiosk.people.see(50, telegram_language="en", name="Bob")
    owner = kiosk.person(ADMIN)
    for number in range(1, 11):
        await owner.say(f"/grant 50 {number}")
    await owner.say("/log")
    shown = kiosk.screen.last
    assert "45 → 55" in shown.text
    await owner.say("/grant 50 1")
    await owner.tap("Older", on=shown)
    assert "1 → 3" in shown.text
    assert "3 → 6" not in shown.text
    await owner.tap("‹ Newest", on=shown)
    assert "55 → 56" in shown.text


@pytest.mark.parametrize("before", [0, 2**40, -5])
async def test_made_up_data(kiosk: BotUnderTest, database: Database, before: int) -> None:
    """A stranger gets nothing of it; an owner with strange numbers an answer."""
    await kiosk.person().say("/balance")
    said = len(kiosk.screen.messages)
    await kiosk.person().tap_data(LogButton(before=before).pack(), 1)
    assert all("log" not in shown.text for shown in list(kiosk.screen.messages.values())[said:])
    await kiosk.person(ADMIN).tap_data(LogButton(before=before).pack(), 1)
    assert "Nothing here" in kiosk.screen.last.text
    assert await database.rows("SELECT 1 FROM operator_acts") == []
