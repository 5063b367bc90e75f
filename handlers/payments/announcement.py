"""Saying that credits have arrived, where they were paid; the invoice is in the way then and goes."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import Message

from bot.domain.generation import Destination
from bot.domain.order import Order, OrderKind
from bot.i18n import Html, Translator
from bot.payments.receive import Receipt
from bot.telegram.message_effects import PARTY
from bot.telegram.send import MessageSender
from handlers.core.chat_topic import ChatTopic
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen
from handlers.payments.payer_language import PayerLanguage
from handlers.payments.views import group_receipt, receipt_screen

_UNREACHED: Final = "payment_not_shown"

_log = structlog.get_logger(__name__)


async def announce(message: Message, bot: Bot, receipt: Receipt, payer_language: PayerLanguage) -> bool:
    """Say what arrived; of a purchase for a group to all its members, of what is no purchase to the payer alone.

    Returns whether that was sent.

    A group that the bot can write to no more is not in the way of the payer's own chat.

    Args:
        message: Telegram's, about the payment.
        bot: sends.
        receipt: what the payment became.
        payer_language: knows the payer's words, and whether they like effects.
    """
    t, payer = await payer_language.words(message.from_user), message.from_user
    here = Responder.of(bot, message)
    if here.in_group and receipt.order is None:
        return await _said_in_private(bot, receipt, receipt_screen(t, receipt))
    if here.in_group:
        name = payer.first_name if payer is not None else ""
        if await _said(here, Screen(_aloud(t, receipt, name)), receipt):
            return True
        return await _said_in_private(bot, receipt, Screen(_aloud(t, receipt, name)))
    screen = receipt_screen(t, receipt)
    if receipt.balance is not None and await payer_language.likes_effects(payer):
        with suppress(TelegramBadRequest):  # the effect is refused: the message goes without
            await _celebrate(here, bot, screen)
            return True
    return await _said(here, screen, receipt)


async def remove_invoice(message: Message, bot: Bot, order: Order | None) -> None:
    """Delete the invoice that was paid. Nothing depends on it, so nothing that Telegram does to it matters.

    In a group that became a supergroup its number means another message.
    """
    if order is None or order.message_id is None or order.chat_id != message.chat.id:
        return
    with suppress(TelegramAPIError):
        await bot.delete_message(order.chat_id, order.message_id)


def _aloud(t: Translator, receipt: Receipt, name: str) -> Html:
    """What all read: the group's account is theirs, a person's is not."""
    if receipt.order is None or receipt.order.kind is not OrderKind.GROUP:
        return t("payment-added", credits=receipt.payment.credits + receipt.payment.bonus)
    return group_receipt(t, receipt, name=name)


async def _said_in_private(bot: Bot, receipt: Receipt, screen: Screen) -> bool:
    if receipt.payment.payer_id is None:
        return False
    return await _said(
        Responder(bot, ChatTopic(receipt.payment.payer_id), False, None, None), screen, receipt
    )


async def _said(responder: Responder, screen: Screen, receipt: Receipt) -> bool:
    try:
        await responder.send(screen)
    except TelegramAPIError as refusal:
        _log.info(_UNREACHED, number=receipt.payment.number, reason=refusal.message)
        return False
    return True


async def _celebrate(responder: Responder, bot: Bot, screen: Screen) -> None:
    """The message with a message effect. Raises TelegramAPIError."""
    there = Destination(chat_id=responder.topic.chat_id, thread_id=responder.topic.thread_id, reply_to=None)
    await MessageSender(bot).send_text(there, screen.text, screen.buttons, message_effect_id=PARTY)
