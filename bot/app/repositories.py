"""What is remembered, opened and brought up to date."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog

from bot.app.context import AppContext
from bot.availability.model_health import FORGOTTEN_AFTER, REBUILT_FROM, ModelHealth
from bot.availability.model_switches import ModelSwitches
from bot.availability.own_keys import ActiveKeys, SwitchedKeys
from bot.domain.runtime_setting import OWN_KEYS, WRITER, WRITER_DAILY
from bot.domain.writer import Ability
from bot.errors import SettingsError
from bot.i18n import FALLBACK
from bot.payments.model_prices import ModelPrices
from bot.payments.setting_loss import LossCheckedSettings
from bot.runtime_settings.change import SettingChanger
from bot.settings import Settings
from bot.staff.staff import Staff
from bot.writer.proof import proof_subject
from bot.writer.proven import ProvenAbilities
from storage.core.database import Database
from storage.generation.history import SqliteHistory
from storage.groups.groups import SqliteGroups
from storage.groups.menus import SqliteMenuRepository
from storage.keys.encryption import CredentialCipher
from storage.keys.integrations import OPERATOR, Integration, IntegrationRepository
from storage.keys.own_keys import SqliteOwnKeyRepository
from storage.operations.broadcasts import SqliteBroadcasts
from storage.operations.disabled_models import SqliteModelSwitchRepository
from storage.operations.model_terms import SqliteModelTermsRepository
from storage.operations.money import SqliteMoneyReader
from storage.operations.notices import SqliteNoticeRepository
from storage.operations.segment_rows import SegmentTerms
from storage.payments.packs import SqlitePackReader
from storage.people.people import SqlitePersonRepository
from storage.people.pseudonyms import Pseudonyms
from storage.store import SqliteStore
from storage.writer.writer import SqliteWriterRepository

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repositories:
    """The repositories that several components share; a table with a single user is opened there, over `database`.

    Attributes:
        active_keys: the keys that people bring, in use while the operator lets them.
        health: which models keep failing, as the outcomes tell.
        model_switches: which models the operator has switched off.
        model_prices: the operator's terms of single models.
        proven_abilities: what the writer may be used for.
        staff: who has which role.
        setting_changer: the settings that may change while the bot runs.
        checked_settings: the same, with a question where a value would sell at a loss.
    """

    database: Database
    store: SqliteStore
    history: SqliteHistory
    people: SqlitePersonRepository
    groups: SqliteGroups
    menus: SqliteMenuRepository
    broadcasts: SqliteBroadcasts
    notices: SqliteNoticeRepository
    pseudonyms: Pseudonyms
    own_keys: SqliteOwnKeyRepository
    active_keys: ActiveKeys
    health: ModelHealth
    model_switches: ModelSwitches
    model_prices: ModelPrices
    writer: SqliteWriterRepository
    proven_abilities: ProvenAbilities
    staff: Staff
    setting_changer: SettingChanger
    checked_settings: LossCheckedSettings


async def open_database(settings: Settings, stack: AsyncExitStack) -> Database:
    """The operator's database, brought up to date; `stack` closes it.

    Raises:
        StorageError: it cannot be used.
        SettingsError: its driver is not installed.
    """
    database = await (_postgres(settings) if settings.is_postgres else Database.open(settings.database_path))
    stack.push_async_callback(database.close)
    return database


async def _postgres(settings: Settings) -> Database:
    """Imported only here: a bot with a SQLite file neither has the driver nor waits for it."""
    try:
        from storage.postgres.database import PostgresDatabase
    except ImportError:
        msg = "DATABASE_URL: PostgreSQL needs its driver: pip install kiosk-bot[postgres]"
        raise SettingsError(msg) from None
    return await PostgresDatabase.connect(settings.database_url)


async def build_repositories(context: AppContext, database: Database) -> Repositories:
    """The repositories over a database, with what has to be known of it from the start."""
    settings, clock = context.settings, context.clock
    model_switches = ModelSwitches(context.catalog, SqliteModelSwitchRepository(database, clock))
    await model_switches.restore()
    model_prices = ModelPrices(
        SqliteModelTermsRepository(database),
        context.catalog,
        context.tariff,
        model_switches,
        SqlitePackReader(database),
        SqliteMoneyReader(database.reports),
        clock,
    )
    await model_prices.restore()
    credential_cipher, pseudonyms, history = (
        CredentialCipher(context.keys),
        Pseudonyms(context.keys),
        SqliteHistory(database),
    )
    await _seed_integration(IntegrationRepository(database, credential_cipher, clock), settings)
    own_keys = SqliteOwnKeyRepository(database, credential_cipher, clock)
    health = ModelHealth(context.catalog, context.tariff.dialect, clock)
    health.rebuild(await history.outcomes(newest=REBUILT_FROM, since=clock.now() - FORGOTTEN_AFTER))
    notices = SqliteNoticeRepository(database)
    writer = SqliteWriterRepository(database)
    current = context.runtime_settings
    proven_abilities = ProvenAbilities(
        writer,
        subject=proof_subject(
            address=settings.kie_api_url,
            model=settings.writer_model,
            key=settings.operator_keys[0].get_secret_value(),
        ),
        enabled=lambda: (
            current.get(WRITER) == "auto" and current.get(WRITER_DAILY) > 0 and current.paused is None
        ),
    )
    store = SqliteStore(
        database, clock, context.telemetry.passed, pseudonyms.all_of, lambda: notices.on_notice()
    )
    setting_changer = SettingChanger(store, clock, current)
    await setting_changer.restore()
    await proven_abilities.can(Ability.WRITES)
    people = SqlitePersonRepository(database, clock)
    staff = Staff(store, people, clock, settings.admin_ids)
    await staff.restore()
    return Repositories(
        database=database,
        store=store,
        notices=notices,
        history=history,
        people=people,
        groups=SqliteGroups(database),
        menus=SqliteMenuRepository(database),
        broadcasts=SqliteBroadcasts(database, clock, partial(_segment_terms, context)),
        pseudonyms=pseudonyms,
        own_keys=own_keys,
        active_keys=SwitchedKeys(own_keys, lambda: current.get(OWN_KEYS)),
        health=health,
        model_switches=model_switches,
        model_prices=model_prices,
        writer=writer,
        proven_abilities=proven_abilities,
        staff=staff,
        setting_changer=setting_changer,
        checked_settings=LossCheckedSettings(
            setting_changer, context.tariff, SqlitePackReader(database), model_prices
        ),
    )


def _segment_terms(context: AppContext, now: datetime) -> SegmentTerms:
    """What the conditions of segments are measured by, as it holds now."""
    allowance = context.tariff.allowance
    return SegmentTerms(
        now=now,
        languages=list(context.texts.languages),
        finished=context.texts.finished,
        fallback=FALLBACK,
        period=allowance.key(context.clock.now()),
        refill=allowance.credits,
    )


async def _seed_integration(integrations: IntegrationRepository, settings: Settings) -> None:
    """Keep the operator's key and configuration as the integration document's table has it."""
    config = {
        "defaultVideoModel": settings.default_video_model,
        "defaultImageModel": settings.default_image_model,
        "callbackBaseUrl": settings.public_url or "",
    }
    own = Integration(owner=OPERATOR, api_key=settings.operator_keys[0].get_secret_value(), config=config)
    await integrations.put(own)
    lost = await integrations.rotate()
    if lost:
        log.warning("own keys of people cannot be read: list the earlier SECRET_KEY", keys=lost)
