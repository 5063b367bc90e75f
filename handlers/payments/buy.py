"""/buy: packs of credits for oneself in private, for the account of the group in a group."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import SendInvoice
from aiogram.types import CallbackQuery, LabeledPrice

from bot.domain.generation import Destination
from bot.domain.message_ref import MessageRef
from bot.domain.order import Order, OrderKind
from bot.domain.pack import paid_once
from bot.errors import PackGone
from bot.groups.administration import GroupAdministration
from bot.ledger.purchases import STARS
from bot.payments.orders import OrderPlacer, OrderRequest
from bot.payments.subscriptions import Subscriptions
from bot.people.consent import Consents
from bot.telegram.send import MessageSender
from handlers.core.buttons.group import GroupBuyButton
from handlers.core.buttons.payment import BuyButton, InvoiceBackButton, PackButton
from handlers.core.chat_topic import ChatTopic
from handlers.core.command import AnyCaseCommand
from handlers.core.consent import has_agreed
from handlers.core.context import Context
from handlers.core.private_link import BUY
from handlers.core.refusals import CardGone, CardNotYours
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen, cut
from handlers.payments import views


def build() -> Router:
    """The router of /buy and of its buttons."""
    router = Router(name="buy")
    router.message.register(buy, AnyCaseCommand("buy"))
    router.message.register(buy, AnyCaseCommand("start", words=BUY))
    router.callback_query.register(buy_tap, BuyButton.filter())
    router.callback_query.register(group_buy_tap, GroupBuyButton.filter())
    router.callback_query.register(pack_tap, PackButton.filter())
    router.callback_query.register(back, InvoiceBackButton.filter())
    return router


async def buy(
    _: object,
    ctx: Context,
    group_administration: GroupAdministration,
    subscriptions: Subscriptions,
) -> None:
    """What is sold here. Raises BotPaused, PaymentsPaused."""
    ctx.user.sales.require()
    await ctx.chat.send(await _packs(ctx, group_administration, subscriptions, draft=None))


async def buy_tap(
    _: CallbackQuery,
    callback_data: BuyButton,
    ctx: Context,
    group_administration: GroupAdministration,
    subscriptions: Subscriptions,
) -> None:
    """The same, below what led there. Raises BotPaused, PaymentsPaused."""
    ctx.user.sales.require()
    await ctx.chat.answer_callback()
    if callback_data.as_gift and ctx.group is None:
        packs = paid_once(await ctx.user.packs.on_sale())
        bonus = await ctx.user.packs.bonus_percent(ctx.person.id)
        await ctx.chat.replace(views.gift_packs_screen(ctx.t, packs, bonus))
        return
    draft = await _own_draft(ctx, callback_data.draft)
    await ctx.chat.send(await _packs(ctx, group_administration, subscriptions, draft=draft))


async def group_buy_tap(
    _: CallbackQuery,
    callback_data: GroupBuyButton,
    ctx: Context,
    group_administration: GroupAdministration,
    subscriptions: Subscriptions,
) -> None:
    """The same from the group's panel; what is bought is asked for where all members see it. Raises BotPaused, PaymentsPaused."""
    ctx.user.sales.require()
    if not ctx.chat.in_group:
        await _buy_from_private(ctx, callback_data, group_administration)
        return
    await ctx.chat.answer_callback()
    await ctx.chat.send(await _packs(ctx, group_administration, subscriptions, draft=None))


async def _buy_from_private(
    ctx: Context, button: GroupBuyButton, group_administration: GroupAdministration
) -> None:
    """Ask whether the packs are to be shown in the group that the panel is of, and show them there."""
    if button.chat is None:
        await ctx.chat.answer_callback(ctx.t.plain("toast-buy-in-group"), alert=True)
        return
    overview = await group_administration.overview(button.chat, ctx.person.id)
    if not button.post:
        await ctx.chat.answer_callback()
        await ctx.chat.send(views.post_question(ctx.t, overview.group.title, button.chat))
        return
    packs = paid_once(await ctx.user.packs.on_sale())
    there = Responder(ctx.chat.bot, ChatTopic(button.chat), True, None, None)
    try:
        await there.send(views.group_packs_screen(ctx.t, packs, overview, None))
    except TelegramAPIError:
        await ctx.chat.answer_callback(ctx.t.plain("toast-buy-in-group"), alert=True)
        return
    await ctx.chat.answer_callback()
    await ctx.chat.replace(Screen(ctx.t("buy-group-posted", group=cut(overview.group.title, 64))))


