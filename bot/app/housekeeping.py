"""What the bot does for itself, a little at a time: it ends what a killed process left half done, and deletes what is
old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.app.senders import Senders
from bot.app.services import Services
from bot.domain.retention import Retention
from bot.generation.selection_watch import SelectionWatch
from bot.gifts.purchase import GiftCardSender
from bot.groups.migration import ChatMigrator
from bot.payments.seller_check import SellerCheck
from bot.referrals.announcements import RewardAnnouncer
from bot.reports.carry_out import ReportEffects
from bot.reports.notify_operators import OperatorNotifier
from bot.workers.periodic_worker import PeriodicWorker
from storage.operations.retention import SqlitePruner
from storage.reports.reports import SqliteReportReader
from storage.selections.selections import SqliteSelectionSchedule

UNFINISHED_SECONDS: Final = 5.0
"""Between two looks for what is half done. Each is a transaction that finds nothing, in most cases."""

EXAMPLES_SECONDS: Final = 3.0
"""Between two looks for examples that are to be recorded or have arrived."""

SELLER_SECONDS: Final = 600.0
"""Between two looks whether something is on sale without a seller's name."""

REWARDS_SECONDS: Final = 3.0
"""Between two looks for rewards that their people have not read of."""
AUDIT_SECONDS: Final = 600.0
"""Between two looks into Telegram's list of Star transactions."""

REFUNDS_SECONDS: Final = 30.0
"""Between two tries of refunds that Telegram has not answered."""

RECEIPTS_SECONDS: Final = 60.0
"""Between two looks for payers who have not read of their payments."""
CARDS_SECONDS: Final = 2.0
"""Between two looks for gift cards that were bought and have not been shown."""

GIFTS_SECONDS: Final = 5.0
"""Between two looks for gifts that no one has opened in time."""

SELECTIONS_SECONDS: Final = 30.0
"""Between two looks for choices that no one has made."""

SUBSCRIPTIONS_SECONDS: Final = 600.0
"""Between two looks for subscriptions whose periods are over."""

STOPS_SECONDS: Final = 10.0
"""Between two looks for subscriptions that Telegram is to stop."""

DAILY_REPORT_SECONDS: Final = 30.0
"""Between two looks for operators whose hour of the daily report has come."""

REPORTS_SECONDS: Final = 2.0
"""Between two looks for what decisions about reported results have left to do."""

PRUNE_SECONDS: Final = 600.0
"""Between two looks for what is too old."""


def build_housekeeping(
    context: AppContext,
    repositories: Repositories,
    services: Services,
    senders: Senders,
    chat_migrator: ChatMigrator,
) -> Sequence[PeriodicWorker]:
    """The loops, each with an action that takes short transactions only."""
    settings = context.settings
    retention = Retention(
        quotes=timedelta(days=settings.keep_quotes_days),
        drafts=timedelta(days=settings.keep_drafts_days),
        callbacks=timedelta(days=settings.keep_callbacks_days),
        transitions=timedelta(days=settings.keep_transitions_days),
        payments=timedelta(days=settings.keep_payments_days),
    )
    pruner = SqlitePruner(repositories.database, context.clock, retention)
    every = partial(PeriodicWorker, supervised=True)
    return (
        every("unfinished erasures", UNFINISHED_SECONDS, services.person_eraser.finish),
        every("history of chats that moved", UNFINISHED_SECONDS, chat_migrator.finish),
        every("groups that were left", UNFINISHED_SECONDS, services.group_admission.finish_leaving),
        every("examples", EXAMPLES_SECONDS, services.example_recorder.carry_on),
        every(
            "who sells",
            SELLER_SECONDS,
            SellerCheck(services.packs, context.legal_documents.operator, senders.messenger).check,
        ),
        every(
            "rewards", REWARDS_SECONDS, RewardAnnouncer(repositories.store, senders.reward_sender).announce
        ),
        every("payments at Telegram", AUDIT_SECONDS, partial(_audit, services)),
        every("refunds", REFUNDS_SECONDS, services.refunds.finish),
        every("receipts", RECEIPTS_SECONDS, services.receipt_sender.send),
        every(
            "gift cards",
            CARDS_SECONDS,
            GiftCardSender(repositories.store, services.gift_giver, senders.gift_notifier).send,
        ),
        every("gifts", GIFTS_SECONDS, services.gift_returner.return_too_old),
        every(
            "selections",
            SELECTIONS_SECONDS,
            SelectionWatch(
                repositories.store,
                SqliteSelectionSchedule(repositories.database),
                senders.selection_notifier,
                context.clock,
            ).carry_on,
        ),
        every("subscriptions that are over", SUBSCRIPTIONS_SECONDS, services.subscription_changes.end_over),
        every("subscriptions to be stopped", STOPS_SECONDS, services.subscription_changes.finish_stops),
        every("daily report", DAILY_REPORT_SECONDS, services.daily_reports.send_due),
        every(
            "reports",
            REPORTS_SECONDS,
            ReportEffects(repositories.store, senders.report_messenger, context.clock).carry_out,
        ),
        every(
            "operators of reports",
            REPORTS_SECONDS,
            OperatorNotifier(
                repositories.store,
                SqliteReportReader(repositories.database),
                repositories.staff,
                senders.report_messenger,
                context.clock,
            ).notify,
        ),
        every("retention", PRUNE_SECONDS, pruner.prune),
    )


async def _audit(services: Services) -> None:
    """Read on in Telegram's list; who has paid what is found there is written to at once."""
    await services.auditor.run()
    await services.receipt_sender.send()
