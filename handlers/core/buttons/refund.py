"""What operators decide about payments. The fields `receipt` are receipts' numbers."""

from __future__ import annotations

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
