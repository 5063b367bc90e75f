"""What is dear waits for an admin of the group: the first answer counts, and what changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from aiogram.types import Chat

from bot.catalog.spec import Kind
from bot.domain.generation import Asset
from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer, Span
from bot.ledger.operations import grant
from handlers.core.buttons.quote import ApproveButton, GenerateButton
from handlers.core.buttons.result import ContinueChainButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person, Shown

GROUP = Chat(id=-100, type="supergroup", title="Cats")
ASKER, CHIEF, SECOND = 8, 7, 9
RULES = GroupRules(payer=Payer.GROUP, approval_above=0)


@pytest.fixture
async def card(kiosk: BotUnderTest) -> Shown:
    """Борис asked for a picture in a group with an account of 50 and two admins; the card waits for one of them."""
    kiosk.screen.admins = {CHIEF, SECOND}
    await set_rules(kiosk)
    async with kiosk.store.transaction() as tx:
        await grant(tx, await tx.group_account(GROUP.id), 50, "gift", kiosk.clock.now())
    boris = person(kiosk, ASKER)
    await boris.say("/gen flux-pro кот")
    await boris.tap("Создать")
    shown = kiosk.screen.last
    assert "просит админов" in shown.text
    return shown


def person(kiosk: BotUnderTest, person_id: int) -> Person:
    """A person in the group; the asker speaks Russian, the admins English."""
    return kiosk.person(person_id, chat=GROUP, language="ru" if person_id == ASKER else "en")


async def set_rules(kiosk: BotUnderTest, **changes: Any) -> None:
    """What the group's admins want now."""
    async with kiosk.store.transaction() as tx:
        group = Group(chat_id=GROUP.id, admission=AdmissionStatus.ADMITTED, rules=replace(RULES, **changes))
        await tx.save_group(group)


async def left_in_account(kiosk: BotUnderTest) -> int:
    """What the account has."""
    async with kiosk.store.transaction() as tx:
        return (await tx.group_account(GROUP.id)).available


async def test_an_admin_agrees(kiosk: BotUnderTest, card: Shown) -> None:
    """It is made for the asker, in their language, paid by the account; the audit trail says who agreed to how much."""
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    (made,) = await kiosk.history.open(ASKER)
    assert (made.language, made.price) == ("ru", 8)
    assert "Flux Pro" in card.text
    assert "Отменить" in "".join(card.labels)
    assert await left_in_account(kiosk) == 42
    async with kiosk.store.transaction() as tx:
        (line,) = await tx.changes(GROUP.id, 9)
    assert (line.person_id, line.what, line.after) == (CHIEF, "approval", "8")


async def test_the_first_answer_counts(kiosk: BotUnderTest, card: Shown) -> None:
    """Two admins at once: agreed twice is made once; declined after it was agreed to goes on."""
    agree, decline = card.data("Разрешить"), card.data("Отказать")
    await person(kiosk, CHIEF).tap_data(agree, card.id)
    shown = card.text
    await person(kiosk, SECOND).tap_data(agree, card.id)
    await person(kiosk, SECOND).tap_data(decline, card.id)
    assert kiosk.screen.toasts[-2:] == ["Already started"] * 2
    assert (len(await kiosk.history.open(ASKER)), await left_in_account(kiosk), card.text) == (1, 42, shown)


async def test_declined_is_declined(kiosk: BotUnderTest, card: Shown) -> None:
    """Agreeing after another admin declined makes nothing, and so does the asker's own button of before."""
    agree = card.data("Разрешить")
    await person(kiosk, SECOND).tap("Отказать", on=card)
    assert "Админы отклонили запрос" in card.text
    shown = card.text
    await person(kiosk, CHIEF).tap_data(agree, card.id)
    assert "This request is closed" in (kiosk.screen.toasts[-1] or "")
    generate = GenerateButton(token=ApproveButton.unpack(agree).token).pack()
    await person(kiosk, ASKER).tap_data(generate, card.id)
    assert "запрос закрыт" in (kiosk.screen.toasts[-1] or "")
    assert card.text == shown
    assert (await kiosk.history.open(ASKER), await left_in_account(kiosk)) == ([], 50)


