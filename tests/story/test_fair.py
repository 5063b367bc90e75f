"""Fair and bounded: no person's hundred requests hold up the next person's first, and everybody knows where they are."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.generation.engine import SUBMIT_POOL
from bot.sandbox.telegram import Message
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

MOST_IN_CHAT = 3
LIMIT = 6
"""Updates of a person in ten seconds, in the story about floods."""
AT_ONCE = 19
"""Creations in ten seconds that KIE's limit lets through."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with the limits of real life, and a KIE that takes as much as the real one."""
    async with kiosk_between(
        tmp_path_factory.mktemp("fair"),
        "live",
        kie={"limits": True, "hold": True},
        FREE_CREDITS="unlimited",
        OPEN_PER_ACCOUNT="100",
        OPEN_PER_CHAT=str(MOST_IN_CHAT),
    ) as kiosk:
        yield kiosk
        kiosk.require_exact_ledger()


def _shows_place(message: Message) -> int:
    """The place that a card tells, 0 when it tells none."""
    if "Next in line" in message.text:
        return 1
    found = re.search(r"In line: (\d+)", message.text)
    return int(found[1]) if found else 0


async def test_round_robin_and_places(kiosk: BotUnderTest) -> None:
    """One person confirms thirty at once; another's first goes before the rest of them, and places in line go down.

    The thirty are spread over groups: the pace of a single chat would not let a line come about.
    """
    many, one = kiosk.telegram.person("Many"), kiosk.telegram.person("One")
    mine = await kiosk.quote(one, "flux-pro the only one")
    groups = [kiosk.telegram.group(f"Group {number}", [many], "supergroup") for number in range(10)]
    cards = [
        await kiosk.quote(many, f"flux-pro {group.chat.title} {number}", room=group)
        for number in range(MOST_IN_CHAT)
        for group in groups
    ]
    await asyncio.gather(*(many.tap(card, (0, 0), timeout=20) for card in cards))
    await one.tap(mine, (0, 0))
    last, group = cards[-1], groups[-1]
    await group.wait_until(lambda: _shows_place(last) > 1, timeout=20)
    notified = _shows_place(last)
    await kiosk.kie.wait_task(lambda task: task.prompt == "the only one", timeout=30)
    before = [task.prompt for task in kiosk.kie.tasks.values()].index("the only one")
    assert before <= AT_ONCE + SUBMIT_POOL.width  # what was let through already, and what was being submitted
    assert before < len(cards)
    await group.wait_until(
        lambda: 0 < _shows_place(last) < notified or "Already rendering" in last.text, timeout=60
    )
    await until(lambda: len(kiosk.kie.tasks) == len(cards) + 1, seconds=40)
    for task in list(kiosk.kie.tasks.values()):
        task.finish()


async def test_a_group_has_only_so_many_open(kiosk: BotUnderTest) -> None:
    """The group's limit counts everybody's: one more is refused in plain words, and nothing is held for it."""
    people = [kiosk.telegram.person(f"Member {number}") for number in range(MOST_IN_CHAT + 1)]
    group = kiosk.telegram.group("Crowd", people, "supergroup")
    for person in people:
        asked = await person.send("/gen flux-pro a crowd", chat=group)
        card = await group.wait(
            lambda message: any("Generate" in label for label in message.labels), after=asked, timeout=30
        )
        await person.tap(card, (0, 0), timeout=30)
    refusal = await group.wait("This group can have", timeout=40)
    assert str(MOST_IN_CHAT) in refusal.text
    made = kiosk.rows("SELECT person_id FROM generations WHERE chat_id = ?", group.id)
    assert [row["person_id"] for row in made] == [person.id for person in people[:-1]]
    assert not kiosk.rows(
        "SELECT 1 FROM holds h JOIN accounts a ON a.id = h.account_id WHERE a.owner_kind = 'person' AND a.owner_id = ?",
        people[-1].id,
    )


async def test_a_flood_is_answered_once(kiosk: BotUnderTest) -> None:
    """Eighteen commands at once: six are heard, one polite message follows, then silence; others are answered."""
    await kiosk.stop()
    await kiosk.start(UPDATES_PER_PERSON=str(LIMIT))
    flooder, other = kiosk.telegram.person("Flooder"), kiosk.telegram.person("Calm")
    kiosk.telegram.updates.hold()
    for _ in range(3 * LIMIT):
        await flooder.send("/quota")
    kiosk.telegram.updates.release()
    asked = await other.send("/balance")
    await other.private.wait(lambda _: True, after=asked, timeout=20)
    await flooder.private.wait("Too many at once", timeout=40)
    await until(lambda: not kiosk.telegram.updates.pending)
    async with asyncio.timeout(60):
        await kiosk.telegram.calls.wait("sendMessage", count=LIMIT + 1, chat=flooder.id, timeout=60)
    said = [message.text for message in flooder.private.messages if message.sender.is_bot]
    assert sum("Too many at once" in text for text in said) == 1
    assert len(said) <= LIMIT + 2
