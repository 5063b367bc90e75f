"""Gifts in words: the card, what opening one came to, and what a person can give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from aiogram.types import InlineKeyboardButton

from bot.domain.gift import Gift, GiftState
from bot.gifts.claim import GiftOutcome, OpenedGift
from bot.i18n import Html, Translator
from handlers.core.buttons.gift import TakeGiftBackButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What a card says.

    Attributes:
        gift: the gift.
        url: its link.
        giver: name of the person who gives it.
        receiver: name of the person it is for alone, possibly empty.
        in_group: whether a group reads it.
        bot_name: @username of the bot.
    """

    gift: Gift
    url: str
    giver: str
    receiver: str
    in_group: bool
    bot_name: str


def card(t: Translator, facts: CardFacts) -> Screen:
    """The gift, with the way to it: for a group a button to open it, for the giver a link to hand on."""
    gift = facts.gift
    amount = t("gift-amount", count=gift.credits)
    take_back = inline_button(t.plain("button-gift-take-back"), TakeGiftBackButton(gift=gift.id))
    if facts.in_group:
        text = t(
            "gift-card-group-for" if facts.receiver else "gift-card-group",
            giver=facts.giver,
            receiver=facts.receiver,
            amount=amount,
        )
        opening = InlineKeyboardButton(text=t.plain("button-gift-open"), url=facts.url)
        return Screen(text, keyboard([[opening], [take_back]]))
    text = paragraphs(
        t("gift-card-title", amount=amount),
        t("gift-card-for", name=facts.receiver) if facts.receiver else t("gift-card-first"),
        Html(facts.url),
        t("gift-card-ends", date=gift.ends_at),
    )
    shared = urlencode(
        {"url": facts.url, "text": t.plain("gift-share", count=gift.credits, bot=facts.bot_name)}
    )
    sharing = InlineKeyboardButton(text=t.plain("button-gift-share"), url=f"https://t.me/share/url?{shared}")
    return Screen(text, keyboard([[sharing], [take_back]]))


def with_card(said: Screen, shown: Screen) -> Screen:
    """What was said about a gift, with its card below."""
    return Screen(paragraphs(said.text, shown.text, gap="\n\n"), shown.buttons)


def closed(t: Translator, gift: Gift) -> Screen:
    """The card of a gift that is over; no names, since a group may read it."""
    amount = t("gift-amount", count=gift.credits)
    is_claimed = gift.state is GiftState.CLAIMED
    return Screen(t("gift-card-opened" if is_claimed else "gift-card-returned", amount=amount))


def opened(t: Translator, found: OpenedGift, name: str) -> Screen:
    """What opening a link came to.

    Args:
        t: translator.
        found: the gift and what it came to.
        name: of the giver; for the giver that of the person who opened it; possibly empty.
    """
    gift, amount = found.gift, t("gift-amount", count=found.gift.credits)
    money, over = credits_line(t, found.balance), gift.settled_at or gift.ends_at
    match found.outcome:
        case GiftOutcome.OPENED:
            said = t("gift-opened-from" if name else "gift-opened", amount=amount, name=name)
            return Screen(paragraphs(said, money))
        case GiftOutcome.OPENED_BEFORE:
            return Screen(t("gift-opened-before", amount=amount, date=over))
        case GiftOutcome.CLAIMED if not found.is_giver:
            return Screen(t("gift-claimed", date=over))
        case GiftOutcome.OWN:
            return Screen(t("gift-own"))
        case GiftOutcome.CLAIMED:
            return Screen(
                t("gift-claimed-own-by" if name else "gift-claimed-own", date=over, name=name, amount=amount)
            )
        case GiftOutcome.RETURNED:
            return Screen(
                t("gift-returned-own" if found.is_giver else "gift-returned", date=over, amount=amount)
            )


def taken_back(t: Translator, gift: Gift) -> str:
    """The answer to the button: plain text for a toast."""
    is_back = gift.state is GiftState.RETURNED
    return t.plain("toast-gift-back" if is_back else "toast-gift-opened", count=gift.credits)


def usage(t: Translator, *, bought: int | None, waiting: Sequence[Gift] = ()) -> Screen:
    """How to give, what can be given, and what no one has opened yet.

    Args:
        t: translator.
        bought: credits that can be given; None where others read it.
        waiting: gifts that can be taken back.
    """
    text = paragraphs(
        t("gift-usage"),
        t("gift-available", count=bought) if bought is not None else None,
        t("gift-waiting") if waiting else None,
        gap="\n\n",
    )
    rows = [
        [
            inline_button(
                t.plain("button-gift-take-back-of", count=gift.credits), TakeGiftBackButton(gift=gift.id)
            )
        ]
        for gift in waiting
    ]
    return Screen(text, keyboard(rows))


def was_opened(t: Translator, gift: Gift, name: str) -> Screen:
    """What the giver reads when it was opened."""
    amount = t("gift-amount", count=gift.credits)
    return Screen(t("gift-was-opened-by" if name else "gift-was-opened", amount=amount, name=name))


def was_returned(t: Translator, gift: Gift) -> Screen:
    """What the giver reads when it came back."""
    return Screen(t("gift-was-returned", amount=t("gift-amount", count=gift.credits)))
