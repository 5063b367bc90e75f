"""Who helps the operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.enums import ButtonStyle

from bot.domain.paging import PageNumber
from bot.domain.staff import GIVEN, Role, StaffMember
from bot.i18n import Html, Translator
from handlers.commands import commands_of_role
from handlers.core.buttons.operator import StaffButton, StaffMemberButton, StaffRoleButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, paragraphs

_PAGE: Final = 8
_ROW: Final = 3


@dataclass(frozen=True, slots=True)
class NamedMember:
    """A person with a role, and what they are called."""

    member: StaffMember
    named: NamedPerson


def staff(
    t: Translator, owners: Sequence[NamedPerson], members: Sequence[NamedMember], *, page: int
) -> Screen:
    """The owners, and a page of everybody with a role."""
    place = PageNumber.near(page, total=len(members), size=_PAGE)
    shown = place.of(members)
    text = paragraphs(
        t("staff-title"),
        paragraphs(t("staff-owners"), *(one.shown(t) for one in owners)),
        paragraphs(
            t("staff-members"),
            *(
                t(
                    "staff-line",
                    person=one.named.shown(t),
                    role=t.plain(f"staff-role-{one.member.role}"),
                    since=f"{one.member.at:%Y-%m-%d}",
                )
                for one in shown
            ),
        )
        if shown
        else None,
        t("staff-usage"),
        gap="\n\n",
    )
    buttons = [
        [
            inline_button(
                t.plain(
                    "button-staff-member",
                    name=one.named.label(t),
                    role=t.plain(f"staff-role-{one.member.role}"),
                ),
                StaffMemberButton(person=one.member.person_id, page=page),
            )
        ]
        for one in shown
    ]
    return Screen(text, keyboard([*buttons, pager(place, StaffButton())]))


def member(
    t: Translator,
    named: NamedPerson,
    found: StaffMember | None,
    *,
    by: NamedPerson | None,
    is_owner: bool,
    page: int,
) -> Screen:
    """One person: their role, and those that they may have."""
    now = Role.OWNER if is_owner else found.role if found is not None else None
    text = paragraphs(
        named.shown(t),
        t("staff-now", role=t.plain(f"staff-role-{now}") if now is not None else t.plain("staff-role-none")),
        t("staff-since", since=f"{found.at:%Y-%m-%d %H:%M}", by=by.shown(t))
        if found is not None and by is not None
        else None,
        t("staff-owner-stays") if is_owner else t("staff-roles"),
    )
    back = [inline_button(t.plain("button-back"), StaffButton(page=page))]
    if is_owner:
        return Screen(text, keyboard([back]))
    given = [
        inline_button(
            f"• {t.plain(f'staff-role-{role}')}" if role is now else t.plain(f"staff-role-{role}"),
            StaffRoleButton(person=named.id or 0, role=role, page=page),
        )
        for role in GIVEN
    ]
    off = inline_button(
        t.plain("button-staff-off"), StaffRoleButton(person=named.id or 0, page=page), ButtonStyle.DANGER
    )
    return Screen(text, keyboard([*grid(given, _ROW), [off] if found is not None else [], back]))


def told(t: Translator, role: Role | None) -> Html:
    """What a person reads whose role has changed."""
    if role is None:
        return t("staff-told-off")
    commands = ", ".join(f"/{name}" for name in commands_of_role(role))
    return t("staff-told", role=t.plain(f"staff-role-{role}"), commands=commands)
