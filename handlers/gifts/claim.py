"""The link of a gift: opened in the private chat, it gives the credits."""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import InlineKeyboardButton, Message

from bot.domain.gift import Gift
from bot.gifts.claim import GiftClaimer, GiftOutcome, OpenedGift
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.filters import InGroup
from handlers.core.fsm_states import clear_state
from handlers.core.keyboards import keyboard
from handlers.core.views.screen import Screen
from handlers.gifts import views


def build() -> Router:
    """The router of these links."""
    router = Router(name="gift-links")
    router.message.register(open_gift, AnyCaseCommand("start"), LinkTo(LinkTarget.GIFT))
    router.message.register(open_elsewhere, AnyCaseCommand("start"), InGroup())
    return router


async def open_gift(message: Message, link: DeepLink, ctx: Context, gift_claimer: GiftClaimer) -> None:
    """Give what the link holds, or say why not; who is new is greeted after that."""
    username = message.from_user.username if message.from_user is not None else None
    opened = await gift_claimer.open(link.value, ctx.person.id, username or "")
    await clear_state(ctx.state)
    name = await _other_name(ctx, opened)
    screen = views.opened(ctx.t, opened, name)
    if opened.outcome is GiftOutcome.OWN:
        screen = views.with_card(screen, await _card(ctx, opened.gift, link, name))
    await ctx.chat.send(screen)
    if ctx.person.is_new:
        raise SkipHandler


async def open_elsewhere(_: Message, command: CommandObject, ctx: Context) -> None:
    """In a group the link is only pointed to: the credits are for who opens it in private."""
    link = DeepLink.parse(command.args or "")
    if link is None or link.target is not LinkTarget.GIFT:
        raise SkipHandler
    me = await ctx.chat.bot.me()
    opening = InlineKeyboardButton(text=ctx.t.plain("button-gift-open"), url=link.url(me.username or ""))
    await ctx.chat.send(Screen(ctx.t("gift-open-in-private"), keyboard([[opening]])))


async def _card(ctx: Context, gift: Gift, link: DeepLink, name: str) -> Screen:
    bot_name = (await ctx.chat.bot.me()).username or ""
    facts = views.CardFacts(
        gift=gift,
        url=link.url(bot_name),
        giver=ctx.person.name,
        receiver=f"@{gift.receiver_name}" if gift.receiver_name else name,
        in_group=False,
        bot_name=bot_name,
    )
    return views.card(ctx.t, facts)


async def _other_name(ctx: Context, opened: OpenedGift) -> str:
    """The giver's name; for the giver, that of who opened it or alone can. Others are not named."""
    gift = opened.gift
    other = (gift.claimed_by or gift.receiver_id) if opened.is_giver else gift.giver_id
    if other is None:
        return ""
    person = await ctx.user.people.person(other)
    return person.name if person is not None else ""
