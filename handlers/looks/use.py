"""/look, and the buttons that make something with a look."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.look import Look
from bot.domain.person import Draft
from bot.domain.text_search import folded
from bot.looks.keep import LookKeeper
from bot.looks.names import split_name
from handlers.compose.new_request import begin_request
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen
from handlers.core.buttons.look import DropLookButton, LooksButton, UseLookButton
from handlers.core.carried import lately_carried
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of, note_words, reply_target, set_current_draft
from handlers.core.given_media import given_media
from handlers.core.reply_input import words_of_reply
from handlers.core.shown_draft import replaced, show_draft_at
from handlers.core.views.screen import Screen
from handlers.looks import views
from handlers.looks.shared import is_sold, listed_look, looks_for, price_of, require_usable, stand_in


async def by_command(message: Message, command: CommandObject, ctx: Context, look_keeper: LookKeeper) -> None:
    """`/look noir a cat on a roof`, by itself or as a reply: its price, or what it lacks; without a name the list.

    Raises:
        Refusal: the look or its model cannot be had, or does not take this.
    """
    line = (command.args or "").strip()
    looks = await looks_for(ctx)
    known = {folded(one.title(ctx.t.language)): one for one in reversed(looks)}
    found = split_name(line, {name: one.id for name, one in known.items()})
    if found is None:
        place = LooksButton()
        shown = views.listed(
            ctx.t,
            [listed_look(ctx, one) for one in looks],
            place,
            operator=ctx.user.is_operator and not ctx.chat.in_group,
        )
        if line and known:
            shown = replace(shown, text=ctx.t("look-unknown"))
        await ctx.chat.send(shown)
        return
    look = next(one for one in looks if one.id == found[0])
    require_usable(look, ctx)
    earlier = await begin_request(message, ctx)
    given = (*earlier.references, *await given_media(message, ctx))
    prompt = found[1] or earlier.words or words_of_reply(message, ctx.chat.bot.id)
    if not is_sold(ctx, look):
        kept = await ctx.drafts.keep(ctx.chat.topic, prompt=prompt, references=given)
        await ctx.chat.send(_nearest(ctx, look, kept.id))
        return
    draft = await _opened(
        ctx, look, replace(ctx.drafts.blank(ctx.chat.topic), prompt=prompt, references=given)
    )
    await look_keeper.note_used(look)
    await set_current_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: prompt})
    await show_after_probe(draft, ctx, partial(next_screen, ctx, reply_to=message.message_id))


async def use(
    _: CallbackQuery, callback_data: UseLookButton, look: Look, ctx: Context, look_keeper: LookKeeper
) -> None:
    """Make something with a look, of what was said and sent before; it is asked for what is not there."""
    require_usable(look, ctx)
    named = callback_data.draft
    carried = await ctx.drafts.get(named) if named is not None else await lately_carried(ctx)
    if not is_sold(ctx, look):
        instead = stand_in(ctx, look)
        if instead is None or not callback_data.nearest:
            await ctx.chat.answer_callback()
            await ctx.chat.replace(_nearest(ctx, look, carried.id if carried is not None else None))
            return
        look = replace(look, model=instead.slug)
    asked = await reply_target(ctx.state)
    draft = await _opened(ctx, look, carried or ctx.drafts.blank(ctx.chat.topic))
    await look_keeper.note_used(look)
    former = await answer_of(ctx.state, carried.id) if carried is not None else None
    await set_current_draft(ctx.state, draft.id, asked=asked)
    await ctx.chat.answer_callback()
    # What was said before was not said for this look.
    await show_after_probe(draft, ctx.asking(), partial(next_screen, ctx, reply_to=asked))
    if carried is not None:
        await replaced(ctx, carried, former)


async def drop(_: CallbackQuery, callback_data: DropLookButton, draft: Draft, ctx: Context) -> None:
    """Go on with the model and the options, and with the person's own words alone."""
    await ctx.chat.answer_callback()
    draft = await ctx.drafts.save(replace(draft, look_id=None, look=None))
    asked = await reply_target(ctx.state)
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(await next_screen(ctx, draft, reply_to=asked))
    await show_draft_at(ctx, draft.id, shown)


async def _opened(ctx: Context, look: Look, said: Draft) -> Draft:
    """A draft with the look and what was said and sent. Raises Refusal: the model does not take the words."""
    draft = await ctx.drafts.open_look(ctx.chat.topic, look, references=said.media)
    return await ctx.drafts.with_prompt(draft, said.prompt) if said.prompt else draft


def _nearest(ctx: Context, look: Look, draft: int | None) -> Screen:
    instead = stand_in(ctx, look)
    price = price_of(ctx, look, instead.slug) if instead is not None else None
    return views.nearest(ctx.t, look, ctx.catalog.title(look.model), instead, price, draft)
