"""Why a report is not taken, or a decision not made."""

from __future__ import annotations

from bot.errors import Refusal


class NothingToReport(Refusal):
    """There is no result of this bot."""

    code = "nothing-to-report"


class OwnResult(Refusal):
    """A person's own result: they can delete it."""

    code = "own-result"


class ReportedBefore(Refusal):
    """The person has reported this result already."""

    code = "reported-before"


class TooManyReports(Refusal):
    """A person has reported so many results within a day. Facts: maximum."""

    code = "too-many-reports"


class ReportGone(Refusal):
    """The report or the reported result is not there any more."""

    code = "report-gone"


class ReportDecided(Refusal):
    """Another operator has decided since the card was shown."""

    code = "report-decided"


class MakerForgotten(Refusal):
    """The person who made it was forgotten: there is no one to be blocked."""

    code = "maker-forgotten"
