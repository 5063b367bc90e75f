"""The console on a port of this machine, over an empty database, and browsers in front of it."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from decimal import Decimal
from io import BytesIO
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.app.console import ConsoleServices, build_console, build_console_access
from bot.app.repositories import Repositories, build_repositories
from bot.broadcasts.control import BroadcastControl
from bot.domain.console import Entrance
from bot.domain.staff import Role
from bot.errors import DeliveryPostponed
from bot.ledger.entries import Balance
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
from bot.web.server import serving
from storage.core.database import Database
from storage.operations.money import SqliteMoneyReader
from storage.payments.packs import SqlitePackReader
from storage.payments.payments import SqlitePaymentReader
from storage.people.export import SqlitePersonDataReader
from storage.people.person_facts import SqlitePersonFactsReader
from storage.promo_codes.promo_codes import SqlitePromoCodeReader
from tests.support.application import ADMIN, shipped_context
from tests.support.fake_clock import FakeClock
from tests.support.fake_reports import FakeReportMessenger

BOT_TOKEN = "42:TEST"
HELPERS: Mapping[Role, int] = {Role.MONEY: 51, Role.SUPPORT: 52, Role.VIEWER: 53}


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser got."""

    status: int
    text: str
    headers: Mapping[str, str]


@dataclass
class Browser:
    """A browser with cookies of its own."""

    address: str
    client: aiohttp.ClientSession
    origin: str = ""

    async def get(self, path: str, **headers: str) -> Page:
        """Look at a page."""
        return await self._page("GET", path, headers, None)

    async def post(self, path: str, origin: str | None = None, **fields: str) -> Page:
        """Send a form as our own page would."""
        headers = {
            "Origin": self.address if origin is None else origin,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return await self._page("POST", path, headers, urlencode(fields).encode())

    async def send(self, path: str, **fields: str) -> Page:
        """Send a form of the page that is shown at the root, with its token."""
        return await self.post(path, csrf=await self.csrf(), **fields)

    async def csrf(self) -> str:
        """The token of this session's forms."""
        found = re.search(r'name="csrf" value="(\w+)"', (await self.get("/console/")).text)
        assert found is not None
        return found[1]

    async def _page(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Page:
        async with self.client.request(
            method,
            f"{self.address}{path}",
            headers=headers,
            data=None if body is None else BytesIO(body),
            allow_redirects=False,
        ) as answer:
            return Page(answer.status, await answer.text(), answer.headers)


@dataclass
class FakePersonNotifier:
    """Remembers what people have read.

    Attributes:
        read: what, whom, and the words or the credits.
        reaches: whether messages arrive; None where Telegram does not say so.
        waiting: what a message waits for before it is taken.
    """

    read: list[tuple[str, int, str]] = field(default_factory=list)
    reaches: bool | None = True
    waiting: asyncio.Event | None = None

    async def credits_changed(self, person_id: int, amount: int, balance: Balance, reason: str) -> None:
        """Remember it."""
        self.read.append(("credits", person_id, f"{amount:+d} {balance.available} {reason}".strip()))

    async def blocked(self, person_id: int, reason: str) -> None:
        """Remember it."""
        self.read.append(("blocked", person_id, reason))

    async def unblocked(self, person_id: int) -> None:
        """Remember it."""
        self.read.append(("unblocked", person_id, ""))

    async def message(self, person_id: int, words: str) -> bool:
        """Remember it, where it is taken."""
        if self.waiting is not None:
            await self.waiting.wait()
        if self.reaches is None:
            raise DeliveryPostponed("no answer", 1.0)
        if self.reaches:
            self.read.append(("message", person_id, words))
        return self.reaches


@dataclass(kw_only=True)
class ConsoleUnderTest:
    """The console, and who may come in."""

    address: str
    access: ConsoleAccess
    repositories: Repositories
    clock: FakeClock
    notifier: FakePersonNotifier
    report_messenger: FakeReportMessenger
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def browser(self) -> Browser:
        """A browser that is not in."""
        jar = aiohttp.CookieJar(unsafe=True)
        client = await self.stack.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
        return Browser(self.address, client)

    async def person(self, person_id: int, role: Role | None = None, language: str = "en") -> int:
        """A person who has written to the bot, with a role."""
        await self.repositories.people.see(
            person_id, telegram_language=language, name=f"P{person_id}", username="", source=""
        )
        if role not in {None, Role.OWNER}:
            await self.repositories.staff.appoint(person_id, role, by=ADMIN)
        return person_id

    async def signed_in(self, person_id: int = ADMIN) -> Browser:
        """A browser of a person who has used their link."""
        browser = await self.browser()
        link = await self.access.invite(person_id, Entrance.LINK)
        entered = await browser.post(f"/console/enter/{link.id}", secret=link.secret)
        assert entered.status == 303
        return browser

    def launch(self, person_id: int = ADMIN, *, age: float = 0, token: str = BOT_TOKEN, **extra: str) -> str:
        """Telegram's proof, as old as that."""
        fields = {
            "auth_date": str(int(self.clock.now().timestamp() - age)),
            "query_id": "q",
            "user": json.dumps({"id": person_id, "first_name": "A"}),
            **extra,
        }
        secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
        checked = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
        return urlencode({**fields, "hash": hmac.digest(secret, checked.encode(), hashlib.sha256).hex()})


@pytest.fixture
async def console(database: Database, clock: FakeClock) -> AsyncGenerator[ConsoleUnderTest]:
    """The console of this machine."""
    shipped = shipped_context()
    settings = shipped.settings.model_copy(update={"console": "local", "http_port": 8080})
    context = replace(shipped, clock=clock, settings=settings)
    repositories = await build_repositories(context, database)
    access = build_console_access(context, repositories)
    notifier, report_messenger = FakePersonNotifier(), FakeReportMessenger()
    services = ConsoleServices(
        packs=Packs(repositories.store, SqlitePackReader(database), clock),
        promo_codes=SqlitePromoCodeReader(database),
        promo_code_maker=PromoCodeMaker(repositories.store, clock),
        money_reports=MoneyReports(
            SqliteMoneyReader(database.reports), context.tariff, clock, lambda: Decimal(1000)
        ),
        broadcast_control=BroadcastControl(repositories.store, clock),
        person_records=PersonRecords(
            repositories.store,
            repositories.people,
            SqlitePaymentReader(database),
            repositories.history,
            clock,
            context.tariff,
            SqlitePersonFactsReader(database),
        ),
        balances=Balances(repositories.store, repositories.people, clock, context.tariff),
        person_contacts=PersonContacts(repositories.store, repositories.people, clock),
        person_data=PersonData(SqlitePersonDataReader(database), clock, part_bytes=2_000),
        person_notifier=notifier,
        report_decider=ReportDecider(repositories.store, repositories.staff, clock),
        reported_media=ReportedMedia(repositories.store, report_messenger),
    )
    site = build_console(context, repositories, access, services)
    assert site is not None
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(serving(site.routes(), host="127.0.0.1", port=0))
        yield ConsoleUnderTest(
            address=address,
            access=access,
            repositories=repositories,
            clock=clock,
            notifier=notifier,
            report_messenger=report_messenger,
            stack=stack,
        )
