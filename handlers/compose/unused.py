"""What the model of a draft cannot use is said on every screen of the draft; here is what else can use it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.catalog.choices import canonical
from bot.catalog.spec import Model
from bot.domain.person import Draft
from bot.errors import BadOption
from handlers.compose.gen_parser import written
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen, show_card
from handlers.compose.views.unused import models_for_options, uses_of_words
from handlers.core.buttons.draft import FindUseButton, OptionsAsWordsButton
from handlers.core.context import Context
from handlers.core.draft_service import PROMPT_KEPT
from handlers.core.fsm_states import reply_target, set_current_draft
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen

_MODELS_SHOWN = 8


def build() -> Router:
    """The router of what can use it."""
    router = Router(name="unused")
    router.callback_query.register(find_use, FindUseButton.filter())
    router.callback_query.register(as_words, OptionsAsWordsButton.filter())
    return router


async def find_use(_: CallbackQuery, callback_data: FindUseButton, draft: Draft, ctx: Context) -> None:
    """What can be done with the media, what can be made of the words, or which models have the options."""
    await ctx.chat.answer_callback()
    if not ctx.drafts.unused(draft).any:  # an old button: it was put to use since
        await show_card(draft, ctx)
        return
    await ctx.chat.replace(_uses(draft, ctx))


async def as_words(_: CallbackQuery, callback_data: OptionsAsWordsButton, draft: Draft, ctx: Context) -> None:
    """What looked like options stands before the other words of the prompt, at a price that is asked."""
    ctx = ctx.asking()
    await ctx.chat.answer_callback()
    prompt = f"{written(draft.unused_choices)} {draft.prompt}".strip()[:PROMPT_KEPT]
    draft = await ctx.drafts.save(replace(draft, prompt=prompt, unused_choices={}))
    await set_current_draft(ctx.state, draft.id)
    show = partial(next_screen, ctx, reply_to=await reply_target(ctx.state))
    await show_after_probe(draft, ctx, show)


def _uses(draft: Draft, ctx: Context) -> Screen:
    target, unused = ctx.drafts.target(draft), ctx.drafts.unused(draft)
    if unused.references:
        media = unused.references[0].media
        buttons = verbs.on_draft(ctx.t, ctx.catalog.verbs(media), draft)
        return verbs.takers(ctx.t, ctx.catalog, target, media, buttons, draft)
    if unused.words or target.recipe is not None:
        media_verbs = ctx.catalog.verbs(draft.references[0].media) if draft.references else ()
        return uses_of_words(ctx.t, verbs.on_draft(ctx.t, media_verbs, draft), draft)
    able = [model for model in ctx.catalog.shelf(target.kind) if _has_options(ctx, model, draft)]
    return models_for_options(ctx.t, ctx.catalog, able[:_MODELS_SHOWN], target.kind, draft)


def _has_options(ctx: Context, model: Model, draft: Draft) -> bool:
    """Whether a model that can be had takes each of the options."""
    if not ctx.catalog.is_sold(model) or ctx.catalog.is_troubled(model):
        return False
    offer = ctx.catalog.offer(model)
    for name, value in draft.unused_choices.items():
        option = offer.option(name)
        try:
            if option is None or not canonical(option, value):
                return False
        except BadOption:
            return False
    return True
