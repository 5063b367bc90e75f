"""Asks for agreement to the terms, once, on the way to what needs it.

The button that leads to a purchase has a field `agreed`. Pressed without agreement it becomes a question whose button is
the same one with `agreed` filled in: pressing that agrees and goes on with what the person was about to do.
"""

from __future__ import annotations

from collections.abc import Callable

from aiogram.types import InlineKeyboardButton

from bot.people.consent import Consents, ConsentStanding
from handlers.core.buttons.base import Button
from handlers.core.context import Context
from handlers.core.views.consent import question


async def has_agreed(
    ctx: Context,
    consents: Consents,
    agreed: str,
    again: Callable[[str], Button],
    back: InlineKeyboardButton | None = None,
) -> bool:
    """Whether the person who pressed agrees to the terms of now; if not, they are asked, in a group they alone.

    Args:
        ctx: the press.
        consents: the use case.
        agreed: what the pressed button has in its field `agreed`; empty when it was not that of the question.
        again: makes the same button with this in that field.
        back: the way back from the question.
    """
    if agreed and await consents.give(ctx.person.id, agreed):
        return True
    standing = await consents.standing(ctx.person.id)
    if standing is ConsentStanding.GIVEN:
        return True
    screen = question(ctx.t, standing, again(consents.stamp), back)
    if ctx.chat.in_group:
        await ctx.chat.send(screen, alone=True)
    else:
        await ctx.chat.replace(screen)
    return False
