"""Who spent what of a group's account: as a message, and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.group import Span, Spent
from bot.groups.administration import Spending
from bot.i18n import Html, Translator
from handlers.core.buttons.group import ChartButton, GroupButton, SpendingButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.groups.chart import MOST_ROWS, Chart, Row

_MEMBERS_SHOWN: Final = 20
_MODELS_SHOWN: Final = 3
_NAME_SHOWN: Final = 32


def spending_table(
    t: Translator, seen: Spending, span: Span, names: Mapping[int, str], titles: Mapping[str, str]
) -> Screen:
    """Who spent how much, on what."""
    lines = [_member(t, one, names, titles) for one in seen.spent[:_MEMBERS_SHOWN]]
    more = len(seen.spent) - len(lines)
    text = paragraphs(
        t(f"group-spending-{span}", count=seen.credits),
        paragraphs(*lines, t("group-spending-rest", count=more) if more else None)
        if lines
        else t("group-spending-none"),
        gap="\n\n",
    )
    spans = [
        inline_button(("✓ " if one is span else "") + t.plain(f"button-span-{one}"), SpendingButton(span=one))
        for one in Span
    ]
    picture = [inline_button(t.plain("button-group-picture"), ChartButton(span=span))] if lines else []
    back = [inline_button(t.plain("button-back"), GroupButton())]
    return Screen(text, keyboard([spans, picture, back]))


def spending_chart(
    t: Translator, seen: Spending, names: Mapping[int, str], titles: Mapping[str, str]
) -> Chart:
    """The same as a picture."""
    shown = seen.spent if len(seen.spent) <= MOST_ROWS else seen.spent[: MOST_ROWS - 1]
    rows = [_row(t, one, names, titles) for one in shown]
    others = seen.spent[len(shown) :]
    if others:
        total = sum(one.credits for one in others)
        rows.append(
            Row(
                name=t.plain("group-spending-rest", count=len(others)),
                stands_for="…",
                amount=total,
                label=t.plain("chart-credits", count=total),
                detail=t.plain("chart-requests", count=sum(one.generations for one in others)),
            )
        )
    all_credits = t.plain("chart-credits", count=seen.credits)
    requests = t.plain("chart-requests", count=seen.generations)
    return Chart(
        title=seen.group.title,
        stands_for=str(seen.group.chat_id),
        lines=(t.plain("chart-dates", since=seen.since, until=seen.until), f"{all_credits} · {requests}"),
        rows=rows,
    )


def _member(t: Translator, one: Spent, names: Mapping[int, str], titles: Mapping[str, str]) -> Html:
    name = cut(_name(t, one, names), _NAME_SHOWN)
    models = ", ".join(_models(one, titles))
    return t("group-spending-line", name=name, count=one.credits, generations=one.generations, models=models)


def _row(t: Translator, one: Spent, names: Mapping[int, str], titles: Mapping[str, str]) -> Row:
    requests = t.plain("chart-requests", count=one.generations)
    return Row(
        name=_name(t, one, names),
        stands_for=str(one.person_id or "–"),
        amount=one.credits,
        label=t.plain("chart-credits", count=one.credits),
        detail=" · ".join((*_models(one, titles), requests)),
    )


def _name(t: Translator, one: Spent, names: Mapping[int, str]) -> str:
    if one.person_id is None:
        return t.plain("forgotten-member")
    return names.get(one.person_id, str(one.person_id))


def _models(one: Spent, titles: Mapping[str, str]) -> list[str]:
    """What the most went to."""
    dearest = sorted(one.by_model.items(), key=lambda item: -item[1])[:_MODELS_SHOWN]
    return [f"{titles.get(slug, slug)} {cost}" for slug, cost in dearest]
