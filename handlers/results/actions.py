"""What can be done with a generation that ended, or that still waits in line."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.catalog.failure_field import PROMPT, REFERENCE
from bot.domain.generation import Generation
from bot.domain.person import Draft
from bot.domain.writer import WriterPurpose
from bot.errors import (
    DeliveryError,
    MediaError,
    NotCancellable,
    ProviderError,
    WriterOff,
)
from bot.generation.cancel import Canceller
from bot.generation.continue_chain import ChainContinuer
from bot.generation.missing_results import MissingResults
from bot.generation.voice_samples import Sampler
from bot.writer.refusals import may_reword
from handlers.compose.auto_confirm import auto_confirm
from handlers.compose.better_words import require_turn, suggest_words
from handlers.compose.model_card import option_screen
from handlers.compose.screens import card_screen, next_screen, prompt_screen
from handlers.compose.views import model_card as card
from handlers.core.buttons.draft import CardButton
from handlers.core.buttons.menu import ShelfButton
from handlers.core.buttons.recipe import ChainAgainButton
from handlers.core.buttons.result import (
    AgainButton,
    EditButton,
    LinkButton,
    MissingButton,
    OriginalButton,
    OtherModelButton,
    ReopenDraftButton,
    ResendButton,
    RewordButton,
    StopButton,
    UseInsteadButton,
)
from handlers.core.context import Context
from handlers.core.fsm_states import set_answer, set_current_draft
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.original_prompt import needs_its_recipe
from handlers.core.ports import MediaResender
from handlers.core.remix import reply_target_of
from handlers.core.views import model_lists as shelves
from handlers.core.views import progress_text as waiting
from handlers.core.views.chain_text import step_name
from handlers.core.views.screen import Screen
from handlers.recipes.continue_chain import make_step_again
from handlers.results.send_again import SendAgain, result_card


def build() -> Router:
    """The router of the result card's buttons, and of those that send media again."""
    router = Router(name="results")
    router.callback_query.register(again, AgainButton.filter())
    router.callback_query.register(edit, EditButton.filter())
    router.callback_query.register(reword, RewordButton.filter())
    router.callback_query.register(reopen, ReopenDraftButton.filter())
    router.callback_query.register(other, OtherModelButton.filter())
    router.callback_query.register(instead, UseInsteadButton.filter())
    router.callback_query.register(stop, StopButton.filter())
    router.callback_query.register(original, OriginalButton.filter())
    router.callback_query.register(resend, ResendButton.filter())
    router.callback_query.register(missing, MissingButton.filter())
    router.callback_query.register(fresh_link, LinkButton.filter())
    return router


async def again(
    _: CallbackQuery,
    callback_data: AgainButton,
    generation: Generation,
    ctx: Context,
    chain_continuer: ChainContinuer,
) -> None:
    """The same request at today's price; a step that only its recipe has the words for is made again with that."""
    if needs_its_recipe(generation, ctx.catalog.known_offer(generation)):
        await make_step_again(generation, ctx, chain_continuer)
        return
    draft = await _draft_of(generation, ctx)
    shown = await ctx.chat.send(await next_screen(ctx, draft, reply_to=reply_target_of(generation, ctx)))
    await set_answer(ctx.state, draft.id, shown)
    await auto_confirm(ctx, draft, shown)


async def edit(_: CallbackQuery, callback_data: EditButton, generation: Generation, ctx: Context) -> None:
    """Ask for another prompt, with the old one to copy."""
    await ctx.chat.ask(await prompt_screen(ctx, await _draft_of(generation, ctx)))


async def reword(
    _: CallbackQuery,
    callback_data: RewordButton,
    generation: Generation,
    ctx: Context,
) -> None:
    """Suggest words that a filter accepts, in a message of their own. Raises WriterOff, WriterBusy."""
    if not may_reword(generation):
        raise WriterOff
    require_turn(ctx)
    draft = await ctx.drafts.open_like(ctx.chat.topic, generation)
    await set_current_draft(ctx.state, draft.id, asked=reply_target_of(generation, ctx))
    await suggest_words(draft, WriterPurpose.REWORD, ctx.below())


async def reopen(
    _: CallbackQuery, callback_data: ReopenDraftButton, generation: Generation, ctx: Context, sampler: Sampler
) -> None:
    """The card, to change what was not accepted; at the very place when that is known."""
    draft = await _draft_of(generation, ctx)
    offer = ctx.catalog.offer(ctx.catalog.model(draft.model))
    if callback_data.at == REFERENCE:
        draft = await ctx.drafts.save(replace(draft, references=()))
        back = inline_button(ctx.t.plain("button-card"), CardButton(draft=draft.id))
        await ctx.chat.send(Screen(card.media_needed(ctx.t, offer, draft), keyboard([[back]])))
    elif callback_data.at == PROMPT:
        await ctx.chat.ask(await prompt_screen(ctx, draft))
    elif (option := offer.option(callback_data.at or "")) is not None:
        screen = await option_screen(draft, option, ctx, samples=sampler.enabled)
        await (ctx.chat.send(screen) if option.choices else ctx.chat.ask(screen))
    else:
        await ctx.chat.send(await card_screen(ctx, draft, in_group=ctx.chat.in_group))


