"""What operators see of money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Final

from bot.i18n import Html, Translator
from bot.payments.break_even import USD_PER_KIE_CREDIT
from bot.payments.money_report import MoneyReport
from handlers.core.buttons.operator import MoneyFileButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs
from handlers.operator.day_chart import Chart, Panel

_MODELS_SHOWN: Final = 10


def money(t: Translator, report: MoneyReport, title: Callable[[str], str]) -> Screen:
    """The whole report; `title` says what a model of a slug is called."""
    shown = report.money
    models = [
        t(
            "money-model",
            model=title(one.slug),
            sold=one.sold,
            credits=one.credits,
            kie=credits_text(one.kie),
            failed=one.failed,
        )
        for one in shown.models[:_MODELS_SHOWN]
    ]
    text = paragraphs(
        t("money-title", first=str(shown.first), last=str(shown.last)),
        paragraphs(*stars_lines(t, report)),
        paragraphs(
            t("money-credits", sold=shown.sold, given=shown.given, free=shown.free),
            t("money-spent", spent=shown.spent),
        ),
        paragraphs(*_cost(t, report)),
        paragraphs(*owed_lines(t, report)),
        paragraphs(t("money-models"), *models) if models else None,
        gap="\n\n",
    )
    button = inline_button(t.plain("button-money-file"), MoneyFileButton(span=report.span))
    return Screen(text, keyboard([[button]]))


def stars_lines(t: Translator, report: MoneyReport) -> Iterator[Html]:
    """Stars that came in, went back and stay."""
    shown = report.money
    yield t("money-stars", stars=shown.stars, payments=shown.payments)
    if shown.refunds:
        yield t("money-refunds", stars=shown.refunded, refunds=shown.refunds)
    if shown.affiliate:
        yield t("money-affiliate", stars=shown.affiliate)
    yield t("money-income", stars=str(shown.net_stars).replace("-", "−"), usd=usd(report.income))


def _cost(t: Translator, report: MoneyReport) -> Iterator[Html]:
    shown = report.money
    percent = shown.taken_percent
    if percent is None:
        yield t("money-no-cost")
    else:
        yield t(
            "money-cost",
            kie=credits_text(shown.kie),
            usd=usd(shown.kie * USD_PER_KIE_CREDIT),
            percent=percent,
        )
    if shown.writer:
        yield t(
            "money-writer",
            kie=credits_text(shown.writer_credits),
            answers=sum(one.answers for one in shown.writer),
        )
    yield t("money-margin", usd=usd(report.margin), loss="yes" if report.margin < 0 else "no")


def owed_lines(t: Translator, report: MoneyReport) -> Iterator[Html]:
    """What people have, and whether KIE's balance covers it."""
    shown = report.money
    yield t("money-owed", paid=shown.paid_left, available=shown.available)
    if report.balance is None:
        yield t("money-no-balance")
    elif report.coverage is None:
        yield t("money-balance", kie=credits_text(report.balance))
    else:
        low = "yes" if report.coverage < 100 else "no"
        yield t("money-coverage", kie=credits_text(report.balance), percent=report.coverage, low=low)


def chart(t: Translator, report: MoneyReport) -> Chart:
    """Each day of it."""
    days = report.money.days
    return Chart(
        title=t.plain("money-chart-title", first=str(report.money.first), last=str(report.money.last)),
        labels=[f"{one.day:%d.%m}" for one in days],
        panels=[
            Panel(
                names=(t.plain("money-chart-in"), t.plain("money-chart-out")),
                days=[(report.terms.usd(one.stars), one.kie * USD_PER_KIE_CREDIT) for one in days],
                write=usd,
            )
        ],
    )


def credits_text(amount: Decimal) -> str:
    """KIE's credits to a tenth, never less than they are."""
    return f"{amount.quantize(Decimal('0.1'), rounding=ROUND_UP).normalize():f}"


def usd(amount: Decimal) -> str:
    """Dollars with their sign before the currency's."""
    rounded = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{'−' if rounded < 0 else ''}${abs(rounded):,f}"
