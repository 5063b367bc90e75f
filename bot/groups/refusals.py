"""Refusals by a group's rules: nothing was charged."""

from __future__ import annotations

from bot.errors import Refusal


class GroupRefusal(Refusal):
    """A rule of the group said no; it concerns the one who asked, not the whole chat."""


class GroupNotAdmitted(GroupRefusal):
    """The operator has not let the bot work in this group."""

    code = "group-not-admitted"


class KindNotAllowed(GroupRefusal):
    """The group's admins do not want this kind. Facts: kind."""

    code = "kind-not-allowed"


class ModelNotAllowed(GroupRefusal):
    """The group's admins do not want this model. Facts: model (title)."""

    code = "model-not-allowed"


class WordBanned(GroupRefusal):
    """The prompt holds a word that the group's admins have banned. It is not repeated."""

    code = "word-banned"


class TooDearForGroup(GroupRefusal):
    """One generation may not cost so much here. Facts: price, maximum (credits)."""

    code = "too-dear-for-group"


class CapReached(GroupRefusal):
    """The member has spent what the group lets one member spend. Facts: span, price, cap, left (credits)."""

    code = "cap-reached"


class GroupAccountTooSmall(GroupRefusal):
    """The group's balance does not cover it. Facts: price, available, missing (credits)."""

    code = "group-balance-too-small"


class ApprovalNeeded(GroupRefusal):
    """An admin of the group has to agree. Facts: price, limit (credits)."""

    code = "approval-needed"


class NotMember(GroupRefusal):
    """Only members of the group may do this, and the person is none (any more)."""

    code = "not-member"


class MembershipUnknown(GroupRefusal):
    """Telegram does not say now whether the person is in the group, so nothing of the group's is spent."""

    code = "membership-unknown"


class NotGroupAdmin(GroupRefusal):
    """Only admins of the group may do this, and the person is none (any more)."""

    code = "not-group-admin"
