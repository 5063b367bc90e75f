"""What changed in a group between the price and the tap: a clear answer in the asker's language, and no charge."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from aiogram.types import Chat

from bot.catalog.spec import Kind
from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer, Span
from bot.ledger.operations import grant
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person, Shown

GROUP = Chat(id=-100, type="supergroup", title="Cats")
RULES = GroupRules(payer=Payer.GROUP)
PRICE = 8


async def set_rules(kiosk: BotUnderTest, **changes: Any) -> None:
    """What the group's admins want now."""
    async with kiosk.store.transaction() as tx:
        group = Group(chat_id=GROUP.id, admission=AdmissionStatus.ADMITTED, rules=replace(RULES, **changes))
        await tx.save_group(group)


async def fill(kiosk: BotUnderTest, amount: int, key: str) -> None:
    """Credits for the account, or from it."""
    async with kiosk.store.transaction() as tx:
        await grant(tx, await tx.group_account(GROUP.id), amount, key, kiosk.clock.now())


async def left_in_account(kiosk: BotUnderTest) -> int:
    """What the account has."""
    async with kiosk.store.transaction() as tx:
        return (await tx.group_account(GROUP.id)).available


@pytest.fixture
def boris(kiosk: BotUnderTest) -> Person:
    """A member who speaks Russian."""
    return kiosk.person(8, chat=GROUP, language="ru")


@pytest.fixture
async def card(kiosk: BotUnderTest, boris: Person) -> Shown:
    """His quote of 8 credits, from an account of 50."""
    await set_rules(kiosk)
    await fill(kiosk, 50, "gift")
    await boris.say("/gen flux-pro кот")
    assert "Платит группа" in kiosk.screen.last.text
    return kiosk.screen.last


@pytest.mark.parametrize(
    ("changes", "notified"),
    [
        ({"caps": {Span.DAY: 7}}, "7 кредитов в день; у вас осталось 7, нужно 8"),
        ({"caps": {Span.WEEK: 0}}, "в неделю; у вас осталось 0"),
        ({"generation_cap": 7}, "Лимит на запрос в этой группе — 7"),
        ({"kinds": frozenset({Kind.MUSIC})}, "отключили картинки"),
        ({"models_off": frozenset({"flux-pro"})}, "отключили Flux Pro"),
        ({"banned_words": ("кот*",)}, "запретили"),
    ],
)
async def test_a_rule_of_a_moment_ago(
    kiosk: BotUnderTest, boris: Person, card: Shown, changes: dict[str, Any], notified: str
) -> None:
    """Set after the price was shown, it counts; the card stays, since what forbids it may change again."""
    await set_rules(kiosk, **changes)
    await boris.tap("Создать", on=card)
    assert notified in (kiosk.screen.toasts[-1] or "")
    assert (await kiosk.history.open(8), await left_in_account(kiosk)) == ([], 50)
    await set_rules(kiosk)
    await boris.tap("Создать", on=card)
    assert (len(await kiosk.history.open(8)), await left_in_account(kiosk)) == (1, 50 - PRICE)


async def test_a_balance_that_was_emptied(kiosk: BotUnderTest, boris: Person, card: Shown) -> None:
    """The answer says what is missing and how to top it up; one's own credits are not touched."""
    own = (await kiosk.balances.balance(8)).available
    await fill(kiosk, -49, "taken")
    await boris.tap("Создать", on=card)
    assert "На балансе группы 1, а нужно 8 кредитов. Не хватает: 7" in (kiosk.screen.toasts[-1] or "")
    assert (await kiosk.history.open(8), (await kiosk.balances.balance(8)).available) == ([], own)


async def test_another_payer_means_another_price(kiosk: BotUnderTest, boris: Person, card: Shown) -> None:
    """The price is paid only from the account that was shown: the card is made anew and says who pays now."""
    own = (await kiosk.balances.balance(8)).available
    await set_rules(kiosk, payer=Payer.ASKER)
    await boris.tap("Создать", on=card)
    assert "Платит группа" not in card.text
    assert (await kiosk.history.open(8), await left_in_account(kiosk)) == ([], 50)
    await boris.tap("Создать", on=card)
    assert (await kiosk.balances.balance(8)).available == own - PRICE
    assert await left_in_account(kiosk) == 50


async def test_two_taps_at_once(kiosk: BotUnderTest, boris: Person, card: Shown) -> None:
    """Made once, paid once."""
    data = card.data("Создать")
    await asyncio.gather(boris.tap_data(data, card.id), boris.tap_data(data, card.id))
    assert (len(await kiosk.history.open(8)), await left_in_account(kiosk)) == (1, 50 - PRICE)


async def test_a_cap_that_others_do_not_use_up(kiosk: BotUnderTest, boris: Person, card: Shown) -> None:
    """What one member spends counts against their cap alone, whatever they ask for next."""
    await set_rules(kiosk, caps={Span.DAY: 10})
    await boris.tap("Создать", on=card)
    await boris.say("/gen flux-pro пёс")
    await boris.tap("Создать")
    assert "осталось 2, нужно 8" in (kiosk.screen.toasts[-1] or "")
    ann = kiosk.person(9, chat=GROUP)
    await ann.say("/gen flux-pro a dog")
    await ann.tap("Generate")
    assert (len(await kiosk.history.open(9)), await left_in_account(kiosk)) == (1, 50 - 2 * PRICE)


async def test_as_many_at_once_as_the_group_wants(kiosk: BotUnderTest, boris: Person, card: Shown) -> None:
    """One open at a time: the second waits for no one, it is refused with the number."""
    await set_rules(kiosk, open_maximum=1)
    await boris.tap("Создать", on=card)
    ann = kiosk.person(9, chat=GROUP)
    await ann.say("/gen flux-pro a dog")
    await ann.tap("Generate")
    assert await kiosk.history.open(9) == []
    assert await left_in_account(kiosk) == 50 - PRICE
