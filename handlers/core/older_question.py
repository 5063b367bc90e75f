"""What is on the screen last takes the next words: a list, a panel or a command ends an older question for words.

Only in private. In a group words answer by a reply, and name what they answer.
"""

from __future__ import annotations

from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.person import Draft
from bot.errors import Refusal
from handlers.core.buttons import Button, button_in
from handlers.core.buttons.account import SettingsButton
from handlers.core.buttons.example import ExamplesButton
from handlers.core.buttons.menu import (
    DefaultsButton,
    FavouritesButton,
    MenuButton,
    MenuWithDraftButton,
    SearchButton,
    ShelfButton,
)
from handlers.core.buttons.recipe import RecipesButton
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.filters import Handler
from handlers.core.fsm_states import (
    asking_message,
    clear_state,
    current_draft,
    forget_shelf,
    note_shelf,
    noted_shelf,
    reply_target,
    suggest_draft,
)
from handlers.core.refusals import CardGone, CardNotYours

_OPENS: Final = (
    DefaultsButton,
    ExamplesButton,
    FavouritesButton,
    MenuButton,
    MenuWithDraftButton,
    RecipesButton,
    SearchButton,
    SettingsButton,
    ShelfButton,
)
"""Buttons that open something to choose from."""


class OlderQuestionMiddleware(BaseMiddleware):
    """Ends what the next words were for when something else is opened that asks for nothing itself.

    What was said and sent for it goes on waiting for a model, and is used at a price that is asked first.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the event, and end the older question."""
        ctx: Context = data["ctx"]
        button = button_in(event.data or "") if isinstance(event, CallbackQuery) else None
        if ctx.chat.in_group or not (isinstance(button, _OPENS) or _is_command(event)):
            return await handler(event, data)
        await forget_shelf(ctx.state)
        before, draft_id = await ctx.state.get_state(), await current_draft(ctx.state)
        asker = await asking_message(ctx.state)
        result = UNHANDLED
        try:
            result = await handler(event, data)
        except Refusal:
            result = None  # an answer, too
            raise
        finally:
            now = await ctx.state.get_state(), await current_draft(ctx.state), await asking_message(ctx.state)
            asks_again = now != (before, draft_id, asker)
            is_other = before is not None and (draft_id is not None or button is None)
            if result is not UNHANDLED and is_other and not asks_again:
                await _end(ctx, draft_id, button)
        return result


def _is_command(event: TelegramObject) -> bool:
    return isinstance(event, Message) and (event.text or event.caption or "").startswith("/")


async def _end(ctx: Context, draft_id: int | None, button: Button | None) -> None:
    kept, asked = await _kept(ctx, draft_id, button), await reply_target(ctx.state)
    shelf = await noted_shelf(ctx.state)
    await clear_state(ctx.state)
    if kept is not None:
        waiting = await ctx.drafts.keep(
            ctx.chat.topic, prompt=kept.prompt, references=kept.media, choices=kept.choices
        )
        await suggest_draft(ctx.state, waiting.id, asked=asked)
    if shelf is not None:
        await note_shelf(ctx.state, shelf)


async def _kept(ctx: Context, draft_id: int | None, button: Button | None) -> Draft | None:
    """The draft, when it has something and still lacks something, or when what is opened shows it."""
    if draft_id is None:
        return None
    try:
        draft = await ctx.drafts.get(draft_id)
        is_shown = getattr(button, "draft", None) == draft.id
        if not (draft.prompt or draft.media) or draft.is_undecided or draft.party_id is not None:
            return None
        return draft if is_shown or ctx.drafts.missing(draft) is not Missing.NOTHING else None
    except (CardGone, CardNotYours, Refusal):
        return None  # it is over, or what it was for cannot be had any more
