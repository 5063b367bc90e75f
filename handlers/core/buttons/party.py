"""A party in a group."""

from __future__ import annotations

from bot.domain.party import PartyState
from handlers.core.buttons.base import Button, Owner


class PartyJoinButton(Button, prefix="pj", owner=Owner.GROUP):
    """Add an entry to a party."""

    party: int


class PartyEndButton(Button, prefix="pe", owner=Owner.GROUP):
    """End joining (`open`) or the vote (`voting`) of a party now."""

    party: int
    state: PartyState


class PartyVoteButton(Button, prefix="pv", owner=Owner.GROUP):
    """Vote for an entry of a party."""

    party: int
    generation: int
