"""/invite: a person's link and what it has brought; and the greeting of a person who comes by one."""

from __future__ import annotations

from typing import Never

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler

from bot.referrals.invitations import Invitations
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.referrals.views import invitation_screen, no_rewards_screen


def build() -> Router:
    """The router of /invite and of the links."""
    router = Router(name="invite")
    router.message.register(invite, AnyCaseCommand("invite"))
    router.message.register(come_by_link, AnyCaseCommand("start"), LinkTo(LinkTarget.INVITE))
    return router


async def invite(_: object, ctx: Context, invitations: Invitations) -> None:
    """The link, the rule, and what it has brought."""
    if not invitations.percent:
        await ctx.chat.send(no_rewards_screen(ctx.t), alone=True)
        return
    invitation = await invitations.of(ctx.person.id)
    me = await ctx.chat.bot.me()
    url = DeepLink(LinkTarget.INVITE, invitation.code).url(me.username or "")
    await ctx.chat.send(invitation_screen(ctx.t, invitation, url, invitations.percent), alone=True)


async def come_by_link(_: object, link: DeepLink, ctx: Context, invitations: Invitations) -> Never:
    """Note who came, and greet them as everyone.

    Raises:
        SkipHandler: always; the greeting follows.
    """
    await invitations.accept(ctx.person, link.value)
    raise SkipHandler
