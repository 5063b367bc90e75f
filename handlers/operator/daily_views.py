"""What operators see of a day."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from aiogram.types import InlineKeyboardMarkup

from bot.domain.daily_report import Attention, AttentionKind
from bot.domain.money import ModelMoney, success_percent
from bot.i18n import Html, Translator
from bot.payments.daily_report import DailyReport
from handlers.core.buttons.operator import DailyReportButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import cut, paragraphs
from handlers.operator.day_chart import Chart, Panel
from handlers.operator.money_views import owed_lines, stars_lines

_LONGEST: Final = 1024
"""Characters of a caption (Bot API, sendPhoto), after its tags are read."""
_MODELS: Final = 3
_NAMES_SHOWN: Final = 60
_TAG: Final = re.compile(r"<[^>]*>")


def report(
    t: Translator, shown: DailyReport, title: Callable[[str], str], *, foot: Html | None = None
) -> Html:
    """The whole report with `foot` below it, cut where it would be too long for a caption."""
    needs = [line for one in shown.attention if (line := _attention(t, one)) is not None]
    head = paragraphs(*_head(t, shown, title))
    for kept in range(len(needs), -1, -1):
        left_out = t("daily-more", count=len(needs) - kept) if kept < len(needs) else None
        below = (
            paragraphs(t("daily-attention"), *needs[:kept], left_out) if needs else t("daily-no-attention")
        )
        text = paragraphs(head, below, foot, gap="\n\n")
        if _length(text) <= _LONGEST:
            break
    return text


def foot(t: Translator, shown: DailyReport, *, sets_hour: bool) -> Html:
    """When it comes by itself, and the way to another hour for who may set it."""
    comes = t("daily-off") if shown.hour is None else t("daily-comes", hour=shown.hour)
    return paragraphs(comes, t("daily-hour") if sets_hour else None)


def switch(t: Translator, *, comes: bool) -> InlineKeyboardMarkup | None:
    """Whether it comes to this operator by itself: the button offers the other."""
    label = t.plain("button-daily-stop" if comes else "button-daily-again")
    return keyboard([[inline_button(label, DailyReportButton(on=not comes))]])


def _head(t: Translator, shown: DailyReport, title: Callable[[str], str]) -> list[Html]:
    money = shown.money.money
    lines = [
        t("daily-title", day=str(shown.day)),
        *stars_lines(t, shown.money),
        t("money-credits", sold=money.sold, given=money.given, free=money.free),
        t("money-spent", spent=money.spent),
    ]
    percent = success_percent(money.made, money.failed)
    if percent is None:
        lines.append(t("daily-nothing-made"))
    else:
        lines.append(t("daily-made", made=money.made, failed=money.failed, percent=percent))
    names = [f"{title(one.slug)} ({one.sold})" for one in _most_made(shown)]
    if names:
        lines.append(t("daily-models", models=cut(", ".join(names), 2 * _NAMES_SHOWN)))
    lines.append(t("daily-people", new=shown.people.new, active=shown.people.active))
    lines += owed_lines(t, shown.money)
    if shown.lasts is not None:
        lines.append(t("daily-lasts", days=shown.lasts))
    return lines


def _most_made(shown: DailyReport) -> list[ModelMoney]:
    sold = [one for one in shown.money.money.models if one.sold]
    return sorted(sold, key=lambda one: -one.sold)[:_MODELS]


def _attention(t: Translator, one: Attention) -> Html | None:
    """What waits, in a line; an alert that has no words here is left out."""
    if one.kind is AttentionKind.ALERT:
        key = f"attention-alert-{one.detail}"
        return t(key) if t.has(key) else None
    return t(f"attention-{one.kind}", count=one.count, detail=cut(one.detail, _NAMES_SHOWN))


def _length(text: Html) -> int:
    """As Telegram counts it."""
    return len(html.unescape(_TAG.sub("", text)).encode("utf-16-le")) // 2


def chart(t: Translator, shown: DailyReport) -> Chart:
    """Stars, generations and success of the fortnight."""
    days = shown.fortnight.days

    def whole(figure: Decimal) -> str:
        return f"{figure:,f}".replace("-", "−")

    return Chart(
        title=t.plain("daily-chart-title", first=str(shown.fortnight.first), last=str(shown.fortnight.last)),
        labels=[f"{one.day:%d.%m}" for one in days],
        panels=[
            Panel(
                names=(t.plain("daily-chart-stars"),),
                days=[(Decimal(one.stars),) for one in days],
                write=whole,
                least_most=Decimal(1),
            ),
            Panel(
                names=(t.plain("daily-chart-made"), t.plain("daily-chart-failed")),
                days=[(Decimal(one.sold), Decimal(one.failed)) for one in days],
                write=whole,
                least_most=Decimal(1),
            ),
            Panel(
                names=(t.plain("daily-chart-success"),),
                days=[(None if one.success is None else Decimal(one.success),) for one in days],
                write=lambda figure: f"{figure:f}%",
                least_most=Decimal(100),
                colour=2,
            ),
        ],
    )
