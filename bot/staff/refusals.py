"""Why a role was not given or taken."""

from __future__ import annotations

from bot.errors import Refusal


class OwnerStays(Refusal):
    """Who is an owner stands in ADMIN_IDS, and nowhere else."""

    code = "owner-stays"


class MessagesUsedUp(Refusal):
    """An operator has written to many people just now, or this person was written to several times today."""

    code = "messages-used-up"


class PersonNotReached(Refusal):
    """A person has blocked the bot, or is gone from Telegram."""

    code = "person-not-reached"


class MessageUnconfirmed(Refusal):
    """Telegram has not said that it took a message; it may have."""

    code = "message-unconfirmed"


class HasRole(Refusal):
    """Who has a role is not blocked: an owner takes it first."""

    code = "has-role"


class TooManyStaff(Refusal):
    """As many people as one list shows have a role. Facts: maximum."""

    code = "too-many-staff"
