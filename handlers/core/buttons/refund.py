"""What operators decide about payments, and what payers ask. The fields `receipt` are receipts' numbers."""

from __future__ import annotations

from enum import StrEnum

from handlers.core.buttons.base import Button, Owner


class StarsButton(Button, prefix="sr", owner=Owner.OPERATOR):
    """Read on in Telegram's list, and show how the bot stands."""


class PaymentCardButton(Button, prefix="pm", owner=Owner.OPERATOR):
    """Show a payment with what can be done about it."""

    receipt: int


class RefundButton(Button, prefix="rf", owner=Owner.OPERATOR):
    """Return a payment; `sure` when credits of it were spent and the operator has read so."""

    receipt: int
    sure: bool = False


class CreditButton(Button, prefix="uc", owner=Owner.OPERATOR):
    """Credit an unclaimed payment to its payer; without credits, say how it is credited to another person."""

    receipt: int
    credits: int = 0


class SupportTopic(StrEnum):
    """What a person needs help with."""

    MISSING = "missing"
    """Credits that were paid for are not there."""
    MISTAKE = "mistake"
    """Bought by mistake."""
    OTHER = "other"
    """Something that the operator has to read."""


class SupportButton(Button, prefix="py", owner=Owner.PAYER):
    """Say what one needs help with; `receipt` is the payment that it is about, 0 for none."""

    topic: SupportTopic
    receipt: int = 0


class OwnPaymentButton(Button, prefix="pq", owner=Owner.PAYER):
    """Show a payment to its payer."""

    receipt: int


class SelfRefundButton(Button, prefix="sx", owner=Owner.PAYER):
    """Return a payment of which nothing is spent."""

    receipt: int
