"""Buying credits: packs, invoices and receipts."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class BuyButton(Button, prefix="by", owner=Owner.MEMBER):
    """Show what is sold; `draft` is the one that lacks credits, `as_gift` says that it is for another person."""

    draft: int | None = None
    as_gift: bool = False


class PackButton(Button, prefix="pk", owner=Owner.MEMBER):
    """Ask for the invoice of a pack: in private for oneself, or `as_gift` for another person, in a group for its account.

    `agreed` says that it was the button of the question for agreement (`handlers.core.consent`).
    """

    pack_id: int
    draft: int | None = None
    agreed: str = ""
    as_gift: bool = False


class InvoiceBackButton(Button, prefix="ib", owner=Owner.ORDER):
    """Put an invoice away; `order` is its order's token."""

    order: str


class AddPackButton(Button, prefix="pa", owner=Owner.OPERATOR):
    """Put a pack on sale that brings less than its credits cost."""

    stars: int
    credits: int
    monthly: bool


class PacksButton(Button, prefix="pl", owner=Owner.OPERATOR):
    """Show what is on sale."""


class EndPackButton(Button, prefix="px", owner=Owner.OPERATOR):
    """Take a pack off sale."""

    pack_id: int


class ReceiptsButton(Button, prefix="rl", owner=Owner.PAYER):
    """List the person's payments: the newest, or those before the one with this receipt."""

    receipt: int = 0


class ReceiptButton(Button, prefix="rz", owner=Owner.PAYER):
    """Show one payment to its payer; `before` is the `ReceiptsButton.receipt` of its page of the list."""

    receipt: int
    before: int = 0


class ReceiptProblemButton(Button, prefix="rw", owner=Owner.PAYER):
    """Something is wrong with a payment."""

    receipt: int
