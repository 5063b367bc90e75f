"""The list of looks, and what their person does with them: keep, rename, move the gap, give away, delete."""

from __future__ import annotations

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery

from bot.domain.generation import Generation
from bot.domain.look import Look
from bot.errors import LookGone, LookNotKeepable
from bot.looks.gaps import read_gap, suggested_gaps
from bot.looks.give import LookGiver
from bot.looks.keep import LookKeeper, is_keepable
from bot.looks.names import LONGEST
from handlers.core.buttons.look import (
    DeleteLookButton,
    GiveLookButton,
    Giving,
    KeepLookButton,
    LookGapButton,
    LooksButton,
)
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget
from handlers.core.fsm_states import LookStates, clear_state, expect_look_text, expected_look
from handlers.core.views.screen import Screen
from handlers.looks import views
from handlers.looks.shared import card_screen, listed_look, looks_for, require_own

_A_NAME: int = 2 * LONGEST
"""Characters from which on words are taken for a request that has nothing to do with the question."""


async def show(_: object, ctx: Context) -> None:
    """/looks: all of them."""
    await ctx.chat.send(await _list(ctx, LooksButton()))


async def turn(_: CallbackQuery, callback_data: LooksButton, ctx: Context) -> None:
    """A page of them, to use or to manage."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _list(ctx, callback_data))


async def _list(ctx: Context, place: LooksButton) -> Screen:
    looks = [listed_look(ctx, one) for one in await looks_for(ctx, manages=place.manages)]
    return views.listed(ctx.t, looks, place, operator=ctx.user.is_operator and not ctx.chat.in_group)


async def ask_name(
    _: CallbackQuery, callback_data: KeepLookButton, generation: Generation, ctx: Context
) -> None:
    """What the look of a result shall be called. Raises LookNotKeepable."""
    if not is_keepable(generation) or generation.model not in ctx.catalog.models:
        raise LookNotKeepable
    await ctx.chat.answer_callback()
    await expect_look_text(ctx.state, LookStates.name, generation.id)
    await ctx.chat.ask(views.ask_name(ctx.t))


async def take_name(_: object, prompt: str, ctx: Context, look_keeper: LookKeeper) -> None:
    """The name of a new look. Words that are far too long for one are for what the bot makes."""
    await _require_short(prompt, ctx)
    number, _language = await expected_look(ctx.state)
    look = await look_keeper.keep(number, ctx.person.id, prompt)
    await clear_state(ctx.state)
    screen = views.card(ctx.t, look, model=ctx.catalog.title(look.model), head=ctx.t("look-kept"))
    await ctx.chat.send(screen)


async def show_card(_: CallbackQuery, look: Look, ctx: Context) -> None:
    """What can be done with a look."""
    require_own(look, ctx)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(card_screen(ctx, look))


async def ask_new_name(_: CallbackQuery, look: Look, ctx: Context) -> None:
    """Another name."""
    require_own(look, ctx)
    await ctx.chat.answer_callback()
    await expect_look_text(ctx.state, LookStates.new_name, look.id)
    await ctx.chat.ask(views.ask_name(ctx.t, look))


async def take_new_name(_: object, prompt: str, ctx: Context, look_keeper: LookKeeper) -> None:
    """The same, typed."""
    await _require_short(prompt, ctx)
    number, _language = await expected_look(ctx.state)
    look = await look_keeper.rename(number, ctx.person.id, prompt)
    await clear_state(ctx.state)
    await ctx.chat.send(card_screen(ctx, look))


async def move_gap(
    _: CallbackQuery, callback_data: LookGapButton, look: Look, ctx: Context, look_keeper: LookKeeper
) -> None:
    """Places for new words, and the one that is picked. Raises LookGone: also where the words may not be read."""
    require_own(look, ctx)
    if look.hides_words:
        raise LookGone
    suggested = suggested_gaps(look.words.around(look.sample))
    if callback_data.place is None:
        await ctx.chat.answer_callback()
        await expect_look_text(ctx.state, LookStates.words, look.id)
        await ctx.chat.replace(views.ask_gap(ctx.t, look, [words for words, _ in suggested]))
        return
    if not 0 <= callback_data.place < len(suggested):
        raise LookGone
    words, sample = suggested[callback_data.place]
    look = await look_keeper.put_gap(look.id, ctx.person.id, words, sample)
    await clear_state(ctx.state)
    await ctx.chat.answer_callback(ctx.t.plain("toast-saved"))
    await ctx.chat.replace(card_screen(ctx, look))


async def take_words(_: object, prompt: str, ctx: Context, look_keeper: LookKeeper) -> None:
    """The words of a look with a gap, typed. Raises LookGapMissing, LookGapsTooMany, LookTooLong."""
    number, _language = await expected_look(ctx.state)
    look = await look_keeper.put_gap(number, ctx.person.id, read_gap(prompt))
    await clear_state(ctx.state)
    await ctx.chat.send(card_screen(ctx, look))


async def delete(
    _: CallbackQuery, callback_data: DeleteLookButton, look: Look, ctx: Context, look_keeper: LookKeeper
) -> None:
    """Delete a look; it is asked for once."""
    require_own(look, ctx)
    await ctx.chat.answer_callback()
    if not callback_data.sure:
        await ctx.chat.replace(views.sure(ctx.t, look))
        return
    await look_keeper.delete(look.id, ctx.person.id)
    await ctx.chat.replace(views.deleted(ctx.t, look))


async def give(
    _: CallbackQuery, callback_data: GiveLookButton, look: Look, ctx: Context, look_giver: LookGiver
) -> None:
    """How a look is given away, a link that does so, or an end of that."""
    require_own(look, ctx)
    if not look.can_be_given:
        raise LookGone
    await ctx.chat.answer_callback()
    if callback_data.action is Giving.ASK:
        await ctx.chat.replace(views.ask_giving(ctx.t, look))
    elif callback_data.action is Giving.STOP:
        await ctx.chat.replace(views.stopped(ctx.t, await look_giver.stop(look.id, ctx.person.id)))
    else:
        hides = callback_data.action is Giving.HIDDEN
        link = await look_giver.link(look.id, ctx.person.id, hides_words=hides)
        username = (await ctx.chat.bot.me()).username or ""
        url = DeepLink(LinkTarget.LOOK, link.token).url(username)
        await ctx.chat.replace(views.link(ctx.t, look, url, hides_words=hides))


async def take(_: object, link: DeepLink, ctx: Context, look_giver: LookGiver) -> None:
    """A link gives a look; who is new is greeted after it. Raises LookGone, TooManyLooks."""
    await clear_state(ctx.state)
    taken = await look_giver.take(link.value, ctx.person.id)
    await ctx.chat.send(views.taken(ctx.t, taken, model=ctx.catalog.title(taken.look.model)))
    if ctx.person.is_new:
        raise SkipHandler


async def _require_short(prompt: str, ctx: Context) -> None:
    """Whether words can be meant for a name; a request ends the question."""
    if len(prompt) > _A_NAME:
        await clear_state(ctx.state)
        raise SkipHandler
