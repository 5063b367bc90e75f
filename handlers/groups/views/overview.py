"""A group's panel: what it has, who pays, what is allowed; and the table of spending."""

from __future__ import annotations

from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind
from bot.domain.group import GroupRules, Payer, Span
from bot.groups.administration import Overview, ToppedUp
from bot.i18n import Html, Translator
from handlers.core.buttons.group import GroupButton, GroupBuyButton, GroupSettingButton, SpendingButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.clock_text import clock, hours
from handlers.core.views.screen import Screen, cut, paragraphs

TYPED: Final = "typed"
"""Value of a button that asks for words."""

LEAVES: Final = (
    "caps",
    "generation",
    "approval",
    "open",
    "kinds",
    "models",
    "words",
    "failing",
    "quiet",
    "language",
    "changes",
)
"""The pages of the panel, in the order of their buttons."""


def panel(
    t: Translator, overview: Overview, *, is_admin: bool, sells: bool, offers_topic: bool = False
) -> Screen:
    """What the group has and allows; for admins with what they can change, in a topic also where results go.

    `sells` says whether credits can be bought.
    """
    rules = overview.group.rules
    text = paragraphs(
        t("group-title", title=cut(overview.group.title, 64)),
        paragraphs(
            t(f"group-payer-{rules.paid_by}"),
            t("group-balance", count=overview.balance.available),
            *_limits(t, overview),
        ),
        t("group-hint") if not overview.balance.available or not is_admin else None,
        gap="\n\n",
    )
    buying = inline_button(t.plain("button-group-buy"), GroupBuyButton())
    spending = inline_button(t.plain("button-group-spending"), SpendingButton(span=Span.MONTH))
    return Screen(
        text,
        keyboard(
            [
                *(_admin_rows(t, rules, offers_topic=offers_topic) if is_admin else []),
                [spending],
                [buying] if sells else [],
            ]
        ),
    )


def topped_up(t: Translator, given: ToppedUp, amount: int) -> Screen:
    """What was given, what the account has now, what is left of one's own."""
    done = t("group-topped-up", count=amount, account=given.balance.available, own=given.own.available)
    aloud = t("group-topped-up-aloud", count=amount, account=given.balance.available)
    text = paragraphs(done, t("group-balance-pays-now") if given.now_pays else None)
    return Screen(text, own=((done, aloud),))


def _limits(t: Translator, overview: Overview) -> list[Html]:
    """The rules that are not as at the beginning, a line each."""
    rules = overview.group.rules
    lines: list[Html | None] = []
    if rules.paid_by is Payer.GROUP:
        lines += [
            t(f"group-cap-{span}", cap=rules.caps[span], spent=overview.spent[span])
            for span in Span
            if span in rules.caps
        ]
        if rules.approval_above is not None:
            lines.append(t("group-approval", limit=rules.approval_above))
    if rules.generation_cap is not None:
        lines.append(t("group-cap-generation", count=rules.generation_cap))
    if rules.kinds != frozenset(Kind):
        kinds = ", ".join(t.plain(f"button-{kind}") for kind in Kind if kind in rules.kinds)
        lines.append(t("group-kinds", kinds=kinds))
    if rules.models_off:
        lines.append(t("group-models-off", count=len(rules.models_off)))
    if rules.open_maximum is not None:
        lines.append(t("group-open", count=rules.open_maximum))
    if rules.quiet is not None:
        span = hours(rules.quiet)
        lines.append(t("group-quiet", hours=span, clock=clock(rules.utc_offset)))
    if rules.banned_words:
        lines.append(t("group-banned-count", count=len(rules.banned_words)))
    if rules.falls_back:
        lines.append(t("group-falls-back"))
    if rules.all_choose:
        lines.append(t("group-all-choose"))
    if rules.spoiler:
        lines.append(t("group-covered"))
    if rules.topic_id is not None:
        lines.append(t("group-one-topic"))
    return [line for line in lines if line is not None]


def _admin_rows(t: Translator, rules: GroupRules, *, offers_topic: bool) -> list[list[InlineKeyboardButton]]:
    other = Payer.ASKER if rules.paid_by is Payer.GROUP else Payer.GROUP
    buttons = [inline_button(t.plain(f"button-group-{leaf}"), GroupButton(leaf=leaf)) for leaf in LEAVES]
    spoiler = inline_button(
        t.plain("button-group-spoiler-on" if rules.spoiler else "button-group-spoiler-off"),
        GroupSettingButton(rule="spoiler", value="off" if rules.spoiler else "on"),
    )
    choosing = inline_button(
        t.plain("button-group-choosing-all" if rules.all_choose else "button-group-choosing-own"),
        GroupSettingButton(rule="choosing", value="own" if rules.all_choose else "all"),
    )
    topic = inline_button(
        t.plain("button-group-topic-here" if rules.topic_id is None else "button-group-topic-any"),
        GroupSettingButton(rule="topic", value="here" if rules.topic_id is None else ""),
    )
    payer = inline_button(
        t.plain(f"button-group-payer-{other}"), GroupSettingButton(rule="payer", value=other)
    )
    return [[payer], *grid(buttons, 2), [spoiler], [choosing], [topic] if offers_topic else []]
