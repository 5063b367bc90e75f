"""The simulator as one object that starts and stops."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.sandbox.telegram import payments
from bot.sandbox.telegram.chats import Group, make_group
from bot.sandbox.telegram.core import Core, Options
from bot.sandbox.telegram.faults import CallLog, Faults
from bot.sandbox.telegram.files import FileStore
from bot.sandbox.telegram.page_api import PageApi, loopback_only
from bot.sandbox.telegram.payments import Payment
from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.server import BotApi, application
from bot.sandbox.telegram.stars import Charge, Stars, Subscription
from bot.sandbox.telegram.updates import Updates
from bot.sandbox.telegram.world import ChatKind, User

#: A token of Telegram's format that belongs to no bot.
SANDBOX_TOKEN: Final = "123456789:SANDBOX-token-that-opens-nothing-at-all"  # noqa: S105 - not a secret
_FIRST_PERSON: Final = 700_001


class TelegramSimulator:
    """A whole Telegram with one bot: build it, add people and groups, `start`, point the bot at `url`, `close`.

    `folder` keeps the files (a temporary one by default); `hosts` are names besides loopback under which it may be
    reached (a container's service name).
    """

    def __init__(
        self,
        token: str = SANDBOX_TOKEN,
        *,
        username: str = "kiosk_sandbox_bot",
        name: str = "Kiosk",
        options: Options | None = None,
        folder: Path | None = None,
        hosts: Iterable[str] = (),
    ) -> None:
        self.token = token
        self._hosts = frozenset(hosts)
        self._temp_files = (
            None if folder else tempfile.TemporaryDirectory(prefix="telegram-", ignore_cleanup_errors=True)
        )
        files = FileStore(folder or Path(self._temp_files.name if self._temp_files else ""))
        bot = User(int(token.partition(":")[0]), name, username, is_bot=True)
        self.core = Core(bot, files, options or Options())
        self.api = BotApi(self.core, token)
        self.people: dict[int, Person] = {}
        self._runner: web.AppRunner | None = None
        self._url = ""

    @property
    def bot(self) -> User:
        """The bot's own account."""
        return self.core.world.bot

    @property
    def groups(self) -> list[Group]:
        """All groups, those that grew into supergroups included."""
        return [Group(self.core, chat) for chat in self.core.world.chats.values() if not chat.is_private]

    @property
    def faults(self) -> Faults:
        """Trouble for the next calls."""
        return self.core.faults

    @property
    def calls(self) -> CallLog:
        """What the bot called."""
        return self.core.log

    @property
    def updates(self) -> Updates:
        """Updates that the bot has not received yet; can be held, repeated, reversed."""
        return self.core.updates

    @property
    def url(self) -> str:
        """The root for TELEGRAM_API_URL and for the browser; empty before `start`."""
        return self._url

    def person(
        self,
        name: str,
        *,
        language: str | None = "en",
        username: str | None = None,
        id: int | None = None,  # noqa: A002
    ) -> Person:
        """A new person, who has not written to the bot yet."""
        number = id if id is not None else _FIRST_PERSON + len(self.people)
        person = Person(self.core, User(number, name, username, language))
        self.people[number] = person
        return person

    def group(
        self,
        title: str,
        members: Iterable[Person],
        kind: str = "group",
        admins: Iterable[Person] = (),
        *,
        bot_is_admin: bool = False,
    ) -> Group:
        """A new group with these people and the bot; `kind` is group, supergroup or forum."""
        users, chiefs = [person.user for person in members], [person.user for person in admins]
        return make_group(self.core, title, ChatKind(kind), users, chiefs, bot_is_admin=bot_is_admin)

    def lose_file(self, file_id: str) -> None:
        """Refuse this file id from now on."""
        self.core.files.lose(file_id)

    def expire_taps(self) -> None:
        """Make every unanswered tap too old to be answered."""
        for query in self.core.queries.values():
            query.made -= self.core.options.query_lifetime + 1

    # --- Stars ---------------------------------------------------------------------------------------------------

    @property
    def stars(self) -> Stars:
        """The bot's balance, all charges, and `lag`: how many seconds late its list is."""
        return self.core.stars

    def renew(
        self, person: Person, subscription: Subscription | None = None, *, is_heard: bool = True
    ) -> Payment:
        """A month later: the subscription (the person's newest by default) is paid again by itself."""
        return payments.renew(self.core, subscription or person.subscriptions[-1], is_heard=is_heard)

    def fail_renewal(self, person: Person, subscription: Subscription | None = None) -> None:
        """A month later: there were not enough Stars to renew."""
        payments.fail_renewal(self.core, subscription or person.subscriptions[-1])

    def cancel(self, person: Person, subscription: Subscription | None = None) -> None:
        """The person stops a subscription."""
        payments.cancel(self.core, subscription or person.subscriptions[-1])

    def reenable(self, person: Person, subscription: Subscription | None = None) -> None:
        """The person lets a stopped subscription go on. ValueError when the bot stopped it."""
        payments.reenable(self.core, subscription or person.subscriptions[-1])

    def refund(self, charge_id: str) -> None:
        """Give a payment back from elsewhere: by other software on the same token."""
        payments.refund(self.core, self.stars.charges[charge_id])

    def chargeback(self, charge_id: str, *, is_listed: bool = False) -> None:
        """The store took the money back: the bot's balance goes down, without a word to the bot."""
        self.stars.give_back(self.stars.charges[charge_id], is_listed=is_listed)

    def withdraw(self, amount: int) -> None:
        """The owner takes Stars out of the bot."""
        self.stars.withdraw(amount)

    def charge(self, charge_id: str) -> Charge:
        """The payment of this charge id; KeyError without one."""
        return self.stars.charges[charge_id]

    def drop_updates(self) -> None:
        """24 hours have passed: what the bot has not fetched by now is lost."""
        self.updates.clear()

    def application(self) -> web.Application:
        """The web application: the Bot API and the page. For `start`, or to be run by someone else."""
        app = application([loopback_only(self._hosts)])
        app.add_routes([*self.api.routes(), *PageApi(self).routes()])
        app.cleanup_ctx.append(self.api.push_updates)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. Raises OSError when the port is taken."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        addresses = self._runner.addresses
        self._url = f"http://{host}:{addresses[0][1]}"

    async def close(self) -> None:
        """Stop listening and delete the files (unless the folder was given)."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if self._temp_files is not None:
            self._temp_files.cleanup()
