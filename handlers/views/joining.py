"""What a group and the operator are told when the bot is added."""

from __future__ import annotations

from aiogram.enums import ButtonStyle

from bot.generation.groups import Admission, Group
from bot.i18n import Words
from handlers.callbacks import AdmitTap
from handlers.keyboards import keyboard, tap
from handlers.views.screen import Screen, cut, paragraphs

_TITLE_SHOWN = 64


def welcome(words: Words, group: Group, *, username: str) -> Screen:
    """What works here, who pays, how to start; or why nothing does."""
    if group.admission is Admission.REFUSED:
        return Screen(words("group-closed"))
    pays = words(f"group-pays-{group.rules.paid_by}")
    waits = words("group-waits") if group.admission is Admission.ASKED else None
    return Screen(paragraphs(words("group-welcome", bot=username), pays, waits, gap="\n\n"))


def question(words: Words, group: Group, by: str) -> Screen:
    """Whether the bot shall work there."""
    text = words(
        "group-question", title=cut(group.title, _TITLE_SHOWN), id=group.chat_id, by=cut(by, _TITLE_SHOWN)
    )
    admit = tap(words.plain("button-admit"), AdmitTap(chat=group.chat_id, admit=True), ButtonStyle.SUCCESS)
    leave = tap(words.plain("button-leave"), AdmitTap(chat=group.chat_id, admit=False))
    return Screen(text, keyboard([[admit, leave]]))


def decided(words: Words, group: Group) -> Screen:
    """What was decided."""
    admitted = group.admission is Admission.ADMITTED
    title = cut(group.title, _TITLE_SHOWN)
    return Screen(words("group-let-in" if admitted else "group-turned-away", title=title, id=group.chat_id))
