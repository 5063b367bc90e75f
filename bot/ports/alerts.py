"""What the operator must know, and who tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol


class AlertKind(StrEnum):
    """What the operator must know (words: `alert-<kind>`)."""

    OUT_OF_CREDITS = "out-of-credits"
    CREDITS_BACK = "credits-back"
    CREDITS_LOW = "credits-low"
    CREDITS_FINE = "credits-fine"
    ACCESS_REFUSED = "access-refused"
    ACCESS_BACK = "access-back"
    KEY_EMPTY = "key-empty"
    """One of several keys of the operator's has no credits; requests go on with the others."""
    KEY_REFUSED = "key-refused"
    """KIE refuses one of several keys; requests go on with the others."""
    KEY_BACK = "key-back"
    IN_DOUBT = "in-doubt"
    DOUBT_RESCUED = "doubt-rescued"
    DOUBT_RELEASED = "doubt-released"
    MODEL_TROUBLED = "model-troubled"
    MODEL_BACK = "model-back"
    MODEL_NOT_ALLOWED = "model-not-allowed"
    """KIE refuses one model to the operator's key."""
    UNKNOWN_STATE = "unknown-state"
    """Results stand beside a word of KIE's that is not known: are they to be taken?"""
    RESULTS_MISSING = "results-missing"
    """A model brought less than was ordered, again."""
    COST_DIFFERS = "cost-differs"
    """KIE takes something else for a model than the catalogue says (`bot.availability.model_costs`)."""
    COST_AGREES = "cost-agrees"
    INTERNAL = "internal"
    REPORTED = "reported"
    """A person met a fault of ours and asked the operator to look at it."""
    EXAMPLE_PROPOSED = "example-proposed"
    """A person lets a result of theirs be an example; `detail` is the example's id."""
    PAYMENT_UNCLAIMED = "payment-unclaimed"
    """Stars arrived that belong to no order; `detail` is the receipt's number."""
    REFUND_REFUSED = "refund-refused"
    """Telegram does not return a payment; `detail` is the receipt's number and Telegram's words."""
    REFUND_OVERDUE = "refund-overdue"
    """A refund is under way for a day; `detail` is the receipt's number."""
    REFUNDED_ELSEWHERE = "refunded-elsewhere"
    """A payment was returned without this bot; `detail` is the receipt's number."""
    SUPPORT_CHAT = "support-chat"
    """Support threads cannot have topics; `detail` is Telegram's words."""
    SUPPORT_TOPIC_STAYS = "support-topic-stays"
    """The topic of a forgotten person could not be deleted; `detail` is its group and its number."""
    STARS_DIFFER = "stars-differ"
    """The bot has more or fewer Stars than Telegram's list says; `detail` is how many more."""
    UPDATES_CONFLICT = "updates-conflict"
    """Another process takes the updates of this bot."""
    UPDATES_SILENT = "updates-silent"
    """Telegram gives no updates."""
    UPDATES_BACK = "updates-back"
    LOOP_FELL = "loop-fell"
    """A part of the bot ended by an error and was started again."""
    STORAGE_TROUBLE = "storage-trouble"
    """Nothing can be written to the database, or nothing read."""
    STORAGE_BACK = "storage-back"
    PAYMENT_NOT_WRITTEN = "payment-not-written"
    """A person has paid, and the database did not take it; `detail` is Telegram's id of the payment."""
    PAYMENT_OTHER_CURRENCY = "payment-other-currency"
    """Something was paid for that is not sold by this bot: for other money than Stars; `detail` is its currency."""
    STAR_LINE_OPEN = "star-line-open"
    """A line of Telegram's list could not be taken in, and is tried again; `detail` is its place."""
    SELLER_UNKNOWN = "seller-unknown"
    """Packs are on sale, and people cannot read who sells them; `detail` names the settings that say it."""
    SETTING_UNFIT = "setting-unfit"
    """Stored values of settings do not fit, and the defaults hold; `detail` names the settings."""
    HELD_BACK = "held-back"
    """There were too many of a kind: more of them are held back for a while."""


LASTING: Final = frozenset(
    {
        AlertKind.OUT_OF_CREDITS,
        AlertKind.ACCESS_REFUSED,
        AlertKind.CREDITS_LOW,
        AlertKind.UPDATES_CONFLICT,
        AlertKind.UPDATES_SILENT,
    }
)
"""Alerts of what lasts until another one says that it is over (`bot.availability.alerts.AlertState`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message for the admins.

    Attributes:
        kind: what happened.
        generation_id: whose; None when it is of none.
        detail: KIE's words, or a number of credits; no secret is in them.
    """

    kind: AlertKind
    generation_id: int | None = None
    detail: str = ""


class AlertSender(Protocol):
    """Reaches the admins."""

    async def alert(self, alert: Alert) -> bool:
        """Tell every admin. Never raises.

        Returns:
            False when no admin could be reached now, and another time is better.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An alert that was written down with what it is about, and was not sent yet.

    Attributes:
        id: row id.
        alert: what is to be sent.
    """

    id: int
    alert: Alert


class NoticeRepository(Protocol):
    """Alerts that wait until the admins have them. Each method may raise StorageError."""

    async def pending(self, limit: int) -> Sequence[Notice]:
        """The oldest ones; a kind that this Kiosk does not know is left alone."""
        ...

    async def remove(self, notice_id: int) -> None:
        """It was sent."""
        ...
