"""No party begins while the bot is paused."""

from __future__ import annotations

import pytest

from bot.runtime_settings.refusals import BotPausedBecause
from storage.core.database import Database
from tests.support.party_core import PartyCore


async def test_no_party_begins_while_the_bot_is_paused(database: Database) -> None:
    """It is refused in the operator's words and nothing moves; one that has begun is found again by its message."""
    core = PartyCore(database)
    await core.start()
    begun = await core.party(message_id=1)
    before = await database.rows("SELECT * FROM ledger_entries")
    await core.repositories.setting_changer.pause("Back soon", by=1)
    with pytest.raises(BotPausedBecause):
        await core.party(message_id=2)
    assert (await core.party(message_id=1)).id == begun.id
    assert await database.rows("SELECT * FROM ledger_entries") == before
