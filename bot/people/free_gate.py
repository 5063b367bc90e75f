"""Keeps the rule about who may spend free credits (`bot.domain.free_gate`)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.domain.free_gate import FreeGate, FreeGateKind
from bot.domain.payment import PaymentReader
from bot.errors import FreeForBuyers, FreeForMembers, FreeGateUnchecked, Refusal
from bot.ports import ChannelLinks, ChatMembers, Standing

_log = logging.getLogger(__name__)


class FreeGateKeeper:
    """Implements `bot.ports.FreeCreditsAccess`.

    Args:
        gate: the operator's rule now.
        members: knows who is in the channel, and remembers it for a moment.
        links: knows how people get there.
        payments: knows who has bought credits.
    """

    def __init__(
        self, gate: Callable[[], FreeGate], members: ChatMembers, links: ChannelLinks, payments: PaymentReader
    ) -> None:
        self._gate = gate
        self._members = members
        self._links = links
        self._payments = payments

    async def closed_for(self, person_id: int, *, now: bool = False) -> Refusal | None:
        """Why not; see `bot.ports.FreeCreditsAccess`."""
        gate = self._gate()
        if gate.kind is FreeGateKind.PURCHASE:
            return None if await self._payments.has_paid(person_id) else FreeForBuyers()
        if gate.kind is FreeGateKind.NONE:
            return None
        channel_id = gate.channel_id
        standing = await self._members.standing(channel_id, person_id, now=now)
        if standing is Standing.UNKNOWN:
            _log.warning("Telegram does not say who is in %s: is the bot an administrator there?", channel_id)
            return FreeGateUnchecked()
        if standing is Standing.OUTSIDE:
            return FreeForMembers(link=await self._links.link(channel_id))
        return None
