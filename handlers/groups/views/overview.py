"""A group's panel: what it has, who pays, what is allowed; and the table of spending."""

from __future__ import annotations

from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind
from bot.domain.group import GroupRules, Payer, Span
from bot.groups.administration import Overview, ToppedUp
from bot.i18n import Html, Words
from handlers.core.callback_data import GroupSetTap, GroupTap, SpendingTap
from handlers.core.keyboards import grid, keyboard, tap
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
    "quiet",
    "language",
    "changes",
)
"""The pages of the panel, in the order of their buttons."""


def panel(words: Words, overview: Overview, *, is_admin: bool, offers_topic: bool = False) -> Screen:
    """What the group has and allows; for admins with what they can change, in a topic also where results go."""
    rules = overview.group.rules
    text = paragraphs(
        words("group-title", title=cut(overview.group.title, 64)),
        paragraphs(
            words(f"group-payer-{rules.paid_by}"),
            words("group-purse", count=overview.purse.available),
            *_limits(words, overview),
        ),
        words("group-hint") if not overview.purse.available or not is_admin else None,
        gap="\n\n",
    )
    spending = tap(words.plain("button-group-spending"), SpendingTap(span=Span.MONTH))
    return Screen(
        text,
        keyboard([*(_admin_rows(words, rules, offers_topic=offers_topic) if is_admin else []), [spending]]),
    )


def topped_up(words: Words, given: ToppedUp, amount: int) -> Screen:
    """What was given, what the purse has now, what is left of one's own."""
    done = words("group-topped-up", count=amount, purse=given.purse.available, own=given.own.available)
    return Screen(paragraphs(done, words("group-purse-pays-now") if given.now_pays else None))


def _limits(words: Words, overview: Overview) -> list[Html]:
    """The rules that are not as at the beginning, a line each."""
    rules = overview.group.rules
    lines: list[Html | None] = []
    if rules.paid_by is Payer.GROUP:
        lines += [
            words(f"group-cap-{span}", cap=rules.caps[span], spent=overview.spent[span])
            for span in Span
            if span in rules.caps
        ]
        if rules.approval_above is not None:
            lines.append(words("group-approval", limit=rules.approval_above))
    if rules.cap_generation is not None:
        lines.append(words("group-cap-generation", count=rules.cap_generation))
    if rules.kinds != frozenset(Kind):
        kinds = ", ".join(words.plain(f"button-{kind}") for kind in Kind if kind in rules.kinds)
        lines.append(words("group-kinds", kinds=kinds))
    if rules.models_off:
        lines.append(words("group-models-off", count=len(rules.models_off)))
    if rules.open_maximum is not None:
        lines.append(words("group-open", count=rules.open_maximum))
    if rules.quiet is not None:
        span = hours(rules.quiet)
        lines.append(words("group-quiet", hours=span, clock=clock(rules.utc_offset)))
    if rules.banned_words:
        lines.append(words("group-banned-count", count=len(rules.banned_words)))
    if rules.spoiler:
        lines.append(words("group-covered"))
    if rules.topic_id is not None:
        lines.append(words("group-one-topic"))
    return [line for line in lines if line is not None]


def _admin_rows(words: Words, rules: GroupRules, *, offers_topic: bool) -> list[list[InlineKeyboardButton]]:
    other = Payer.ASKER if rules.paid_by is Payer.GROUP else Payer.GROUP
    buttons = [tap(words.plain(f"button-group-{leaf}"), GroupTap(leaf=leaf)) for leaf in LEAVES]
    spoiler = tap(
        words.plain("button-group-spoiler-on" if rules.spoiler else "button-group-spoiler-off"),
        GroupSetTap(rule="spoiler", value="off" if rules.spoiler else "on"),
    )
    topic = tap(
        words.plain("button-group-topic-here" if rules.topic_id is None else "button-group-topic-any"),
        GroupSetTap(rule="topic", value="here" if rules.topic_id is None else ""),
    )
    payer = tap(words.plain(f"button-group-payer-{other}"), GroupSetTap(rule="payer", value=other))
    return [[payer], *grid(buttons, 2), [spoiler], [topic] if offers_topic else []]
