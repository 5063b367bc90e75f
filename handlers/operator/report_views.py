"""Reported results as operators see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiogram.enums import ButtonStyle

from bot.domain.chat import is_group
from bot.domain.generation import Generation
from bot.domain.report import ReportedResult, ReportKind, ReportState
from bot.i18n import Html, Translator
from handlers.core.buttons.report import DecideReportButton, ReportDecision, ReportedButton, ReportsButton
from handlers.core.keyboards import Rows, grid, inline_button, keyboard
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut, paragraphs

PAGE: Final = 8
"""Reported results on one page."""
_PROMPT_SHOWN: Final = 600
_TITLE_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One of a list: what was reported, its model's title, and who made it."""

    reported: ReportedResult
    title: str
    maker: NamedPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """What a card is written from.

    Attributes:
        reported: what was reported.
        generation: what was made.
        title: its model's.
        maker: who made it.
        is_blocked: whether they are blocked now.
        group_title: that of its group, possibly empty.
        words: what reporters have written.
        decided_by: the operator who decided.
    """

    reported: ReportedResult
    generation: Generation
    title: str
    maker: NamedPerson
    is_blocked: bool
    group_title: str
    words: Sequence[str]
    decided_by: NamedPerson


def reports(t: Translator, lines: Sequence[ReportLine], asked: ReportsButton, *, has_more: bool) -> Screen:
    """A page, newest first."""
    text = paragraphs(
        t("reports-decided-title" if asked.decided else "reports-title"),
        *(
            t(
                "reports-line",
                number=number,
                id=line.reported.generation_id,
                model=line.title,
                kinds=kinds(t, line.reported),
                person=line.maker.shown(t),
            )
            for number, line in enumerate(lines, 1)
        ),
        None if lines else t("reports-none"),
        gap="\n\n",
    )
    buttons = [
        inline_button(
            t.plain("button-report-number", number=number, id=line.reported.generation_id),
            ReportedButton(reported=line.reported.id),
        )
        for number, line in enumerate(lines, 1)
    ]
    other = t.plain("button-reports-open" if asked.decided else "button-reports-decided")
    turns = [inline_button(other, ReportsButton(decided=not asked.decided))]
    if has_more:
        older = ReportsButton(before=lines[-1].reported.id, decided=asked.decided)
        turns.append(inline_button(t.plain("button-log-older"), older))
    return Screen(text, keyboard([*grid(buttons, 2), turns]))


def card(t: Translator, facts: ReportCard) -> Screen:
    """One of them, with what can be decided."""
    reported, generation = facts.reported, facts.generation
    where = _where(t, facts)
    prompt = generation.shown_prompt
    text = paragraphs(
        paragraphs(
            t("report-card-title", id=generation.id, model=facts.title),
            t("report-card-maker", person=facts.maker.shown(t)),
            t("report-card-is-blocked") if facts.is_blocked else None,
            where,
            t("report-card-times", made=_moment(generation.created_at), at=_moment(reported.at)),
        ),
        paragraphs(
            t("report-card-kinds", kinds=kinds(t, reported)),
            *(t("report-card-words", words=words) for words in facts.words),
        ),
        t("quote-prompt", prompt=cut(prompt, _PROMPT_SHOWN)) if prompt else None,
        t("report-card-hidden") if generation.hides_words else None,
        t("report-card-gone") if generation.deleted and reported.state is not ReportState.DELETED else None,
        _decided(t, facts),
        gap="\n\n",
    )
    return Screen(text, keyboard(_decisions(t, facts)))


def delete_question(t: Translator, reported: ReportedResult) -> Screen:
    """Whether it is to be deleted for good."""
    yes = _deciding(reported, ReportDecision.DELETE).model_copy(update={"sure": True})
    return Screen(
        t("report-delete-question", id=reported.generation_id),
        keyboard(
            [
                [inline_button(t.plain("button-report-delete-sure"), yes, ButtonStyle.DANGER)],
                [inline_button(t.plain("button-back"), ReportedButton(reported=reported.id))],
            ]
        ),
    )


def reason_question(t: Translator, reported: ReportedResult, maker: NamedPerson) -> Screen:
    """Why they are blocked?"""
    back = inline_button(t.plain("button-back"), ReportedButton(reported=reported.id))
    return Screen(t("report-block-question", person=maker.shown(t)), keyboard([[back]]))


def kinds(t: Translator, reported: ReportedResult) -> str:
    """How many reports of which kind, the gravest first."""
    return ", ".join(
        t.plain(f"report-kind-{kind}", count=reported.counts[kind])
        for kind in ReportKind
        if reported.counts.get(kind)
    )


def _where(t: Translator, facts: ReportCard) -> Html:
    chat_id = facts.generation.destination.chat_id
    if not chat_id:
        return t("report-card-somewhere")
    if not is_group(chat_id):
        return t("report-card-private")
    return t("report-card-group", title=cut(facts.group_title, _TITLE_SHOWN), id=str(chat_id))


def _decided(t: Translator, facts: ReportCard) -> Html | None:
    reported = facts.reported
    if reported.state is ReportState.OPEN or reported.decided_at is None:
        return None
    who = t(
        "report-card-decided",
        state=t.plain(f"report-card-{reported.state}"),
        person=facts.decided_by.shown(t),
        at=_moment(reported.decided_at),
    )
    if not reported.removed + reported.kept:
        return who
    return paragraphs(who, t("report-card-messages", removed=reported.removed, kept=reported.kept))


def _decisions(t: Translator, facts: ReportCard) -> Rows:
    reported = facts.reported
    rows = []
    if reported.state is not ReportState.DELETED:
        label = t.plain("button-report-delete")
        rows.append([inline_button(label, _deciding(reported, ReportDecision.DELETE), ButtonStyle.DANGER)])
    if facts.maker.id is not None and not facts.is_blocked:
        rows.append(
            [inline_button(t.plain("button-report-block"), _deciding(reported, ReportDecision.BLOCK))]
        )
    if reported.state is ReportState.OPEN:
        rows.append(
            [inline_button(t.plain("button-report-dismiss"), _deciding(reported, ReportDecision.DISMISS))]
        )
    rows.append([inline_button(t.plain("button-reports-list"), ReportsButton())])
    return rows


def _deciding(reported: ReportedResult, decision: ReportDecision) -> DecideReportButton:
    return DecideReportButton(reported=reported.id, decision=decision, state=reported.state)


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
