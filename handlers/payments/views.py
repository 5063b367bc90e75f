"""What people see of packs, invoices and payments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.group import Payer
from bot.domain.order import Order, OrderKind
from bot.domain.pack import Pack, extra_percent
from bot.domain.payment import Payment
from bot.domain.subscription import SubscribedPack
from bot.groups.administration import Overview
from bot.i18n import Html, Translator
from bot.ledger.entries import Balance
from bot.payments.receive import Receipt
from handlers.core.buttons.group import GroupBuyButton
from handlers.core.buttons.menu import MenuButton
from handlers.core.buttons.payment import BuyButton, InvoiceBackButton, PackButton, ReceiptButton
from handlers.core.buttons.subscription import SubscribeButton, SubscriptionButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.model_lists import credits_line, next_free_credits
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.payments.subscription_views import beside_lines, period_line

_TITLE = 32
"""Characters of an invoice's title (Bot API, sendInvoice)."""
_NAME_SHOWN = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceWords:
    """What an invoice says.

    Attributes:
        title: at most 32 characters.
        description: at most 255.
        label: of its only price.
        buttons: Pay, and the way back.
    """

    title: str
    description: str
    label: str
    buttons: InlineKeyboardMarkup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """What a person has before they buy.

    Attributes:
        balance: their credits.
        bonus: the percentage that a promo code adds.
        is_subscribed: whether there is anything to see of subscriptions.
        running: those that renew, or may be resumed.
    """

    balance: Balance
    bonus: int
    is_subscribed: bool
    running: Sequence[SubscribedPack]


def packs_screen(t: Translator, packs: Sequence[Pack], had: Had, draft: int | None) -> Screen:
    """What a person can buy, and what they have."""
    balance, bonus, is_subscribed = had.balance, had.bonus, had.is_subscribed
    own = [[inline_button(t.plain("button-subscription"), SubscriptionButton())]] if is_subscribed else []
    if not packs:
        refill = next_free_credits(t, balance)
        return Screen(paragraphs(t("buy-not-sold"), credits_line(t, balance), refill), keyboard(own))
    once, monthly = ([pack for pack in packs if pack.monthly is kind] for kind in (False, True))
    text = paragraphs(
        paragraphs(
            t("buy-title"), credits_line(t, balance), t("buy-bonus", percent=bonus) if bonus else None
        ),
        beside_lines(t, had.running) if monthly else None,
        t("buy-terms"),
        t("buy-stars-hint"),
        gap="\n\n",
    )
    return Screen(
        text,
        keyboard(
            [
                *_pack_rows(t, once, partial(PackButton, draft=draft), bonus),
                *map(partial(_monthly_row, t), monthly),
                [inline_button(t.plain("button-buy-gift"), BuyButton(as_gift=True))] if once else [],
                *own,
            ]
        ),
    )


def gift_packs_screen(t: Translator, packs: Sequence[Pack], bonus: int) -> Screen:
    """What can be bought as a gift card."""
    if not packs:
        return Screen(t("buy-not-sold"))
    back = [inline_button(t.plain("button-back"), BuyButton())]
    text = paragraphs(t("buy-gift-title"), t("buy-gift-hint"), gap="\n\n")
    return Screen(text, keyboard([*_pack_rows(t, packs, partial(PackButton, as_gift=True), bonus), back]))


def post_question(t: Translator, group: str, chat_id: int) -> Screen:
    """In private, from a group's panel: credits for the group are bought where all its members see it."""
    post = inline_button(t.plain("button-buy-post"), GroupBuyButton(chat=chat_id, post=True))
    return Screen(t("buy-group-post", group=cut(group, _NAME_SHOWN)), keyboard([[post]]))


def group_packs_screen(t: Translator, packs: Sequence[Pack], overview: Overview, draft: int | None) -> Screen:
    """What a group's account can be filled with, and what it has: every member may."""
    has = t("group-balance", count=overview.balance.available)
    pays = overview.group.rules.payer is not Payer.ASKER
    if not packs:
        return Screen(paragraphs(t("buy-not-sold"), has))
    text = paragraphs(
        paragraphs(t("buy-group-title"), has),
        t("buy-group-hint" if pays else "buy-group-hint-asker"),
        t("buy-stars-hint"),
        gap="\n\n",
    )
    return Screen(text, keyboard(_pack_rows(t, packs, partial(PackButton, draft=draft))))


