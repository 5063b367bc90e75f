"""What the handlers of looks share: a look's model as it can be had, and its screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog.spec import Model
from bot.domain.look import Look
from bot.errors import LookGone, Refusal
from handlers.core.context import Context
from handlers.core.views.screen import Screen
from handlers.looks import views
from handlers.looks.views import ListedLook


def require_usable(look: Look, ctx: Context) -> None:
    """Raises LookGone: it is not the person's to use."""
    if not look.is_usable_by(ctx.person.id):
        raise LookGone


def require_own(look: Look, ctx: Context) -> None:
    """Raises LookGone: it is not the person's own; one that is lost is."""
    if look.person_id != ctx.person.id:
        raise LookGone


async def looks_for(ctx: Context, *, manages: bool = False) -> Sequence[Look]:
    """The person's looks, then published ones; an operator who manages them sees those that are off, too."""
    own, published = await ctx.user.looks.looks_of(ctx.person.id), await ctx.user.looks.published_looks()
    shows_off = manages and ctx.user.is_operator and not ctx.chat.in_group
    if manages and not shows_off:
        return own
    return [*own, *(one for one in published if one.is_on or shows_off)]


def is_sold(ctx: Context, look: Look) -> bool:
    """Whether the look's model can be had."""
    return look.model in ctx.catalog.models and ctx.catalog.is_sold(ctx.catalog.model(look.model))


def stand_in(ctx: Context, look: Look) -> Model | None:
    """The nearest model for a look whose own cannot be had; None where there is none."""
    if look.model in ctx.catalog.models:
        return ctx.catalog.instead_of(ctx.catalog.model(look.model))
    return next(iter(ctx.catalog.shelf(look.kind)), None)


def price_of(ctx: Context, look: Look, model: str | None = None) -> int | None:
    """Credits of what the look would make now; None where that is not known before there are words or media."""
    try:
        wanted = replace(look, model=model or look.model)
        return ctx.catalog.price(ctx.drafts.with_look(ctx.drafts.blank(ctx.chat.topic), wanted))
    except Refusal:
        return None


def listed_look(ctx: Context, look: Look) -> ListedLook:
    """A look as the list shows it."""
    sold = is_sold(ctx, look)
    return ListedLook(look=look, price=price_of(ctx, look) if sold else None, is_sold=sold)


def card_screen(ctx: Context, look: Look) -> Screen:
    """The card of a look of the person's own."""
    operator = ctx.user.is_operator and not ctx.chat.in_group
    return views.card(ctx.t, look, model=ctx.catalog.title(look.model), operator=operator)
