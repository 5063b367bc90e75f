"""/compare: the same words with two or three models, in one line, by itself or as a reply to media or words."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.domain.batch import MOST_COMPARED, comparison_of, copies_of
from bot.errors import TooManyAtOnce, UnknownModel
from handlers.compose.comparison import can_compare, comparison_screen
from handlers.compose.gen_parser import parse, split_slug
from handlers.compose.new_request import begin_request
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen
from handlers.core.carried import lately_carried
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of, note_words, set_current_draft
from handlers.core.given_media import given_media
from handlers.core.reply_input import words_of_reply
from handlers.core.shown_draft import replaced, show_draft_at
from handlers.core.views.screen import Screen

_SHORTEST_NAME = 3
"""Letters of a model's name; fewer are a word like any other."""


def build() -> Router:
    """The router of /compare."""
    router = Router(name="compare")
    router.message.register(compare, AnyCaseCommand("compare"))
    return router


async def compare(message: Message, command: CommandObject, ctx: Context) -> None:
    """Answer with the prices of all models, or with what is missing; with one name alone with those to choose from.

    Raises:
        UnknownModel, ModelUnavailable, TooManyAtOnce: a name is none, its model cannot be had, or there are too many.
        Refusal: the first model does not take this.
    """
    slugs, rest = _named(command.args or "", ctx)
    if not slugs:
        first, second = (model.slug for model in [*ctx.catalog.everything(), *ctx.catalog.models][:2])
        await ctx.chat.send(Screen(ctx.t("compare-usage", first=first, second=second)))
        return
    ctx = ctx.asking()
    lately = await lately_carried(ctx)
    former = await answer_of(ctx.state, lately.id) if lately is not None else None
    earlier = await begin_request(message, ctx)
    given = (*earlier.references, *await given_media(message, ctx))
    models = [ctx.catalog.model(slug) for slug in slugs]
    for model in models:
        ctx.catalog.require_allowed(model)
    said = parse(rest, ctx.catalog.offer(models[0]))
    prompt = said.prompt or earlier.words or words_of_reply(message, ctx.chat.bot.id)
    if prompt or given:
        lately = None
    if lately is not None:  # what was said and sent just before the command
        given, prompt = lately.media, lately.prompt
    draft = await ctx.drafts.open_with(
        ctx.chat.topic,
        models[0],
        prompt=prompt,
        references=given,
        choices={**said.unfit, **said.choices},
        several=comparison_of((model.slug for model in models), instead_of=copies_of(said.copies)),
    )
    await set_current_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: prompt})
    if lately is not None:
        await replaced(ctx, lately, former)
    if len(slugs) == 1 and can_compare(ctx, draft):
        shown = await ctx.chat.send(await comparison_screen(ctx, draft))
        await show_draft_at(ctx, draft.id, shown)
        return
    await show_after_probe(draft, ctx, partial(next_screen, ctx, reply_to=message.message_id))


def _named(line: str, ctx: Context) -> tuple[list[str], str]:
    """The slugs that a line begins with, each once, and the rest of it.

    The first two words are names; further ones only where a comma says so, or where they are slugs, so that the words of a
    request are not taken for a model.

    Raises:
        UnknownModel, ModelUnavailable: a name is none, or its model cannot be had.
        TooManyAtOnce: there are more than can be compared.
    """
    slugs: list[str] = []
    rest, listed = line.strip(), True
    while rest:
        if (
            not listed
            and len(slugs) > 1
            and split_slug(rest)[0].casefold().rstrip(",") not in ctx.catalog.models
        ):
            break
        word, after = split_slug(ctx.catalog.with_slug(rest))
        name, comma, more = word.partition(",")
        try:
            model = ctx.catalog.model(name)
        except UnknownModel as unknown:
            is_name = bool(unknown.candidates) and sum(map(str.isalpha, name)) >= _SHORTEST_NAME
            if not slugs or is_name:
                raise
            break  # one name, and its words
        ctx.catalog.offer(model)
        if model.slug not in slugs:
            slugs.append(model.slug)
        if len(slugs) > MOST_COMPARED:
            raise TooManyAtOnce(maximum=MOST_COMPARED)
        listed, rest = bool(comma), f"{more} {after}".strip() if comma else after
    return slugs, rest
