"""Roles, and the log of what operators do, on SQLite."""

from __future__ import annotations

import sqlite3

import pytest

from bot.domain.staff import LEAST, Act, ActQuery, Role, may
from bot.errors import KioskError, PersonUnknown, StaffStays
from bot.people.balance import Balances
from bot.people.forget import PersonEraser
from bot.staff.refusals import OwnerStays
from bot.staff.staff import Staff
from storage.core.database import Database
from storage.operations.staff import SqliteActReader
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.fake_clock import FakeClock
from tests.support.samples import tariff

OWNER, HELPER, PERSON = 1, 2, 3


class Desk:
    """An owner, a person who may help, and another one."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database, self.clock = database, clock
        self.store = SqliteStore(database, clock)
        self.people = SqlitePersonRepository(database, clock)
        self.staff = self.restarted()
        self.acts = SqliteActReader(database)
        self.balances = Balances(self.store, self.people, clock, tariff())
        self.eraser = PersonEraser(self.store, clock, lambda person: person + 1000, None, frozenset({OWNER}))

    def restarted(self) -> Staff:
        """The same people in another process, before it has read anything."""
        return Staff(self.store, self.people, self.clock, {OWNER})


@pytest.fixture
async def desk(database: Database, clock: FakeClock) -> Desk:
    """Where two people have written to the bot."""
    desk = Desk(database, clock)
    for person in (HELPER, PERSON):
        await desk.people.see(person, telegram_language="en", name=f"P{person}", username="", source="")
    return desk


def test_every_act_has_its_least_role() -> None:
    """An owner may do everything, a viewer only look, and neither money nor support what is the other's."""
    assert set(LEAST) == set(Act)
    for act in Act:
        assert may(Role.OWNER, act)
        assert not may(None, act)
        if may(Role.VIEWER, act):
            assert may(Role.MONEY, act)
            assert may(Role.SUPPORT, act)
    both = {act for act in Act if may(Role.MONEY, act) and may(Role.SUPPORT, act)}
    assert both == {act for act in Act if may(Role.VIEWER, act)} == {Act.STATS, Act.JOB}


async def test_a_role_is_given_changed_and_taken(desk: Desk) -> None:
    """Each change counts at once, is one line of the log, survives a restart, and repeating it is none."""
    for role in (Role.VIEWER, Role.VIEWER, Role.MONEY):
        await desk.staff.appoint(HELPER, role, by=OWNER)
        assert desk.staff.role_of(HELPER) is role
    again = desk.restarted()
    await again.restore()
    assert again.roles == {OWNER: Role.OWNER, HELPER: Role.MONEY}
    assert await desk.staff.dismiss(HELPER, by=OWNER)
    assert not await desk.staff.dismiss(HELPER, by=OWNER)
    assert desk.staff.role_of(HELPER) is None
    changes = [(line.before, line.after) for line in await desk.acts.acts(ActQuery(), 10)]
    assert changes == [("money", ""), ("viewer", "money"), ("", "viewer")]


async def test_an_owner_stays(desk: Desk) -> None:
    """No one takes the role of ADMIN_IDS, and no one is made an owner; who never wrote gets none."""
    for refused, call in (
        (OwnerStays, desk.staff.appoint(OWNER, Role.VIEWER, by=OWNER)),
        (OwnerStays, desk.staff.appoint(HELPER, Role.OWNER, by=OWNER)),
        (OwnerStays, desk.staff.dismiss(OWNER, by=OWNER)),
        (PersonUnknown, desk.staff.appoint(77, Role.VIEWER, by=OWNER)),
    ):
        with pytest.raises(refused):
            await call
    assert await desk.acts.acts(ActQuery(), 10) == []


async def test_a_role_that_is_not_known_gives_no_rights(desk: Desk) -> None:
    """A row of a newer version is no role, and the start survives it."""
    async with desk.database.transaction() as connection:
        await connection.execute("INSERT INTO staff (person_id, role, at) VALUES (2, 'king', 0)")
    await desk.staff.restore()
    assert desk.staff.role_of(HELPER) is None


async def test_who_has_a_role_is_not_forgotten(desk: Desk) -> None:
    """A member of staff cannot forget themselves while in office, nor can an owner."""
    await desk.staff.appoint(HELPER, Role.VIEWER, by=OWNER)
    for person in (HELPER, OWNER):
        with pytest.raises(StaffStays):
            await desk.eraser.forget(person)
    await desk.staff.dismiss(HELPER, by=OWNER)
    await desk.eraser.forget(HELPER)


async def test_the_log_is_append_only(desk: Desk) -> None:
    """Lines are neither changed nor deleted; forgetting a person puts an alias in their place, for good."""
    await desk.balances.grant(PERSON, 5, operation_key="k", granted_by=OWNER)
    for attempt in (
        "UPDATE operator_acts SET after = '9'",
        "UPDATE operator_acts SET by_id = 9",
        "UPDATE operator_acts SET person_id = NULL",
        "UPDATE operator_acts SET by_alias = 4, by_id = 5",
        "DELETE FROM operator_acts",
    ):
        with pytest.raises((sqlite3.Error, KioskError)):
            async with desk.database.transaction() as connection:
                await connection.execute(attempt)
    await desk.eraser.forget(PERSON)
    (line,) = await desk.acts.acts(ActQuery(), 10)
    assert (line.by_id, line.person_id, line.is_about_person) == (OWNER, None, True)
    (row,) = await desk.database.rows("SELECT * FROM operator_acts")
    assert row["person_alias"] == PERSON + 1000


async def test_a_change_and_its_line_are_one_transaction(desk: Desk) -> None:
    """What is repeated or refused leaves no line; blocking who is blocked changes nothing."""
    await desk.balances.grant(PERSON, 5, operation_key="k", granted_by=OWNER)
    for key, amount in (("k", 5), ("other", -500)):
        with pytest.raises(KioskError):
            await desk.balances.grant(PERSON, amount, operation_key=key, granted_by=OWNER)
    for blocked in (True, True, False):
        await desk.balances.set_blocked(PERSON, blocked=blocked, by=OWNER)
    lines = [(line.act, line.before, line.after) for line in await desk.acts.acts(ActQuery(), 10)]
    assert lines == [
        (Act.BLOCK, "blocked", "open"),
        (Act.BLOCK, "open", "blocked"),
        (Act.GRANT, "0", "5"),
    ]
    assert len(await desk.acts.acts(ActQuery(act=Act.GRANT), 10)) == 1
    assert len(await desk.acts.acts(ActQuery(person_id=PERSON), 10)) == 3
    newest = (await desk.acts.acts(ActQuery(person_id=OWNER), 1))[0]
    assert len(await desk.acts.acts(ActQuery(person_id=OWNER, before_id=newest.id), 10)) == 2
