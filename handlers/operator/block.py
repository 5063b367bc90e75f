"""/block and /unblock: a person is barred from new generations, or let in again, and reads it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.domain.staff import LONGEST_REASON, Act
from bot.staff.staff import Staff
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.person_meant import person_meant
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.operator import person_messages
from handlers.operator.private_answer import answer_alone
from handlers.operator.tell_person import tell_person


def build() -> Router:
    """The router of the two commands."""
    router = Router(name="block")
    router.message.register(block, AnyCaseCommand("block", "unblock"), MayAct(Act.BLOCK))
    return router


async def block(message: Message, command: CommandObject, ctx: Context, staff: Staff) -> None:
    """`/block 77 reason`, or `/block reason` in reply to the person's message."""
    meant = await person_meant(message, (command.args or "").split(), ctx.user.people, gone=True)
    if meant is None:
        await answer_alone(ctx, Screen(ctx.t("block-usage", command=command.command)))
        return
    person_id, blocked = meant.person.id, command.command == "block"
    await change_block(
        ctx, staff, person_id, blocked=blocked, reason=cut(" ".join(meant.rest), LONGEST_REASON)
    )


async def change_block(
    ctx: Context, staff: Staff, person_id: int, *, blocked: bool, reason: str = ""
) -> None:
    """Bar a person, or let them in again; both read it. Raises HasRole, PersonUnknown."""
    if blocked:
        staff.require_no_role(person_id)
    stopped = await ctx.user.balances.set_blocked(person_id, blocked=blocked, by=ctx.person.id, reason=reason)
    person = (await NamedPerson.of(person_id, ctx.user.people)).shown(ctx.t)
    done = ctx.t("block-done" if blocked else "unblock-done", person=person)
    ending = ctx.t("block-subscriptions", count=stopped) if stopped else None
    await answer_alone(ctx, Screen(paragraphs(done, ending)))
    await tell_person(
        ctx,
        person_id,
        lambda t: person_messages.blocked(t, reason) if blocked else person_messages.unblocked(t),
    )
