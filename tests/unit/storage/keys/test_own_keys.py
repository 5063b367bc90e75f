"""Keys that people bring: one name is one key for ever, and what was begun with an old one can be finished with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.availability.circuit_breaker import KeyTrouble
from bot.catalog.spec import Kind
from bot.domain.generation import Asset, State
from storage.core.database import Database
from storage.keys.encryption import CredentialCipher
from storage.keys.integrations import Integration, IntegrationRepository
from storage.keys.own_keys import SqliteOwnKeyRepository
from storage.store import SqliteStore
from tests.support.fake_clock import FakeClock
from tests.support.samples import held

OWNER = "person:7"
FIRST, SECOND = "first-key-0123456789-AAAA", "second-key-0123456789-BBBB"


@pytest.fixture
def keys(database: Database, clock: FakeClock) -> SqliteOwnKeyRepository:
    """No keys yet."""
    return SqliteOwnKeyRepository(database, CredentialCipher(["secret"]), clock)


def on_disk(folder: Path) -> bytes:
    """Every byte in the folder: the database and its write-ahead log."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def begun(database: Database, clock: FakeClock, own_key: str, state: State = State.HELD) -> int:
    """A generation that goes with a key, in a state; its id."""
    store = SqliteStore(database, clock)
    async with store.transaction() as tx:
        account_id = (await tx.account_of_person(7)).id
        generation = await tx.add_generation(replace(held(account_id, own_key), own_key=own_key))
        due_at = None if state is State.DELIVERED else generation.due_at
        await tx.save(replace(generation, state=state, due_at=due_at), expected=State.HELD, at=clock.now())
    return generation.id


async def test_brought_shown_and_removed(
    keys: SqliteOwnKeyRepository, clock: FakeClock, tmp_path: Path
) -> None:
    """Its owner sees the last four characters and since when; no one finds the key on the disk; removed it is gone."""
    assert await keys.current(OWNER) is None
    key = await keys.put(OWNER, FIRST, enabled=True)
    assert (key.ending, key.added_at, key.enabled, key.trouble) == ("AAAA", clock.now(), True, None)
    assert await keys.secret(key.name) == FIRST
    assert await keys.in_use(OWNER) == key.name
    assert FIRST.encode() not in on_disk(tmp_path)
    await keys.remove(OWNER)
    assert (await keys.current(OWNER), await keys.secret(key.name)) == (None, None)


async def test_switched_off(keys: SqliteOwnKeyRepository) -> None:
    """A key that is switched off is not in use, but what was begun with it goes on."""
    key = await keys.put(OWNER, FIRST, enabled=True)
    await keys.switch(OWNER, enabled=False)
    assert await keys.in_use(OWNER) == ""
    assert await keys.secret(key.name) == FIRST
    await keys.switch(OWNER, enabled=True)
    assert await keys.in_use(OWNER) == key.name


async def test_a_name_never_means_another_key(keys: SqliteOwnKeyRepository) -> None:
    """Neither by replacing nor by removing and bringing again does an old name open a new key."""
    names = []
    for api_key in (FIRST, SECOND, FIRST):
        names.append((await keys.put(OWNER, api_key, enabled=True)).name)
        await keys.remove(OWNER)
    assert len(set(names)) == 3
    assert [await keys.secret(name) for name in names] == [None, None, None]


@pytest.mark.parametrize("state", [State.HELD, State.SUBMITTING, State.RUNNING, State.FAILED])
async def test_a_replaced_key_is_kept_while_it_is_needed(
    database: Database, keys: SqliteOwnKeyRepository, clock: FakeClock, state: State
) -> None:
    """Whatever still has a step due keeps its key; new work goes with the new one, and the old name leads to it."""
    old = await keys.put(OWNER, FIRST, enabled=True)
    await begun(database, clock, old.name, state)
    new = await keys.put(OWNER, SECOND, enabled=True)
    assert await keys.sweep() == 0
    assert (await keys.secret(old.name), await keys.secret(new.name)) == (FIRST, SECOND)
    assert (await keys.in_use(OWNER), await keys.newest(old.name)) == (new.name, new.name)


