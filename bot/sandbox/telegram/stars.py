"""Who has how many Stars, what was paid and given back, and what the bot can read of it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.invoice import Invoice, invoice_link, link_name
from bot.sandbox.telegram.world import Chat, Json, Message, User

FIRST_STARS = 500
"""What each person has at the beginning."""

_LONG_EVERY = 2
_KEPT_CHECKOUTS = 2_000


@dataclass(slots=True)
class Checkout:
    """A person pressed Pay, and the bot is asked whether it may be paid.

    Attributes:
        chat: where the service message will come.
        invoice_message: what it answers; None for a link.
        answer: the bot's; None while it has said nothing.
        error: what the person sees when it failed, and why; empty while it has not.
    """

    id: str
    user: User
    invoice: Invoice
    chat: Chat
    invoice_message: Message | None
    made: float
    answer: bool | None = None
    error: str = ""


@dataclass(slots=True)
class Subscription:
    """What renews itself until someone stops it.

    Attributes:
        first_charge_id: of its first payment: its name for `editUserStarSubscription`.
        ends_at: Unix time up to which it is paid.
        is_canceled: the person stopped it.
        is_canceled_by_bot: the bot stopped it: the person cannot go on until the bot allows it.
        has_failed: the last renewal could not be paid.
    """

    user: User
    invoice: Invoice
    first_charge_id: str
    ends_at: int
    is_canceled: bool = False
    is_canceled_by_bot: bool = False
    has_failed: bool = False

    @property
    def renews(self) -> bool:
        """Whether it will be paid again by itself."""
        return not (self.is_canceled or self.is_canceled_by_bot or self.has_failed)


@dataclass(slots=True)
class Charge:
    """One payment that went through; `message` is its service message."""

    id: str
    user: User
    invoice: Invoice
    message: Message
    subscription: Subscription | None = None
    is_refunded: bool = False

    @property
    def amount(self) -> int:
        """Stars."""
        return self.invoice.amount


@dataclass(slots=True)
class _Move:
    """A line of the bot's list, and when it happened by the simulator's clock."""

    at: float
    line: Json


@dataclass(slots=True)
class Stars:
    """All Stars of one simulated Telegram.

    Attributes:
        clock: seconds that only grow.
        lag: a move appears in the bot's list only so many seconds later.
    """

    clock: Callable[[], float]
    bot_balance: int = 0
    lag: float = 0.0
    balances: dict[int, int] = field(default_factory=dict)
    charges: dict[str, Charge] = field(default_factory=dict)
    subscriptions: list[Subscription] = field(default_factory=list)
    checkouts: dict[str, Checkout] = field(default_factory=dict)
    _links: dict[str, Invoice] = field(default_factory=dict)
    _moves: list[_Move] = field(default_factory=list)
    _given_out: int = 0

    def balance(self, user: User) -> int:
        """The Stars of a person."""
        return self.balances.setdefault(user.id, FIRST_STARS)

    def link(self, invoice: Invoice) -> str:
        """A new link to the invoice."""
        name = secrets.token_urlsafe(12)
        self._links[name] = invoice
        return invoice_link(name)

    def linked(self, text: str) -> Invoice | None:
        """The invoice to which a link in the text leads."""
        return self._links.get(link_name(text) or "")

    def remember(self, checkout: Checkout) -> None:
        """Keep a checkout for the bot's answer; the oldest are forgotten."""
        self.checkouts[checkout.id] = checkout
        while len(self.checkouts) > _KEPT_CHECKOUTS:
            del self.checkouts[next(iter(self.checkouts))]

    def new_charge_id(self) -> str:
        """A name for a payment. Every second one is longer than 128 characters, as some of Telegram's are."""
        self._given_out += 1
        size = 120 if self._given_out % _LONG_EVERY else 24
        return f"stx{secrets.token_urlsafe(size)}"

    def pay(self, charge: Charge) -> None:
        """Move the Stars of a payment to the bot."""
        self.balances[charge.user.id] = self.balance(charge.user) - charge.amount
        self.bot_balance += charge.amount
        self.charges[charge.id] = charge
        self.list_move(charge.id, charge.amount, source=_partner(charge))

    def give_back(self, charge: Charge, *, is_listed: bool = True) -> None:
        """Move them back: a refund, or a chargeback at the store, which may not be listed."""
        self.balances[charge.user.id] = self.balance(charge.user) + charge.amount
        self.bot_balance -= charge.amount
        if is_listed:
            self.list_move(charge.id, charge.amount, receiver=_partner(charge))

    def withdraw(self, amount: int) -> None:
        """Stars that the owner takes out."""
        self.bot_balance -= amount
        state = {"type": "succeeded", "date": int(time.time()), "url": "https://fragment.com/"}
        partner: Json = {"type": "fragment", "withdrawal_state": state}
        self.list_move(self.new_charge_id(), amount, receiver=partner)

    def list_move(self, move_id: str, amount: int, **partner: Json) -> None:
        """Append to the bot's list: from `source` or to `receiver`."""
        line: Json = {"id": move_id, "amount": amount, "date": int(time.time()), **partner}
        self._moves.append(_Move(self.clock(), line))

    def listed(self) -> list[Json]:
        """What the bot can read by now, oldest first."""
        newest = self.clock() - self.lag
        return [move.line for move in self._moves if move.at <= newest]


def _partner(charge: Charge) -> Json:
    """A TransactionPartnerUser."""
    found: Json = {
        "type": "user",
        "transaction_type": "invoice_payment",
        "user": wire.user_json(charge.user),
        "invoice_payload": charge.invoice.payload,
    }
    if charge.invoice.subscription_period is not None:
        found["subscription_period"] = charge.invoice.subscription_period
    return found
