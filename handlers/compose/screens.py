"""Which screen comes next for a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog
from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Model
from bot.domain.batch import BatchKind
from bot.domain.example import ExampleState
from bot.domain.generation import OPEN_STATES
from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.errors import QuoteOver, ReferenceNotMadeHere, Refusal
from bot.generation.confirm import Confirmed
from bot.generation.example_recording import recording_of
from bot.generation.quote import PricedQuote
from bot.i18n import Html
from bot.ports import Quote
from bot.ports.chat_members import Standing
from handlers.compose import prompt_ideas as inspiration
from handlers.compose.alternatives import find_alternatives
from handlers.compose.cast import cast_facts
from handlers.compose.comparison import can_compare, without_unable
from handlers.compose.hints import with_hint
from handlers.compose.media_facts import measured, needs_look
from handlers.compose.recipe_screens import like_recipes, recipe_card, recipe_options
from handlers.compose.views import model_card as card
from handlers.compose.views import prompt, quote, recipe
from handlers.compose.views.about_media import edit_or_new
from handlers.compose.views.alternatives import on_quote
from handlers.compose.views.cast import cast_lines, cast_rows
from handlers.compose.views.comparison import with_unable
from handlers.compose.views.option_rows import OptionFacts
from handlers.compose.views.quote_rows import QuoteRowFacts, quote_rows, suggestion_rows
from handlers.compose.views.references import collecting, references, with_changes
from handlers.compose.views.unused import UnusedFacts, with_unused
from handlers.core.better_words import can_suggest, has_ideas
from handlers.core.buttons.draft import CardButton, PriceButton
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.fsm_states import is_guess, reply_target, set_current_draft
from handlers.core.keyboards import Rows, inline_button, keyboard
from handlers.core.private_link import own_credits_button
from handlers.core.shown_draft import show_draft_at
from handlers.core.top_up import pack_for
from handlers.core.views import model_lists as shelves
from handlers.core.views import progress_text as waiting
from handlers.core.views.look_text import look_in_question, looks_row
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen, paragraphs

_log = structlog.get_logger(__name__)

_LOOKS_OFFERED = 3
"""Looks beside a suggestion: one row."""

EXAMPLES_ASKED_WITH = 2
"""Examples beside the question for a prompt; a card has one."""


def is_ready(ctx: Context, draft: Draft) -> bool:
    """Whether nothing is missing, and no file has to be looked into first: it can have its price at once."""
    return ctx.drafts.missing(draft) is Missing.NOTHING and not any(
        needs_look(ctx, draft, reference) for reference in draft.references
    )


async def card_screen(ctx: Context, draft: Draft, *, in_group: bool) -> Screen:
    """The draft's card: its price with *Generate* as soon as nothing is missing; with what its model cannot use.

    Raises:
        QuoteOver: another press of this moment has another price.
    """
    return await _noted(ctx, draft, await _card(ctx, draft, in_group=in_group))


async def _card(ctx: Context, draft: Draft, *, in_group: bool) -> Screen:
    if (wanted := ctx.drafts.target(draft).recipe) is not None:
        return await recipe_card(ctx, wanted, draft)
    refusal: Refusal | None = None
    if is_ready(ctx, draft):
        try:
            return await quote_screen(ctx, draft, reply_to=await reply_target(ctx.state))
        except QuoteOver:
            raise
        except Refusal as no:  # the card says why, and has the options that may mend it
            refusal = no
    model = ctx.catalog.model(draft.model)
    offer = ctx.catalog.offer(model)
    preferences, balance = await ctx.user.preferences(), await ctx.paying_balance()
    price = ctx.catalog.price(draft)
    example = await ctx.user.examples.of_model(model.slug)
    alternatives = find_alternatives(ctx, draft, balance)
    short = price is not None and alternatives is not None
    missing = ctx.drafts.missing(draft)
    facts = card.CardFacts(
        draft=draft,
        model=model,
        offer=offer,
        options=option_facts(ctx, draft, ctx.drafts.settled(draft)),
        price=price,
        unit_price=ctx.catalog.unit_price(model, draft.choices, draft.references),
        priced_per=ctx.catalog.priced_per(model),
        usual_duration=await ctx.catalog.usual_duration(model),
        missing=missing,
        troubled=ctx.catalog.is_troubled(model),
        instead=ctx.catalog.instead(draft),
        in_group=in_group,
        refusal=Html(refusal_text(ctx.t, refusal)) if refusal is not None else None,
        rule=ctx.drafts.prompt_rule(draft),
        examples=inspiration.examples(ctx, draft, count=1),
        thinks=missing is Missing.PROMPT and await has_ideas(ctx, draft),
        shelf_page=shelves.page_of(ctx.catalog, preferences, model, draft),
        preferences=preferences,
        available=balance.available,
        paused=ctx.drafts.confirmer.is_waiting,
        alternatives=alternatives,
        pack=await pack_for(ctx, (price or 0) - balance.available, draft.id) if short else None,
        example=example.id if example is not None else None,
        records=await _can_record(ctx, model, in_group=in_group),
    )
    return await _with_cast(ctx, draft, card.card(ctx.t, facts))


async def _with_cast(ctx: Context, draft: Draft, screen: Screen) -> Screen:
    """A card that has no price yet, with who is in the request."""
    facts = await cast_facts(ctx, draft)
    rows = list(screen.buttons.inline_keyboard) if screen.buttons else []
    text = paragraphs(cast_lines(ctx.t, facts), screen.text, gap="\n\n")
    return replace(screen, text=text, buttons=keyboard([*cast_rows(ctx.t, facts), *rows]))


async def _can_record(ctx: Context, model: Model, *, in_group: bool) -> bool:
    """Whether the operator is offered to record an example: there is something to record, and it was not yet."""
    if in_group or not ctx.user.is_operator:
        return False
    recording = recording_of(model, ctx.catalog.tariff.dialect, ctx.catalog.ideas)
    if recording is None:
        return False
    known = await ctx.user.examples.recorded(recording.name)
    return known is None or known.state is ExampleState.FAILED


def option_facts(
    ctx: Context, draft: Draft, settled: Mapping[str, str], *, priced: bool = True
) -> OptionFacts:
    """What the rows of options are made of; without prices where no credits are paid."""
    return OptionFacts(
        draft=draft.id,
        offer=ctx.drafts.target(draft).offer,
        settled=settled,
        prices=ctx.catalog.value_prices(draft) if priced else {},
    )


async def show_card(draft: Draft, ctx: Context) -> None:
    """The draft's card in place of the tapped message; the next words and media are for it."""
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(await card_screen(ctx, draft, in_group=ctx.chat.in_group))
    await show_draft_at(ctx, draft.id, shown)


