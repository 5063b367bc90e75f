"""What a person has, and which rule decides it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command

from bot.domain.group import Group
from bot.domain.terms import Tariff
from bot.groups.administration import GroupAdministration
from bot.people.balance import Balances
from handlers.account.views import balance as account
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.groups.views import balance as group_account


def build() -> Router:
    """The router of /balance and /quota."""
    router = Router(name="purse")
    router.message.register(balance, Command("balance"))
    router.message.register(quota, Command("quota"))
    return router


async def balance(
    _: object,
    desk: Desk,
    stage: Stage,
    balances: Balances,
    group_administration: GroupAdministration,
    group: Group | None = None,
) -> None:
    """What is available now; in a group whose purse pays, that one's, and what of it is left for this member."""
    own = await balances.balance(desk.person.id)
    if group is None:
        await stage.say(account.balance(desk.t, own))
        return
    overview = await group_administration.overview(group.chat_id, desk.person.id)
    await stage.say(group_account.balance(desk.t, overview, own), alone=True)


async def quota(
    _: object,
    desk: Desk,
    stage: Stage,
    balances: Balances,
    tariff: Tariff,
    group_administration: GroupAdministration,
    group: Group | None = None,
) -> None:
    """Which purse pays, what is left, and when it refills; in a group also within which limits."""
    own = await balances.balance(desk.person.id)
    if group is None:
        await stage.say(account.quota(desk.t, tariff.allowance, own))
        return
    overview = await group_administration.overview(group.chat_id, desk.person.id)
    await stage.say(group_account.quota(desk.t, overview, own), alone=True)
