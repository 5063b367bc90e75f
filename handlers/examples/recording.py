"""The operator's button on a model's card: record an example of it, once."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.staff import Act
from bot.errors import ExampleGone
from bot.generation.example_recording import ExampleRecorder
from handlers.core.buttons.example import RecordButton
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.examples import views


def build() -> Router:
    """The router of the button. To everybody else it does not exist."""
    router = Router(name="recording")
    router.callback_query.register(record, RecordButton.filter(), MayAct(Act.EXAMPLES))
    return router


async def record(
    _: CallbackQuery, callback_data: RecordButton, ctx: Context, example_recorder: ExampleRecorder
) -> None:
    """Say what it costs at KIE; with a yes to just that, have it recorded.

    Raises:
        ExampleGone: there is nothing to record.
    """
    draft = await ctx.drafts.get(callback_data.draft)
    recording = example_recorder.plan(draft.model)
    if recording is None:
        raise ExampleGone
    title = ctx.catalog.title(draft.model)
    if callback_data.priced != recording.priced_as:
        await ctx.chat.answer_callback()
        await ctx.chat.replace(views.record_question(ctx.t, draft, recording, title=title))
        return
    is_new = await example_recorder.order(recording, by=ctx.person.id)
    await ctx.chat.answer_callback(None if is_new else ctx.t.plain("toast-recorded-before"))
    await ctx.chat.replace(views.ordered(ctx.t, draft, title=title))
