"""`@bot a cat` in a group: a wish in plain words, where Telegram lets the bot hear it.

Under privacy mode it does not (core.telegram.org/bots/features, "Privacy mode"): a bot hears mentions only where it is an
administrator, or when privacy mode is off.
"""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.catalog.spec import Verb
from handlers.browse.menu import last_made
from handlers.compose.probe import ProbeContext
from handlers.compose.screens import next_screen
from handlers.compose.verb_request import VerbRequest, do
from handlers.core.filters import InGroup, words_after_mention
from handlers.core.fsm_states import leave, touch
from handlers.core.reply_input import references_of, words_of_reply
from handlers.core.responder import Stage
from handlers.core.suggested_models import suggested
from handlers.core.user_context import Desk
from handlers.core.views import model_lists as shelves


class Mentioned(Filter):
    """A message that begins with the bot's name; what follows arrives as `wish`."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        """The words after the name, possibly none, or no match."""
        said = await words_after_mention(message, bot)
        return {"wish": said} if said is not None else False


def build() -> Router:
    """The router of mentions."""
    router = Router(name="mention")
    router.message.register(mentioned, InGroup(), Mentioned())
    return router


async def mentioned(
    message: Message,
    wish: str,
    bot: Bot,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    probe_context: ProbeContext,
) -> None:
    """The price of the wish with the person's usual model; with media, of changing these; without words, the menu."""
    await leave(state)
    prompt, references = wish or words_of_reply(message, bot.id), references_of(message)
    if references:
        verb_request = VerbRequest(
            verb=Verb.EDIT, references=references, prompt=prompt, asked=message.message_id
        )
        await do(verb_request, desk, stage, state, probe_context)
        return
    if not prompt:
        await stage.say(shelves.menu(desk.t, await desk.balance(), last=await last_made(desk, stage)))
        return
    preferences = await desk.preferences()
    draft = await desk.open_as_before(stage.place, suggested(desk.shop, preferences), preferences)
    draft = await desk.with_prompt(draft, prompt)
    await touch(state, draft.id, asked=message.message_id)
    await stage.say(await next_screen(desk, draft, reply_to=message.message_id))
