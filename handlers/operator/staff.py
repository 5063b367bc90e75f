"""/staff: owners decide who helps them. To everybody else it does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.staff import GIVEN, Act, Role
from bot.errors import PersonUnknown
from bot.i18n import Translator
from bot.staff.staff import Staff
from handlers.commands import set_commands_of_role
from handlers.core.buttons.operator import StaffButton, StaffMemberButton, StaffRoleButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.person_meant import person_meant
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.operator import staff_views as views
from handlers.operator.private_answer import answer_alone
from handlers.operator.tell_person import tell_person

_OFF = "off"


def build() -> Router:
    """The router of the command and its buttons."""
    router = Router(name="staff")
    router.message.filter(MayAct(Act.STAFF))
    router.callback_query.filter(MayAct(Act.STAFF))
    router.message.register(staff_command, AnyCaseCommand("staff"))
    router.callback_query.register(turn, StaffButton.filter())
    router.callback_query.register(show, StaffMemberButton.filter())
    router.callback_query.register(change, StaffRoleButton.filter())
    return router


async def staff_command(message: Message, command: CommandObject, ctx: Context, staff: Staff) -> None:
    """Who has a role; `/staff 77 money` and `/staff 77 off` change it, and so does `/staff money` as a reply."""
    words = (command.args or "").split()
    meant = await person_meant(message, words, ctx.user.people)
    if meant is None:
        listed = Screen(ctx.t("staff-usage")) if words else await _list(ctx, staff, 0)
        await answer_alone(ctx, listed)
        return
    if not meant.rest:
        await answer_alone(ctx, await _card(ctx, staff, meant.person.id, 0))
        return
    said = " ".join(meant.rest).casefold()
    role = _roles(ctx.t).get(said)
    if role is None and said != _OFF:
        await answer_alone(ctx, Screen(ctx.t("staff-usage")))
        return
    await _change(ctx, staff, meant.person.id, role)
    await answer_alone(ctx, await _card(ctx, staff, meant.person.id, 0))


async def turn(_: CallbackQuery, callback_data: StaffButton, ctx: Context, staff: Staff) -> None:
    """Another page."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _list(ctx, staff, callback_data.page))


async def show(_: CallbackQuery, callback_data: StaffMemberButton, ctx: Context, staff: Staff) -> None:
    """One of them."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _card(ctx, staff, callback_data.person, callback_data.page))


async def change(_: CallbackQuery, callback_data: StaffRoleButton, ctx: Context, staff: Staff) -> None:
    """Give or take a role."""
    await _change(ctx, staff, callback_data.person, callback_data.role)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _card(ctx, staff, callback_data.person, callback_data.page))


async def _change(ctx: Context, staff: Staff, person_id: int, role: Role | None) -> None:
    was = staff.role_of(person_id)
    if role is None:
        await staff.dismiss(person_id, by=ctx.person.id)
    else:
        await staff.appoint(person_id, role, by=ctx.person.id)
    if was is role:
        return
    await set_commands_of_role(ctx.chat.bot, ctx.user.texts, person_id, role)
    await tell_person(ctx, person_id, lambda t: views.told(t, role))


async def _list(ctx: Context, staff: Staff, page: int) -> Screen:
    owners = [await NamedPerson.of(one, ctx.user.people) for one in staff.owners]
    members = [
        views.NamedMember(member, await NamedPerson.of(member.person_id, ctx.user.people))
        for member in await staff.members()
    ]
    return views.staff(ctx.t, owners, members, page=page)


async def _card(ctx: Context, staff: Staff, person_id: int, page: int) -> Screen:
    """Raises PersonUnknown for who is not known."""
    person = await ctx.user.people.person(person_id)
    if person is None and staff.role_of(person_id) is None:
        raise PersonUnknown(person=person_id)
    member = next((one for one in await staff.members() if one.person_id == person_id), None)
    by = await NamedPerson.of(member.by_id, ctx.user.people) if member is not None else None
    named = NamedPerson.like(person) if person is not None else NamedPerson(person_id)
    is_owner = staff.role_of(person_id) is Role.OWNER
    return views.member(ctx.t, named, member, by=by, is_owner=is_owner, page=page)


def _roles(t: Translator) -> dict[str, Role]:
    """The roles that can be given, as they are typed and as they are called in the operator's language."""
    return {str(role): role for role in GIVEN} | {
        t.plain(f"staff-role-{role}").casefold(): role for role in GIVEN
    }
