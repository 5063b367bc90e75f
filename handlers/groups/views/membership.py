"""What a group and the operator are told when the bot is added."""

from __future__ import annotations

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.group import Admission, Group
from bot.i18n import Words
from handlers.core.callback_data import AdmitTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.screen import Screen, cut, paragraphs

_TITLE_SHOWN = 64


def welcome(words: Words, group: Group, *, username: str) -> Screen:
    """What works here, who pays, how to start; or why nothing does."""
    if group.turned_away:
        return Screen(words("group-closed"))
    pays = words(f"group-pays-{group.rules.paid_by}")
    waits = words("group-waits") if group.admission is Admission.ASKED else None
    return Screen(paragraphs(words("group-welcome", bot=username), pays, waits, gap="\n\n"))


def question(words: Words, group: Group, by: str) -> Screen:
    """Whether the bot shall work there."""
    text = words(
        "group-question", title=cut(group.title, _TITLE_SHOWN), id=group.chat_id, by=cut(by, _TITLE_SHOWN)
    )
    return Screen(text, keyboard([answers(words, group)]))


def answers(words: Words, group: Group) -> list[InlineKeyboardButton]:
    """What an admin may decide about a group now."""
    chat_id, buttons = group.chat_id, []
    if group.admission is not Admission.ADMITTED:
        admit = AdmitTap(chat=chat_id, admission=Admission.ADMITTED)
        buttons.append(tap(words.plain("button-admit"), admit, ButtonStyle.SUCCESS))
    if not group.turned_away:
        buttons.append(tap(words.plain("button-leave"), AdmitTap(chat=chat_id, admission=Admission.REFUSED)))
    if group.admission is not Admission.BARRED:
        buttons.append(tap(words.plain("button-bar"), AdmitTap(chat=chat_id, admission=Admission.BARRED)))
    return buttons


def decided(words: Words, group: Group) -> Screen:
    """What was decided."""
    title = cut(group.title, _TITLE_SHOWN)
    text = words(f"group-decided-{group.admission}", title=title, id=group.chat_id)
    # A slip of the finger is taken back here.
    return Screen(text, keyboard([answers(words, group)]))
