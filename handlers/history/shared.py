"""A link below a shared result: one like it for the person who follows it, with the same words where those are shared."""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler

from bot.catalog.choices import without_free_text
from bot.domain.generation import Generation, State
from bot.domain.person import Draft
from bot.errors import UnknownRecipe
from bot.generation.share_tokens import ShareTokens
from bot.people.arrivals import Arrivals
from handlers.compose.screens import card_screen, next_screen
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.fsm_states import clear_state, set_answer, set_current_draft
from handlers.core.original_prompt import original_prompt
from handlers.core.remix import is_own


def build() -> Router:
    """The router of these links."""
    router = Router(name="shared")
    router.message.register(open_by_link, AnyCaseCommand("start"), LinkTo(LinkTarget.SHARED))
    return router


async def open_by_link(
    _: object, link: DeepLink, ctx: Context, share_tokens: ShareTokens, arrivals: Arrivals
) -> None:
    """The price of one like it, or what that lacks; the card with its options where the words are not shared.

    Raises:
        Refusal: it cannot be had now.
    """
    generation = await _shared(link.value, ctx, share_tokens)
    await arrivals.note(ctx.person, generation)
    await clear_state(ctx.state)
    with_words = share_tokens.shares_prompt(link.value) or is_own(generation, ctx)
    draft = await _draft_like(generation, ctx, with_words=with_words)
    await set_current_draft(ctx.state, draft.id)
    if with_words:
        screen = await next_screen(ctx, draft, reply_to=None)
    else:
        screen = await card_screen(ctx, draft, in_group=False)
    await set_answer(ctx.state, draft.id, await ctx.chat.send(screen))


async def _shared(token: str, ctx: Context, share_tokens: ShareTokens) -> Generation:
    """The result that a genuine link names, as long as its person keeps it."""
    number = share_tokens.generation_id(token)
    generation = await ctx.user.store.generation(number) if number is not None else None
    if (
        generation is None
        or not share_tokens.names(token, generation)
        or generation.deleted
        or generation.state not in {State.DELIVERED, State.STORED}
    ):
        raise SkipHandler
    return generation


async def _draft_like(generation: Generation, ctx: Context, *, with_words: bool) -> Draft:
    """A draft with what the sharer chose, and with their own words where those are shared.

    Their media stay theirs, and a recipe's words stay the recipe's.
    """
    topic, borrowed = ctx.chat.topic, not is_own(generation, ctx)
    if generation.in_chain:
        quote = await ctx.user.store.quote_by_id(generation.quote_id or 0)
        try:
            recipe = ctx.drafts.quoter.recipe((quote.recipe if quote is not None else None) or "")
        except UnknownRecipe:
            raise SkipHandler from None
        draft = await ctx.drafts.open_recipe(topic, recipe)
        said = generation.user_prompt if with_words else ""
        return await ctx.drafts.with_prompt(draft, said, borrowed=borrowed) if said else draft
    if generation.model not in ctx.catalog.models:
        raise SkipHandler
    model = ctx.catalog.model(generation.model)
    offer = ctx.catalog.offer(model)
    words = original_prompt(generation, offer) if with_words else ""
    choices = generation.choices if with_words else without_free_text(offer, generation.choices)
    return await ctx.drafts.open_copy(topic, model, choices=choices, prompt=words, borrowed=borrowed)
