"""Words for a draft: asked for, sent, sent without being asked, and edited afterwards."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import or_f
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Model
from bot.errors import ModelUnavailable, UnknownModel
from handlers.callbacks import PromptTap
from handlers.desk import Desk
from handlers.filters import ForBot, HasCaption, HasWords, InDialogue, Private
from handlers.flow import next_screen
from handlers.stage import Stage
from handlers.states import asked_by, remember, touch
from handlers.views import card, shelves
from handlers.views.screen import cut

PROMPT_KEPT = 8000
"""Characters of a text that a suggestion keeps; no model takes more in one message."""


def build() -> Router:
    """The router of prompts."""
    router = Router(name="prompt")
    router.callback_query.register(ask, PromptTap.filter())
    router.message.register(take, ForBot(), HasWords(), InDialogue())
    router.message.register(suggest, Private(), HasWords())
    router.edited_message.register(correct, or_f(HasWords(), HasCaption()), InDialogue())
    return router


async def ask(
    _: CallbackQuery, callback_data: PromptTap, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Ask for the prompt; in a group as a question that is answered by a reply."""
    draft = await desk.draft(callback_data.draft)
    await stage.answer()
    await touch(state, draft.id)
    screen = card.ask_prompt(desk.words, draft, desk.shop.offer(desk.shop.model(draft.model)))
    if stage.in_group:
        await stage.ask(
            desk.words("ask-prompt-group", id=desk.person.id, name=desk.person.name, asking=screen.text)
        )
    else:
        await stage.say(screen)


async def take(
    message: Message, prompt: str, draft_id: int, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The prompt of the draft that was touched last."""
    draft = await desk.with_prompt(await desk.draft(draft_id), prompt)
    await touch(state, draft.id, asked=message.message_id)
    shown = await stage.say(await next_screen(desk, draft, reply_to=message.message_id))
    await desk.keep(replace(draft, message_id=shown))


async def suggest(message: Message, prompt: str, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """Words out of the blue: offer to make something of them."""
    model = await _used_last(desk)
    draft = await desk.open(stage.place, model.slug, prompt=prompt[:PROMPT_KEPT])
    await remember(state, draft.id, asked=message.message_id)
    await stage.say(shelves.offer_text(desk.words, model, draft=draft.id, prompt=cut(prompt, PROMPT_KEPT)))


async def correct(
    message: Message, prompt: str, draft_id: int, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The message with the prompt, or the caption, was edited: the open card follows; other edits mean nothing."""
    draft = await desk.draft(draft_id)
    answer = draft.message_id
    if await asked_by(state) != message.message_id or answer is None:
        return
    draft = await desk.with_prompt(draft, prompt)
    shown = await stage.change(answer, await next_screen(desk, draft, reply_to=message.message_id))
    await desk.keep(replace(draft, message_id=shown))


async def _used_last(desk: Desk) -> Model:
    """The model of this person's newest generation while it is sold, else the first of the menu."""
    latest = await desk.shop.history.latest(desk.person.id)
    if latest is not None:
        try:
            model = desk.shop.model(latest.model)
            desk.shop.offer(model)
        except (UnknownModel, ModelUnavailable):
            return desk.shop.first()
        return model
    return desk.shop.first()
