"""Telegram's side of payments: the calls about Stars, and what payers are written."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Bot

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.delivery.payer_messages import TelegramPayerNotifier
from bot.payments.notify import PayerNotifier
from bot.ports import Stars
from bot.telegram.stars import TelegramStars
from handlers.payments.messages import LocalizedPayerMessageTemplates


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPorts:
    """What payments need of Telegram."""

    stars: Stars
    payer_notifier: PayerNotifier


def build_payment_ports(context: AppContext, repositories: Repositories, bot: Bot) -> PaymentPorts:
    """Both over this bot."""
    templates = LocalizedPayerMessageTemplates(context.texts)
    return PaymentPorts(
        stars=TelegramStars(bot, context.clock),
        payer_notifier=TelegramPayerNotifier(bot, repositories.people, templates),
    )
