"""/party: a theme and a pot for the group. Its buttons, and reactions that are votes."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, MessageReactionUpdated

from bot.catalog.spec import Kind, Model
from bot.domain.group import Group, GroupRules
from bot.domain.party import LARGEST_POT, LONGEST_THEME
from bot.domain.person import Draft
from bot.groups.refusals import GroupRefusal
from bot.parties.refusals import NotPartyHost, PotEmpty
from bot.parties.service import PartyOffice, PartyWish
from bot.parties.worker import PartyHost
from handlers.core.callback_data import PartyEndTap, PartyJoinTap, PartyVoteTap
from handlers.core.chat_admins import Stewards
from handlers.core.filters import InGroup
from handlers.core.fsm_states import touch
from handlers.core.priced_catalog import Shop
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
    router.callback_query.register(join, PartyJoinTap.filter())
    router.callback_query.register(end, PartyEndTap.filter())
    router.callback_query.register(vote, PartyVoteTap.filter())
    return router


def reactions() -> Router:
    """The router of reactions; they need no purse, and nobody is written down for one."""
    router = Router(name="party_reactions")
    router.message_reaction.register(react)
    return router


async def elsewhere(_: Message, desk: Desk, stage: Stage) -> None:
    """In private there is nobody to celebrate with."""
    await stage.say(Screen(desk.words("party-only-there")))


async def start(
    message: Message,
    command: CommandObject,
    desk: Desk,
    stage: Stage,
    group: Group,
    stewards: Stewards,
    parties: PartyOffice,
    party_host: PartyHost,
) -> None:
    """`/party <theme> <credits>`: the pot is filled, the host posts the invitation."""
    theme, _, number = " ".join((command.args or "").split()).rpartition(" ")
    amount = int(number) if number.isascii() and number.isdigit() else 0
    least = cheapest(desk.shop, group.rules)
    if not theme or len(theme) > LONGEST_THEME or not 0 < amount <= LARGEST_POT or least is None:
        await stage.say(Screen(desk.words("party-usage", longest=LONGEST_THEME)))
        return
    place = stage.place
    await parties.start(
        PartyWish(
            person_id=desk.person.id,
            is_admin=await stewards.is_admin(stage.bot, place.chat_id, desk.person.id, now=True),
            language=desk.words.language,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            message_id=message.message_id,
            theme=theme,
            credits=amount,
            least=least,
        )
    )
    party_host.wake()


async def join(
    _: CallbackQuery,
    callback_data: PartyJoinTap,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    group: Group,
    parties: PartyOffice,
) -> None:
    """Ask for the words of a member's entry; the answer leads to its price as any draft does."""
    place = stage.place
    party, available = await parties.seat(callback_data.party, place.chat_id, desk.person.id)
    model = await _suggested(desk, group.rules, min(party.share, available))
    if model is None:
        raise PotEmpty(price=party.least, available=available)
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
    await stage.question(desk, views.question(desk.words, party, title=model.title, available=available))


async def end(
    _: CallbackQuery,
    callback_data: PartyEndTap,
    desk: Desk,
    stage: Stage,
    stewards: Stewards,
    parties: PartyOffice,
    party_host: PartyHost,
) -> None:
    """No more joining, or no more votes: said by who started it, or by an admin of the group."""
    chat_id = stage.place.chat_id
    party = await parties.going_on(callback_data.party, chat_id)
    if desk.person.id != party.starter_id and not await stewards.is_admin(
        stage.bot, chat_id, desk.person.id, now=True
    ):
        raise NotPartyHost
    await parties.end(party.id, chat_id, callback_data.state)
    await stage.answer()
    party_host.wake()


async def vote(
    _: CallbackQuery, callback_data: PartyVoteTap, desk: Desk, stage: Stage, parties: PartyOffice
) -> None:
    """A member's one vote; another tap changes it."""
    number = await parties.vote(
        callback_data.party, stage.place.chat_id, desk.person.id, callback_data.generation
    )
    await stage.answer(desk.words.plain("toast-voted", number=number))


async def react(event: MessageReactionUpdated, parties: PartyOffice) -> None:
    """A reaction on a piece of a gallery is a vote. Whatever does not count is left alone: nobody asked anything."""
    if event.user is None or event.user.is_bot:
        return  # an anonymous admin, or a channel: nobody knows whose vote it would be
    with suppress(GroupRefusal):
        await parties.react(event.chat.id, event.message_id, event.user.id, liked=bool(event.new_reaction))


def cheapest(shop: Shop, rules: GroupRules) -> int | None:
    """Credits of the cheapest entry that the group's rules allow; None when there is none."""
    return min((shop.price_from(model) for model in _possible(shop, rules)), default=None)


async def _suggested(desk: Desk, rules: GroupRules, most: int) -> Model | None:
    """The model for an entry: what the member would use, else the first of the shelves that is within its share."""
    shop = desk.shop
    possible = _possible(shop, rules)
    usual = suggested(shop, await desk.taste())
    wanted = [usual] if usual in possible and usual.kind is Kind.IMAGE else []
    return next((model for model in [*wanted, *possible] if _costs(desk, model) <= most), None)


def _possible(shop: Shop, rules: GroupRules) -> list[Model]:
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
