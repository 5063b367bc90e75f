"""The operator's list of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.group import AdmissionStatus
from bot.domain.group_directory import GroupLine
from bot.domain.paging import PageNumber
from bot.i18n import Html, Translator
from handlers.core.buttons.operator import GroupInfoButton, GroupsButton
from handlers.core.keyboards import inline_button, keyboard, pager
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.groups.views.membership import answers

PAGE: Final = 8
"""Groups on one page."""
_LABEL_SHOWN: Final = 40
_TITLE_SHOWN: Final = 64
_SIGNS: Final = {AdmissionStatus.ASKED: "⏳", AdmissionStatus.REFUSED: "🚪", AdmissionStatus.BLOCKED: "🚫"}


def groups(t: Translator, lines: Sequence[GroupLine], page: PageNumber, *, count: int) -> Screen:
    """A page of them: what each spent this month stands on its button."""
    buttons = [
        [
            inline_button(
                f"{_sign(line)} {_title(line, _LABEL_SHOWN)} · {line.spent}",
                GroupInfoButton(chat=line.group.chat_id, page=page.number),
            )
        ]
        for line in lines
    ]
    text = t("groups-title", count=count) if count else t("groups-none")
    return Screen(text, keyboard([*buttons, pager(page, GroupsButton())]))


@dataclass(frozen=True, slots=True)
class Rights:
    """What the operator who looks at a group may do about it: let the bot work there, give its account credits."""

    admits: bool
    grants: bool


def group(
    t: Translator, line: GroupLine, rights: Rights, *, added_by: NamedPerson | None, page: int
) -> Screen:
    """One group: who it is, what it has and spends, and what can be decided."""
    shown = line.group
    text = paragraphs(
        t("group-title", title=_title(line, _TITLE_SHOWN)),
        t("groups-id", id=shown.chat_id),
        _state_of(t, line),
        t("groups-added-by", person=added_by.shown(t)) if added_by is not None else None,
        t(f"group-payer-{shown.rules.paid_by}"),
        t("group-balance", count=line.balance),
        t("groups-spent", count=line.spent, members=line.members),
        t("groups-grant", id=shown.chat_id) if rights.grants else None,
    )
    back = [inline_button(t.plain("button-back"), GroupsButton(page=page))]
    return Screen(text, keyboard([*(answers(t, shown) if rights.admits else []), back]))


def _state_of(t: Translator, line: GroupLine) -> Html:
    """Whether the bot works there."""
    if line.group.admission is AdmissionStatus.ADMITTED and not line.group.present:
        return t("groups-away")
    return t(f"groups-{line.group.admission}")


def _sign(line: GroupLine) -> str:
    if not line.group.present:
        return _SIGNS.get(line.group.admission, "💤")
    return _SIGNS.get(line.group.admission, "👥")


def _title(line: GroupLine, longest: int) -> str:
    return cut(line.group.title, longest) or str(line.group.chat_id)
