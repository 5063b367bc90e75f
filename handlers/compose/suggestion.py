"""What is offered for words out of the blue: one model that takes them and that the balance covers."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog.spec import Kind, Model
from bot.domain.message_ref import MessageRef
from bot.domain.model_preferences import ModelPreferences
from bot.domain.person import Draft
from bot.i18n import Html
from bot.ledger.entries import Balance
from handlers.compose.screens import suggestion_screen
from handlers.core.context import Context
from handlers.core.fsm_states import noted_shelf
from handlers.core.shown_draft import show_draft_at
from handlers.core.suggested_models import suggested
from handlers.core.views.screen import paragraphs


async def model_for_words(ctx: Context, prompt: str, *, kind: Kind | None = None) -> Model:
    """The model that is suggested for these words."""
    preferences, balance = await ctx.user.preferences(), await ctx.paying_balance()

    def pays(model: Model) -> bool:
        return is_covered(ctx, model, prompt, preferences, balance)

    return suggested(ctx.catalog, preferences, prompt=prompt, pays=pays, kind=kind)


def is_covered(
    ctx: Context, model: Model, prompt: str, preferences: ModelPreferences, balance: Balance
) -> bool:
    """Whether the person's balance covers the words with the model as they use it."""
    price = ctx.catalog.price(ctx.drafts.as_before(ctx.chat.topic, model, preferences, prompt=prompt))
    return balance.covers(ctx.catalog.price_from(model) if price is None else price)


async def suggest_model(
    draft: Draft,
    ctx: Context,
    asked: int,
    *,
    head: Html | None = None,
    instead_of: MessageRef | None = None,
) -> MessageRef:
    """Offer to make something of a draft's words; the draft gets the suggested model, and the shelves stand below.

    It is one of the shelf that was opened last, else of what the person usually makes.

    Args:
        draft: has the words.
        ctx: the update.
        asked: the message that the result answers.
        head: stands above the offer.
        instead_of: the message that showed an earlier offer for a part of the words.

    Returns:
        The message that shows the offer.
    """
    model = await model_for_words(ctx, draft.prompt, kind=await noted_shelf(ctx.state))
    preferences = await ctx.user.preferences()
    draft = await ctx.drafts.with_model(draft, model, usual=preferences.choices_of(model.slug))
    screen = await suggestion_screen(ctx, draft, reply_to=asked)
    if head is not None:
        screen = replace(screen, text=paragraphs(head, screen.text, gap="\n\n"))
    if instead_of is not None:
        shown = await ctx.chat.replace_message(instead_of, screen)
    else:
        shown = await ctx.chat.send(screen)
    await show_draft_at(ctx, draft.id, shown)
    return shown
