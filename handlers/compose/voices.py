"""Hearing a voice before it is chosen."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.errors import CopyLost, DeliveryError, MediaError
from bot.generation.voice_samples import VOICE, Sampler, VoiceSampleRequest
from handlers.compose.views import voices as view
from handlers.core.buttons.draft import SampleButton
from handlers.core.context import Context
from handlers.core.ports import MediaResender
from handlers.core.refusals import CardGone


def build() -> Router:
    """The router of the samples' buttons."""
    router = Router(name="voices")
    router.callback_query.register(play, SampleButton.filter())
    return router


async def play(
    _: CallbackQuery,
    callback_data: SampleButton,
    ctx: Context,
    sampler: Sampler,
    media_resender: MediaResender,
) -> None:
    """The sample comes at once when there is one; else it is made, and the person is notified that it comes."""
    draft = await ctx.drafts.get(callback_data.draft)
    option = ctx.catalog.offer(ctx.catalog.model(draft.model)).option(VOICE)
    if option is None or not 0 <= callback_data.voice < len(option.choices):
        raise CardGone
    voice, place = option.choices[callback_data.voice], ctx.chat.topic
    sample = await sampler.listen(
        VoiceSampleRequest(
            person_id=ctx.person.id,
            language=ctx.t.language,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            model=draft.model,
            voice=voice,
            text=ctx.t.plain("voice-sample-text"),
        )
    )
    if sample.asset is None:
        toast = ctx.t.plain("toast-sample-begun" if sample.begun else "toast-sample-coming", voice=voice)
        await ctx.chat.answer_callback(toast)
        return
    await ctx.chat.answer_callback()
    screen = view.sample(ctx.t, voice, draft=draft.id, choice=callback_data.voice)
    try:
        await media_resender.resend(
            sample.asset,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            reply_to=None,
            caption=screen.text,
            buttons=screen.buttons,
        )
    except CopyLost:
        await ctx.catalog.history.forget_copy(sample.asset.id, sample.asset.file_id)
        await ctx.chat.answer_callback(ctx.t.plain("toast-sample-not-now"))
    except (DeliveryError, MediaError):
        await ctx.chat.answer_callback(ctx.t.plain("toast-sample-not-now"))