async def quote_screen(
    ctx: Context, draft: Draft, *, reply_to: int | None, renews: int | None = None, suggested: bool = False
) -> Screen:
    """The draft's exact price, or how much is missing and what the credits reach for. Raises Refusal.

    `renews` is the id of a quote that cannot be used any more, and whose place this one takes; what is only `suggested`
    has the shelves below it.
    """
    draft, unable = await without_unable(ctx, await measured(draft, ctx))
    priced = await ctx.drafts.quote(draft, reply_to=reply_to, replaces=renews)
    screen = await priced_screen(ctx, draft, priced, renewed=renews is not None, suggested=suggested)
    return with_unable(ctx.t, screen, unable)


async def suggestion_screen(ctx: Context, draft: Draft, *, reply_to: int | None) -> Screen:
    """What could be made of words that came out of the blue, at its price; as a question where it has none."""
    looks = await _looks_row(ctx, draft)
    if is_ready(ctx, draft):
        try:
            priced = await quote_screen(ctx, draft, reply_to=reply_to, suggested=True)
            return _with_row(priced, looks)
        except Refusal:
            _log.info("suggestion_without_price", model=draft.model)
    model, price = ctx.catalog.model(draft.model), ctx.catalog.price(draft)
    offered = shelves.offer_text(ctx.t, model, draft=draft.id, prompt=draft.prompt, price=price)
    return _with_row(offered, looks)


