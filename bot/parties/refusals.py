"""Refusals by a party: no credit moved."""

from __future__ import annotations

from bot.groups.refusals import GroupRefusal


class PartyGoesOn(GroupRefusal):
    """The group has a party already; one at a time."""

    code = "party-goes-on"


class PartyOver(GroupRefusal):
    """Joining this party, or voting in it, is over."""

    code = "party-over"


class PartyJoined(GroupRefusal):
    """The member has an entry in this party."""

    code = "party-joined"


class PartyBudgetTooSmall(GroupRefusal):
    """So few credits make no party. Facts: least (credits)."""

    code = "party-budget-too-small"


class PartyBudgetEmpty(GroupRefusal):
    """What is left in the budget does not cover it. Facts: price, available (credits)."""

    code = "party-budget-spent"


class ShareTooSmall(GroupRefusal):
    """One entry may not cost so much. Facts: price, share (credits)."""

    code = "share-too-small"


class OwnEntry(GroupRefusal):
    """Members cannot vote for their own entry."""

    code = "own-entry"


class NotPartyHost(GroupRefusal):
    """Only who started the party, or an admin of the group, may end it."""

    code = "not-party-host"
