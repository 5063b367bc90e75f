"""Which models can make the same as a draft, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.batch import comparison_of
from bot.domain.person import Draft
from bot.domain.quote import QuotedStep
from handlers.compose.views.comparison import ComparisonFacts, list_of_models
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.refusals import CardGone
from handlers.core.views.screen import Screen


def comparable(ctx: Context, draft: Draft) -> Iterator[QuotedStep]:
    """What the other models of the kind would make of a draft that lacks nothing, the best first; without those that cannot."""
    return ctx.drafts.compared(draft, (model.slug for model in ctx.catalog.like(draft)))


def can_compare(ctx: Context, draft: Draft) -> bool:
    """Whether there is another model that can make the same."""
    if draft.is_undecided or draft.recipe is not None or draft.party_id is not None:
        return False
    several = draft.several
    if several is not None and not (several.compares or several.number):
        return False  # each of several media, or stills to choose from
    if ctx.drafts.missing(draft) is not Missing.NOTHING:
        return False
    return next(comparable(ctx, draft), None) is not None


async def without_unable(ctx: Context, draft: Draft) -> tuple[Draft, Sequence[str]]:
    """The draft without those models of its comparison that cannot make it (any more), and their titles."""
    several = draft.several
    if several is None or not several.compares or draft.recipe is not None:
        return draft, ()
    able = {draft.model, *(step.model for step in comparable(ctx, draft))}
    unable = [slug for slug in several.models if slug not in able]
    kept = (draft.model, *(slug for slug in several.models if slug in able))
    compared = comparison_of(kept, instead_of=several)
    if compared == several:
        return draft, ()
    titles = [ctx.catalog.title(slug) for slug in unable]
    return await ctx.drafts.save(replace(draft, several=compared)), titles


def compared(draft: Draft) -> tuple[str, ...]:
    """Slugs of the models that a draft is to be made with, its own first."""
    several = draft.several
    models = several.models if several is not None and several.compares else ()
    return (draft.model, *(one for one in models if one != draft.model))


async def comparison_screen(ctx: Context, draft: Draft, *, page: int = 0) -> Screen:
    """A page of the models that can make the same, with marks. Raises CardGone: the draft's own model cannot."""
    own = next(ctx.drafts.compared(draft, [draft.model]), None)
    if own is None:
        raise CardGone
    facts = ComparisonFacts(
        draft=draft.id,
        own=own,
        others=tuple(comparable(ctx, draft)),
        chosen=compared(draft),
        titles=ctx.catalog.title,
        by_key=await ctx.drafts.quoter.is_own_key_used(ctx.person.id, draft.chat_id),
    )
    return list_of_models(ctx.t, facts, page=page)
