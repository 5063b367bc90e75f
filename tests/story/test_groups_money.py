"""A group's account: who fills it, who may spend how much of it, and who agrees."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from bot.availability.model_health import ModelHealth
from bot.catalog.load import load_catalog
from bot.catalog.recipe_catalog import load_recipe_catalog
from bot.catalog.spec import Dialect
from bot.clock import SystemClock
from bot.domain.terms import FixedTariff
from bot.generation.plan import GenerationRequest, Planner
from bot.generation.quote import Quoter
from bot.ledger.allowance import Allowance, Period
from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.group import GroupButton
from handlers.core.buttons.quote import GenerateButton
from storage.core.database import Database
from storage.store import SqliteStore
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = pytest.mark.story

PRICE = 5
"""Credits of the pictures that are asked for here."""


async def ask(kiosk: BotUnderTest, person: Person, room: ChatHandle, words: str) -> Message:
    """Send words and wait for the bot's answer."""
    sent = await person.send(words, chat=room)
    return await room.wait(lambda message: True, after=sent, timeout=20)


async def panel_of(kiosk: BotUnderTest, person: Person, room: ChatHandle) -> Message:
    """Ask for the panel, and follow the link to it: in the group it would be read by all."""
    link = await ask(kiosk, person, room, "/group")
    (row,) = link.buttons
    asked = await person.start(str(row[0].url).partition("start=")[2])
    return await person.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)


async def walk(person: Person, room: ChatHandle, panel: Message, *path: str) -> None:
    """Tap a way through the panel; the message stays the same, its buttons change."""
    for label in path:
        await room.wait_until(partial(_offers, panel, label), timeout=20)
        before = _look(panel)
        await person.tap(panel, label)
        await room.wait_until(partial(_has_changed, panel, before), timeout=20)


def _offers(panel: Message, label: str) -> bool:
    return any(label in one for one in panel.labels)


def _look(panel: Message) -> tuple[str, tuple[str, ...]]:
    return panel.html, tuple(panel.labels)


def _has_changed(panel: Message, before: tuple[str, tuple[str, ...]]) -> bool:
    return _look(panel) != before


