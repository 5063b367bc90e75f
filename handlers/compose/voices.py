"""Hearing a voice before it is chosen."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.errors import DeliveryError, MediaError
from bot.generation.voice_samples import VOICE, Sampler, VoiceSampleRequest
from handlers.compose.views import voices as view
from handlers.core.callback_data import SampleButton
from handlers.core.ports import MediaResender
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk


def build() -> Router:
    """The router of the samples' buttons."""
    router = Router(name="voices")
    router.callback_query.register(play, SampleButton.filter())
    return router


async def play(
    _: CallbackQuery,
    callback_data: SampleButton,
    desk: Desk,
    stage: Stage,
    sampler: Sampler,
    media_resender: MediaResender,
) -> None:
    """The sample comes at once when there is one; else it is made, and the person is told that it comes."""
    draft = await desk.draft(callback_data.draft)
    option = desk.shop.offer(desk.shop.model(draft.model)).option(VOICE)
    if option is None or not 0 <= callback_data.voice < len(option.choices):
        raise CardGone
    voice, place = option.choices[callback_data.voice], stage.place
    sample = await sampler.listen(
        VoiceSampleRequest(
            person_id=desk.person.id,
            language=desk.t.language,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            model=draft.model,
            voice=voice,
            text=desk.t.plain("voice-sample-text"),
        )
    )
    if sample.asset is None:
        notified = desk.t.plain("toast-sample-begun" if sample.begun else "toast-sample-coming", voice=voice)
        await stage.answer(notified)
        return
    await stage.answer()
    screen = view.sample(desk.t, voice, draft=draft.id, choice=callback_data.voice)
    try:
        await media_resender.resend(
            sample.asset,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            reply_to=None,
            caption=screen.text,
            buttons=screen.buttons,
        )
    except (DeliveryError, MediaError):
        await stage.answer(desk.t.plain("toast-sample-not-now"))
