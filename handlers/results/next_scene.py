"""The next scene: a clip that begins with the last frame of one that was made.

The frame is cut before there is a price, in the background, and sent as a photo: from then on it is a reference like any other.
A process that dies meanwhile loses only the answer to a tap: nothing was held.
"""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.catalog.choices import still_possible
from bot.catalog.spec import Media, Model, Verb
from bot.domain.generation import Generation, Reference
from bot.errors import ProviderError, Refusal, TaskRefused
from bot.generation.result_reference import is_within_reach, media_of, reference_to
from bot.generation.versions import made_from
from handlers.compose.verb_request import verb_request_screen
from handlers.core.buttons.result import NextSceneButton
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.fsm_states import set_current_draft
from handlers.core.incoming_media import reference_of
from handlers.core.ports import FrameCutter
from handlers.core.refusal_screen import refusal_screen
from handlers.core.refusals import CardGone
from handlers.core.remix import is_own, reply_target_of
from handlers.core.shown_draft import show_draft_at
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen
from handlers.results.views.result import which_clip


def build() -> Router:
    """The router of the button below clips."""
    router = Router(name="next_scene")
    router.callback_query.register(next_scene, NextSceneButton.filter())
    return router


async def next_scene(
    _: CallbackQuery,
    callback_data: NextSceneButton,
    generation: Generation,
    ctx: Context,
    frame_cutter: FrameCutter,
) -> None:
    """Have the last frame cut; of several clips, ask which one.

    Raises:
        CardGone: there is no such clip.
    """
    clips = [position for position, asset in enumerate(generation.assets) if media_of(asset) is Media.VIDEO]
    if not clips:
        raise CardGone
    position = callback_data.position if callback_data.position is not None or len(clips) > 1 else clips[0]
    if position is None:
        await ctx.chat.answer_callback()
        await ctx.chat.send(which_clip(ctx.t, generation), alone=not is_own(generation, ctx))
        return
    if position not in clips:
        raise CardGone
    clip = reference_to(generation.assets[position], generation, ctx.clock.now())
    if not is_within_reach(clip, ctx.clock.now()):
        await ctx.chat.answer_callback()
        await ctx.chat.send(Screen(ctx.t("verb-no-copy")), alone=not is_own(generation, ctx))
        return

    async def background_task() -> None:
        await _begin(clip, generation, ctx.below(), frame_cutter)

    taken = ctx.probe.background_tasks.send(background_task)
    await ctx.chat.answer_callback(ctx.t.plain("toast-last-frame" if taken else "toast-busy"))


async def _begin(clip: Reference, generation: Generation, ctx: Context, frame_cutter: FrameCutter) -> None:
    """Show the frame, and what begins with it, up to its price."""
    try:
        frame = await frame_cutter.last_frame(clip)
    except TaskRefused:
        await ctx.chat.send(Screen(ctx.t("last-frame-none")), alone=not is_own(generation, ctx))
        return
    except ProviderError:
        await ctx.chat.send(Screen(ctx.t("last-frame-not-now")), alone=not is_own(generation, ctx))
        return
    sent = await ctx.chat.send_photo(frame, ctx.t("last-frame", id=generation.id), of_result=True)
    photo = reference_of(sent) if sent is not None else None
    if photo is None:
        await ctx.chat.send(Screen(ctx.t("last-frame-forbidden")), alone=not is_own(generation, ctx))
        return
    async with ctx.probe.turn:
        try:
            await _show(made_from(photo, generation), generation, ctx)
        except Refusal as refusal:
            await ctx.chat.send(await refusal_screen(ctx, refusal, None))


async def _show(photo: Reference, generation: Generation, ctx: Context) -> None:
    """What the next clip still lacks, or its price."""
    model = model_for(generation, ctx)
    if model is None:
        await ctx.chat.send(verbs.nobody(ctx.t, Verb.ANIMATE, Media.PHOTO, ()))
        return
    asked = reply_target_of(generation, ctx)
    choices = still_possible(model, ctx.catalog.offer(model), generation.choices)
    draft = await ctx.drafts.open_with(ctx.chat.topic, model, prompt="", references=(photo,), choices=choices)
    await set_current_draft(ctx.state, draft.id, asked=asked)
    if ctx.drafts.missing(draft) is Missing.PROMPT:
        screen = verbs.ask_words(ctx.t, Verb.EXTEND, draft)
        if len(ctx.catalog.doers(Verb.ANIMATE, Media.PHOTO)) > 1:
            screen = verbs.with_others(ctx.t, screen, Verb.ANIMATE, draft)
    else:
        screen = await verb_request_screen(ctx, draft, verb=Verb.ANIMATE, reply_to=asked)
    await show_draft_at(ctx, draft.id, await ctx.chat.send(screen))


def model_for(generation: Generation, ctx: Context) -> Model | None:
    """The model that made the clip, one of the same maker, or the best one that begins with a photo; None when none does."""
    known = ctx.catalog.models
    made_by = known.get(generation.model) if generation.model in known else None

    def distance(model: Model) -> tuple[bool, bool, bool]:
        same_maker = made_by is not None and bool(model.maker) and model.maker == made_by.maker
        return ctx.catalog.is_troubled(model), model.slug != generation.model, not same_maker

    return min(ctx.catalog.doers(Verb.ANIMATE, Media.PHOTO), key=distance, default=None)
