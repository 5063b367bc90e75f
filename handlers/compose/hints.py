"""Hints for people who are new: one line below a price of their own, at a button that stands there."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.hint import Hint
from handlers.core.buttons import kinds_in
from handlers.core.context import Context
from handlers.core.views.screen import Screen, paragraphs


async def with_hint(ctx: Context, screen: Screen) -> Screen:
    """The screen with the next hint where one is due; never in a group, and not where requests start without a question."""
    if ctx.chat.in_group or ctx.person.auto_confirm_below:
        return screen
    hint = ctx.person.due_hint(ctx.clock.now(), _hinted_at(screen))
    if hint is None or not await ctx.user.people.note_hint(ctx.person.id, hint):
        return screen
    first = not ctx.person.hints_shown
    said = paragraphs(ctx.t("hint", hint=str(hint)), ctx.t("hint-off") if first else None, gap=" ")
    return replace(screen, text=paragraphs(screen.text, said))


def _hinted_at(screen: Screen) -> frozenset[Hint]:
    """What the buttons of a screen do of all that is hinted at."""
    return frozenset(kind.hint for kind in kinds_in(screen.buttons) if kind.hint is not None)
