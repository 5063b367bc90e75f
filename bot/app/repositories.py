"""What is remembered, opened and brought up to date."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

import structlog

from bot.app.context import Ground
from bot.availability.model_health import FORGOTTEN_AFTER, REBUILT_FROM, Health
from bot.availability.model_switches import Switchboard
from bot.availability.own_keys import KeysInUse
from bot.settings import Settings
from storage.core.database import Database
from storage.generation.history import SqliteHistory
from storage.groups.groups import SqliteGroups
from storage.groups.menus import SqliteMenus
from storage.keys.encryption import Vault
from storage.keys.integrations import OPERATOR, Integration, Integrations
from storage.keys.own_keys import SqliteOwnKeys
from storage.operations.broadcasts import SqliteBroadcasts
from storage.operations.disabled_models import SqliteSwitches
from storage.people.people import SqlitePeople
from storage.people.pseudonyms import Pseudonyms
from storage.store import SqliteStore

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What several others need of what is remembered; whoever is alone with a table opens it over `database`.

    Attributes:
        keys_in_use: the keys that people bring; None where the operator does not let them.
        health: which models keep failing, as the outcomes tell.
        switchboard: which models the operator has switched off.
    """

    database: Database
    store: SqliteStore
    history: SqliteHistory
    people: SqlitePeople
    groups: SqliteGroups
    menus: SqliteMenus
    broadcasts: SqliteBroadcasts
    pseudonyms: Pseudonyms
    own_keys: SqliteOwnKeys
    keys_in_use: KeysInUse | None
    health: Health
    switchboard: Switchboard


async def open_books(ground: Ground, stack: AsyncExitStack) -> Books:
    """Open the database, and take from it what has to be known from the start.

    Raises:
        StorageError: it cannot be used.
    """
    settings, clock = ground.settings, ground.clock
    database = await Database.open(settings.database_path)
    stack.push_async_callback(database.close)
    switchboard = Switchboard(ground.catalog, SqliteSwitches(database, clock))
    await switchboard.restore()
    vault, pseudonyms, history = Vault(ground.keys), Pseudonyms(ground.keys), SqliteHistory(database)
    await _seed_integration(Integrations(database, vault, clock), settings)
    own_keys = SqliteOwnKeys(database, vault, clock)
    health = Health(ground.catalog, ground.tariff.dialect, clock)
    health.rebuild(await history.outcomes(newest=REBUILT_FROM, since=clock.now() - FORGOTTEN_AFTER))
    return Books(
        database=database,
        store=SqliteStore(database, clock, ground.journal.passed, pseudonyms.all_of),
        history=history,
        people=SqlitePeople(database, clock),
        groups=SqliteGroups(database),
        menus=SqliteMenus(database),
        broadcasts=SqliteBroadcasts(database, clock),
        pseudonyms=pseudonyms,
        own_keys=own_keys,
        keys_in_use=own_keys if settings.own_keys else None,
        health=health,
        switchboard=switchboard,
    )


async def _seed_integration(integrations: Integrations, settings: Settings) -> None:
    """Keep the operator's key and configuration as the integration document's table has it."""
    config = {
        "defaultVideoModel": settings.default_video_model,
        "defaultImageModel": settings.default_image_model,
        "callbackBaseUrl": settings.public_url or "",
    }
    await integrations.put(
        Integration(owner=OPERATOR, api_key=settings.kie_api_key.get_secret_value(), config=config)
    )
    lost = await integrations.rotate()
    if lost:
        log.warning("own keys of people cannot be read: list the earlier SECRET_KEY", keys=lost)
