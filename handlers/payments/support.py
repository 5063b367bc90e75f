"""What payers do about their payments after /paysupport: find what is missing, have one back, write to the operator."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.payment import Payment, PaymentState
from bot.domain.person import PersonRepository
from bot.domain.support import SupportKind
from bot.errors import PaymentUnknown, Refusal, StorageError, SupportAsked
from bot.i18n import Html, Translator, escaped
from bot.payments.notify import ReceiptSender
from bot.payments.receive import PaymentReceiver
from bot.payments.refunds import Refunds
from bot.payments.support import PaymentSupport
from bot.support.service import Said
from handlers.core.buttons.refund import OwnPaymentButton, SelfRefundButton, SupportButton, SupportTopic
from handlers.core.context import Context
from handlers.core.filters import Private
from handlers.core.fsm_states import SupportStates, clear_state
from handlers.core.key_shape import key_in
from handlers.core.support_said import said_in
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen
from handlers.payments import support_views as views
from handlers.payments.refund_views import refunded_screen

_SHORTEST_ID = 20
"""Characters of Telegram's ids of payments: those that were seen have more."""


def build() -> Router:
    """The router of the buttons, and of the words that were asked for."""
    router = Router(name="payment_support")
    router.message.register(take_message, Private(), StateFilter(SupportStates.words))
    router.callback_query.register(topic, SupportButton.filter())
    router.callback_query.register(own_payment, OwnPaymentButton.filter())
    router.callback_query.register(self_refund, SelfRefundButton.filter())
    return router


class PayersHelp:
    """Answers /paysupport (`handlers.legal.ports.PaymentHelp`).

    Args:
        support: helps.
        refunds: knows what can be returned at once.
        receipt_sender: writes to payers whose payments were found.
        contact: where else the operator is reached; empty for nowhere.
        people: who writes.
    """

    def __init__(
        self,
        support: PaymentSupport,
        refunds: Refunds,
        receipt_sender: ReceiptSender,
        contact: str,
        people: PersonRepository,
    ) -> None:
        self._support = support
        self._refunds = refunds
        self._receipt_sender = receipt_sender
        self._contact = contact
        self._people = people

    async def buttons(self, t: Translator, person_id: int) -> Sequence[Sequence[InlineKeyboardButton]]:
        """Their newest payments, and what may be wrong; nothing while the database cannot be read."""
        try:
            return views.buttons(t, await self._support.newest(person_id))
        except StorageError:
            return []

    async def answer(self, t: Translator, message: Message, words: str) -> Screen | None:
        """To a receipt's number or Telegram's id their payment; anything else goes to the operator."""
        person_id = message.chat.id
        try:
            found = await self._support.named(person_id, words)
            if found is None and _is_an_id(words):
                await self._support.look_for_missing(person_id)
                found = await self._support.named(person_id, words)
            if found is not None:
                return await self.own_payment(t, found)
            if _is_an_id(words):
                return views.nothing_bought(t)
            if key_in(words) is not None:
                await _delete(message)
                return Screen(t("support-key"))
            await self._remember(message)
            return await self.write(t, _said_after_command(message, words))
        except StorageError:
            return None

    async def _remember(self, message: Message) -> None:
        """Who writes to the operator without having begun with the bot is to be answered by name, and in their language."""
        user = message.from_user
        if user is not None:
            await self._people.see(
                user.id,
                telegram_language=user.language_code or "",
                name=user.first_name,
                username=user.username or "",
            )

    async def own_payment(self, t: Translator, payment: Payment) -> Screen:
        """A payment as its payer sees it."""
        try:
            if payment.state is PaymentState.CREDITED:
                await self._refunds.why_not(payment.number, payment.payer_id or 0)
        except Refusal as refusal:
            return views.own_payment(t, payment, refusal)
        return views.own_payment(t, payment, None)

    async def write(self, t: Translator, said: Said, receipt: int = 0) -> Screen:
        """Bring a message to the operator."""
        try:
            await self._support.write_to_operator(said, receipt)
        except SupportAsked as refusal:
            return Screen(Html(refusal_text(t, refusal)))
        return views.sent(t, self._contact)

    async def find_missing(self, t: Translator, person_id: int) -> Screen:
        """What Telegram's list has that is missing here; its payer reads the receipts, too."""
        found = await self._support.look_for_missing(person_id)
        if found:
            await self._receipt_sender.send()
        return views.found(t, found)


async def topic(
    _: CallbackQuery,
    callback_data: SupportButton,
    ctx: Context,
    payment_help: PayersHelp,
    payment_support: PaymentSupport,
) -> None:
    """Go on with what is wrong."""
    await ctx.chat.answer_callback()
    match callback_data.topic:
        case SupportTopic.MISSING:
            screen = await payment_help.find_missing(ctx.t, ctx.person.id)
        case SupportTopic.MISTAKE:
            newest = await payment_support.newest(ctx.person.id)
            screen = (
                await payment_help.own_payment(ctx.t, newest[0]) if newest else views.nothing_bought(ctx.t)
            )
        case SupportTopic.OTHER:
            await ctx.state.set_state(SupportStates.words)
            await ctx.state.set_data({"receipt": callback_data.receipt})
            screen = views.ask(ctx.t)
    await ctx.chat.send(screen)


async def take_message(message: Message, ctx: Context, payment_help: PayersHelp) -> None:
    """What they wrote or sent goes to the operator; commands are commands."""
    said = said_in(message)
    if said is None:
        raise SkipHandler
    receipt = (await ctx.state.get_data()).get("receipt") or 0
    await clear_state(ctx.state)
    await ctx.chat.send(await payment_help.write(ctx.t, said, int(receipt)))


async def own_payment(
    _: CallbackQuery,
    callback_data: OwnPaymentButton,
    ctx: Context,
    payment_help: PayersHelp,
    payment_support: PaymentSupport,
) -> None:
    """A payment, as a message of its own."""
    payment = await payment_support.named(ctx.person.id, str(callback_data.receipt))
    if payment is None:
        raise PaymentUnknown
    await ctx.chat.answer_callback()
    await ctx.chat.send(await payment_help.own_payment(ctx.t, payment))


async def self_refund(
    _: CallbackQuery,
    callback_data: SelfRefundButton,
    ctx: Context,
    refunds: Refunds,
    payment_receiver: PaymentReceiver,
) -> None:
    """Return it to its payer, when nothing of it is spent by now."""
    await ctx.chat.answer_callback()
    payment = await refunds.self_refund(callback_data.receipt, ctx.person.id)
    if payment.state is PaymentState.REFUNDED:
        await ctx.chat.replace(refunded_screen(ctx.t, await payment_receiver.receipt(payment)))
    else:
        await ctx.chat.replace(views.returned(ctx.t, payment))


def _said_after_command(message: Message, words: str) -> Said:
    return Said(
        author_id=message.chat.id,
        chat_id=message.chat.id,
        message_id=message.message_id,
        kind=SupportKind.TEXT,
        words=escaped(words),
    )


async def _delete(message: Message) -> None:
    with suppress(TelegramAPIError):
        await message.delete()


def _is_an_id(words: str) -> bool:
    """Whether it can be meant as a receipt's number or Telegram's id of a payment."""
    number = words.removeprefix("#")
    return number.isdecimal() or (len(words.split()) == 1 and len(words) >= _SHORTEST_ID)
