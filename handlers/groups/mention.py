"""`@bot a cat` in a group: a request in plain words, where Telegram lets the bot hear it.

Under privacy mode it does not (core.telegram.org/bots/features, "Privacy mode"): a bot hears mentions only where it is an
administrator, or when privacy mode is off.
"""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.catalog.spec import Verb
from handlers.browse.menu import menu_screen
from handlers.compose.screens import next_screen
from handlers.compose.verb_request import VerbRequest, start_verb
from handlers.core.context import Context
from handlers.core.filters import InGroup, words_after_mention
from handlers.core.fsm_states import clear_state, set_current_draft
from handlers.core.given_media import given_media
from handlers.core.reply_input import words_of_reply
from handlers.core.suggested_models import suggested


class Mentioned(Filter):
    """A message that begins with the bot's name; what follows arrives as `words`."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        """The words after the name, possibly none, or no match."""
        said = await words_after_mention(message, bot)
        return {"words": said} if said is not None else False


def build() -> Router:
    """The router of mentions."""
    router = Router(name="mention")
    router.message.register(mentioned, InGroup(), Mentioned())
    return router


async def mentioned(message: Message, words: str, ctx: Context) -> None:
    """The price of the request with the person's usual model; with media, of changing these; without words, the menu."""
    await clear_state(ctx.state)
    prompt, references = words or words_of_reply(message, ctx.chat.bot.id), await given_media(message, ctx)
    if references:
        verb_request = VerbRequest(
            verb=Verb.EDIT, references=references, prompt=prompt, asked=message.message_id
        )
        await start_verb(verb_request, ctx)
        return
    if not prompt:
        await ctx.chat.send(await menu_screen(ctx))
        return
    preferences = await ctx.user.preferences()
    draft = await ctx.drafts.open_as_before(ctx.chat.topic, suggested(ctx.catalog, preferences), preferences)
    draft = await ctx.drafts.with_prompt(draft, prompt)
    await set_current_draft(ctx.state, draft.id, asked=message.message_id)
    await ctx.chat.send(await next_screen(ctx, draft, reply_to=message.message_id))
