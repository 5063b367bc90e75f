"""What the operator decided about money and fairness."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.catalog.spec import Dialect
from bot.ledger.allowance import Allowance


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """The operator's terms.

    Attributes:
        dialect: the contract that is spoken with KIE; it decides prices and options.
        multiplier: credits charged for each credit at KIE.
        allowance: free credits of every person.
        open_per_account: how many generations an account may have open at once.
        open_per_chat: how many may be open at once in a group, over all members.
        own_keys: whether people may bring KIE keys of their own.
    """

    dialect: Dialect
    multiplier: Decimal
    allowance: Allowance
    open_per_account: int = 5
    open_per_chat: int = 20
    own_keys: bool = False