async def _looks_row(ctx: Context, draft: Draft) -> Sequence[InlineKeyboardButton]:
    """The person's looks that were used last; not where others read their names."""
    if ctx.chat.in_group or draft.look is not None:
        return ()
    usable = [one for one in await ctx.user.looks.looks_of(ctx.person.id) if one.is_usable_by(ctx.person.id)]
    return looks_row(ctx.t, usable[:_LOOKS_OFFERED], draft.id)


def _with_row(screen: Screen, row: Sequence[InlineKeyboardButton]) -> Screen:
    """The screen with a row below its first one."""
    rows = screen.buttons.inline_keyboard if screen.buttons is not None else []
    return replace(screen, buttons=keyboard([*rows[:1], row, *rows[1:]])) if row else screen


async def priced_screen(
    ctx: Context, draft: Draft, priced: PricedQuote, *, renewed: bool = False, suggested: bool = False
) -> Screen:
    """A draft's quote: its price, or how much is missing and what the credits reach for; and all that can be changed."""
    facts = replace(await quote_facts(ctx, priced), look=draft.look)
    if draft.recipe is not None:
        rows = quote.recipe_changes(ctx.t, facts, draft.id)
    else:
        rows = (suggestion_rows if suggested else quote_rows)(
            ctx.t, replace(_row_facts(ctx, draft, priced.quote), better_words=await can_suggest(ctx, draft))
        )
    cast = await cast_facts(ctx, draft)
    rows = [*cast_rows(ctx.t, cast), *rows]
    if priced.affordable:
        shown = quote.quote(ctx.t, facts, draft=draft.id, rows=rows, renewed=renewed)
        screen = await with_hint(ctx, shown)
    else:
        screen = await _too_dear(ctx, draft, priced, facts, rows)
    return replace(screen, text=paragraphs(cast_lines(ctx.t, cast), screen.text, gap="\n\n"))


async def _too_dear(
    ctx: Context, draft: Draft, priced: PricedQuote, facts: quote.QuoteFacts, rows: Rows
) -> Screen:
    """How much is missing, and what the credits reach for."""
    missing = priced.quote.price - priced.balance.available
    # What a party costs is paid before it begins.
    pack = await pack_for(ctx, missing, draft.id) if priced.quote.party_id is None else None
    if pack is not None and ctx.chat.in_group:
        # Another member may pay, or this one in private: then no update brings this price again.
        rows = [[inline_button(ctx.t.plain("button-price"), PriceButton(draft=draft.id))], *rows]
    return quote.too_dear(ctx.t, facts, cheaper=_affordable(ctx, draft, priced), rows=rows, pack=pack)


def _row_facts(ctx: Context, draft: Draft, priced: Quote) -> QuoteRowFacts:
    settled = priced.first.choices
    return QuoteRowFacts(
        draft=draft,
        model=ctx.catalog.model(draft.model),
        # Beside the sum of several models the price of one would mislead.
        options=option_facts(ctx, draft, settled, priced=priced.key_owner is None and not priced.compares),
        takes_text=ctx.drafts.target(draft).offer.prompt_for(settled).maximum_length > 0,
        instead=ctx.catalog.instead(draft),
        notifies=_is_paused(ctx, priced) and not ctx.chat.in_group,
        unit_price=_unit_price(ctx, draft, priced),
        compared=priced.compares,
        comparable=can_compare(ctx, draft),
        own_price=priced.first.price if priced.key_owner is None else None,
    )


def _unit_price(ctx: Context, draft: Draft, priced: Quote) -> int | None:
    """Credits of one, where several of the same can be made at once by several tasks."""
    of_other_kind = draft.several is not None and draft.several.kind is not BatchKind.COPIES
    alone = priced.party_id is not None or priced.key_owner is not None or of_other_kind
    return None if alone or ctx.drafts.target(priced).offer.results.option else priced.first.price


