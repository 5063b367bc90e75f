"""Agreement with the terms: to the version that was read, once, until they change or the person is forgotten."""

from __future__ import annotations

import re

import pytest

from bot.domain.legal import LegalDocument
from bot.people.consent import Consents, ConsentStanding
from storage.core.database import Database
from storage.people.consents import SqliteConsentRepository
from tests.support.fake_clock import FakeClock

PERSON, OTHER = 7, 8


@pytest.fixture
def repository(database: Database) -> SqliteConsentRepository:
    """Empty."""
    return SqliteConsentRepository(database)


@pytest.fixture
def consents(repository: SqliteConsentRepository, clock: FakeClock) -> Consents:
    """The terms of today."""
    return Consents(repository, clock, "2026-11-29")


async def test_who_agreed_is_not_asked_again(consents: Consents) -> None:
    """One person's agreement is no other's."""
    assert await consents.standing(PERSON) is ConsentStanding.NEVER
    assert await consents.give(PERSON, consents.stamp)
    assert await consents.give(PERSON, consents.stamp), "a second tap"
    assert await consents.standing(PERSON) is ConsentStanding.GIVEN
    assert await consents.standing(OTHER) is ConsentStanding.NEVER


async def test_the_first_time_counts(
    consents: Consents, repository: SqliteConsentRepository, clock: FakeClock, database: Database
) -> None:
    """Agreeing again moves nothing: the row says since when."""
    await consents.give(PERSON, consents.stamp)
    first = await database.rows("SELECT at FROM consents")
    clock.advance(seconds=3600)
    await consents.give(PERSON, consents.stamp)
    assert [row["at"] for row in await database.rows("SELECT at FROM consents")] == [first[0]["at"]]
    assert await repository.versions(PERSON, LegalDocument.PRIVACY) == set()


async def test_new_terms_are_asked_about(
    consents: Consents, repository: SqliteConsentRepository, clock: FakeClock
) -> None:
    """An old button agrees to what was read then, so not to the new ones."""
    await consents.give(PERSON, consents.stamp)
    new = Consents(repository, clock, "2027-01-31")
    assert await new.standing(PERSON) is ConsentStanding.OUTDATED
    assert not await new.give(PERSON, consents.stamp)
    assert await new.standing(PERSON) is ConsentStanding.OUTDATED
    assert await new.give(PERSON, new.stamp)
    assert await new.standing(PERSON) is ConsentStanding.GIVEN
    assert await consents.standing(PERSON) is ConsentStanding.GIVEN, "the operator went back to the old ones"


@pytest.mark.parametrize("stamp", ["", "0", "zzzzzzzz", "2026-11-29", "\0" * 8])
async def test_made_up_data_agrees_to_nothing(consents: Consents, stamp: str) -> None:
    """Callback data can be anything."""
    assert not await consents.give(PERSON, stamp)
    assert await consents.standing(PERSON) is ConsentStanding.NEVER


@pytest.mark.parametrize("version", ["1", "2027-01-31", "v:1|x", "я" * 40])
def test_a_stamp_fits_a_button(repository: SqliteConsentRepository, clock: FakeClock, version: str) -> None:
    """Whatever the operator calls a version."""
    assert re.fullmatch("[0-9a-f]{8}", Consents(repository, clock, version).stamp)
