"""Updates that wait across restarts: encrypted, in order, and not for ever."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming_update import IncomingUpdate
from storage.core.database import Database
from storage.keys.encryption import CredentialCipher
from storage.operations.pending_updates import BEGUN_FOR, KEPT, MOST_ATTEMPTS, SqlitePendingUpdates
from tests.support.fake_clock import FakeClock

UPDATE = IncomingUpdate(id=5, kind="message", chat_id=7, person_id=8, content={"text": "my key is 0123"})


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty database."""
    opened = await Database.open(tmp_path / "kiosk.db", synchronous="OFF")
    yield opened
    await opened.close()


async def test_they_are_kept_in_order_and_encrypted(database: Database) -> None:
    """The next process finds them by number; what people said is not readable in the file."""
    pending = SqlitePendingUpdates(database, CredentialCipher(["k"]), FakeClock())
    early = IncomingUpdate(id=3, kind="inline_query", content={"query": "fox"})
    await pending.add([UPDATE, early])
    await pending.add([UPDATE])
    found = await pending.restore()
    assert [(one.id, one.kind, one.line, one.content) for one in found] == [
        (3, "inline_query", ("alone", 3), None),
        (5, "message", (7, 8), None),
    ]
    assert await pending.content(5) == UPDATE.content
    assert (
        b"0123" not in (await database.rows("SELECT content FROM pending_updates WHERE id = 5"))[0]["content"]
    )
    await pending.remove([3, 5])
    assert await pending.content(5) is None
    assert await pending.restore() == []


async def test_what_cannot_be_decrypted_is_gone(database: Database) -> None:
    """After a change of SECRET_KEY an update that waits is passed over."""
    await SqlitePendingUpdates(database, CredentialCipher(["k"]), FakeClock()).add([UPDATE])
    assert await SqlitePendingUpdates(database, CredentialCipher(["x"]), FakeClock()).content(5) is None


async def test_what_is_too_old_is_dropped(database: Database) -> None:
    """A backup of last week brings no words of last week back."""
    clock = FakeClock()
    pending = SqlitePendingUpdates(database, CredentialCipher(["k"]), clock)
    await pending.add([UPDATE])
    clock.advance(KEPT - timedelta(seconds=1))
    assert len(await pending.restore()) == 1
    clock.advance(timedelta(seconds=2))
    assert await pending.restore() == []


async def test_what_ends_every_process_is_dropped(database: Database) -> None:
    """An update is begun with a few times and not by all processes that will ever start; what waits behind it is kept."""
    clock = FakeClock()
    pending = SqlitePendingUpdates(database, CredentialCipher(["k"]), clock)
    behind = IncomingUpdate(id=6, kind="message", chat_id=7, person_id=8, content={"text": "fox"})
    await pending.add([UPDATE, behind])
    clock.advance(BEGUN_FOR + timedelta(seconds=1))
    found = []
    for _ in range(MOST_ATTEMPTS + 2):
        found.append([one.id for one in await pending.restore()])
        await pending.content(UPDATE.id)
    assert found == [[5, 6]] * MOST_ATTEMPTS + [[6]] * 2
    assert await pending.content(6) == behind.content


async def test_what_is_about_money_is_never_dropped(database: Database) -> None:
    """Neither age nor attempts take a payment away; it comes back as what it is."""
    clock = FakeClock()
    pending = SqlitePendingUpdates(database, CredentialCipher(["k"]), clock)
    paid = IncomingUpdate(
        id=6, kind="message", chat_id=7, person_id=8, is_about_money=True, content={"text": "paid"}
    )
    await pending.add([UPDATE, paid])
    for _ in range(MOST_ATTEMPTS + 1):
        assert await pending.content(paid.id) == paid.content
    clock.advance(2 * KEPT)
    assert [(one.id, one.is_about_money) for one in await pending.restore()] == [(6, True)]


async def test_a_storm_of_kills_drops_nothing(database: Database) -> None:
    """Processes that are killed every few seconds are not ended by what they began with."""
    clock = FakeClock()
    pending = SqlitePendingUpdates(database, CredentialCipher(["k"]), clock)
    await pending.add([UPDATE])
    for _ in range(4 * MOST_ATTEMPTS):
        assert [one.id for one in await pending.restore()] == [UPDATE.id]
        assert await pending.content(UPDATE.id) == UPDATE.content
        clock.advance(BEGUN_FOR / (4 * MOST_ATTEMPTS))