def _is_paused(ctx: Context, priced: Quote) -> bool:
    """Whether KIE serves no one now; a key of one's own has its own trouble."""
    return priced.key_owner is None and ctx.drafts.confirmer.is_waiting


async def quote_facts(ctx: Context, priced: PricedQuote) -> quote.QuoteFacts:
    """What a quote is shown with."""
    usual = [await ctx.catalog.usual_duration(model) for model in priced.models]
    target = ctx.drafts.target(priced.quote)
    recipe = target.recipe
    has_options = recipe is not None and bool(recipe_options(ctx, recipe, priced.quote.choices))
    is_shown_to_all = ctx.chat.in_group and not quote.pays_group(priced)
    return quote.QuoteFacts(
        priced=priced,
        target=target,
        usual=usual,
        paused=_is_paused(ctx, priced.quote),
        needs_admin=await _needs_admin(ctx, priced),
        troubled=target.recipe is None and ctx.catalog.is_troubled(priced.models[0]),
        has_options=has_options,
        later_price=_later_price(ctx, priced.quote),
        own_credits=await own_credits_button(ctx) if is_shown_to_all else None,
    )


def _later_price(ctx: Context, priced: Quote) -> int:
    """About what follows a choice costs; 0 where nothing can (any more)."""
    try:
        return ctx.drafts.quoter.later_price(priced)
    except Refusal:
        return 0


async def _needs_admin(ctx: Context, priced: PricedQuote) -> bool:
    """Whether another one has to approve it: an admin's own tap is approval."""
    if not quote.above_approval(priced):
        return False
    return await ctx.members.standing(priced.quote.chat_id, priced.quote.person_id) is not Standing.ADMIN


def _affordable(ctx: Context, draft: Draft, priced: PricedQuote) -> Rows:
    """Buttons for what the credits reach for: other options or models, or other recipes."""
    if draft.is_each:
        return []  # what another option or model costs is known of one only
    if draft.recipe is not None:
        reached = [
            (other.slug, price)
            for other, price in like_recipes(ctx, draft)
            if price <= priced.balance.available
        ]
        return quote.recipe_rows(ctx.t, reached, draft=draft.id)
    instead = find_alternatives(ctx, draft, priced.balance)
    return on_quote(ctx.t, instead, draft=draft.id) if instead is not None else []


async def arrival_screen(ctx: Context, draft: Draft, *, reply_to: int | None) -> Screen:
    """After media came: that more may come where there is room and no words yet, else what comes next. Raises Refusal."""
    offer = ctx.drafts.target(draft).offer
    speechless = bool(offer.prompt.maximum_length) and not draft.prompt.strip()
    if speechless and ctx.drafts.missing(draft) is not Missing.REFERENCE:
        for need in offer.references:
            room = need.maximum - sum(reference.media is need.media for reference in draft.sent)
            if 0 < room < need.maximum:
                return await _noted(ctx, draft, collecting(ctx.t, offer, draft, need.media, room))
    screen = await next_screen(ctx, draft, reply_to=reply_to)
    if draft.recipe is None and ctx.drafts.missing(draft) is Missing.NOTHING:
        return screen  # a price has these buttons itself
    return with_changes(ctx.t, offer, draft, screen)


async def next_screen(ctx: Context, draft: Draft, *, reply_to: int | None) -> Screen:
    """What is missing, or the price when nothing is; with what the model cannot use. Raises Refusal."""
    return await _noted(ctx, draft, await _next_screen(ctx, draft, reply_to=reply_to))


async def _noted(ctx: Context, draft: Draft, screen: Screen) -> Screen:
    """The screen with what the draft's model cannot use, and with another way where what was meant is a guess."""
    if draft.sent and await is_guess(ctx.state, draft.id):
        screen = edit_or_new(ctx.t, screen, draft, ctx.catalog.price(draft))
    return with_unused(ctx.t, screen, unused_facts(ctx, draft))


