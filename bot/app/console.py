"""The operators' console, where it is on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.broadcasts.control import BroadcastControl
from bot.console.launch_data import launch_reader
from bot.console.pages.broadcasts import Broadcasts
from bot.console.pages.generations import Generations
from bot.console.pages.groups import Groups
from bot.console.pages.leaving import Leaving
from bot.console.pages.log import Log
from bot.console.pages.models import Models
from bot.console.pages.money import Money
from bot.console.pages.overview import Overview
from bot.console.pages.packs_and_codes import PacksAndCodes
from bot.console.pages.payments import Payments
from bot.console.pages.people import People
from bot.console.pages.person import PersonCard
from bot.console.pages.person_acts import PersonActs
from bot.console.pages.reports import Reports
from bot.console.pages.settings import Settings
from bot.console.pages.support import Support
from bot.console.sent_forms import SentForms
from bot.console.site import ConsoleAddress, ConsoleSite
from bot.domain.promo_code import PromoCodeReader
from bot.payments.money_report import MoneyReports
from bot.payments.packs import Packs
from bot.people.balance import Balances
from bot.people.person_data import PersonData
from bot.people.person_record import PersonRecords
from bot.promo_codes.make import PromoCodeMaker
from bot.reports.decide import ReportDecider
from bot.reports.show import ReportedMedia
from bot.staff.console import ConsoleAccess
from bot.staff.person_contacts import PersonContacts
from bot.staff.person_notifier import PersonNotifier
from storage.console.lists import SqliteConsoleLists
from storage.console.sessions import SqliteConsoleReader
from storage.groups.directory import SqliteGroupDirectory
from storage.operations.staff import SqliteActReader
from storage.people.search import SqlitePeopleReader
from storage.reports.reports import SqliteReportReader
from storage.support.support import SqliteSupportReader


def build_console_access(context: AppContext, repositories: Repositories) -> ConsoleAccess:
    """Who may come in."""
    return ConsoleAccess(
        repositories.store,
        SqliteConsoleReader(repositories.database),
        context.clock,
        repositories.staff,
        launch_reader(context.settings.bot_token.get_secret_value()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleServices:
    """The use cases behind the pages: those of the chat."""

    packs: Packs
    promo_codes: PromoCodeReader
    promo_code_maker: PromoCodeMaker
    money_reports: MoneyReports
    broadcast_control: BroadcastControl
    person_records: PersonRecords
    balances: Balances
    person_contacts: PersonContacts
    person_data: PersonData
    person_notifier: PersonNotifier
    report_decider: ReportDecider
    reported_media: ReportedMedia


def build_console(
    context: AppContext,
    repositories: Repositories,
    access: ConsoleAccess,
    services: ConsoleServices,
    wake_broadcaster: Callable[[], None] = lambda: None,
) -> ConsoleSite | None:
    """The console with its pages; None while it is off."""
    url = context.settings.console_url
    if url is None:
        return None
    lists, acts = SqliteConsoleLists(repositories.database), SqliteActReader(repositories.database)
    forms = SentForms()

    def title(slug: str) -> str:
        return context.catalog.get(slug).title if slug in context.catalog else slug

    parts = (
        Overview(repositories.history, lists),
        Money(
            services.money_reports,
            title,
        ),
        People(SqlitePeopleReader(repositories.database, context.clock), repositories.people),
        PersonCard(services.person_records, repositories.people, acts),
        PersonActs(
            repositories.people,
            repositories.staff,
            services.balances,
            services.person_contacts,
            services.person_data,
            services.person_notifier,
            forms,
        ),
        Generations(lists, repositories.store),
        Models(
            lists,
            context.catalog,
            repositories.model_switches,
            repositories.model_prices,
            context.tariff,
        ),
        PacksAndCodes(lists, services.packs, services.promo_codes, services.promo_code_maker, context.tariff),
        Payments(lists),
        Broadcasts(repositories.broadcasts, services.broadcast_control, wake_broadcaster),
        Groups(SqliteGroupDirectory(repositories.database)),
        Reports(
            SqliteReportReader(repositories.database),
            repositories.store,
            repositories.people,
            title,
            services.report_decider,
            services.reported_media,
            services.person_notifier,
            forms,
        ),
        Support(SqliteSupportReader(repositories.database)),
        Settings(repositories.checked_settings),
        Log(acts),
        Leaving(access),
    )
    return ConsoleSite(
        address=ConsoleAddress(url=url, is_local=context.settings.console == "local"),
        access=access,
        staff=repositories.staff,
        people=repositories.people,
        texts=context.texts,
        clock=context.clock,
        pages=[page for part in parts for page in part.pages()],
    )
