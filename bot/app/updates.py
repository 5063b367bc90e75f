"""How Telegram's updates come in, whichever way they are brought."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from aiogram import Bot, Dispatcher

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.app.senders import Senders
from bot.web.polling import Poller
from bot.web.polling_watch import CHECK_SECONDS, PollingWatch
from bot.web.update_feed import UpdateFeed
from bot.web.update_inbox import UpdateInbox
from bot.workers.periodic_worker import PeriodicWorker
from storage.keys.encryption import CredentialCipher
from storage.operations.alerts import SqliteAlertState
from storage.operations.pending_updates import SqlitePendingUpdates


@dataclass(frozen=True, slots=True, kw_only=True)
class Updates:
    """What takes updates in.

    Attributes:
        inbox: has them handled.
        poller: fetches them; None when they are pushed.
        watch: whether they can be fetched; None when they are pushed.
        watching: alerts the operator when they cannot.
    """

    inbox: UpdateInbox
    poller: Poller | None = None
    watch: PollingWatch | None = None
    watching: PeriodicWorker | None = None


def build_updates(
    context: AppContext, repositories: Repositories, bot: Bot, dispatcher: Dispatcher, senders: Senders
) -> Updates:
    """Join them."""
    metrics, clock = context.metrics, context.clock
    pending = SqlitePendingUpdates(repositories.database, CredentialCipher(context.keys), clock)
    inbox = UpdateInbox(pending, UpdateFeed(bot, dispatcher, metrics).handle, metrics)
    if context.settings.telegram_updates == "webhook":
        metrics.watch_updates(waiting=lambda: inbox.waiting, silent=lambda: 0.0)
        return Updates(inbox=inbox)
    watch = PollingWatch()
    metrics.watch_updates(waiting=lambda: inbox.waiting, silent=watch.silent_for)
    check = partial(watch.check, senders.messenger, SqliteAlertState(repositories.database, clock))
    return Updates(
        inbox=inbox,
        poller=Poller(bot, inbox, watch, dispatcher.resolve_used_update_types()),
        watch=watch,
        watching=PeriodicWorker("whether updates arrive", CHECK_SECONDS, check),
    )