def unused_facts(ctx: Context, draft: Draft) -> UnusedFacts:
    """What is needed to say what the draft's model cannot use."""
    medium = next((reference.media for reference in draft.media), None)
    return UnusedFacts(
        draft=draft,
        target=ctx.drafts.target(draft),
        unused=ctx.drafts.unused(draft),
        verbs=ctx.catalog.verbs(medium) if medium is not None else (),
        prices=ctx.catalog.value_prices(draft) if draft.unused_choices and draft.model else {},
    )


async def _next_screen(ctx: Context, draft: Draft, *, reply_to: int | None) -> Screen:
    match ctx.drafts.missing(draft):
        case Missing.REFERENCE:
            _require_sendable(ctx, draft)
            back = inline_button(ctx.t.plain("button-card"), CardButton(draft=draft.id))
            return Screen(media_needed(ctx, draft), keyboard([[back]]), asks=True)
        case Missing.PROMPT:
            return await prompt_screen(ctx, draft)
        case Missing.NOTHING:
            return await quote_screen(ctx, draft, reply_to=reply_to)


def _require_sendable(ctx: Context, draft: Draft) -> None:
    """What only a model of ours makes is not asked for as a file. Raises ReferenceNotMadeHere."""
    target = ctx.drafts.target(draft)
    for need in target.offer.references:
        if need.made_by and not any(one.media is need.media for one in draft.references):
            raise ReferenceNotMadeHere(model=target.title, makers=", ".join(need.made_by))


def media_needed(ctx: Context, draft: Draft) -> Html:
    """What to send for a draft that lacks media."""
    target = ctx.drafts.target(draft)
    if target.recipe is not None:
        return recipe.wanted(ctx.t, target.recipe, has_media=False)
    return card.media_needed(ctx.t, target.offer, draft)


async def prompt_screen(ctx: Context, draft: Draft) -> Screen:
    """The question for the draft's prompt, with ideas."""
    target = ctx.drafts.target(draft)
    if target.recipe is not None:
        return recipe.ask_prompt(ctx.t, target.recipe, draft)
    asking = prompt.PromptQuestion(
        draft=draft,
        rule=ctx.drafts.prompt_rule(draft),
        genre=inspiration.genre(ctx, draft),
        examples=inspiration.examples(ctx, draft, count=EXAMPLES_ASKED_WITH),
        thinks=await has_ideas(ctx, draft),
        got=references(ctx.t, target.offer, draft.sent),
    )
    asked = prompt.ask_prompt(ctx.t, asking)
    text = paragraphs(look_in_question(ctx.t, draft.look), asked.text, gap="\n\n")
    return replace(asked, text=text, asks=True)


async def show_progress(confirmed: Confirmed, ctx: Context, shown: MessageRef | None) -> None:
    """The quote becomes the progress message; when it is gone and the generation still goes on, a new one does."""
    # It may have moved on meanwhile: what the engine has shown of that must not be drawn over.
    generation = await ctx.user.store.generation(confirmed.generation.id) or confirmed.generation
    if confirmed.repeated and shown is not None and generation.progress_message_id != shown.id:
        await ctx.chat.delete([shown])
        return
    title = ctx.catalog.title(generation.model)
    wait = await ctx.user.estimator.of(generation, confirmed.queue_position)
    screen = waiting.progress(ctx.t, generation, wait, title=title)
    if shown is not None and await ctx.chat.edit(shown, screen):
        return
    if ctx.chat.in_group and shown is None:
        return  # the card was seen by one person alone: the engine begins the message that all see
    # A quick result removes its progress message before this one is drawn.
    now = await ctx.user.store.generation(generation.id)
    if now is not None and now.state in OPEN_STATES:
        await ctx.chat.send(screen)


async def dismiss_draft(ctx: Context, draft_id: int | None = None) -> None:
    """The card says that nothing was charged; in a group it goes, with the questions that led to it."""
    if not ctx.chat.in_group:
        await ctx.chat.answer_callback()
        await ctx.chat.replace(Screen(ctx.t("quote-dismissed")))
        return
    await ctx.chat.answer_callback(ctx.t.plain("toast-dismissed"))
    await ctx.chat.delete_menus(draft_id)
    if ctx.chat.message is not None:
        await ctx.chat.delete([ctx.chat.message])
