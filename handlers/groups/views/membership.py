"""What a group and the operator read when the bot is added."""

from __future__ import annotations

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.group import AdmissionStatus, Group
from bot.i18n import Translator
from handlers.core.buttons.operator import AdmitButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs

_TITLE_SHOWN = 64


def welcome(t: Translator, group: Group, *, username: str) -> Screen:
    """What works here, who pays, how to start; or why nothing does."""
    if group.must_leave:
        return Screen(t("group-closed"))
    pays = t(f"group-pays-{group.rules.paid_by}")
    estimator = t("group-waits") if group.admission is AdmissionStatus.ASKED else None
    return Screen(paragraphs(t("group-welcome", bot=username), pays, estimator, gap="\n\n"))


def question(t: Translator, group: Group, by: NamedPerson) -> Screen:
    """Whether the bot shall work there."""
    text = t("group-question", title=cut(group.title, _TITLE_SHOWN), id=group.chat_id, by=by.shown(t))
    return Screen(text, keyboard(answers(t, group)))


def answers(t: Translator, group: Group) -> list[list[InlineKeyboardButton]]:
    """Rows of what an admin may decide about a group now; the longest label has a row of its own."""
    chat_id, buttons = group.chat_id, []
    if group.admission is not AdmissionStatus.ADMITTED:
        admit = AdmitButton(chat=chat_id, admission=AdmissionStatus.ADMITTED)
        buttons.append(inline_button(t.plain("button-admit"), admit, ButtonStyle.SUCCESS))
    if not group.must_leave:
        leave = AdmitButton(chat=chat_id, admission=AdmissionStatus.REFUSED)
        buttons.append(inline_button(t.plain("button-leave"), leave))
    if group.admission is AdmissionStatus.BLOCKED:
        return [buttons]
    block = AdmitButton(chat=chat_id, admission=AdmissionStatus.BLOCKED)
    return [buttons, [inline_button(t.plain("button-group-block"), block)]]


def decided(t: Translator, group: Group) -> Screen:
    """What was decided."""
    title = cut(group.title, _TITLE_SHOWN)
    text = t(f"group-decided-{group.admission}", title=title, id=group.chat_id)
    # A slip of the finger is taken back here.
    return Screen(text, keyboard(answers(t, group)))
