"""The loop that drives every generation, and what watches over KIE beside it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app.context import Ground
from bot.app.repositories import Books
from bot.app.senders import PostOffice
from bot.availability.kie_balance import Treasury
from bot.availability.model_health import Watch
from bot.availability.operator_key import Supply
from bot.availability.own_key_breakers import OwnSupplies
from bot.generation.callback_tokens import CallbackAddresses, CallbackTokens
from bot.generation.deliver import Deliverer
from bot.generation.engine import Engine
from bot.generation.poll import Settler
from bot.generation.submit import Submitter
from bot.kie.multi_key import KeyedProvider
from bot.parties.worker import PartyHost
from bot.people.own_key import Keyring
from storage.operations.alerts import SqliteStanding
from storage.parties.parties import SqlitePartySchedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """What goes on by itself.

    Attributes:
        tokens: sign the addresses at which KIE calls back.
        supply: whether KIE serves the operator's key, and those that people bring.
        treasury: looks into the operator's purse at KIE.
        keyring: people's keys.
        party_host: carries parties on.
    """

    tokens: CallbackTokens
    supply: Supply
    treasury: Treasury
    engine: Engine
    keyring: Keyring
    party_host: PartyHost


async def set_up_works(ground: Ground, books: Books, post: PostOffice, provider: KeyedProvider) -> Works:
    """Build them, and let them know what an earlier process has told the operator."""
    secret, *earlier = ground.keys
    tokens = CallbackTokens(secret, earlier)
    standing = SqliteStanding(books.database, ground.clock)
    own_supplies = OwnSupplies(books.own_keys, post.key_herald, ground.clock)
    supply = Supply(post.courier, ground.clock, standing, own_supplies)
    await supply.restore()
    treasury = Treasury(
        provider,
        post.courier,
        low=ground.settings.kie_credits_low,
        heard=ground.metrics.kie_credits,
        standing=standing,
    )
    await treasury.restore()
    engine = _engine(ground, books, post, provider, supply, tokens)
    return Works(
        tokens=tokens,
        supply=supply,
        treasury=treasury,
        engine=engine,
        keyring=Keyring(books.own_keys, provider, own_supplies, books.store, ground.clock, engine.wake),
        party_host=PartyHost(
            store=books.store,
            schedule=SqlitePartySchedule(books.database),
            herald=post.party_herald,
            people=books.people,
            clock=ground.clock,
            tariff=ground.tariff,
        ),
    )


def _engine(
    ground: Ground,
    books: Books,
    post: PostOffice,
    provider: KeyedProvider,
    supply: Supply,
    tokens: CallbackTokens,
) -> Engine:
    store, courier, catalog, clock = books.store, post.courier, ground.catalog, ground.clock
    watch = Watch(books.health, courier)
    addresses = CallbackAddresses(tokens, ground.settings.public_url)
    return Engine(
        store=store,
        courier=courier,
        submitter=Submitter(
            store, provider, courier, supply, watch, catalog, clock, addresses, books.own_keys
        ),
        settler=Settler(store, provider, courier, supply, watch, catalog, post.waits, clock),
        deliverer=Deliverer(
            store=store,
            provider=provider,
            courier=courier,
            watch=watch,
            originals=post.mailer,
            people=books.people,
            catalog=catalog,
            tariff=ground.tariff,
            clock=clock,
        ),
        clock=clock,
        journal=ground.journal,
    )
