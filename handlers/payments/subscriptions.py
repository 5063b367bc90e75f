"""Monthly packs: the link that begins a subscription, and what a person does with theirs."""

from __future__ import annotations

from typing import Final

from aiogram import Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, InlineKeyboardButton, LabeledPrice

from bot.domain.order import Order, OrderKind
from bot.domain.subscription import PERIOD
from bot.errors import AlreadySubscribed, PackGone, SubscriptionNotReached
from bot.ledger.purchases import STARS
from bot.payments.orders import OrderRequest
from bot.payments.subscriptions import Subscriptions
from bot.people.consent import Consents
from handlers.core.buttons.subscription import SubscribeButton, SubscriptionAction, SubscriptionButton
from handlers.core.command import AnyCaseCommand
from handlers.core.consent import has_agreed
from handlers.core.context import Context
from handlers.core.filters import Private
from handlers.core.views.screen import Screen
from handlers.payments import subscription_views as views

_IN_PRIVATE: Final = "subscription"
"""The payload of the link that leads here from a group."""


def build() -> Router:
    """The router of /subscription and of its buttons."""
    router = Router(name="subscriptions")
    router.message.register(show, AnyCaseCommand("subscription"), Private())
    router.message.register(show, AnyCaseCommand("start", words=_IN_PRIVATE))
    router.message.register(not_here, AnyCaseCommand("subscription"))
    router.callback_query.register(subscribe, SubscribeButton.filter())
    router.callback_query.register(act, SubscriptionButton.filter())
    return router


async def show(_: object, ctx: Context, subscriptions: Subscriptions) -> None:
    """Each of the person's subscriptions."""
    await ctx.chat.send(await _screen(ctx, subscriptions))


async def not_here(_: object, ctx: Context) -> None:
    """A group is no place for what a person pays."""
    me = await ctx.chat.bot.me()
    url = f"https://t.me/{me.username}?start={_IN_PRIVATE}"
    button = InlineKeyboardButton(text=ctx.t.plain("button-subscription"), url=url)
    await ctx.chat.send(views.private_screen(ctx.t, button), alone=True)


async def subscribe(
    _: CallbackQuery,
    callback_data: SubscribeButton,
    ctx: Context,
    subscriptions: Subscriptions,
    consents: Consents,
) -> None:
    """The link of a monthly pack; who has it already sees theirs.

    Raises:
        PackGone, BotPaused, PaymentsPaused, AccountBlocked: there is none.
        SubscriptionNotReached: Telegram makes no link now.
    """
    ctx.user.sales.require()
    if ctx.chat.in_group:
        raise PackGone
    await ctx.chat.answer_callback()
    pack_id = callback_data.pack_id
    if not await has_agreed(
        ctx, consents, callback_data.agreed, lambda stamp: SubscribeButton(pack_id=pack_id, agreed=stamp)
    ):
        return
    request = OrderRequest(
        buyer_id=ctx.person.id,
        pack_id=pack_id,
        kind=OrderKind.PERSON,
        chat_id=ctx.person.id,
        language=ctx.t.language,
    )
    try:
        order = await subscriptions.order(request)
    except AlreadySubscribed:
        await ctx.chat.replace(await _screen(ctx, subscriptions))
        return
    running = await subscriptions.running(ctx.person.id)
    await ctx.chat.replace(views.offer_screen(ctx.t, order, await _link(ctx, order), running))


async def act(
    _: CallbackQuery, callback_data: SubscriptionButton, ctx: Context, subscriptions: Subscriptions
) -> None:
    """Stop it or let it go on, and show how it is now.

    Raises:
        SubscriptionUnknown, SubscriptionNotChanged, SubscriptionNotReached: it is as it was.
    """
    match callback_data.action:
        case SubscriptionAction.STOP:
            await subscriptions.stop(ctx.person.id, callback_data.subscription)
        case SubscriptionAction.RESUME:
            await subscriptions.resume(ctx.person.id, callback_data.subscription)
        case SubscriptionAction.SHOW:
            pass
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _screen(ctx, subscriptions))


async def _screen(ctx: Context, subscriptions: Subscriptions) -> Screen:
    return views.subscriptions_screen(ctx.t, await subscriptions.of(ctx.person.id), ctx.clock.now())


async def _link(ctx: Context, order: Order) -> str:
    """A link that any person could follow, and the buyer alone can pay (`bot.payments.pre_checkout`)."""
    words = views.link_words(ctx.t, order)
    try:
        return await ctx.chat.bot.create_invoice_link(
            title=words.title,
            description=words.description,
            payload=order.token,
            currency=STARS,
            prices=[LabeledPrice(label=words.title, amount=order.stars)],
            subscription_period=int(PERIOD.total_seconds()),
        )
    except TelegramAPIError as trouble:
        raise SubscriptionNotReached from trouble
