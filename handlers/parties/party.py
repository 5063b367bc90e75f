"""/party: a theme and a pot for the group. Its buttons, and reactions that are votes."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, MessageReactionUpdated

from bot.catalog.spec import Kind, Model
from bot.domain.group import Group, GroupRules
from bot.domain.party import LARGEST_BUDGET, LONGEST_THEME
from bot.domain.person import Draft
from bot.groups.refusals import GroupRefusal
from bot.parties.refusals import NotPartyHost, PartyBudgetEmpty
from bot.parties.service import PartyRequest, PartyService
from bot.parties.worker import PartyWorker
from handlers.core.callback_data import PartyEndButton, PartyJoinButton, PartyVoteButton
from handlers.core.chat_admins import ChatAdmins
from handlers.core.filters import InGroup
from handlers.core.fsm_states import touch
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.responder import Stage
from handlers.core.suggested_models import suggested
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen
from handlers.parties import views

_FIRST = (Kind.IMAGE, Kind.VIDEO, Kind.MUSIC, Kind.AUDIO)
"""What is suggested first for an entry; pictures make the best gallery."""


def build() -> Router:
    """The router of /party and of its buttons."""
    router = Router(name="party")
    router.message.register(start, Command("party", ignore_case=True), InGroup())
    router.message.register(elsewhere, Command("party", ignore_case=True))
    router.callback_query.register(join, PartyJoinButton.filter())
    router.callback_query.register(end, PartyEndButton.filter())
    router.callback_query.register(vote, PartyVoteButton.filter())
    return router


def reactions() -> Router:
    """The router of reactions; they need no purse, and nobody is written down for one."""
    router = Router(name="party_reactions")
    router.message_reaction.register(react)
    return router


async def elsewhere(_: Message, desk: Desk, stage: Stage) -> None:
    """In private there is nobody to celebrate with."""
    await stage.say(Screen(desk.t("party-only-there")))


async def start(
    message: Message,
    command: CommandObject,
    desk: Desk,
    stage: Stage,
    group: Group,
    chat_admins: ChatAdmins,
    parties: PartyService,
    party_worker: PartyWorker,
) -> None:
    """`/party <theme> <credits>`: the pot is filled, the host posts the invitation."""
    theme, _, number = " ".join((command.args or "").split()).rpartition(" ")
    amount = int(number) if number.isascii() and number.isdigit() else 0
    least = cheapest(desk.shop, group.rules)
    if not theme or len(theme) > LONGEST_THEME or not 0 < amount <= LARGEST_BUDGET or least is None:
        await stage.say(Screen(desk.t("party-usage", longest=LONGEST_THEME)))
        return
    place = stage.place
    await parties.start(
        PartyRequest(
            person_id=desk.person.id,
            is_admin=await chat_admins.is_admin(stage.bot, place.chat_id, desk.person.id, now=True),
            language=desk.t.language,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            message_id=message.message_id,
            theme=theme,
            credits=amount,
            least=least,
        )
    )
    party_worker.wake()


async def join(
    _: CallbackQuery,
    callback_data: PartyJoinButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    group: Group,
    parties: PartyService,
) -> None:
    """Ask for the words of a member's entry; the answer leads to its price as any draft does."""
    place = stage.place
    party, available = await parties.seat(callback_data.party, place.chat_id, desk.person.id)
    model = await _suggested(desk, group.rules, min(party.share, available))
    if model is None:
        raise PartyBudgetEmpty(price=party.least, available=available)
    draft = await desk.drafts.add(
        Draft(
            person_id=desk.person.id,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            model=model.slug,
            choices={},
            created_at=desk.clock.now(),
            party_id=party.id,
        )
    )
    await stage.answer()
    await touch(state, draft.id)
    await stage.question(desk, views.question(desk.t, party, title=model.title, available=available))


async def end(
    _: CallbackQuery,
    callback_data: PartyEndButton,
    desk: Desk,
    stage: Stage,
    chat_admins: ChatAdmins,
    parties: PartyService,
    party_worker: PartyWorker,
) -> None:
    """No more joining, or no more votes: said by who started it, or by an admin of the group."""
    chat_id = stage.place.chat_id
    party = await parties.going_on(callback_data.party, chat_id)
    if desk.person.id != party.starter_id and not await chat_admins.is_admin(
        stage.bot, chat_id, desk.person.id, now=True
    ):
        raise NotPartyHost
    await parties.end(party.id, chat_id, callback_data.state)
    await stage.answer()
    party_worker.wake()


async def vote(
    _: CallbackQuery, callback_data: PartyVoteButton, desk: Desk, stage: Stage, parties: PartyService
) -> None:
    """A member's one vote; another tap changes it."""
    number = await parties.vote(
        callback_data.party, stage.place.chat_id, desk.person.id, callback_data.generation
    )
    await stage.answer(desk.t.plain("toast-voted", number=number))


async def react(event: MessageReactionUpdated, parties: PartyService) -> None:
    """A reaction on a piece of a gallery is a vote. Whatever does not count is left alone: nobody asked anything."""
    if event.user is None or event.user.is_bot:
        return  # an anonymous admin, or a channel: nobody knows whose vote it would be
    with suppress(GroupRefusal):
        await parties.react(event.chat.id, event.message_id, event.user.id, liked=bool(event.new_reaction))


def cheapest(shop: PricedCatalog, rules: GroupRules) -> int | None:
    """Credits of the cheapest entry that the group's rules allow; None when there is none."""
    return min((shop.price_from(model) for model in _possible(shop, rules)), default=None)


async def _suggested(desk: Desk, rules: GroupRules, most: int) -> Model | None:
    """The model for an entry: what the member would use, else the first of the shelves that is within its share."""
    shop = desk.shop
    possible = _possible(shop, rules)
    usual_duration = suggested(shop, await desk.preferences())
    wanted = [usual_duration] if usual_duration in possible and usual_duration.kind is Kind.IMAGE else []
    return next((model for model in [*wanted, *possible] if _costs(desk, model) <= most), None)


def _possible(shop: PricedCatalog, rules: GroupRules) -> list[Model]:
    """What starts from words, is sold, works, and is allowed in the group."""
    return [
        model
        for kind in _FIRST
        if kind in rules.kinds
        for model in shop.shelf(kind)
        if shop.is_sold(model)
        and not shop.is_troubled(model)
        and model.slug not in rules.models_off
        and shop.offer(model).prompt.maximum_length
        and not any(need.minimum for need in shop.offer(model).references)
    ]


def _costs(desk: Desk, model: Model) -> int:
    """Credits with nothing chosen; from so many where the words make the price."""
    draft = Draft(
        person_id=desk.person.id, chat_id=0, model=model.slug, choices={}, created_at=desk.clock.now()
    )
    price = desk.shop.price(draft)
    return desk.shop.price_from(model) if price is None else price
