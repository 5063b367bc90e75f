"""What a person has, and which rule decides it."""

from __future__ import annotations

from aiogram import Router

from bot.domain.terms import Tariff
from bot.groups.administration import GroupAdministration
from handlers.account.views import balance as account
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.private_link import OWN_CREDITS, own_credits_button
from handlers.core.top_up import buy_row
from handlers.groups.views import balance as group_account


def build() -> Router:
    """The router of /balance and /quota."""
    router = Router(name="purse")
    router.message.register(balance, AnyCaseCommand("balance"))
    router.message.register(quota, AnyCaseCommand("quota"))
    router.message.register(balance, AnyCaseCommand("start", words=OWN_CREDITS))
    return router


async def balance(_: object, ctx: Context, group_administration: GroupAdministration) -> None:
    """What is available now; in a group whose account pays, that one's, and what of it is left for this member."""
    own = await ctx.user.balances.balance(ctx.person.id)
    if ctx.group is None:
        await ctx.chat.send(account.balance(ctx.t, own, await buy_row(ctx)))
        return
    overview = await group_administration.overview(ctx.group.chat_id, ctx.person.id)
    await ctx.chat.send(
        group_account.balance(ctx.t, overview, own, await own_credits_button(ctx)), alone=True
    )


async def quota(_: object, ctx: Context, tariff: Tariff, group_administration: GroupAdministration) -> None:
    """Which account pays, what is left, and when it refills; in a group also within which limits."""
    own = await ctx.user.balances.quota(ctx.person.id)
    if ctx.group is None:
        await ctx.chat.send(account.quota(ctx.t, tariff.allowance, own))
        return
    overview = await group_administration.overview(ctx.group.chat_id, ctx.person.id)
    await ctx.chat.send(group_account.quota(ctx.t, overview, own, await own_credits_button(ctx)), alone=True)
