"""The operator's list of groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.domain.group import Admission
from bot.domain.group_directory import GroupLine
from bot.domain.person import Person
from bot.i18n import Html, Words
from handlers.core.callback_data import GroupInfoTap, GroupsTap
from handlers.core.keyboards import keyboard, pager, tap
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.groups.views.membership import answers

PAGE: Final = 8
"""Groups on one page."""
_LABEL_SHOWN: Final = 40
_TITLE_SHOWN: Final = 64
_SIGNS: Final = {Admission.ASKED: "⏳", Admission.REFUSED: "🚪", Admission.BARRED: "🚫"}


def groups(words: Words, lines: Sequence[GroupLine], *, count: int, page: int) -> Screen:
    """A page of them: what each spent this month stands on its button."""
    buttons = [
        [
            tap(
                f"{_sign(line)} {_title(line, _LABEL_SHOWN)} · {line.spent}",
                GroupInfoTap(chat=line.group.chat_id, page=page),
            )
        ]
        for line in lines
    ]
    pages = max(1, -(-count // PAGE))
    text = words("groups-title", count=count) if count else words("groups-none")
    return Screen(text, keyboard([*buttons, pager(page, pages, GroupsTap())]))


def group(words: Words, line: GroupLine, *, added_by: Person | None, page: int) -> Screen:
    """One group: who it is, what it has and spends, and what can be decided."""
    shown = line.group
    by = shown.added_by
    text = paragraphs(
        words("group-title", title=_title(line, _TITLE_SHOWN)),
        words("groups-id", id=shown.chat_id),
        _standing(words, line),
        words("groups-added-by", name=cut(added_by.name, _LABEL_SHOWN) if added_by else "–", id=by)
        if by
        else None,
        words(f"group-payer-{shown.rules.paid_by}"),
        words("group-purse", count=line.purse),
        words("groups-spent", count=line.spent, members=line.members),
        words("groups-grant", id=shown.chat_id),
    )
    back = [tap(words.plain("button-back"), GroupsTap(page=page))]
    return Screen(text, keyboard([answers(words, shown), back]))


def _standing(words: Words, line: GroupLine) -> Html:
    """Whether the bot works there."""
    if line.group.admission is Admission.ADMITTED and not line.group.present:
        return words("groups-away")
    return words(f"groups-{line.group.admission}")


def _sign(line: GroupLine) -> str:
    if not line.group.present:
        return _SIGNS.get(line.group.admission, "💤")
    return _SIGNS.get(line.group.admission, "👥")


def _title(line: GroupLine, longest: int) -> str:
    return cut(line.group.title, longest) or str(line.group.chat_id)
