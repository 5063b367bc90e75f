"""Who of the chat's cast is in a draft's request: said on its card, picked from a list."""

from __future__ import annotations

from bot.cast.casting import picture_need
from bot.cast.refusals import CharacterGone
from bot.catalog.spec import Kind, Model
from bot.domain.person import Draft
from handlers.compose.views.cast import CastFacts, picker
from handlers.core.context import Context


async def cast_facts(ctx: Context, draft: Draft) -> CastFacts:
    """What the draft's card says of its cast."""
    found = await ctx.drafts.casting(draft)
    target = ctx.drafts.target(draft)
    instead = _with_pictures(ctx, draft) if found.left_out and not found.takes_pictures else None
    price = ctx.catalog.price(ctx.drafts.switched(draft, instead)) if instead is not None else None
    return CastFacts(draft=draft, title=target.title, casting=found, instead=instead, price=price)


def _with_pictures(ctx: Context, draft: Draft) -> Model | None:
    """The first model on the shelf that takes pictures and these words; one that reads whose they are goes first."""
    if draft.recipe is not None:
        return None
    kind = ctx.catalog.model(draft.model).kind
    if kind not in {Kind.IMAGE, Kind.VIDEO}:
        return None
    able = [model for model in ctx.catalog.shelf(kind) if _takes(ctx, model, draft)]
    return next((model for model in able if model.cast.words), able[0] if able else None)


def _takes(ctx: Context, model: Model, draft: Draft) -> bool:
    if not ctx.catalog.is_sold(model) or ctx.catalog.is_troubled(model):
        return False
    offer = ctx.catalog.offer(model)
    return picture_need(offer) is not None and offer.prompt.room >= max(len(draft.prompt), 1)


async def show_picker(ctx: Context, draft: Draft, *, page: int) -> None:
    """The list in place of the tapped message."""
    cast = await ctx.drafts.cast.cast_of(draft.chat_id)
    used = {one.id for one in (await ctx.drafts.casting(draft)).wanted}
    await ctx.chat.replace(picker(ctx.t, draft, cast, used, page=page))


async def require_character(ctx: Context, draft: Draft, character_id: int) -> None:
    """Raises CharacterGone when it is not in the cast of the draft's chat."""
    cast = await ctx.drafts.cast.cast_of(draft.chat_id)
    if all(one.id != character_id for one in cast):
        raise CharacterGone
