"""Telegram's methods about Stars (`bot.ports.Stars`).

Lines of the list are read by hand: Telegram adds kinds of partners now and then, and a line that is not understood still has
a place, an amount and an id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
)
from aiogram.methods import EditUserStarSubscription, GetMyStarBalance, RefundStarPayment, TelegramMethod

from bot.domain.payment import ID_SHOWN, Checkout, ReceivedPayment
from bot.domain.star_move import StarMove
from bot.errors import PaymentCallRefused, PaymentsUnavailable
from bot.ledger.purchases import STARS
from bot.ports import Clock, ListedTransaction, StarBalance
from bot.telegram.errors import is_already_refunded
from bot.telegram.untyped_calls import GetUntypedStarTransactions

SECONDS: Final = 20
"""For one call; a person may wait for it."""

_REFUSALS: Final = (TelegramBadRequest, TelegramForbiddenError, TelegramNotFound)
"""Telegram has understood the call and does not carry it out; its words differ and are written nowhere for good."""

_INVOICE: Final = "invoice_payment"
_UNKNOWN: Final = "unknown"
_LARGEST: Final = 2**52
"""Ids and amounts are smaller (Bot API, User)."""
_LATEST: Final = 253_402_300_799
"""The last second that calendars here know."""

_log = structlog.get_logger(__name__)
_Answer = TypeVar("_Answer")


class TelegramStars:
    """Makes the calls.

    Args:
        bot: whose Stars.
        clock: the time.
    """

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock

    async def transactions(self, offset: int, limit: int) -> Sequence[ListedTransaction]:
        """Part of the list; see `Stars.transactions`."""
        answer: Any = await self._call(GetUntypedStarTransactions(offset=offset, limit=limit))
        lines = answer.get("transactions")
        if not isinstance(lines, list):
            msg = "no list of transactions"
            raise PaymentsUnavailable(msg)
        return [_listed(offset + place, line) for place, line in enumerate(lines)]

    async def balance(self) -> StarBalance:
        """What the bot has now; see `Stars.balance`."""
        found = await self._call(GetMyStarBalance())
        return StarBalance(stars=found.amount, nanos=found.nanostar_amount or 0, at=self._clock.now())

    async def refund(self, payer_id: int, charge_id: str) -> None:
        """Return the whole payment; see `Stars.refund`."""
        try:
            await self._call(RefundStarPayment(user_id=payer_id, telegram_payment_charge_id=charge_id))
        except PaymentCallRefused as refusal:
            if not isinstance(refusal.__cause__, AiogramError) or not is_already_refunded(refusal.__cause__):
                raise
            _log.info("refunded_before", charge=charge_id[:ID_SHOWN])

    async def set_subscription_canceled(self, payer_id: int, first_charge_id: str, *, canceled: bool) -> None:
        """End renewals, or allow them again; see `Stars.set_subscription_canceled`."""
        await self._call(
            EditUserStarSubscription(
                user_id=payer_id, telegram_payment_charge_id=first_charge_id, is_canceled=canceled
            )
        )

    async def _call(self, method: TelegramMethod[_Answer]) -> _Answer:
        try:
            return await self._bot(method, request_timeout=SECONDS)
        except _REFUSALS as refusal:
            raise PaymentCallRefused(refusal.message) from refusal
        except AiogramError as trouble:
            # Its kind only where it is no answer of Telegram's: words of the way there may hold the token.
            words = trouble.message if isinstance(trouble, TelegramAPIError) else ""
            raise PaymentsUnavailable(f"{type(trouble).__name__} {words}".strip()) from None


def _listed(position: int, line: Any) -> ListedTransaction:
    """A line as far as it is understood (Bot API, StarTransaction)."""
    if not isinstance(line, dict):
        _log.warning("star_transaction_not_read", position=position)
        line = {}
    source, receiver = _object(line, "source"), _object(line, "receiver")
    incoming = source is not None or receiver is None
    partner = source or receiver or {}
    move = StarMove(
        position=position,
        id=_text(line, "id"),
        incoming=incoming,
        stars=abs(_number(line, "amount")),
        nanos=abs(_number(line, "nanostar_amount")),
        partner=_text(partner, "type") or _UNKNOWN,
        at=_moment(abs(_number(line, "date"))),
    )
    return ListedTransaction(move=move, payment=_payment(move, source) if source is not None else None)


def _payment(move: StarMove, partner: Mapping[str, Any]) -> ReceivedPayment | None:
    """The payment of an invoice behind a line (Bot API, TransactionPartnerUser), or None when it is none."""
    payer = _number(_object(partner, "user") or {}, "id")
    kind = _text(partner, "transaction_type") or (_INVOICE if "invoice_payload" in partner else "")
    if move.partner != "user" or kind != _INVOICE or not payer or not move.id:
        return None
    if not move.stars and not move.nanos:
        return None
    period = abs(_number(partner, "subscription_period"))
    affiliate = _object(partner, "affiliate") or {}
    return ReceivedPayment(
        charge_id=move.id,
        checkout=Checkout(
            payer_id=payer, payload=_text(partner, "invoice_payload"), currency=STARS, amount=move.stars
        ),
        paid_at=move.at,
        recurring=bool(period),
        period_ends_at=_moment(int(move.at.timestamp()) + period) if period else None,
        affiliate_stars=abs(_number(affiliate, "amount")),
        nanos=move.nanos,
        affiliate_nanos=abs(_number(affiliate, "nanostar_amount")),
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(min(seconds, _LATEST), UTC)


def _object(data: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    found = data.get(name)
    return found if isinstance(found, dict) else None


def _number(data: Mapping[str, Any], name: str) -> int:
    """A whole number of a size that databases keep; 0 for what is none."""
    found = data.get(name)
    return found if isinstance(found, int) and abs(found) < _LARGEST else 0


def _text(data: Mapping[str, Any], name: str) -> str:
    """A text that databases keep: half a character of JSON's is replaced. Empty for what is none."""
    found = data.get(name)
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""
