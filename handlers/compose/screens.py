"""Which screen comes next for a draft."""

from __future__ import annotations

from dataclasses import replace

from aiogram.fsm.context import FSMContext

from bot.catalog.choices import settle
from bot.domain.generation import OPEN_STATES
from bot.domain.person import Draft
from bot.generation.confirm import Confirmed
from handlers.compose import prompt_ideas as inspiration
from handlers.compose.alternatives import reach
from handlers.compose.views import model_card as card
from handlers.compose.views import prompt, quote
from handlers.compose.views.alternatives import on_quote
from handlers.compose.views.references import collecting, references, with_changes
from handlers.core.callback_data import CardButton
from handlers.core.fsm_states import touch
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.responder import Stage
from handlers.core.user_context import Desk, Missing
from handlers.core.views import model_lists as shelves
from handlers.core.views import progress_text as waiting
from handlers.core.views.screen import Screen

EXAMPLES_ASKED_WITH = 2
"""Examples beside the question for a prompt; a card has one."""


async def card_screen(desk: Desk, draft: Draft, *, in_group: bool) -> Screen:
    """The draft's card."""
    model = desk.shop.model(draft.model)
    offer = desk.shop.offer(model)
    preferences, balance = await desk.preferences(), await desk.balance()
    price = desk.shop.price(draft)
    facts = card.CardFacts(
        draft=draft,
        model=model,
        offer=offer,
        settled=settle(model, offer, draft.choices),
        price=price,
        price_from=desk.shop.price_from(model),
        sold_by=desk.shop.sold_by(model),
        usual_duration=await desk.shop.usual_duration(model),
        missing=desk.missing(draft),
        troubled=desk.shop.is_troubled(model),
        instead=desk.shop.instead(draft),
        in_group=in_group,
        starts=not in_group and desk.starts_at(price),
        rule=desk.prompt_rule(draft),
        examples=inspiration.examples(desk, draft, count=1),
        shelf_page=shelves.page_of(desk.shop, preferences, model),
        preferences=preferences,
        available=balance.available,
        reach=reach(desk, draft, balance),
    )
    return card.card(desk.t, facts)


async def show_card(draft: Draft, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """The draft's card in place of the tapped message; the next words and media are for it."""
    await touch(state, draft.id)
    shown = await stage.turn(await card_screen(desk, draft, in_group=stage.in_group))
    if draft.message_id != shown:
        await desk.keep(replace(draft, message_id=shown))


async def quote_screen(desk: Desk, draft: Draft, *, reply_to: int | None, renewed: bool = False) -> Screen:
    """The draft's exact price, or how much is missing and what the credits reach for. Raises Refusal."""
    priced = await desk.quote(draft, reply_to=reply_to)
    offer = desk.shop.offer(priced.model)
    if priced.affordable:
        usual_duration = await desk.shop.usual_duration(priced.model)
        return quote.quote(
            desk.t, priced, offer, draft=draft.id, usual_duration=usual_duration, renewed=renewed
        )
    instead = reach(desk, draft, priced.balance)
    cheaper = on_quote(desk.t, instead, draft=draft.id) if instead is not None else []
    return quote.too_dear(desk.t, priced, offer, draft=draft.id, cheaper=cheaper)


async def arrival_screen(desk: Desk, draft: Draft, *, reply_to: int | None) -> Screen:
    """After media came: that more may come where there is room and no words yet, else what comes next. Raises Refusal."""
    offer = desk.shop.offer(desk.shop.model(draft.model))
    speechless = bool(offer.prompt.maximum_length) and not draft.prompt.strip()
    if speechless and desk.missing(draft) is not Missing.REFERENCE:
        for need in offer.references:
            room = need.maximum - sum(reference.media is need.media for reference in draft.references)
            if 0 < room < need.maximum:
                return collecting(desk.t, offer, draft, need.media, room)
    return with_changes(desk.t, offer, draft, await next_screen(desk, draft, reply_to=reply_to))


async def next_screen(desk: Desk, draft: Draft, *, reply_to: int | None) -> Screen:
    """What is missing, or the price when nothing is. Raises Refusal."""
    offer = desk.shop.offer(desk.shop.model(draft.model))
    match desk.missing(draft):
        case Missing.REFERENCE:
            back = inline_button(desk.t.plain("button-card"), CardButton(draft=draft.id))
            return Screen(card.media_needed(desk.t, offer, draft), keyboard([[back]]), asks=True)
        case Missing.PROMPT:
            return prompt_screen(desk, draft)
        case Missing.NOTHING:
            return await quote_screen(desk, draft, reply_to=reply_to)


def prompt_screen(desk: Desk, draft: Draft) -> Screen:
    """The question for the draft's prompt, with ideas."""
    asking = prompt.PromptQuestion(
        draft=draft,
        rule=desk.prompt_rule(draft),
        genre=inspiration.genre(desk, draft),
        examples=inspiration.examples(desk, draft, count=EXAMPLES_ASKED_WITH),
        got=references(desk.t, desk.shop.offer(desk.shop.model(draft.model)), draft.references),
    )
    return replace(prompt.ask_prompt(desk.t, asking), asks=True)


async def show_progress(confirmed: Confirmed, desk: Desk, stage: Stage, shown: int | None) -> None:
    """The quote becomes the progress message; when it is gone and the generation still goes on, a new one does."""
    # It may have moved on meanwhile: what the engine has shown of that must not be drawn over.
    generation = await desk.store.generation(confirmed.generation.id) or confirmed.generation
    if confirmed.repeated and shown is not None and generation.progress_message_id != shown:
        await stage.take_away([shown])
        return
    title = desk.shop.title(generation.model)
    wait = await desk.estimator.of(generation, confirmed.place)
    screen = waiting.progress(desk.t, generation, wait, title=title)
    if shown is not None and await stage.edit(shown, screen):
        return
    if stage.in_group and shown is None:
        return  # the card was seen by one person alone: the engine begins the message that all see
    # A quick result removes its progress message before this one is drawn.
    now = await desk.store.generation(generation.id)
    if now is not None and now.state in OPEN_STATES:
        await stage.say(screen)


async def put_away(desk: Desk, stage: Stage, draft_id: int = 0) -> None:
    """The card says that nothing was charged; in a group it goes, with the questions that led to it."""
    if not stage.in_group:
        await stage.answer()
        await stage.turn(Screen(desk.t("quote-dismissed")))
        return
    await stage.answer(desk.t.plain("toast-dismissed"))
    await stage.clear_away(draft_id)
    if stage.message_id is not None:
        await stage.take_away([stage.message_id])