def _pack_rows(
    t: Translator, packs: Sequence[Pack], button: Callable[..., PackButton], bonus: int = 0
) -> list[list[InlineKeyboardButton]]:
    """A button for each pack, with what a promo code adds, or how much more it brings than the cheapest one."""
    rows = []
    for pack in packs:
        cheapest = min(packs, key=lambda pack: (pack.stars, -pack.credits))
        more = extra_percent(pack, cheapest)
        given = pack.credits * bonus // 100
        if given:
            label = t.plain("button-pack-bonus", stars=pack.stars, credits=pack.credits, bonus=given)
        else:
            label = t.plain(
                "button-pack-more" if more else "button-pack",
                stars=pack.stars,
                credits=pack.credits,
                more=more,
            )
        rows.append([inline_button(label, button(pack_id=pack.id))])
    return rows


def _monthly_row(t: Translator, pack: Pack) -> list[InlineKeyboardButton]:
    label = t.plain("button-pack-monthly", stars=pack.stars, credits=pack.credits)
    return [inline_button(label, SubscribeButton(pack_id=pack.id))]


def invoice_words(t: Translator, order: Order, *, bot_name: str, group_title: str) -> InvoiceWords:
    """The invoice of an order."""
    for_group = order.kind is OrderKind.GROUP
    title = t.plain(
        "invoice-title-group" if for_group else "invoice-title", credits=order.credits + order.bonus
    )
    name = cut(bot_name, _NAME_SHOWN)
    if order.kind is OrderKind.GIFT:
        description = t.plain("invoice-description-gift", bot=name)
    else:
        description = t.plain(
            "invoice-description-group" if for_group else "invoice-description",
            bot=name,
            group=cut(group_title, _NAME_SHOWN),
        )
    pay = InlineKeyboardButton(text=t.plain("button-pay", stars=order.stars), pay=True)
    back = inline_button(t.plain("button-back"), InvoiceBackButton(order=order.token))
    return InvoiceWords(
        title=cut(title, _TITLE),
        description=description,
        label=cut(title, _TITLE),
        buttons=keyboard([[pay], [back]]),
    )


def receipt_screen(t: Translator, receipt: Receipt) -> Screen:
    """What arrived: the credits, and the balance before and after; or that an operator looks at it."""
    payment = receipt.payment
    if receipt.balance is None:
        return Screen(t("payment-unclaimed", stars=payment.stars, number=payment.number))
    bought, balance = payment.credits + payment.bonus, receipt.balance
    number = paragraphs(t("payment-receipt", number=payment.number), period_line(t, receipt))
    if receipt.order is not None and receipt.order.kind is OrderKind.GROUP:
        said = t("payment-credited-group-own", credits=bought, balance=balance.available)
        return Screen(paragraphs(said, _pays(t, receipt), number), keyboard([_to_receipt(t, payment)]))
    if receipt.order is not None and receipt.order.kind is OrderKind.GIFT:
        return Screen(
            paragraphs(t("payment-gift", credits=bought), number), keyboard([_to_receipt(t, payment)])
        )
    create = inline_button(t.plain("button-payment-create"), MenuButton())
    buttons = keyboard([[create, *_to_receipt(t, payment)]])
    if balance.unlimited:
        return Screen(paragraphs(t("payment-added", credits=bought), number), buttons)
    if not receipt.is_new:  # what there was before it is not known any more
        said = t("payment-credited", credits=bought, balance=balance.available)
    else:
        had = max(0, balance.available - bought)
        said = t("payment-credited-before", credits=bought, had=had, balance=balance.available)
    return Screen(paragraphs(said, number), buttons)


def _to_receipt(t: Translator, payment: Payment) -> list[InlineKeyboardButton]:
    return [inline_button(t.plain("button-payment-receipt"), ReceiptButton(receipt=payment.number))]


def _pays(t: Translator, receipt: Receipt) -> Html | None:
    """A purchase can have changed who pays in the group: what holds now is said below it."""
    return t("payment-group-pays") if receipt.group_pays else None


def group_receipt(t: Translator, receipt: Receipt, *, name: str) -> Html:
    """What all members read: who added how much, and what the group has now."""
    balance = receipt.balance.available if receipt.balance is not None else 0
    bought = receipt.payment.credits + receipt.payment.bonus
    said = t("payment-credited-group", name=cut(name, _NAME_SHOWN), credits=bought, balance=balance)
    return paragraphs(said, _pays(t, receipt))
