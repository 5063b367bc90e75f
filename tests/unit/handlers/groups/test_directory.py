"""The operator's list of groups, and credits for their accounts."""

from __future__ import annotations

import pytest
from aiogram.methods import LeaveChat
from aiogram.types import Chat

from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer, Span
from handlers.core.buttons.operator import AdmitButton, GroupInfoButton, GroupsButton
from handlers.core.ephemeral import EphemeralSupport
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.telegram import Person

CATS = Chat(id=-100, type="supergroup", title="Cats <co>")


async def known(kiosk: BotUnderTest, chat_id: int) -> Group:
    """The group as it is now."""
    async with kiosk.store.transaction() as tx:
        group = await tx.group(chat_id)
    assert group is not None
    return group


async def spend(kiosk: BotUnderTest) -> Person:
    """A member of the cats spends 8 credits of an account of 50."""
    ann = kiosk.person(chat=CATS)
    await ann.say("/group topup 50")
    await ann.say("/gen flux-pro a cat")
    await ann.tap("Generate")
    return ann


async def test_a_list_with_what_was_spent(kiosk: BotUnderTest) -> None:
    """Every group with what its members spent this month; one of them in full, account and all."""
    admin = kiosk.person(ADMIN)
    await admin.say("/groups")
    assert "in any group yet" in kiosk.screen.last.text
    await spend(kiosk)
    await admin.say("/groups")
    listed = kiosk.screen.last
    assert listed.labels == ["👥 Cats <co> · 8"]
    await admin.tap("👥 Cats")
    for phrase in (
        "Cats &lt;co&gt;",
        "-100",
        "Approved.",
        "42</b> credits",
        "8 spent by 1 member",
        "/grant -100",
    ):
        assert phrase in listed.text
    await admin.tap("‹ Back")
    assert listed.labels == ["👥 Cats <co> · 8"]
    await admin.say("/stats")
    assert "Groups: 1" in kiosk.screen.last.text


async def test_pages(kiosk: BotUnderTest) -> None:
    """Eight on a page; a page that is not there any more is the last one, and so is a group."""
    async with kiosk.store.transaction() as tx:
        for number in range(10):
            await tx.save_group(Group(chat_id=-1000 - number, title=f"Group {number}"))
    admin = kiosk.person(ADMIN)
    await admin.say("/groups")
    assert kiosk.screen.last.labels == [*(f"⏳ Group {number} · 0" for number in range(8)), "1/2", "▶"]
    await admin.tap("▶")
    assert kiosk.screen.last.labels == ["⏳ Group 8 · 0", "⏳ Group 9 · 0", "◀", "2/2"]
    await admin.tap_data(GroupsButton(page=99).pack(), kiosk.screen.last.id)
    assert kiosk.screen.last.labels[0] == "⏳ Group 8 · 0"
    await admin.tap_data(GroupInfoButton(chat=-5).pack(), kiosk.screen.last.id)
    assert "no longer known" in kiosk.screen.last.text


async def test_decided_from_the_list(kiosk: BotUnderTest) -> None:
    """Left and barred by a button, and let in again by another; the bot leaves, and nothing works there meanwhile."""
    ann, admin = await spend(kiosk), kiosk.person(ADMIN)
    await admin.say("/groups")
    await admin.tap("👥 Cats")
    card = kiosk.screen.last
    await admin.tap("Block for good")
    assert card.labels == ["Approve"]
    assert (await known(kiosk, CATS.id)).admission is AdmissionStatus.BLOCKED
    assert sum(isinstance(call, LeaveChat) for call in kiosk.screen.calls) == 1
    await ann.say("/gen flux-pro a dog")
    assert "hasn’t approved this group" in kiosk.screen.last.text
    await admin.tap("Approve", on=card)
    assert (await known(kiosk, CATS.id)).admission is AdmissionStatus.ADMITTED
    assert card.labels == ["Leave", "Block for good"]