async def pack_tap(
    _: CallbackQuery,
    callback_data: PackButton,
    ctx: Context,
    order_placer: OrderPlacer,
    consents: Consents,
) -> None:
    """The invoice of a pack, after the person has agreed to the terms.

    Raises:
        PackGone, BotPaused, PaymentsPaused, AccountBlocked, GroupNotAdmitted: there is none.
    """
    ctx.user.sales.require()
    if all(pack.id != callback_data.pack_id for pack in paid_once(await ctx.user.packs.on_sale())):
        raise PackGone
    again = partial(
        PackButton, pack_id=callback_data.pack_id, draft=callback_data.draft, as_gift=callback_data.as_gift
    )
    if not await has_agreed(ctx.below(), consents, callback_data.agreed, lambda stamp: again(agreed=stamp)):
        await ctx.chat.answer_callback()
        return
    order = await order_placer.place(
        OrderRequest(
            buyer_id=ctx.person.id,
            pack_id=callback_data.pack_id,
            kind=_kind(ctx, callback_data),
            chat_id=ctx.chat.topic.chat_id,
            thread_id=ctx.chat.topic.thread_id,
            draft_id=await _own_draft(ctx, callback_data.draft),
            language=ctx.t.language,
        )
    )
    await ctx.chat.answer_callback()
    invoice = await _send_invoice(ctx, order)
    await order_placer.note_invoice(order, invoice.id)
    if callback_data.agreed and ctx.chat.message is not None and _is_for_one(ctx):
        await ctx.chat.delete([ctx.chat.message])  # the question is answered


def _kind(ctx: Context, button: PackButton) -> OrderKind:
    if ctx.chat.in_group:
        return OrderKind.GROUP
    return OrderKind.GIFT if button.as_gift else OrderKind.PERSON


async def back(_: CallbackQuery, callback_data: InvoiceBackButton, ctx: Context) -> None:
    """The invoice goes; where Telegram keeps it, it can still be paid."""
    await ctx.chat.answer_callback(ctx.t.plain("toast-invoice-gone"))
    if ctx.chat.message is not None:
        await ctx.chat.delete([ctx.chat.message])


async def _packs(
    ctx: Context,
    group_administration: GroupAdministration,
    subscriptions: Subscriptions,
    *,
    draft: int | None,
) -> Screen:
    """In a group without those that are paid every month: a subscription is its payer's own."""
    packs = await ctx.user.packs.on_sale()
    if ctx.group is None:
        had = views.Had(
            balance=await ctx.user.balance(),
            bonus=await ctx.user.packs.bonus_percent(ctx.person.id),
            is_subscribed=bool(await subscriptions.of(ctx.person.id)),
            running=await subscriptions.running(ctx.person.id),
        )
        return views.packs_screen(ctx.t, packs, had, draft)
    packs = paid_once(packs)
    overview = await group_administration.overview(ctx.group.chat_id, ctx.person.id)
    return views.group_packs_screen(ctx.t, packs, overview, draft)


def _is_for_one(ctx: Context) -> bool:
    """Whether the pressed message is seen by the person alone: what others see is not theirs to remove."""
    return not ctx.chat.in_group or (ctx.chat.message is not None and ctx.chat.message.ephemeral)


async def _own_draft(ctx: Context, draft_id: int | None) -> int | None:
    """The draft that waits for credits, where it is the person's own, here, and still open; a purchase needs none."""
    if draft_id is None:
        return None
    try:
        return (await ctx.drafts.get(draft_id)).id
    except (CardGone, CardNotYours):
        return None


async def _send_invoice(ctx: Context, order: Order) -> MessageRef:
    """Send it where it was asked for. Copies that are passed on lead to /buy: an order is paid by who it is for."""
    me = await ctx.chat.bot.me()
    title = ctx.group.title if ctx.group is not None else ""
    words = views.invoice_words(ctx.t, order, bot_name=me.full_name, group_title=title)
    answered = ctx.chat.message_id if ctx.chat.in_thread else None
    sent = await MessageSender(ctx.chat.bot).send(
        SendInvoice,
        Destination(chat_id=ctx.chat.topic.chat_id, thread_id=ctx.chat.topic.thread_id, reply_to=answered),
        title=words.title,
        description=words.description,
        payload=order.token,
        currency=STARS,
        prices=[LabeledPrice(label=words.label, amount=order.stars)],
        start_parameter=BUY,
        protect_content=True,
        reply_markup=words.buttons,
    )
    return MessageRef(sent.message_id)
