"""/party: a theme and a budget for the group. Its buttons, and reactions that are votes."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message, MessageReactionUpdated

from bot.catalog.spec import Kind, Model
from bot.domain.group import GroupRules
from bot.domain.party import LONGEST_THEME
from bot.domain.person import Draft
from bot.groups.refusals import GroupRefusal
from bot.ledger.entries import LARGEST_AMOUNT
from bot.parties.refusals import PartyBudgetEmpty
from bot.parties.service import PartyRequest, PartyService
from bot.parties.worker import PartyWorker
from handlers.core.buttons.party import PartyEndButton, PartyJoinButton, PartyVoteButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import InGroup
from handlers.core.fsm_states import set_current_draft
from handlers.core.message_key import message_key
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.suggested_models import suggested
from handlers.core.views.screen import Screen
from handlers.parties import views

_FIRST = (Kind.IMAGE, Kind.VIDEO, Kind.MUSIC, Kind.AUDIO)
"""What is suggested first for an entry; pictures make the best gallery."""


def build() -> Router:
    """The router of /party and of its buttons."""
    router = Router(name="party")
    router.message.register(start, AnyCaseCommand("party"), InGroup())
    router.message.register(elsewhere, AnyCaseCommand("party"))
    router.callback_query.register(join, PartyJoinButton.filter())
    router.callback_query.register(end, PartyEndButton.filter())
    router.callback_query.register(vote, PartyVoteButton.filter())
    return router


def reactions() -> Router:
    """The router of reactions; they need no account and store no person."""
    router = Router(name="party_reactions")
    router.message_reaction.register(react)
    return router


async def elsewhere(_: Message, ctx: Context) -> None:
    """A party needs a group."""
    await ctx.chat.send(Screen(ctx.t("party-only-there")))


async def start(
    message: Message, command: CommandObject, ctx: Context, parties: PartyService, party_worker: PartyWorker
) -> None:
    """`/party <theme> <credits>`: the budget is filled, the worker posts the invitation."""
    theme, _, number = " ".join((command.args or "").split()).rpartition(" ")
    amount = int(number) if number.isascii() and number.isdigit() else 0
    least = cheapest(ctx.catalog, ctx.rules)
    if not theme or len(theme) > LONGEST_THEME or not 0 < amount <= LARGEST_AMOUNT or least is None:
        await ctx.chat.send(Screen(ctx.t("party-usage", longest=LONGEST_THEME)))
        return
    place = ctx.chat.topic
    await parties.start(
        PartyRequest(
            person_id=ctx.person.id,
            language=ctx.t.language,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            message_id=message.message_id,
            key=message_key(ctx.chat.bot, message),
            theme=theme,
            credits=amount,
            least=least,
        )
    )
    party_worker.wake()


async def join(_: CallbackQuery, callback_data: PartyJoinButton, ctx: Context, parties: PartyService) -> None:
    """Ask for the words of a member's entry; the answer leads to its price as any draft does."""
    place = ctx.chat.topic
    party, available = await parties.seat(callback_data.party, place.chat_id, ctx.person.id)
    model = await _suggested(ctx, ctx.rules, min(party.share, available))
    if model is None:
        raise PartyBudgetEmpty(price=party.least, available=available)
    draft = await ctx.drafts.repository.add(
        Draft(
            person_id=ctx.person.id,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            model=model.slug,
            choices={},
            created_at=ctx.clock.now(),
            party_id=party.id,
        )
    )
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    await ctx.chat.ask(views.question(ctx.t, party, title=model.title, available=available))


async def end(
    _: CallbackQuery,
    callback_data: PartyEndButton,
    ctx: Context,
    parties: PartyService,
    party_worker: PartyWorker,
) -> None:
    """No more joining, or no more votes: said by who started it, or by an admin of the group."""
    await parties.end(
        callback_data.party, ctx.chat.topic.chat_id, callback_data.state, person_id=ctx.person.id
    )
    await ctx.chat.answer_callback()
    party_worker.wake()


async def vote(_: CallbackQuery, callback_data: PartyVoteButton, ctx: Context, parties: PartyService) -> None:
    """A member's one vote; another tap changes it."""
    number = await parties.vote(
        callback_data.party, ctx.chat.topic.chat_id, ctx.person.id, callback_data.generation
    )
    await ctx.chat.answer_callback(ctx.t.plain("toast-voted", number=number))


async def react(event: MessageReactionUpdated, parties: PartyService) -> None:
    """A reaction on a piece of a gallery is a vote. A reaction that does not count gets no answer."""
    if event.user is None or event.user.is_bot:
        return  # an anonymous admin, or a channel: the voter is unknown
    with suppress(GroupRefusal):
        await parties.react(event.chat.id, event.message_id, event.user.id, liked=bool(event.new_reaction))


def cheapest(catalog: PricedCatalog, rules: GroupRules) -> int | None:
    """Credits of the cheapest entry that the group's rules allow; None when there is none."""
    return min((catalog.price_from(model) for model in _possible(catalog, rules)), default=None)


async def _suggested(ctx: Context, rules: GroupRules, most: int) -> Model | None:
    """The model for an entry: what the member would use, else the first of the shelves that is within its share."""
    catalog = ctx.catalog
    possible = _possible(catalog, rules)
    usual_duration = suggested(catalog, await ctx.user.preferences())
    wanted = [usual_duration] if usual_duration in possible and usual_duration.kind is Kind.IMAGE else []
    return next((model for model in [*wanted, *possible] if _costs(ctx, model) <= most), None)


def _possible(catalog: PricedCatalog, rules: GroupRules) -> list[Model]:
    """What starts from words, is sold, works, and is allowed in the group."""
    return [
        model
        for kind in _FIRST
        if kind in rules.kinds
        for model in catalog.shelf(kind)
        if catalog.is_sold(model)
        and not catalog.is_troubled(model)
        and model.slug not in rules.models_off
        and catalog.offer(model).prompt.maximum_length
        and not any(need.minimum for need in catalog.offer(model).references)
    ]


def _costs(ctx: Context, model: Model) -> int:
    """Credits with nothing chosen; from so many where the words make the price."""
    draft = Draft(
        person_id=ctx.person.id, chat_id=0, model=model.slug, choices={}, created_at=ctx.clock.now()
    )
    price = ctx.catalog.price(draft)
    return ctx.catalog.price_from(model) if price is None else price
