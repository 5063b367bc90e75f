"""Reports of results, and what operators decide about them."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.report import ReportKind, ReportState
from handlers.core.buttons.base import Button, Owner


class ReportResultButton(Button, prefix="rg", owner=Owner.RESULT):
    """Report another member's result."""

    generation: int


class ReportKindButton(Button, prefix="rk", owner=Owner.REPORTER):
    """Say what is wrong with what is being reported; without a kind leave it."""

    report: int
    kind: ReportKind | None = None


class ReportAnswerButton(Button, prefix="ra", owner=Owner.REPORTER):
    """Be notified of what becomes of a report."""

    report: int


class ReportsButton(Button, prefix="rn", owner=Owner.OPERATOR):
    """Reported results older than `before` (0 = the newest): those that wait, or those that are decided."""

    before: int = 0
    decided: bool = False


class ReportedButton(Button, prefix="rv", owner=Owner.OPERATOR):
    """One reported result, with its media."""

    reported: int


class ReportDecision(StrEnum):
    """What an operator decides."""

    DISMISS = "ok"
    BLOCK = "bl"
    """The reason is asked for first."""
    DELETE = "de"


class DecideReportButton(Button, prefix="rd", owner=Owner.OPERATOR):
    """Decide about a reported result; `state` is the one that the operator has seen, `sure` says that deleting was asked about."""

    reported: int
    decision: ReportDecision
    state: ReportState
    sure: bool = False
