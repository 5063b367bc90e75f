"""Builds every object of the bot once, and joins them: from what stands alone to what needs all the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

from bot.app.application import Application
from bot.app.chat_workers import build_chat_workers
from bot.app.console import ConsoleServices, build_console, build_console_access
from bot.app.context import build_context
from bot.app.dispatcher import build_dispatcher
from bot.app.housekeeping import build_housekeeping
from bot.app.media import build_archive_builder, open_media
from bot.app.payment_ports import build_payment_ports
from bot.app.provider import build_provider
from bot.app.repositories import build_repositories, open_database
from bot.app.routes import build_routes
from bot.app.senders import build_senders
from bot.app.services import build_services
from bot.app.support import build_support
from bot.app.telegram import open_telegram
from bot.app.updates import build_updates
from bot.app.workers import build_workers
from bot.delivery.media.heard_recordings import HeardRecordings
from bot.delivery.media.seen_pictures import SeenPictures
from bot.delivery.person_notifier import TelegramPersonNotifier
from bot.kie.chat import KieWriter
from bot.payments.break_even import BreakEven
from bot.reports.show import ReportedMedia
from bot.settings import Settings
from bot.workers.supervisor import Supervisor
from handlers.operator.person_messages import LocalizedPersonMessageTemplates


async def build_application(
    settings: Settings,
    keys: Sequence[str],
    stack: AsyncExitStack,
    hide: Callable[[str], object] = lambda _: None,
) -> Application:
    """Build everything, and let `stack` close what must be closed.

    Args:
        settings: the operator's.
        keys: SECRET_KEY first, then earlier ones.
        stack: closes in the opposite order.
        hide: keeps a secret out of the log.

    Raises:
        CatalogError, StorageError, SettingsError: the catalogue, the database or a setting stops the start.
    """
    context = build_context(settings, keys, hide)
    repositories = await build_repositories(context, await open_database(settings, stack))
    telegram = open_telegram(context, repositories, stack)
    media = await open_media(context, telegram.bot, stack)
    provider = build_provider(context, repositories.own_keys, media.references, stack)
    senders = build_senders(context, repositories, telegram, media, provider)
    archive_builder = build_archive_builder(context, repositories.store, media, provider.fresh_link)
    workers = await build_workers(context, repositories, senders, provider, media.film_maker, archive_builder)
    context.metrics.watch(
        rate_limiter=lambda: telegram.rate_limiter.waiting,
        paused=lambda: workers.key_breakers.paused_until is not None,
    )
    context.metrics.watch_terms(lambda: BreakEven.of(context.tariff))
    chat_workers = build_chat_workers(context, repositories, telegram)
    support = build_support(context, repositories, telegram)
    payment_ports = build_payment_ports(context, repositories, telegram.bot)
    services = build_services(
        context,
        repositories,
        workers,
        telegram.chat_members,
        telegram.channel_links,
        payment_ports,
        senders.gift_notifier,
        KieWriter(provider.chat, settings.writer_model),
        senders.daily_report_sender,
        support.service,
    )
    console_access = build_console_access(context, repositories)
    dispatcher = build_dispatcher(
        context,
        repositories,
        telegram,
        senders,
        workers,
        chat_workers,
        services,
        media.references,
        media.last_frames,
        SeenPictures(media.references),
        console_access,
        HeardRecordings(media.references),
    )
    updates = build_updates(context, repositories, telegram.bot, dispatcher, senders)
    console = build_console(
        context,
        repositories,
        console_access,
        ConsoleServices(
            packs=services.packs,
            promo_codes=services.promo_codes,
            promo_code_maker=services.promo_code_maker,
            money_reports=services.money_reports,
            broadcast_control=services.broadcast_control,
            person_records=services.person_records,
            balances=services.balances,
            report_decider=services.report_decider,
            reported_media=ReportedMedia(repositories.store, senders.report_messenger),
            person_contacts=services.person_contacts,
            person_data=services.person_data,
            person_notifier=TelegramPersonNotifier(
                telegram.bot, repositories.people, LocalizedPersonMessageTemplates(context.texts)
            ),
        ),
        chat_workers.broadcaster.wake,
    )
    return Application(
        settings=settings,
        secret=keys[0],
        bot=telegram.bot,
        dispatcher=dispatcher,
        engine=workers.engine,
        broadcaster=chat_workers.broadcaster,
        party_worker=workers.party_worker,
        join_worker=workers.join_worker,
        archive_worker=workers.archive_worker,
        notice_sender=workers.notice_sender,
        service_return=workers.service_return,
        support_sender=support.sender,
        storage_monitor=workers.storage_monitor,
        supervisor=Supervisor(context.metrics.loop_fell, senders.messenger),
        background_tasks=chat_workers.background_tasks,
        writer_tasks=chat_workers.writer_tasks,
        menu_cleaner=chat_workers.menu_cleaner,
        housekeeping=build_housekeeping(context, repositories, services, senders, telegram.chat_migrator),
        telegram=context.telemetry.telegram,
        kie_balance_monitor=workers.kie_balance_monitor,
        own_key_manager=workers.own_key_manager,
        store=repositories.store,
        updates=updates,
        routes=[
            *build_routes(context, repositories, workers, updates.inbox, updates.watch),
            *(console.routes() if console is not None else ()),
        ],
        texts=context.texts,
        staff=repositories.staff,
        setting_changer=repositories.setting_changer,
        runtime_settings=context.runtime_settings,
    )