async def test_a_account_of_three(folder: Path) -> None:
    """Topped up, it pays; caps, approval and the table of spending are as the group's admins said; every change is reported."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        chief = kiosk.telegram.person("Clara", language="en")
        group = kiosk.telegram.group("Cats", [chief, kiosk.alice, kiosk.boris], kind="supergroup")

        await group.wait("Hi everyone", timeout=20)

        # A member who is no admin sees what there is, and fills the account.
        shown = await panel_of(kiosk, kiosk.boris, group)
        assert "Каждый платит своими кредитами" in shown.text
        assert shown.labels == ["📊 Расходы"]
        given = await ask(kiosk, kiosk.boris, group, "/group topup 40")
        assert "На балансе группы" in given.text or "40" in given.text
        assert "Теперь здесь всё оплачивается с баланса группы" in given.text
        refused = await ask(kiosk, kiosk.boris, group, "/group topup 1000")
        assert "Не хватает" in refused.text

        # The quote says whose account pays; no person's own credits are touched.
        card = await kiosk.quote(kiosk.alice, "flux-pro a cat", room=group)
        assert "The group pays: it has 40" in card.text
        await kiosk.alice.tap(card, "Generate")
        await kiosk.media(group, after=card)
        await kiosk.concluded(card)
        assert await kiosk.available(kiosk.alice) == 100
        assert await kiosk.available(kiosk.boris) == 60

        # An admin asks to be asked; a member who makes the button's data up is refused.
        panel = await panel_of(kiosk, chief, group)
        caps = GroupButton(leaf="caps", chat=group.id).pack()
        toast = await kiosk.boris.press(shown, caps)
        assert "админы" in (toast.text or "")
        await walk(chief, chief.private, panel, "Ask an admin", "0", "Back")
        await chief.private.wait_until(lambda: "approves every request" in panel.text, timeout=20)
        assert "An admin approves every request" in panel.text

        generation_request = await kiosk.quote(kiosk.boris, "flux-pro кот", room=group)
        assert "Это должен разрешить админ" in generation_request.text
        await kiosk.boris.tap(generation_request, "Создать")
        await group.wait_until(lambda: "просит админов" in generation_request.text, timeout=20)
        toast = await kiosk.alice.tap(generation_request, "Разрешить")
        assert "admins" in (toast.text or "")
        assert not kiosk.rows("SELECT 1 FROM generations WHERE person_id = ?", kiosk.boris.id)
        await chief.tap(generation_request, "Разрешить")
        await kiosk.media(group, after=generation_request)
        await kiosk.concluded(generation_request)

        # Rights that are lost between opening and tapping are lost.
        group.promote(kiosk.alice.user)
        second = await panel_of(kiosk, kiosk.alice, group)
        group.demote(kiosk.alice.user)
        toast = await kiosk.alice.tap(second, "Each member pays")
        assert "admins" in (toast.text or "")

        assert [row["what"] for row in kiosk.rows("SELECT what FROM group_changes ORDER BY id")] == [
            "topup",
            "payer",
            "approval_above",
            "approval",
        ]
        kiosk.require_exact_ledger()


async def test_caps_and_the_table_of_spending(folder: Path) -> None:
    """What a member has spent today counts against the cap; the refusal says what is left, the table who spent what."""
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        group = kiosk.telegram.group("Dogs", [kiosk.alice, kiosk.boris])
        await group.wait("Hi everyone", timeout=20)
        await ask(kiosk, kiosk.alice, group, "/group topup 40")
        panel = await panel_of(kiosk, kiosk.alice, group)
        await walk(kiosk.alice, kiosk.alice.private, panel, "Limits", "A day", "10", "Back", "Back")
        for words in ("flux-pro пёс", "flux-pro щенок"):
            card = await kiosk.quote(kiosk.boris, words, room=group)
            await kiosk.boris.tap(card, "Создать")
            await kiosk.concluded(card)
        third = await kiosk.quote(kiosk.boris, "flux-pro волк", room=group)
        toast = await kiosk.boris.tap(third, "Создать")
        assert "каждый может потратить 10 кредитов в день; у вас осталось 0, нужно 5" in (toast.text or "")
        await walk(kiosk.alice, kiosk.alice.private, panel, "Spending")
        await kiosk.alice.private.wait_until(lambda: "This month: 10 credits" in panel.text, timeout=20)
        assert "Борис · 10 · 2 requests" in panel.text
        assert "Flux Pro 10" in panel.text
        kiosk.require_exact_ledger()


async def test_fifty_members_and_a_account_for_twenty(folder: Path) -> None:
    """All confirm at once: exactly twenty are held, thirty read why, and the ledger is exact.

    The fifty quotes are put into the database while the bot is away: a group's flood budget is twenty messages a minute.
    """
    async with kiosk_between(
        folder, "live", kie={"hold": True}, OPEN_PER_CHAT="1000", FREE_CREDITS="1000"
    ) as kiosk:
        members = [kiosk.telegram.person(f"Member {number}", language="en") for number in range(50)]
        group = kiosk.telegram.group("Crowd", members, kind="supergroup")
        welcome = await group.wait("Hi everyone", timeout=20)
        await ask(kiosk, members[0], group, f"/group topup {20 * PRICE}")
        await kiosk.stop()
        tokens = await quotes(kiosk, group.id, [member.id for member in members])
        await kiosk.start()

        async def confirm(member: Person, token: str) -> str:
            query, _ = kiosk.telegram.core.tapped(member.user, welcome, GenerateButton(token=token).pack())
            await group.wait_until(lambda: query.answer is not None, timeout=60)
            assert query.answer is not None
            return query.answer.text or ""

        notified = Counter(
            await asyncio.gather(*(confirm(*pair) for pair in zip(members, tokens, strict=True)))
        )
        assert notified.pop("Started") == 20
        ((why, refused),) = notified.items()
        assert refused == 30
        assert "group has 0; this costs 5 credits" in why
        held = kiosk.rows("SELECT person_id, account_id FROM generations")
        assert len({row["person_id"] for row in held}) == len(held) == 20
        (account,) = kiosk.rows(
            "SELECT id, allowance + bought AS left FROM accounts WHERE owner_kind = 'group'"
        )
        assert (account["left"], {row["account_id"] for row in held}) == (0, {account["id"]})
        kiosk.require_exact_ledger()


async def quotes(kiosk: BotUnderTest, chat_id: int, members: Sequence[int]) -> list[str]:
    """A quote for each member, as the bot itself makes them; returns their tokens."""
    clock, catalog = SystemClock(), load_catalog()
    database = await Database.open(Path(kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")))
    tariff = FixedTariff(dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=Allowance(1000, Period.MONTH))
    health = ModelHealth(catalog, tariff.dialect, clock)
    planner = Planner(catalog, load_recipe_catalog(catalog), tariff.dialect, health)
    quoter = Quoter(catalog, planner, SqliteStore(database, clock), clock, tariff)
    try:
        priced = [
            await quoter.quote(
                GenerationRequest(
                    person_id=member,
                    language="en",
                    chat_id=chat_id,
                    model="flux-pro",
                    choices={},
                    prompt=f"number {member}",
                )
            )
            for member in members
        ]
    finally:
        await database.close()
    assert {one.quote.price for one in priced} == {PRICE}
    return [one.quote.token for one in priced]
