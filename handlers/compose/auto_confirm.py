"""Starting a request without a question, up to the price that the person has set for that.

One update starts at most one generation: its quote's token is made from the update, so the same update (sent again by
Telegram after a crash) finds the same quote, and a quote can be used once.
"""

from __future__ import annotations

from hashlib import sha256

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Per
from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.errors import AgeNotStated, NotEnoughCredits, QuoteUnknown
from bot.ports import Quote
from handlers.compose.long_text import FULL
from handlers.compose.screens import show_progress
from handlers.compose.views.age import question as age_question
from handlers.core.context import Context
from handlers.core.fsm_states import end_request, is_guess
from handlers.core.message_key import message_key

_DIGEST = 16


def update_key_of(bot: Bot, spoken: Message | CallbackQuery) -> str:
    """The name of a private update that may start something by itself, short enough for a button; empty = it may not.

    An album's pictures come one by one, and a pasted text may come in pieces: neither is a whole request. Media without
    words, and edited messages, always lead to a question. A payment brings back the price that waited for it.
    """
    if isinstance(spoken, CallbackQuery):
        return f"t{_digest(spoken.id)}"
    if spoken.successful_payment is not None:
        return f"p{_digest(spoken.successful_payment.telegram_payment_charge_id)}"
    words = spoken.text or spoken.caption or ""
    if not words or len(words) >= FULL or spoken.media_group_id or spoken.edit_date:
        return ""
    return f"m{_digest(message_key(bot, spoken))}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_DIGEST]


async def auto_confirm(ctx: Context, draft: Draft, shown: MessageRef) -> None:
    """Start the quote that this update led to and that message `shown` shows, when no question is wanted.

    Otherwise the quote stays there with its buttons. Repeating it starts nothing more.

    Raises:
        Refusal: as when a quote is confirmed; credits that do not suffice are left to the quote to say, and the person's age is asked in its place.
    """
    if ctx.drafts.unused(draft).any:
        return  # that something of what was said is not used is to be read first
    if draft.several is not None and draft.several.compares:
        return  # what each of the models makes of it is to be read first
    if draft.references and await is_guess(ctx.state, draft.id):
        return  # whether the words are about these media is what the quote asks
    quote = await _quote(ctx)
    if quote is None or (quote.confirmed_at is None and not await _is_wanted(ctx, quote)):
        return
    try:
        confirmed = await ctx.drafts.confirmer.confirm(
            quote.token, ctx.person.id, progress_message_id=shown.id, auto_confirmed=True
        )
    except NotEnoughCredits:
        return
    except AgeNotStated as refusal:
        await ctx.chat.edit(shown, age_question(ctx.t, refusal, quote.token, draft.id))
        return
    await end_request(ctx.state, draft.id)
    await show_progress(confirmed, ctx, shown)


async def _quote(ctx: Context) -> Quote | None:
    """The quote that this update led to, when it may start by itself."""
    if ctx.chat.in_group or not ctx.person.auto_confirm_below or not ctx.user.update_key:
        return None
    try:
        return await ctx.drafts.quoter.find(ctx.user.update_key, ctx.person.id)
    except QuoteUnknown:
        return None  # it led to something else: a question, or a card


async def _is_wanted(ctx: Context, quote: Quote) -> bool:
    """Whether no question is wanted: cheap enough, known what it costs, and not the same once more by a slip."""
    if quote.key_owner is not None or not ctx.user.auto_confirms(quote.price):
        return False  # what an own key pays KIE is no price in credits
    by_length = {
        step.model
        for step in quote.steps
        if ctx.catalog.priced_per(ctx.catalog.model(step.model)) is not Per.GENERATION
    }
    if by_length and not by_length <= {use.model for use in (await ctx.user.preferences()).used}:
        return False
    first = quote.first
    content = (first.model, dict(first.choices), first.prompt, first.references)
    return all(
        content != (one.model, dict(one.choices), one.prompt, one.references)
        for one in await ctx.catalog.history.open(ctx.person.id)
    )
