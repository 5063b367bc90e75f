"""Roles, and the log of what operators do, on SQLite."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest

from bot.domain.staff import LEAST, STEPS, Act, ActQuery, Role, may
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


class Operators:
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
async def operators(database: Database, clock: FakeClock) -> Operators:
    """Where two people have written to the bot."""
    operators = Operators(database, clock)
    for person in (HELPER, PERSON):
        await operators.people.see(person, telegram_language="en", name=f"P{person}", username="", source="")
    return operators


def test_every_act_has_its_least_role() -> None:
    """Roles are steps: each may what the ones below it may, and an owner everything."""
    assert set(LEAST) == set(Act)
    assert set(STEPS) == set(Role)
    for act in Act:
        assert not may(None, act)
        allowed = [may(role, act) for role in STEPS]
        assert allowed == sorted(allowed)
        assert allowed[-1]
    assert {act for act in Act if may(Role.VIEWER, act)} == {Act.STATS, Act.GROUPS, Act.CONSOLE}


async def test_a_role_is_given_changed_and_taken(operators: Operators) -> None:
    """Each change counts at once, is one line of the log, survives a restart, and repeating it is none."""
    for role in (Role.VIEWER, Role.VIEWER, Role.MONEY):
        await operators.staff.appoint(HELPER, role, by=OWNER)
        assert operators.staff.role_of(HELPER) is role
    again = operators.restarted()
    await again.restore()
    assert again.roles == {OWNER: Role.OWNER, HELPER: Role.MONEY}
    assert await operators.staff.dismiss(HELPER, by=OWNER)
    assert not await operators.staff.dismiss(HELPER, by=OWNER)
    assert operators.staff.role_of(HELPER) is None
    changes = [(line.before, line.after) for line in await operators.acts.acts(ActQuery(), 10)]
    assert changes == [("money", ""), ("viewer", "money"), ("", "viewer")]


async def test_an_owner_stays(operators: Operators) -> None:
    """No one takes the role of ADMIN_IDS, and no one is made an owner; who never wrote gets none."""
    for refused, call in (
        (OwnerStays, operators.staff.appoint(OWNER, Role.VIEWER, by=OWNER)),
        (OwnerStays, operators.staff.appoint(HELPER, Role.OWNER, by=OWNER)),
        (OwnerStays, operators.staff.dismiss(OWNER, by=OWNER)),
        (PersonUnknown, operators.staff.appoint(77, Role.VIEWER, by=OWNER)),
    ):
        with pytest.raises(refused):
            await call
    assert await operators.acts.acts(ActQuery(), 10) == []


async def test_a_role_that_is_not_known_gives_no_rights(operators: Operators) -> None:
    """A row of a newer version is no role, and the start survives it."""
    async with operators.database.transaction() as connection:
        await connection.execute("INSERT INTO staff (person_id, role, at) VALUES (2, 'king', 0)")
    await operators.staff.restore()
    assert operators.staff.role_of(HELPER) is None


async def test_who_has_a_role_is_not_forgotten(operators: Operators) -> None:
    """Who has a role cannot be forgotten before it is taken, nor can an owner."""
    await operators.staff.appoint(HELPER, Role.VIEWER, by=OWNER)
    for person in (HELPER, OWNER):
        with pytest.raises(StaffStays):
            await operators.eraser.forget(person)
    await operators.staff.dismiss(HELPER, by=OWNER)
    await operators.eraser.forget(HELPER)


async def test_the_log_is_append_only(operators: Operators) -> None:
    """Lines are neither changed nor deleted; forgetting a person puts an alias in their place, for good."""
    await operators.balances.grant(PERSON, 5, operation_key="k", granted_by=OWNER)
    for attempt in (
        "UPDATE operator_acts SET after = '9'",
        "UPDATE operator_acts SET by_id = 9",
        "UPDATE operator_acts SET person_id = NULL",
        "UPDATE operator_acts SET by_alias = 4, by_id = 5",
        "DELETE FROM operator_acts",
    ):
        with pytest.raises((sqlite3.Error, psycopg.Error, KioskError)):
            async with operators.database.transaction() as connection:
                await connection.execute(attempt)
    await operators.eraser.forget(PERSON)
    (line,) = await operators.acts.acts(ActQuery(), 10)
    assert (line.by_id, line.person_id, line.is_about_person) == (OWNER, None, True)
    (row,) = await operators.database.rows("SELECT * FROM operator_acts")
    assert row["person_alias"] == PERSON + 1000


async def test_a_change_and_its_line_are_one_transaction(operators: Operators) -> None:
    """What is repeated or refused leaves no line; blocking who is blocked changes nothing."""
    await operators.balances.grant(PERSON, 5, operation_key="k", granted_by=OWNER)
    for key, amount in (("k", 5), ("other", -500)):
        with pytest.raises(KioskError):
            await operators.balances.grant(PERSON, amount, operation_key=key, granted_by=OWNER)
    for blocked in (True, True, False):
        await operators.balances.set_blocked(PERSON, blocked=blocked, by=OWNER)
    lines = [(line.act, line.before, line.after) for line in await operators.acts.acts(ActQuery(), 10)]
    assert lines == [
        (Act.BLOCK, "blocked", "open"),
        (Act.BLOCK, "open", "blocked"),
        (Act.GRANT, "0", "5"),
    ]
    assert len(await operators.acts.acts(ActQuery(act=Act.GRANT), 10)) == 1
    assert len(await operators.acts.acts(ActQuery(person_id=PERSON), 10)) == 3
    newest = (await operators.acts.acts(ActQuery(person_id=OWNER), 1))[0]
    assert len(await operators.acts.acts(ActQuery(person_id=OWNER, before_id=newest.id), 10)) == 2
