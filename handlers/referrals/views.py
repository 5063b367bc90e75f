"""What a person who invites reads."""

from __future__ import annotations

from urllib.parse import urlencode

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.domain.referral import Invitation
from bot.i18n import Html, Translator
from handlers.core.keyboards import keyboard
from handlers.core.views.screen import Screen, paragraphs

_SHARE = "https://t.me/share/url"
"""Telegram's own choice of chats for a link (core.telegram.org/widgets/share)."""


def invitation_screen(t: Translator, invitation: Invitation, url: str, percent: int) -> Screen:
    """The link, the rule, and what it has brought, which is the person's own affair."""
    brought = t("invite-brought", people=invitation.people, credits=invitation.earned)
    text = paragraphs(t("invite", percent=percent, url=url), brought, gap="\n\n")
    share = f"{_SHARE}?{urlencode({'url': url, 'text': t.plain('invite-shared')})}"
    buttons = [
        InlineKeyboardButton(text=t.plain("button-invite-share"), url=share),
        InlineKeyboardButton(text=t.plain("button-invite-copy"), copy_text=CopyTextButton(text=url)),
    ]
    return Screen(text, keyboard([buttons]), own=((brought, Html("")),))


def no_rewards_screen(t: Translator) -> Screen:
    """Inviting is not rewarded here."""
    return Screen(t("invite-off"))
