"""/gift: a person gives credits of theirs to another one."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.gift import GiftReader
from bot.gifts.give import GiftCard, GiftGiver, GiftRequest
from bot.gifts.give_back import GiftReturner
from handlers.core.buttons.gift import TakeGiftBackButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget
from handlers.core.group_words import group_words
from handlers.core.message_key import message_key
from handlers.core.views.screen import Screen
from handlers.gifts import views
from handlers.gifts.receiver import Receiver, gift_line


def build() -> Router:
    """The router of /gift."""
    router = Router(name="gift")
    router.message.register(give, AnyCaseCommand("gift"))
    router.callback_query.register(take_back, TakeGiftBackButton.filter())
    return router


async def give(
    message: Message, command: CommandObject, ctx: Context, gift_giver: GiftGiver, gifts: GiftReader
) -> None:
    """`/gift 50`, `/gift @name 50`, or `/gift 50` as a reply: a card with a link. Without an amount, how it works."""
    line = gift_line(message, command.args)
    if line is None:
        await ctx.chat.send(await _usage(ctx, gifts))
        return
    receiver = line.receiver
    if receiver is not None and (receiver.is_bot or _is_oneself(message, receiver)):
        await ctx.chat.send(Screen(ctx.t("gift-bot" if receiver.is_bot else "gift-yourself")))
        return
    card = await gift_giver.give(
        GiftRequest(
            giver_id=ctx.person.id,
            credits=line.credits,
            receiver_id=receiver.id if receiver is not None else None,
            receiver_name=receiver.username.casefold() if receiver is not None else "",
            made_for=f"message {message_key(ctx.chat.bot, message)}",
            chat_id=ctx.chat.topic.chat_id,
            language=group_words(ctx).language,
        )
    )
    if card.gift.message_id is None:
        sent = await ctx.chat.send(await _card(ctx, card, receiver.name if receiver is not None else ""))
        await gift_giver.note_card(card.gift, sent.id)


async def take_back(
    _: CallbackQuery,
    callback_data: TakeGiftBackButton,
    ctx: Context,
    gift_returner: GiftReturner,
    gifts: GiftReader,
) -> None:
    """The giver wants it back, from its card, which is closed then, or from the list."""
    gift = await gift_returner.take_back(callback_data.gift, ctx.person.id)
    await ctx.chat.answer_callback(views.taken_back(ctx.t, gift), alert=True)
    if ctx.chat.message_id != gift.message_id:
        await ctx.chat.replace(await _usage(ctx, gifts))


async def _usage(ctx: Context, gifts: GiftReader) -> Screen:
    if ctx.chat.in_group:
        return views.usage(ctx.t, bought=None)
    balance = await ctx.user.balance()
    return views.usage(ctx.t, bought=balance.bought, waiting=await gifts.open_gifts_of(ctx.person.id))


def _is_oneself(message: Message, receiver: Receiver) -> bool:
    own = message.from_user
    if own is None:
        return False
    named = receiver.username.casefold()
    return receiver.id == own.id or (bool(named) and named == (own.username or "").casefold())


async def _card(ctx: Context, card: GiftCard, receiver: str) -> Screen:
    me = await ctx.chat.bot.me()
    facts = views.CardFacts(
        gift=card.gift,
        url=DeepLink(LinkTarget.GIFT, card.token).url(me.username or ""),
        giver=ctx.person.name,
        receiver=receiver,
        in_group=ctx.chat.in_group,
        bot_name=me.username or "",
    )
    return views.card(group_words(ctx), facts)