async def test_another_payer_since(kiosk: BotUnderTest, card: Shown) -> None:
    """Where another account pays by now, agreeing makes nothing: the asker may ask for a new price, once."""
    agree = card.data("Разрешить")
    await set_rules(kiosk, payer=Payer.ASKER)
    await person(kiosk, CHIEF).tap_data(agree, card.id)
    assert "цена устарела" in card.text
    old = card.data("Узнать новую цену")
    await person(kiosk, CHIEF).tap("Узнать новую цену", on=card)
    assert "someone else" in (kiosk.screen.toasts[-1] or "")
    await person(kiosk, ASKER).tap("Узнать новую цену", on=card)
    assert "Создать" in card.labels[0]
    shown = card.text
    await person(kiosk, ASKER).tap_data(old, card.id)
    assert "запрос закрыт" in (kiosk.screen.toasts[-1] or "")
    assert card.text == shown
    assert await kiosk.history.open(ASKER) == []


async def test_who_asked_takes_it_back(kiosk: BotUnderTest, card: Shown) -> None:
    """The asker's own no is theirs; their yes, and anybody else's, is not enough."""
    asker, stranger = person(kiosk, ASKER), person(kiosk, 12)
    for somebody, label in ((asker, "Разрешить"), (stranger, "Разрешить"), (stranger, "Отказать")):
        await somebody.tap(label, on=card)
    assert [("admins" in (one or "") or "админы" in (one or "")) for one in kiosk.screen.toasts[-3:]] == [
        True
    ] * 3
    await asker.tap("Отказать", on=card)
    assert "Запрос отозван" in card.text
    assert await kiosk.history.open(ASKER) == []


async def test_rights_that_were_lost(kiosk: BotUnderTest, card: Shown) -> None:
    """An admin who is none any more when they tap decides nothing."""
    kiosk.screen.admins = {SECOND}
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    assert "Only this group’s admins" in (kiosk.screen.toasts[-1] or "")
    assert await kiosk.history.open(ASKER) == []


async def test_an_asker_who_left(kiosk: BotUnderTest, card: Shown) -> None:
    """Nothing is made for who is not in the group any more."""
    kiosk.screen.gone = {ASKER}
    kiosk.dispatcher["chat_members"].changed(GROUP.id, ASKER)
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    assert "больше не в группе" in card.text
    assert (await kiosk.history.open(ASKER), await left_in_account(kiosk)) == ([], 50)


async def test_an_asker_who_was_blocked(kiosk: BotUnderTest, card: Shown) -> None:
    """Barred by the operator in between: nothing is made, and the card says so without buttons."""
    await kiosk.balances.set_blocked(ASKER, blocked=True, by=99)
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    assert "ничего не создано и не списано" in card.text
    assert (card.labels, await kiosk.history.open(ASKER), await left_in_account(kiosk)) == ([], [], 50)


@pytest.mark.parametrize(
    ("changes", "reason", "open_still"),
    [
        ({"caps": {Span.DAY: 4}}, "каждый может потратить 4 кредита в день", True),
        ({"generation_cap": 4}, "Лимит на запрос в этой группе — 4", False),
        ({"banned_words": ("кот",)}, "запретили", False),
        ({"models_off": frozenset({"flux-pro"})}, "отключили Flux Pro", False),
        ({"payer": Payer.ASKER}, "цена устарела", False),
    ],
)
async def test_rules_that_changed_meanwhile(
    kiosk: BotUnderTest, card: Shown, changes: dict[str, Any], reason: str, open_still: bool
) -> None:
    """What the rules forbid by now is refused in the asker's language; what may become possible stays open."""
    await set_rules(kiosk, **changes)
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    assert reason in card.text
    assert ("Разрешить" in card.labels) is open_still
    assert (await kiosk.history.open(ASKER), await left_in_account(kiosk)) == ([], 50)


async def test_an_empty_balance_is_topped_up(kiosk: BotUnderTest, card: Shown) -> None:
    """Emptied between the question and the yes: said, nothing held; agreed to once more after a gift, it is made."""
    async with kiosk.store.transaction() as tx:
        await grant(tx, await tx.group_account(GROUP.id), -48, "taken", kiosk.clock.now())
    chief = person(kiosk, CHIEF)
    await chief.tap("Разрешить", on=card)
    assert "На балансе группы 2, а нужно 8 кредитов" in card.text
    assert await kiosk.history.open(ASKER) == []
    await chief.say("/group topup 6")
    await chief.tap("Разрешить", on=card)
    assert len(await kiosk.history.open(ASKER)) == 1
    assert await left_in_account(kiosk) == 0