async def test_a_replaced_key_that_nothing_needs_goes(
    database: Database, keys: SqliteOwnKeyRepository, clock: FakeClock
) -> None:
    """When all that was begun with it has ended the old key is forgotten, and the new one stays."""
    old = await keys.put(OWNER, FIRST, enabled=True)
    await begun(database, clock, old.name, State.DELIVERED)
    new = await keys.put(OWNER, SECOND, enabled=True)
    assert (await keys.secret(old.name), await keys.secret(new.name)) == (None, SECOND)
    assert await keys.sweep() == 0


async def test_what_was_begun_with_whose_key(
    database: Database, keys: SqliteOwnKeyRepository, clock: FakeClock
) -> None:
    """Open generations with any key of the owner, none of a person whose number only begins alike."""
    mine = await keys.put(OWNER, FIRST, enabled=True)
    other = await keys.put("person:71", FIRST, enabled=True)
    open_one = await begun(database, clock, mine.name, State.RUNNING)
    await begun(database, clock, other.name)
    assert await keys.begun_with(OWNER) == [open_one]


async def test_whose_result(database: Database, keys: SqliteOwnKeyRepository, clock: FakeClock) -> None:
    """The address of a result leads to the key that made it; a foreign address to the operator's."""
    key = await keys.put(OWNER, FIRST, enabled=True)
    store = SqliteStore(database, clock)
    generation = await store.generation(await begun(database, clock, key.name, State.READY))
    assert generation is not None
    asset = Asset(url="https://cdn.example/1.jpg", kind=Kind.IMAGE)
    async with store.transaction() as tx:
        await tx.save(replace(generation, assets=(asset,)), expected=State.READY, at=clock.now())
    assert await keys.maker_of(asset.url) == key.name
    assert await keys.maker_of("https://cdn.example/2.jpg") == ""


async def test_trouble_is_news_once(keys: SqliteOwnKeyRepository) -> None:
    """The same trouble again is none, another one is; when it is over that is noted, once; a new key has none."""
    key = await keys.put(OWNER, FIRST, enabled=True)
    assert await keys.note_trouble(key.name, KeyTrouble.EMPTY)
    assert not await keys.note_trouble(key.name, KeyTrouble.EMPTY)
    assert await keys.note_trouble(key.name, KeyTrouble.REFUSED)
    found = await keys.current(OWNER)
    assert found is not None
    assert found.trouble is KeyTrouble.REFUSED
    assert await keys.note_trouble(key.name, None)
    assert not await keys.note_trouble(key.name, None)
    assert not await keys.note_trouble("person:7#999", KeyTrouble.EMPTY)
    await keys.note_trouble(key.name, KeyTrouble.EMPTY)
    assert (await keys.put(OWNER, SECOND, enabled=True)).trouble is None


async def test_a_key_that_cannot_be_read_is_none(
    database: Database, keys: SqliteOwnKeyRepository, clock: FakeClock
) -> None:
    """With another SECRET_KEY its owner has no key, pays with credits again, and may bring one anew."""
    key = await keys.put(OWNER, FIRST, enabled=True)
    lost = SqliteOwnKeyRepository(database, CredentialCipher(["another secret"]), clock)
    assert (await lost.current(OWNER), await lost.in_use(OWNER), await lost.secret(key.name)) == (
        None,
        "",
        None,
    )
    await lost.put(OWNER, SECOND, enabled=True)
    assert await lost.in_use(OWNER)


async def test_own_keys_are_rotated(database: Database, clock: FakeClock) -> None:
    """After SECRET_KEY was replaced they are read with the new one alone."""
    old = await SqliteOwnKeyRepository(database, CredentialCipher(["old"]), clock).put(
        OWNER, FIRST, enabled=True
    )
    integrations = IntegrationRepository(database, CredentialCipher(["new", "old"]), clock)
    await integrations.put(Integration(owner="operator", api_key="theirs", config={}))
    assert await integrations.rotate() == 0
    assert await SqliteOwnKeyRepository(database, CredentialCipher(["new"]), clock).secret(old.name) == FIRST