async def test_nobody_else_decides(kiosk: BotUnderTest) -> None:
    """To others the command does not exist, and forged buttons do nothing."""
    ann = await spend(kiosk)
    await ann.say("/groups")
    assert "Cats" not in kiosk.screen.last.text
    shown = kiosk.screen.last.text
    for forged in (
        GroupsButton(),
        GroupInfoButton(chat=CATS.id),
        AdmitButton(chat=CATS.id, admission=AdmissionStatus.BLOCKED),
    ):
        await ann.tap_data(forged.pack(), kiosk.screen.last.id)
    assert (await known(kiosk, CATS.id)).admission is AdmissionStatus.ADMITTED
    assert kiosk.screen.last.text == shown


async def test_a_grant_for_a_account(kiosk: BotUnderTest) -> None:
    """A group's id means its account: given once per message, written down, and paying from now on; taken back, too."""
    admin = kiosk.person(ADMIN)
    await admin.say("/grant -100 30")
    assert "no longer known" in kiosk.screen.last.text
    await kiosk.person(chat=CATS).say("/group")
    for _ in range(2):
        await admin.say("/grant -100 30", message_id=900)
        assert "<code>-100</code>. It has 30 now." in kiosk.screen.last.text
    assert (await known(kiosk, CATS.id)).rules.payer is Payer.GROUP
    await admin.say("/grant -100 -10")
    assert "It has 20 now" in kiosk.screen.last.text
    await admin.say("/grant -100 -21")
    assert "Nothing was taken" in kiosk.screen.last.text
    kiosk.screen.admins, kiosk.screen.ephemeral = {7}, True
    kiosk.dispatcher["ephemeral_support"] = EphemeralSupport()
    chief = kiosk.person(chat=CATS)
    await chief.say("/group")
    await chief.tap("Change log")
    assert "the operator, credits: 30" in kiosk.screen.last.text
    assert "the operator, credits: -10" in kiosk.screen.last.text


@pytest.mark.parametrize("command", ["/balance", "/quota"])
async def test_what_there_is_to_spend_in_a_group(kiosk: BotUnderTest, command: str) -> None:
    """Which account pays there, what it has, what the caps leave, and what is one's own; without an account only that."""
    ann = await spend(kiosk)
    rules = GroupRules(payer=Payer.GROUP, caps={Span.DAY: 20, Span.MONTH: 100}, generation_cap=30)
    async with kiosk.store.transaction() as tx:
        await tx.save_group(Group(chat_id=CATS.id, admission=AdmissionStatus.ADMITTED, rules=rules))
    await ann.say(command)
    aloud = kiosk.screen.last.text
    assert "Group balance: <b>42</b> credits" in aloud
    assert not any(own in aloud for own in ("150", "12 of 20", "92 of 100"))
    assert kiosk.screen.last.labels[-1] == "My credits"
    kiosk.screen.ephemeral = True
    kiosk.dispatcher["ephemeral_support"] = EphemeralSupport()
    await ann.say(command)
    notified = kiosk.screen.last.text
    for phrase in (
        "The group’s balance pays",
        "Group balance: <b>42</b> credits",
        "8 credits are reserved",
        "You can spend 12 of 20 more today",
        "You can spend 92 of 100 more this month",
        "Your own credits: 150",
    ):
        assert phrase in notified
    assert ("up to 30 credits" in notified) is (command == "/quota")
    async with kiosk.store.transaction() as tx:
        rules = GroupRules(payer=Payer.ASKER)
        await tx.save_group(Group(chat_id=CATS.id, admission=AdmissionStatus.ADMITTED, rules=rules))
    await ann.say(f"{command} now")
    assert "Each member pays from their own credits" in kiosk.screen.last.text
    assert "balance" not in kiosk.screen.last.text.replace("The group’s balance", "")
    assert "150" in kiosk.screen.last.text