async def other(
    _: CallbackQuery, callback_data: OtherModelButton, generation: Generation, ctx: Context
) -> None:
    """The shelf, with prompt and references kept."""
    await ctx.chat.answer_callback()
    draft = await ctx.drafts.open_like(ctx.chat.topic, generation)
    await set_current_draft(ctx.state, draft.id, asked=reply_target_of(generation, ctx))
    kind = ctx.catalog.model(generation.model).kind
    place = ShelfButton(kind=kind, draft=draft.id)
    await ctx.chat.send(shelves.shelf(ctx.t, ctx.catalog, await ctx.user.preferences(), place, draft))


async def instead(
    _: CallbackQuery, callback_data: UseInsteadButton, generation: Generation, ctx: Context
) -> None:
    """The same request with a model that works, up to its price, which is asked: it is another one."""
    ctx = ctx.asking()
    model = ctx.catalog.model(callback_data.slug)
    draft = await _draft_of(generation, ctx)
    draft = await ctx.drafts.with_model(draft, model)
    shown = await ctx.chat.send(await next_screen(ctx, draft, reply_to=ctx.chat.message_id))
    await set_answer(ctx.state, draft.id, shown)


async def stop(_: CallbackQuery, callback_data: StopButton, ctx: Context, canceller: Canceller) -> None:
    """Take it out of the line; the credits go back. When it is too late, the button goes away."""
    try:
        cancelled = await canceller.cancel(callback_data.generation, ctx.person.id)
    except NotCancellable:
        await _show_as_it_is(callback_data.generation, ctx)
        raise
    await ctx.chat.answer_callback()
    # In a group all read it.
    money = "" if ctx.chat.in_group else shelves.credits_line(ctx.t, cancelled.balance)
    if cancelled.goes_on and cancelled.parts:
        text = ctx.t(
            "batch-stopped",
            cancelled=cancelled.cancelled,
            parts=cancelled.parts,
            returned=cancelled.returned,
            money=money,
        )
        await ctx.chat.send(Screen(text))
        return
    if cancelled.goes_on:
        step = step_name(ctx.t, cancelled.generation.chain_step)
        text = ctx.t("chain-stopped-after", step=step, returned=cancelled.returned, money=money)
        await ctx.chat.send(Screen(text))
        return
    stopped = cancelled.generation
    onwards = inline_button(ctx.t.plain("button-again"), AgainButton(generation=stopped.id))
    if stopped.in_chain and stopped.quote_id is not None:
        text = ctx.t("chain-stopped", returned=cancelled.returned, money=money)
        onwards = inline_button(
            ctx.t.plain("button-chain-continue"), ChainAgainButton(quote=stopped.quote_id)
        )
    elif stopped.own_key:
        text = ctx.t("cancelled-own-key", id=stopped.id)
    else:
        text = ctx.t("cancelled", id=stopped.id, returned=cancelled.returned, money=money)
    await ctx.chat.replace(Screen(text, keyboard([[onwards]])))


async def _show_as_it_is(generation_id: int, ctx: Context) -> None:
    generation = await ctx.user.generation(generation_id)
    if not generation.is_open or generation.progress_message_id != ctx.chat.message_id:
        return
    title = ctx.catalog.title(generation.model)
    screen = waiting.progress(ctx.t, generation, await ctx.user.estimator.of(generation), title=title)
    await ctx.chat.replace(screen)


async def original(
    _: CallbackQuery,
    callback_data: OriginalButton,
    generation: Generation,
    ctx: Context,
    media_resender: MediaResender,
) -> None:
    """Every asset as a file, and Telegram's copy kept for the next time."""
    await ctx.chat.answer_callback(ctx.t.plain("toast-sending"))
    try:
        for asset in generation.assets:
            file_id = await media_resender.send_original(
                asset,
                chat_id=ctx.chat.topic.chat_id,
                thread_id=ctx.chat.topic.thread_id,
                reply_to=ctx.chat.message_id,
            )
            await ctx.catalog.history.note_original(asset.id, file_id)
    except (MediaError, DeliveryError):
        await ctx.chat.send(Screen(ctx.t("original-gone")))


async def resend(
    _: CallbackQuery,
    callback_data: ResendButton,
    generation: Generation,
    ctx: Context,
    media_resender: MediaResender,
) -> None:
    """Everything that a generation made, from Telegram's own copies; links for what Telegram never had."""
    await ctx.chat.answer_callback()
    await SendAgain(ctx, media_resender).all_of(generation)


async def missing(
    _: CallbackQuery,
    callback_data: MissingButton,
    generation: Generation,
    ctx: Context,
    missing_results: MissingResults,
) -> None:
    """What of a set did not arrive, once more and free of charge; the card says what is still missing."""
    await ctx.chat.answer_callback(ctx.t.plain("toast-sending"))
    try:
        now = await missing_results.fetch(generation)
    except (ProviderError, MediaError, DeliveryError):
        now = await ctx.user.generation(generation.id)
    if now.missing:
        await ctx.chat.send(Screen(ctx.t("still-missing", count=now.missing)))
    if now.arrived > generation.arrived:
        await ctx.chat.replace(await result_card(now, ctx))


async def fresh_link(
    _: CallbackQuery,
    callback_data: LinkButton,
    generation: Generation,
    ctx: Context,
    media_resender: MediaResender,
) -> None:
    """A new link in place of one that ran out."""
    await ctx.chat.answer_callback()
    for asset in generation.assets:
        if asset.id == callback_data.asset:
            await SendAgain(ctx, media_resender).link_to(asset, generation)


async def _draft_of(generation: Generation, ctx: Context) -> Draft:
    """The presser's draft with everything that the generation had."""
    draft = await ctx.drafts.open_like(ctx.chat.topic, generation)
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id, asked=reply_target_of(generation, ctx))
    return draft
