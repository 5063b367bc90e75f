"""What operators see of Stars and payments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from aiogram.enums import ButtonStyle
from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.domain.person import PersonRepository
from bot.domain.star_move import NANOS, StarMove
from bot.domain.terms import Tariff
from bot.i18n import Html, Translator
from bot.payments.break_even import USD_PER_KIE_CREDIT
from bot.payments.overview import StarsOverview
from bot.payments.refundable import Refundable
from bot.payments.refunds import Refunds
from bot.payments.unclaimed import UnclaimedPayments
from handlers.core.buttons.refund import CreditButton, PaymentCardButton, RefundButton, StarsButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs

_COPY_LIMIT = 256
"""Characters that a button can put into the clipboard (Bot API, CopyTextButton)."""
_ID_SHOWN = 300
_NAME_SHOWN = 64
_PAYLOAD_SHOWN = 100


class PaymentCards:
    """Shows payments.

    Args:
        refunds: knows what a refund would take.
        unclaimed: knows what an unclaimed payment is worth.
        people: who has paid.
        tariff: what credits cost.
    """

    def __init__(
        self, refunds: Refunds, unclaimed: UnclaimedPayments, people: PersonRepository, tariff: Tariff
    ) -> None:
        self._refunds = refunds
        self._unclaimed = unclaimed
        self._people = people
        self._tariff = tariff

    async def card(self, t: Translator, number: int) -> Screen:
        """A payment, and what can be done about it. Raises PaymentUnknown."""
        found = await self._refunds.look(number)
        payment = found.payment
        worth = 0
        if payment.state is PaymentState.UNCLAIMED:
            worth = await self._unclaimed.worth(payment.stars)
        text = paragraphs(
            paragraphs(*self._facts(t, found, await NamedPerson.of(payment.payer_id, self._people))),
            t("payment-card-id", id=cut(payment.charge_id, _ID_SHOWN)),
            gap="\n\n",
        )
        return Screen(text, keyboard(_actions(t, payment, worth)))

    def _facts(self, t: Translator, found: Refundable, payer: NamedPerson) -> Iterator[Html]:
        payment, taken = found.payment, found.would_take
        yield t("payment-card-title", number=payment.number, stars=payment.stars, at=_time(payment.paid_at))
        yield t("payer", person=payer.shown(t))
        yield t("payment-card-state", state=t.plain(f"payment-state-{payment.state}"))
        if payment.found_by is FoundBy.RECONCILIATION:
            yield t("payment-card-found")
        if payment.recurring:
            yield t("payment-card-monthly")
        if payment.payload:
            yield t("payment-card-payload", payload=cut(payment.payload, _PAYLOAD_SHOWN))
        if payment.account_id is None:
            return
        yield t("payment-card-credits", credits=payment.credits, bonus=payment.bonus)
        if payment.state is PaymentState.CREDITED:
            yield t(
                "payment-card-unspent",
                left=taken.paid,
                credits=payment.credits,
                bonus=payment.bonus,
                bonus_left=taken.bonus,
            )
            if found.reward_gone:
                yield t("payment-card-reward", credits=found.reward_gone)
            if taken.uncollected and self._tariff.multiplier:
                cost = taken.uncollected / self._tariff.multiplier * USD_PER_KIE_CREDIT
                yield t("payment-card-cost", usd=f"{cost:.2f}")
            yield t("payment-card-whole")
        else:
            taken_back, spent = _taken(payment)
            yield t("payment-card-taken", taken=taken_back, uncollected=spent)


def _actions(t: Translator, payment: Payment, worth: int) -> Iterator[list[InlineKeyboardButton]]:
    number = payment.number
    if payment.state is PaymentState.UNCLAIMED:
        label = t.plain("button-unclaimed-credit", credits=worth)
        yield [inline_button(label, CreditButton(receipt=number, credits=worth))]
        yield [
            inline_button(t.plain("button-unclaimed-other"), CreditButton(receipt=number)),
            inline_button(t.plain("button-refund"), RefundButton(receipt=number), style=ButtonStyle.DANGER),
        ]
    elif payment.state is PaymentState.CREDITED and payment.payer_id is not None:
        yield [
            inline_button(t.plain("button-refund"), RefundButton(receipt=number), style=ButtonStyle.DANGER)
        ]
    elif payment.state is PaymentState.REFUNDING:
        yield [inline_button(t.plain("button-refund-again"), RefundButton(receipt=number))]
    if len(payment.charge_id) <= _COPY_LIMIT:
        copy = CopyTextButton(text=payment.charge_id)
        yield [InlineKeyboardButton(text=t.plain("button-payment-copy"), copy_text=copy)]


def unclaimed_buttons(t: Translator, number: int) -> list[list[InlineKeyboardButton]]:
    """What can become of an unclaimed payment, under an alert: crediting it goes on on its card."""
    return [
        [
            inline_button(t.plain("button-unclaimed-look"), PaymentCardButton(receipt=number)),
            inline_button(t.plain("button-refund"), RefundButton(receipt=number), style=ButtonStyle.DANGER),
        ]
    ]


def stars(t: Translator, overview: StarsOverview, payers: Mapping[str, NamedPerson]) -> Screen:
    """How the bot stands, and what waits; `payers` are those of the known payments, by Telegram's id of these."""
    text = paragraphs(
        t("stars-title"),
        paragraphs(*_balance(t, overview)),
        paragraphs(
            t("stars-moves"),
            *(
                _move(t, move, overview.payments.get(move.id), payers.get(move.id))
                for move in overview.newest
            ),
        )
        if overview.newest
        else None,
        t("stars-unclaimed", count=len(overview.unclaimed)) if overview.unclaimed else None,
        t("stars-refunding", count=len(overview.refunding)) if overview.refunding else None,
        gap="\n\n",
    )
    waiting = [[_to_card(t, one)] for one in (*overview.unclaimed, *overview.refunding)]
    return Screen(text, keyboard([*waiting, [inline_button(t.plain("button-stars-again"), StarsButton())]]))


