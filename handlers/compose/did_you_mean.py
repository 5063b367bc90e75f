"""A line for a model that is not there, or that does not take its words: models that fit, with everything that was said."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import Message

from bot.catalog.spec import Model
from bot.domain.person import Draft
from bot.errors import AmbiguousModel, ModelUnavailable, PromptTooLong, UnknownModel
from bot.i18n import Html
from handlers.compose.gen_parser import OneLine, parse, split_slug
from handlers.compose.new_request import EarlierItems
from handlers.compose.suggestion import suggest_model
from handlers.compose.views.did_you_mean import models_to_pick
from handlers.compose.views.unused import with_kept
from handlers.core.context import Context
from handlers.core.fsm_states import note_words, suggest_draft
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen, cut

_SHOWN = 12
_SLUG_SHOWN = 40
_SHORTEST_NAME = 3
"""Letters of a model's name; fewer are a word like any other."""


async def suggest_models(
    unknown: UnknownModel, line: str, earlier: EarlierItems, message: Message, ctx: Context
) -> None:
    """No model has this name, or several have: those that it may stand for, what the balance covers first.

    When none resembles it, the line is all words.

    Args:
        unknown: what the name may stand for.
        line: the name and what follows it.
        earlier: media and words that came with the line or that it replies to.
        message: the line's message.
        ctx: the update.
    """
    slug, rest = split_slug(line)
    found = _candidates(ctx, unknown, slug)
    said = parse(rest if found else line)
    draft = await _kept(said, earlier, message, ctx)
    name = cut(slug, _SLUG_SHOWN)
    if found:
        is_clear = isinstance(unknown, AmbiguousModel)
        screen = Screen(Html(refusal_text(ctx.t, unknown)) if is_clear else ctx.t("did-you-mean", slug=name))
        priced = await _priced(ctx, draft, found)
        # It may have been the first of the words all the same.
        whole = await ctx.drafts.keep(ctx.chat.topic, prompt=line.strip(), references=draft.sent)
        shown = models_to_pick(ctx.t, screen, priced, draft, line=(name, whole.id))
        await ctx.chat.send(with_kept(ctx.t, shown, draft))
        return
    head = ctx.t("refusal-unknown-model", slug=name, nearest="none")
    await suggest_model(draft, ctx, message.message_id, head=head)


async def suggest_nearest(
    unavailable: ModelUnavailable, line: str, earlier: EarlierItems, message: Message, ctx: Context
) -> None:
    """The model of this name cannot be had: why, and the nearest that works, with everything that was said.

    Args:
        unavailable: the reason, and the nearest.
        line: the name and what follows it.
        earlier: media and words that came with the line or that it replies to.
        message: the line's message.
        ctx: the update.
    """
    said = parse(split_slug(line)[1])
    draft = await _kept(said, earlier, message, ctx)
    nearest = str(unavailable.facts["nearest"])
    models = [ctx.catalog.model(nearest)] if nearest else []
    screen = Screen(Html(refusal_text(ctx.t, unavailable)))
    shown = models_to_pick(ctx.t, screen, await _priced(ctx, draft, models), draft)
    await ctx.chat.send(with_kept(ctx.t, shown, draft))


async def longer_models(
    ctx: Context, draft: Draft, refusal: PromptTooLong, *, back: int | None = None
) -> Screen:
    """The model does not take so many words: those of its kind that do.

    Args:
        ctx: the update.
        draft: has all that was said; its model is the one that refuses.
        refusal: says by how much.
        back: a draft that is as it was.
    """
    model = ctx.catalog.model(draft.model)
    able = [
        other
        for other in ctx.catalog.shelf(model.kind)
        if ctx.catalog.is_sold(other)
        and not ctx.catalog.is_troubled(other)
        and len(draft.prompt) <= ctx.catalog.offer(other).prompt.room
    ]
    screen = Screen(Html(refusal_text(ctx.t, refusal)))
    return models_to_pick(ctx.t, screen, await _priced(ctx, draft, able), draft, back=back)


async def _kept(said: OneLine, earlier: EarlierItems, message: Message, ctx: Context) -> Draft:
    """What was said and sent, in a draft that waits for a model."""
    draft = await ctx.drafts.keep(
        ctx.chat.topic,
        prompt=said.prompt or earlier.words,
        references=earlier.references,
        choices=said.choices,
    )
    await suggest_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: draft.prompt})
    return draft


def _candidates(ctx: Context, unknown: UnknownModel, slug: str) -> Sequence[Model]:
    """The models that can be had and that the name may stand for; a very short word is no name."""
    if sum(map(str.isalpha, slug)) < _SHORTEST_NAME:
        return ()
    models = (ctx.catalog.model(one) for one in unknown.candidates)
    return [model for model in models if ctx.catalog.is_sold(model)]


async def _priced(ctx: Context, draft: Draft, models: Sequence[Model]) -> Sequence[tuple[Model, int | None]]:
    """The models with the price of the draft; those first that the balance covers.

    Models that cannot begin from what there is are left out while there are others.
    """
    balance = await ctx.paying_balance()
    able = [model for model in models if ctx.catalog.can_begin(model, draft)]
    priced = [(model, ctx.catalog.price(ctx.drafts.switched(draft, model))) for model in able or models]

    def is_too_dear(entry: tuple[Model, int | None]) -> bool:
        model, price = entry
        return not balance.covers(ctx.catalog.price_from(model) if price is None else price)

    return sorted(priced, key=is_too_dear)[:_SHOWN]
