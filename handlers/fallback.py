"""Whatever nobody else took: each gets a short answer that helps, in private; groups are left in peace."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.compose.views import model_card as card
from handlers.core.callback_data import CardButton
from handlers.core.filters import ForBot, InDialogue, Private
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk, Missing
from handlers.core.views.screen import Screen, paragraphs

_SHOWN = (
    "text",
    "document",
    "sticker",
    "dice",
    "location",
    "venue",
    "contact",
    "poll",
    "game",
    "story",
    "paid_media",
)


class _Speaks(Filter):
    """A message that says or shows something, in contrast to Telegram's own notes (pins, joins, calls)."""

    async def __call__(self, message: Message) -> bool:
        return any(getattr(message, name) is not None for name in _SHOWN)


class _IsCommand(Filter):
    """Text that looks like a command."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.text and message.text.startswith("/"))


def build() -> Router:
    """The router that comes last."""
    router = Router(name="fallback")
    router.message.register(unknown_command, Private(), _IsCommand())
    router.message.register(not_a_wish, ForBot(), _Speaks(), InDialogue())
    router.message.register(lost, Private(), _Speaks())
    router.callback_query.register(unknown_tap)
    return router


async def unknown_command(_: object, desk: Desk, stage: Stage) -> None:
    """A command that does not exist (for this person)."""
    await stage.say(Screen(desk.t("fallback-command")))


async def not_a_wish(_: object, draft_id: int, desk: Desk, stage: Stage) -> None:
    """A sticker, a place, a die or a file of no use in the middle of a dialogue: say what is awaited."""
    draft = await desk.draft(draft_id)
    offer = desk.shop.offer(desk.shop.model(draft.model))
    if desk.missing(draft) is Missing.REFERENCE:
        awaited = card.media_needed(desk.t, offer, draft)
    else:
        awaited = desk.t("fallback-awaits-prompt")
    back = inline_button(desk.t.plain("button-card"), CardButton(draft=draft.id))
    await stage.say(Screen(paragraphs(desk.t("fallback-not-usable"), awaited, gap=" "), keyboard([[back]])))


async def lost(_: object, desk: Desk, stage: Stage) -> None:
    """Anything else in private."""
    await stage.say(Screen(desk.t("fallback-lost")))


async def unknown_tap(_: CallbackQuery) -> None:
    """A button of another version of the bot, older or newer."""
    raise CardGone
