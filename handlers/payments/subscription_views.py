"""What a person reads about monthly packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.order import Order
from bot.domain.subscription import SubscribedPack, SubscriptionState
from bot.i18n import Html, Translator
from bot.payments.receive import Receipt
from handlers.core.buttons.payment import BuyButton
from handlers.core.buttons.subscription import SubscribeButton, SubscriptionAction, SubscriptionButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, cut, paragraphs

_TITLE = 32
"""Characters of an invoice's title (Bot API, createInvoiceLink)."""


@dataclass(frozen=True, slots=True)
class LinkWords:
    """What Telegram's sheet says: a title of at most 32 characters, and a description of at most 255."""

    title: str
    description: str


def link_words(t: Translator, order: Order) -> LinkWords:
    """Of a monthly pack."""
    title = t.plain("subscription-link-title", credits=order.credits)
    return LinkWords(cut(title, _TITLE), t.plain("subscription-link-description"))


def beside_lines(t: Translator, running: Sequence[SubscribedPack]) -> Html | None:
    """What the person pays every month already; None for nothing."""
    if not running:
        return None
    return paragraphs(
        *(
            t("subscription-beside", credits=one.order.credits, date=one.subscription.period_ends_at)
            for one in running
        )
    )


def offer_screen(t: Translator, order: Order, url: str, running: Sequence[SubscribedPack]) -> Screen:
    """What it brings beside those that run, how it ends, and the link."""
    pay = InlineKeyboardButton(text=t.plain("button-subscribe", stars=order.stars), url=url)
    return Screen(
        paragraphs(
            t("subscription-offer", credits=order.credits, stars=order.stars),
            beside_lines(t, running),
            gap="\n\n",
        ),
        keyboard([[pay], [inline_button(t.plain("button-back"), BuyButton())]]),
    )


def subscriptions_screen(t: Translator, packs: Sequence[SubscribedPack], now: datetime) -> Screen:
    """Each subscription: what it brings, until when, and what can be done."""
    if not packs:
        return Screen(t("subscription-none"))
    texts = [paragraphs(_terms(t, one.order), _standing(t, one, now)) for one in packs]
    rows = [[button] for one in packs if (button := _button(t, one, now, several=len(packs) > 1))]
    return Screen(paragraphs(t("subscription-title"), *texts, gap="\n\n"), keyboard(rows))


def period_line(t: Translator, receipt: Receipt) -> Html | None:
    """Below the receipt of a monthly pack: when it renews; None for any other payment."""
    ends_at = receipt.payment.period_ends_at
    if receipt.order is None or not receipt.order.monthly or ends_at is None:
        return None
    return t("payment-period", date=ends_at)


def private_screen(t: Translator, button: InlineKeyboardButton) -> Screen:
    """In a group: where it can be seen."""
    return Screen(t("subscription-private"), keyboard([[button]]))


def changed_screen(t: Translator, pack: SubscribedPack) -> Screen:
    """One sentence about what has become of it, and what can be done."""
    subscription, order = pack.subscription, pack.order
    key, ends_at = f"subscription-now-{subscription.state}", subscription.period_ends_at
    text = t(key, credits=order.credits, stars=order.stars, date=ends_at)
    if subscription.state is SubscriptionState.FAILED:
        again = SubscribeButton(pack_id=order.pack_id)
        label = t.plain("button-subscribe-again", credits=order.credits)
        return Screen(text, keyboard([[inline_button(label, again)]]))
    return Screen(text, keyboard([[inline_button(t.plain("button-subscription"), SubscriptionButton())]]))


def _terms(t: Translator, order: Order) -> Html:
    return t("subscription-terms", credits=order.credits, stars=order.stars)


def _standing(t: Translator, pack: SubscribedPack, now: datetime) -> Html:
    subscription = pack.subscription
    key = f"subscription-is-{subscription.state}"
    if subscription.state is SubscriptionState.ACTIVE and subscription.period_ends_at <= now:
        key = "subscription-is-due"
    if subscription.state is SubscriptionState.CANCELED and not subscription.canceled_by_bot:
        key = "subscription-is-canceled-in-telegram"
    return t(key, date=subscription.period_ends_at)


def _button(
    t: Translator, pack: SubscribedPack, now: datetime, *, several: bool
) -> InlineKeyboardButton | None:
    """To stop it or to let it go on; with several of them the label says which."""
    subscription = pack.subscription
    match subscription.state:
        case SubscriptionState.ACTIVE:
            action = SubscriptionAction.STOP
        case SubscriptionState.CANCELED if subscription.canceled_by_bot and subscription.period_ends_at > now:
            action = SubscriptionAction.RESUME
        case SubscriptionState.FAILED:
            label = t.plain("button-subscribe-again", credits=pack.order.credits)
            return inline_button(label, SubscribeButton(pack_id=pack.order.pack_id))
        case _:
            return None
    key = f"button-subscription-{action}"
    label = t.plain(f"{key}-one" if several else key, credits=pack.order.credits)
    return inline_button(label, SubscriptionButton(action=action, subscription=pack.order.token))
