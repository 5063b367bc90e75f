"""Promo codes in words: what one gave, and the operator's list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.paging import PageNumber
from bot.domain.promo_code import PromoKind, PromoTerms
from bot.i18n import Html, Translator
from bot.promo_codes.redeem import Redeemed
from handlers.core.buttons.promo_code import (
    CancelRedeemButton,
    EndPromoCodeButton,
    PromoCodeButton,
    PromoCodesButton,
)
from handlers.core.keyboards import inline_button, keyboard, pager
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, cut, paragraphs

PAGE: Final = 8
"""Codes and series on one page."""
_NAME_SHOWN: Final = 16
_DAY: Final = timedelta(days=1)


def ask(t: Translator) -> Screen:
    """The next word is the code."""
    return Screen(
        t("redeem-ask"), keyboard([[inline_button(t.plain("button-cancel"), CancelRedeemButton())]])
    )


def redeemed(t: Translator, given: Redeemed) -> Screen:
    """What the code gave; the code itself is not said again."""
    terms = given.terms
    if terms.kind is PromoKind.PERCENT:
        return Screen(t("redeem-percent", percent=terms.amount))
    return Screen(paragraphs(t("redeem-credits", count=terms.amount), credits_line(t, given.balance)))


def codes(
    t: Translator, lines: Sequence[PromoTerms], page: PageNumber, *, count: int, now: datetime
) -> Screen:
    """A page of the list, newest first."""
    buttons = [
        [inline_button(_label(t, terms, now), PromoCodeButton(terms=terms.id, page=page.number))]
        for terms in lines
    ]
    text = paragraphs(
        t("codes-title", count=count) if count else t("codes-none"), t("codes-usage"), gap="\n\n"
    )
    return Screen(text, keyboard([*buttons, pager(page, PromoCodesButton())]))


def code(t: Translator, terms: PromoTerms, *, page: int, now: datetime, link: str = "") -> Screen:
    """One code or series, and the button that switches it off."""
    facts = (
        _about(t, terms),
        t("codes-uses-of" if terms.most_uses else "codes-uses", uses=terms.uses, most=terms.most_uses or 0),
        t("codes-new-people") if terms.new_people_only else None,
        t("codes-first-purchase") if terms.first_purchase_only else None,
        t("codes-no-limit") if terms.most_uses is None and terms.is_on_at(now) else None,
        t("codes-until", date=terms.ends_at - _DAY) if terms.ends_at is not None else None,
        t("codes-campaign", campaign=terms.campaign) if terms.campaign else None,
        t("codes-off") if terms.ended_at is not None else None,
        t("codes-over") if terms.ended_at is None and not terms.is_on_at(now) else None,
        Html(link) if link else None,
    )
    rows = []
    if terms.is_on_at(now):
        rows.append(
            [inline_button(t.plain("button-code-off"), EndPromoCodeButton(terms=terms.id, page=page))]
        )
    rows.append([inline_button(t.plain("button-back"), PromoCodesButton(page=page))])
    return Screen(paragraphs(*facts), keyboard(rows))


def _about(t: Translator, terms: PromoTerms) -> Html:
    gives = (
        t("codes-gives-percent", percent=terms.amount)
        if terms.kind is PromoKind.PERCENT
        else t("codes-gives-credits", count=terms.amount)
    )
    if not terms.name:
        return t("codes-series-line", size=terms.size, gives=gives)
    return t("codes-line", code=terms.name, gives=gives)


def _label(t: Translator, terms: PromoTerms, now: datetime) -> str:
    """Its name, what it gives, and how often it was used."""
    name = cut(terms.name, _NAME_SHOWN) if terms.name else t.plain("codes-series-short", size=terms.size)
    amount = f"{terms.amount} %" if terms.kind is PromoKind.PERCENT else str(terms.amount)
    uses = f"{terms.uses}/{terms.most_uses}" if terms.most_uses else str(terms.uses)
    sign = "" if terms.is_on_at(now) else "⏹ "
    return f"{sign}{name} · {amount} · {uses}"
