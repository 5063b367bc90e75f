"""Accounts at KIE: the main one of the settings, and others beside it, each with a key, credits and limits of its own."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from bot.sandbox.kie.limits import Limits
from bot.sandbox.kie.settings import Settings

MAIN = "main"
"""Name of the account whose key and credits are in the settings."""


class CreditBalance(Protocol):
    """What opens an account, and its balance. The settings are the main account's."""

    api_key: str
    credits: float
    not_allowed: frozenset[str]


@dataclass
class Account:
    """Another account; a test may change its key, credits and models at any time."""

    name: str
    api_key: str
    credits: float
    not_allowed: frozenset[str] = frozenset()


class Accounts:
    """Tells accounts apart by the key that a request carries.

    Args:
        settings: the main account's key and credits.

    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._others: dict[str, Account] = {}
        self._limits = {MAIN: Limits(settings)}

    def open(self, account: Account) -> Account:
        """Open another account; its name must be new."""
        if account.name in self._limits:
            raise ValueError(f"there is an account {account.name!r} already")
        self._others[account.name] = account
        self._limits[account.name] = Limits(self._settings)
        return account

    def named(self, header: str) -> str:
        """The account that an Authorization header opens; empty when it opens none."""
        balances: dict[str, CreditBalance] = {MAIN: self._settings, **self._others}
        given = header.encode("utf-8", "surrogateescape")
        for name, balance in balances.items():
            if hmac.compare_digest(given, f"Bearer {balance.api_key}".encode()):
                return name
        return ""

    def balance(self, name: str) -> CreditBalance:
        """The balance of an account."""
        return self._others.get(name, self._settings)

    def credits(self, name: str) -> Decimal:
        """Credits of an account, without the noise of a float."""
        return Decimal(str(self.balance(name).credits))

    def add(self, name: str, credits_exactly: Decimal) -> None:
        """Give credits to an account, or take them."""
        self.balance(name).credits = float(self.credits(name) + credits_exactly)

    def limits(self, name: str) -> Limits:
        """The limits of an account."""
        return self._limits[name]
