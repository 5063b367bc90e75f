"""The quote card's buttons: price, generate, put away."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.cast.refusals import CharacterGone
from bot.domain.person import Draft
from bot.errors import (
    AgeNotStated,
    ModelTroubled,
    ModelUnavailable,
    NotEnoughCredits,
    QuoteUnknown,
    Refusal,
)
from bot.generation.confirm import Confirmed
from bot.groups.refusals import ApprovalNeeded, GroupAccountTooSmall, MembershipUnknown, NotGroupAdmin
from handlers.compose.approval import ask_admins
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import dismiss_draft, next_screen, quote_screen, show_progress
from handlers.compose.views.age import question as age_question
from handlers.core.buttons.draft import DismissButton, PriceButton
from handlers.core.buttons.quote import GenerateButton
from handlers.core.context import Context
from handlers.core.fsm_states import (
    answer_of,
    conversation_of,
    end_request,
    reply_target,
    restore,
    set_current_draft,
)
from handlers.core.group_words import group_words
from handlers.core.shown_draft import retire, retire_shown, show_draft_at
from handlers.core.views.refusal_text import refusal_text


def build() -> Router:
    """The router of quotes."""
    router = Router(name="quote")
    router.callback_query.register(price, PriceButton.filter())
    router.callback_query.register(generate, GenerateButton.filter())
    router.callback_query.register(dismiss, DismissButton.filter())
    return router


async def price(_: CallbackQuery, callback_data: PriceButton, draft: Draft, ctx: Context) -> None:
    """The exact price of a draft, or what is still missing; to look at it starts nothing."""
    ctx = ctx.asking()
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    show = partial(next_screen, ctx, reply_to=await reply_target(ctx.state))
    await show_after_probe(draft, ctx, show)


async def generate(_: CallbackQuery, callback_data: GenerateButton, ctx: Context) -> None:
    """Accept the quote: the card becomes the progress message. A second tap changes nothing."""
    token, draft_id = callback_data.token, callback_data.draft
    former = await answer_of(ctx.state, draft_id) if draft_id is not None else None
    try:
        confirmed = await _confirm(callback_data, ctx)
    except (QuoteUnknown, ModelTroubled, ModelUnavailable) as refusal:
        await _renew(token, refusal, ctx)
        return
    except (NotEnoughCredits, GroupAccountTooSmall, CharacterGone) as refusal:
        await _show_shortage(callback_data, refusal, ctx)
        return
    except AgeNotStated as refusal:
        await ask_age(callback_data, refusal, ctx)
        return
    except ApprovalNeeded:
        try:
            confirmed = await _confirm(callback_data, ctx, approved_by=ctx.person.id)
        except (NotGroupAdmin, MembershipUnknown):
            await ask_admins(token, group_words(ctx), ctx)
            return
    if confirmed.repeated:
        await ctx.chat.answer_callback(ctx.t.plain("toast-already-started"))
        return
    await ctx.chat.answer_callback(ctx.t.plain("toast-started"))
    await show_progress(confirmed, ctx, ctx.chat.public_message)
    await retire(ctx, former, but=ctx.chat.message)
    await ctx.chat.delete_menus(draft_id, but=ctx.chat.public_message)


async def _confirm(button: GenerateButton, ctx: Context, *, approved_by: int | None = None) -> Confirmed:
    """Accept the quote; the conversation about its draft ends in the same transaction, if at all. Raises as `Confirmer`."""
    known = await conversation_of(ctx.state)
    if button.draft is not None:
        await end_request(ctx.state, button.draft)
    await ctx.state.write_along()
    try:
        confirmed = await ctx.drafts.confirmer.confirm(
            button.token, ctx.person.id, progress_message_id=ctx.chat.message_id, approved_by=approved_by
        )
    except BaseException:
        await restore(ctx.state, known)
        raise
    if confirmed.repeated:
        await restore(ctx.state, known)
    return confirmed


async def ask_age(button: GenerateButton, refusal: AgeNotStated, ctx: Context) -> None:
    """The card asks how old the person is; nothing was held, and a yes goes on with the quote."""
    await ctx.chat.answer_callback()
    shown = await ctx.chat.replace(age_question(ctx.t, refusal, button.token, button.draft))
    if button.draft is not None:
        await show_draft_at(ctx, button.draft, shown)


async def dismiss(_: CallbackQuery, callback_data: DismissButton, draft: Draft, ctx: Context) -> None:
    """Put the quote away, here and wherever else its buttons are shown; nothing was held."""
    if not await ctx.drafts.withdrawer.dismiss(draft.id):
        await ctx.chat.answer_callback(ctx.t.plain("toast-already-started"))
        return
    await retire_shown(ctx, draft.id)
    await end_request(ctx.state, draft.id)
    await dismiss_draft(ctx, draft.id)


async def _show_shortage(button: GenerateButton, refusal: Refusal, ctx: Context) -> None:
    """Credits went elsewhere, or a character was deleted, since the quote was shown: its card says how it is now."""
    old = await ctx.drafts.quoter.find(button.token, ctx.person.id)
    await ctx.chat.answer_callback(refusal_text(ctx.t, refusal, plain=True))
    if button.draft is not None:
        draft = await ctx.drafts.get(button.draft)
    else:
        draft = await ctx.drafts.open_again(ctx.chat.topic, old)
    await set_current_draft(ctx.state, draft.id)
    screen = await quote_screen(ctx, draft, reply_to=old.reply_to, renews=old.id)
    await show_draft_at(ctx, draft.id, await ctx.chat.replace(screen))


async def _renew(token: str, refusal: Refusal, ctx: Context) -> None:
    """The same at today's price, of a recipe with models that work now.

    Raises:
        Refusal: a model cannot be had now, and nothing else makes it; or the quote is forgotten.
    """
    old = await ctx.drafts.quoter.find(token, ctx.person.id)
    if old.recipe is None and not isinstance(refusal, QuoteUnknown):
        raise refusal
    await ctx.chat.answer_callback()
    draft = await ctx.drafts.open_again(ctx.chat.topic, old)
    await set_current_draft(ctx.state, draft.id)
    await ctx.chat.replace(await quote_screen(ctx, draft, reply_to=old.reply_to, renews=old.id))
