"""Who may spend free credits."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.domain.free_gate import FreeGate, FreeGateKind
from bot.errors import FreeForBuyers, FreeForMembers, FreeGateUnchecked, Refusal
from bot.people.free_gate import FreeGateKeeper
from bot.ports import Standing
from storage.core.database import Database
from storage.payments.payments import SqlitePaymentReader
from tests.support.fake_chat_members import FakeChannelLinks, FakeChatMembers

CHANNEL = FreeGate(FreeGateKind.CHANNEL, -100)


@dataclass
class Gate:
    """The keeper of a rule, and who is in the channel."""

    database: Database
    members: FakeChatMembers

    async def closed_for(self, gate: FreeGate) -> type[Refusal] | None:
        """What the keeper says of one person."""
        payments = SqlitePaymentReader(self.database)
        closed = await FreeGateKeeper(lambda: gate, self.members, FakeChannelLinks(), payments).closed_for(7)
        return type(closed) if closed is not None else None


@pytest.mark.parametrize(
    ("standing", "closed"),
    [
        (Standing.ADMIN, None),
        (Standing.MEMBER, None),
        (Standing.OUTSIDE, FreeForMembers),
        (Standing.UNKNOWN, FreeGateUnchecked),
    ],
)
async def test_members_of_a_channel(
    database: Database, standing: Standing, closed: type[Refusal] | None
) -> None:
    """Who is not surely in is not let in, and reads which of both it is."""
    gate = Gate(database, FakeChatMembers({7: standing}))
    assert await gate.closed_for(CHANNEL) is closed
    assert gate.members.asked == [(-100, 7, False)]


async def test_people_who_have_bought(database: Database) -> None:
    """No one has yet; without a rule no one is asked about."""
    gate = Gate(database, FakeChatMembers())
    assert await gate.closed_for(FreeGate(FreeGateKind.PURCHASE)) is FreeForBuyers
    assert await gate.closed_for(FreeGate()) is None
    assert gate.members.asked == []