def _balance(t: Translator, overview: StarsOverview) -> Iterator[Html]:
    if overview.balance is None:
        yield t("stars-no-balance")
    else:
        yield t("stars-balance", balance=_amount(overview.balance))
        yield t("stars-withdrawable", amount=overview.withdrawable or 0)
        if overview.is_current and overview.balance != overview.listed:
            yield t("stars-listed", listed=_amount(overview.listed))
    if not overview.is_current:
        yield t("stars-not-current")


def _move(t: Translator, move: StarMove, payment: Payment | None, payer: NamedPerson | None) -> Html:
    amount = _amount(move.stars + Decimal(move.nanos) / NANOS)
    sign = "+" if move.incoming else "−"
    partner = cut(move.partner, _NAME_SHOWN) if payer is None or payer.id is None else payer.shown(t)
    line = t("stars-move", amount=f"{sign}{amount}", partner=partner, at=_time(move.at))
    return t("stars-move-of", move=line, number=payment.number) if payment is not None else line


def not_covered(t: Translator, found: Refundable) -> Screen:
    """Something of it was spent: is it to be returned all the same?"""
    payment = found.payment
    whole = payment.credits + payment.bonus
    gone = "reward" if not found.spent else "all" if found.spent == whole else "part"
    sure = RefundButton(receipt=payment.number, sure=True)
    return Screen(
        paragraphs(
            t(
                "refund-not-covered",
                gone=gone,
                left=whole - found.spent,
                credits=whole,
                stars=payment.stars,
                number=payment.number,
            ),
            t("payment-card-reward", credits=found.reward_gone) if found.reward_gone else None,
        ),
        keyboard(
            [
                [inline_button(t.plain("button-refund-sure"), sure, style=ButtonStyle.DANGER)],
                [inline_button(t.plain("button-refund-back"), PaymentCardButton(receipt=payment.number))],
            ]
        ),
    )


def returned(t: Translator, payment: Payment) -> Screen:
    """What became of the refund."""
    number = payment.number
    if payment.state is PaymentState.REFUNDED:
        taken, spent = _taken(payment)
        return Screen(
            t(
                "refund-operator-done",
                number=number,
                stars=payment.stars,
                taken=taken,
                uncollected=spent,
            )
        )
    waits = payment.state is PaymentState.REFUNDING
    text = t("refund-operator-waits", number=number) if waits else t("refund-operator-refused", number=number)
    return Screen(text, keyboard([[_to_card(t, payment)]]))


def _taken(payment: Payment) -> tuple[int, int]:
    """Credits, paid and given, that the refund took, and that were spent before."""
    taken = payment.taken_back + payment.bonus_taken_back
    return taken, payment.uncollected + payment.bonus - payment.bonus_taken_back


def unknown(t: Translator) -> Screen:
    """There is no payment that the operator's words name."""
    return Screen(t("refund-unknown"))


def _to_card(t: Translator, payment: Payment) -> InlineKeyboardButton:
    label = t.plain("button-payment", number=payment.number, stars=payment.stars)
    return inline_button(label, PaymentCardButton(receipt=payment.number))


def credited(t: Translator, payment: Payment, payer: NamedPerson) -> Screen:
    """An unclaimed payment has an account now."""
    return Screen(
        paragraphs(
            t("unclaimed-credited", number=payment.number, credits=payment.credits),
            t("payer", person=payer.shown(t)),
        )
    )


def credit_other(t: Translator, payment: Payment, worth: int) -> Screen:
    """How it is credited to another person."""
    return Screen(t("unclaimed-other", number=str(payment.number), credits=str(worth)))


def _amount(stars: Decimal) -> str:
    return f"{stars.normalize():,f}"


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
