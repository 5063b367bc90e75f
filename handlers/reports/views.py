"""What reporters see."""

from __future__ import annotations

from bot.domain.report import Report, ReportKind
from bot.i18n import Translator
from handlers.core.buttons.report import ReportAnswerButton, ReportKindButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen


def question(t: Translator, begun: Report) -> Screen:
    """What is wrong with it?"""
    kinds = [
        [inline_button(t.plain(f"button-report-{kind}"), ReportKindButton(report=begun.id, kind=kind))]
        for kind in ReportKind
    ]
    leave = [inline_button(t.plain("button-report-leave"), ReportKindButton(report=begun.id))]
    return Screen(t("report-question"), keyboard([*kinds, leave]))


def thanks(t: Translator, filed: Report) -> Screen:
    """It was reported; who wants to know what comes of it taps."""
    answer = inline_button(t.plain("button-report-answer"), ReportAnswerButton(report=filed.id))
    return Screen(t("report-thanks"), keyboard([[answer]]))
