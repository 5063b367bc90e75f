"""What a group's admins decide and what members give, each written down."""

from __future__ import annotations

import pytest

from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer, Span
from bot.errors import NotEnoughCredits
from bot.groups.administration import GroupAdministration
from bot.groups.refusals import GroupNotAdmitted
from bot.ledger.operations import grant
from bot.ports import Standing, Store
from storage.core.database import Database
from storage.groups.groups import SqliteGroups
from tests.support.fake_chat_members import FakeChatMembers
from tests.support.fake_clock import FakeClock
from tests.support.samples import tariff

CHAT = -4001


@pytest.fixture
def members() -> FakeChatMembers:
    """The person administers the group."""
    return FakeChatMembers(special={7: Standing.ADMIN, 9: Standing.ADMIN})


@pytest.fixture
async def group_administration(
    store: Store, database: Database, clock: FakeClock, members: FakeChatMembers
) -> GroupAdministration:
    """The administration of a group that was admitted, and a member with a hundred credits."""
    async with store.transaction() as tx:
        await tx.save_group(Group(chat_id=CHAT, admission=AdmissionStatus.ADMITTED))
        await grant(tx, await tx.account_of_person(7), 100, "gift", clock.now())
    return GroupAdministration(store, SqliteGroups(database), clock, tariff(0), members)


async def test_each_changed_rule_is_a_line(group_administration: GroupAdministration) -> None:
    """The audit trail names who, what, before and after; what is as before leaves no line."""
    changed = await group_administration.change(
        CHAT, 7, caps={Span.DAY: 50}, spoiler=False, banned_words=("b", "a"), approval_above=10
    )
    assert changed.rules == GroupRules(caps={Span.DAY: 50}, banned_words=("b", "a"), approval_above=10)
    lines = {(line.what, line.before, line.after) for line in await group_administration.changes(CHAT, 10)}
    assert lines == {
        ("caps", "", "day 50"),
        ("banned_words", "", "a, b"),
        ("approval_above", "", "10"),
    }
    await group_administration.change(CHAT, 9, spoiler=False)
    assert len(await group_administration.changes(CHAT, 10)) == 3


async def test_the_first_gift_makes_the_account_pay(group_administration: GroupAdministration) -> None:
    """Where no one decided who pays, the first gift does; repeated, it moves nothing and decides nothing."""
    given = await group_administration.top_up(CHAT, 7, 60, operation_key="topup:1")
    assert (given.balance.available, given.own.available, given.now_pays, given.repeated) == (
        60,
        40,
        True,
        False,
    )
    assert given.group.rules.payer is Payer.GROUP
    again = await group_administration.top_up(CHAT, 7, 60, operation_key="topup:1")
    assert (again.balance.available, again.own.available, again.now_pays, again.repeated) == (
        60,
        40,
        False,
        True,
    )
    assert [line.what for line in await group_administration.changes(CHAT, 10)] == ["payer", "topup"]


async def test_a_gift_changes_no_decision(group_administration: GroupAdministration) -> None:
    """Admins who want everybody to pay for themselves keep that, also when a member tops up the account."""
    await group_administration.change(CHAT, 7, payer=Payer.ASKER)
    given = await group_administration.top_up(CHAT, 7, 60, operation_key="topup:1")
    assert (given.now_pays, given.group.rules.payer) == (False, Payer.ASKER)


async def test_nobody_gives_what_they_do_not_have(group_administration: GroupAdministration) -> None:
    """A gift above what one has moves nothing and leaves no line."""
    with pytest.raises(NotEnoughCredits):
        await group_administration.top_up(CHAT, 7, 101, operation_key="topup:1")
    seen = await group_administration.overview(CHAT, 7)
    assert (seen.balance.available, seen.group.rules.payer, dict(seen.spent)) == (
        0,
        None,
        dict.fromkeys(Span, 0),
    )
    assert await group_administration.changes(CHAT, 10) == []


async def test_a_stranger_administers_nothing(group_administration: GroupAdministration) -> None:
    """A group that was never seen has nothing to look at or to change."""
    with pytest.raises(GroupNotAdmitted):
        await group_administration.overview(CHAT - 1, 7)
    with pytest.raises(GroupNotAdmitted):
        await group_administration.change(CHAT - 1, 7, spoiler=True)
    with pytest.raises(GroupNotAdmitted):
        await group_administration.top_up(CHAT - 1, 7, 1, operation_key="topup:1")