async def test_an_old_question(kiosk: BotUnderTest, card: Shown) -> None:
    """A day later the price is not honoured any more; the asker's tap makes a new one."""
    kiosk.clock.advance(hours=25)
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    assert "цена устарела" in card.text
    assert (await kiosk.history.open(ASKER), await left_in_account(kiosk)) == ([], 50)


async def test_no_admin_agrees_for_another_group(kiosk: BotUnderTest, card: Shown) -> None:
    """A forged button with another group's quote is none of ours."""
    elsewhere = kiosk.person(CHIEF, chat=Chat(id=-200, type="supergroup", title="Dogs"))
    await elsewhere.say("/group")
    token = ApproveButton.unpack(card.data("Разрешить")).token
    await elsewhere.tap_data(ApproveButton(token=token, agree=True).pack(), kiosk.screen.last.id)
    assert "expired" in (kiosk.screen.toasts[-1] or "")
    assert await kiosk.history.open(ASKER) == []


async def _rich(kiosk: BotUnderTest) -> None:
    """A group with 500 credits, whose admin has to agree to everything."""
    kiosk.screen.admins = {CHIEF}
    await set_rules(kiosk)
    async with kiosk.store.transaction() as tx:
        await grant(tx, await tx.group_account(GROUP.id), 500, "gift", kiosk.clock.now())


async def test_a_recipe_waits_for_an_admin(kiosk: BotUnderTest) -> None:
    """What a member asks for in several steps waits like one generation: with its steps and its whole price, held once agreed."""
    await _rich(kiosk)
    boris = person(kiosk, ASKER)
    await boris.say("/recipe idea-to-video лиса читает газету")
    assert "Платит группа: у неё 500 кредитов, останется 442" in kiosk.screen.last.text
    assert "Это должен разрешить админ" in kiosk.screen.last.text
    await boris.tap("Создать")
    card = kiosk.screen.last
    assert "просит админов" in card.text
    assert "1. Картинка" in card.text
    assert "58 кредитов" in card.text
    assert (await kiosk.history.open(ASKER), await left_in_account(kiosk)) == ([], 500)
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    assert [one.chain_step for one in await kiosk.history.open(ASKER)] == ["picture"]
    assert await left_in_account(kiosk) == 442
    async with kiosk.store.transaction() as tx:
        (line,) = await tx.changes(GROUP.id, 9)
    assert (line.what, line.after) == ("approval", "58")


async def test_an_admins_own_recipe_begins(kiosk: BotUnderTest) -> None:
    """An admin need not ask the admins."""
    await _rich(kiosk)
    chief = person(kiosk, CHIEF)
    await chief.say("/recipe idea-to-video a fox reads the newspaper")
    await chief.tap("Generate")
    assert len(await kiosk.history.open(CHIEF)) == 1
    assert await left_in_account(kiosk) == 442


async def test_what_continues_a_recipe_waits_for_an_admin(kiosk: BotUnderTest) -> None:
    """Going on from another person's step above the limit is asked for, too: the price of the rest."""
    await _rich(kiosk)
    chief, boris = person(kiosk, CHIEF), person(kiosk, ASKER)
    await chief.say("/recipe idea-to-video a fox reads the newspaper")
    await chief.tap("Generate")
    (picture,) = await kiosk.history.open(CHIEF)
    await kiosk.finish(picture, Asset(url="", kind=Kind.IMAGE, file_id="picture"))
    await boris.tap_data(ContinueChainButton(generation=picture.id).pack(), 1)
    assert "1. Картинка: ✅" in kiosk.screen.last.text
    await boris.tap("Создать")
    card = kiosk.screen.last
    assert "просит админов" in card.text
    assert await kiosk.history.open(ASKER) == []
    await person(kiosk, CHIEF).tap("Разрешить", on=card)
    assert [one.chain_step for one in await kiosk.history.open(ASKER)] == ["video"]
