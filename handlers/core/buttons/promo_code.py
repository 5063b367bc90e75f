"""Promo codes: the question for one, and the operator's list."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class PromoCodesButton(Button, prefix="pc", owner=Owner.OPERATOR):
    """A page of the list of codes."""

    page: int = 0


class PromoCodeButton(Button, prefix="pi", owner=Owner.OPERATOR):
    """One code or series of the list; `page` is the page that it stands on."""

    terms: int
    page: int = 0


class EndPromoCodeButton(Button, prefix="pz", owner=Owner.OPERATOR):
    """Switch a code or series off."""

    terms: int
    page: int = 0


class CancelRedeemButton(Button, prefix="pcx", owner=Owner.MENU):
    """End the question for a code, which is the presser's own."""
