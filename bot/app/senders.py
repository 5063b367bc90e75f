"""What sends to chats without an update that asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app.context import AppContext
from bot.app.media import MediaServices
from bot.app.repositories import Repositories
from bot.app.telegram import TelegramClient
from bot.archives.worker import ArchiveNotifier
from bot.availability.own_keys import KeyOwnerNotifier
from bot.availability.service_return import ServiceReturnSender
from bot.delivery.archive_messenger import TelegramArchiveNotifier
from bot.delivery.daily_report import TelegramDailyReportSender
from bot.delivery.generation_messenger import TelegramMessenger
from bot.delivery.gift_messenger import TelegramGiftNotifier
from bot.delivery.join_messenger import TelegramJoinNotifier
from bot.delivery.lost_copies import LostCopies
from bot.delivery.own_key_alerts import TelegramKeyOwnerNotifier
from bot.delivery.party_messenger import TelegramPartyNotifier
from bot.delivery.prepare_media import MediaPreparer
from bot.delivery.report_messenger import TelegramReportMessenger
from bot.delivery.resend import TelegramMediaResender
from bot.delivery.reward_notices import TelegramRewardSender
from bot.delivery.selection_messenger import TelegramSelectionNotifier
from bot.delivery.service_return import TelegramServiceReturnSender
from bot.generation.progress_estimate import ProgressEstimator
from bot.generation.selection_watch import SelectionNotifier
from bot.gifts.purchase import BoughtGiftNotifier
from bot.joins.worker import JoinNotifier
from bot.parties.worker import PartyNotifier
from bot.payments.daily_report import DailyReportSender
from bot.people.names import Names
from bot.ports import Messenger, Provider
from bot.referrals.announcements import RewardSender
from bot.reports.messenger import ReportMessenger
from handlers.archives.messages import LocalizedArchiveMessageTemplates
from handlers.core.ports import MediaResender
from handlers.gifts.messages import LocalizedGiftMessageTemplates
from handlers.joins.messages import LocalizedJoinMessageTemplates
from handlers.messages import LocalizedMessageTemplates
from handlers.operator.daily_messages import LocalizedDailyReportTemplates
from handlers.parties.messages import LocalizedPartyMessageTemplates
from handlers.reports.messages import LocalizedReportMessageTemplates


@dataclass(frozen=True, slots=True, kw_only=True)
class Senders:
    """What sends to chats.

    Attributes:
        estimator: how long a generation still takes.
        lost_copies: finds copies at Telegram that do not hold any more.
    """

    estimator: ProgressEstimator
    messenger: Messenger
    media_resender: MediaResender
    key_owner_notifier: KeyOwnerNotifier
    party_notifier: PartyNotifier
    lost_copies: LostCopies
    service_return_sender: ServiceReturnSender
    reward_sender: RewardSender
    gift_notifier: BoughtGiftNotifier
    join_notifier: JoinNotifier
    archive_notifier: ArchiveNotifier
    selection_notifier: SelectionNotifier
    daily_report_sender: DailyReportSender
    report_messenger: ReportMessenger


def build_senders(
    context: AppContext,
    repositories: Repositories,
    telegram: TelegramClient,
    media: MediaServices,
    provider: Provider,
) -> Senders:
    """Senders to Telegram, with the texts that handlers have for them."""
    media_preparer = MediaPreparer(
        media.downloader, media.temp_files, media.subprocesses, provider.fresh_link, media.limits
    )
    cards = LocalizedMessageTemplates(
        context.texts,
        context.catalog,
        repositories.health,
        suggests_words=lambda: repositories.proven_abilities.writes,
    )
    lost_copies = LostCopies(telegram.bot, repositories.history.forget_copy)
    estimator = ProgressEstimator(repositories.history, context.catalog, context.clock)
    return Senders(
        estimator=estimator,
        messenger=TelegramMessenger(
            bot=telegram.bot,
            cards=cards,
            media_preparer=media_preparer,
            links=provider.fresh_link,
            room=telegram.rate_limiter,
            estimator=estimator.of,
            admin_ids=context.settings.admin_ids,
            names=Names(repositories.people).of,
        ),
        media_resender=TelegramMediaResender(telegram.bot, media_preparer, provider.fresh_link),
        key_owner_notifier=TelegramKeyOwnerNotifier(telegram.bot, repositories.people, cards.key_trouble),
        party_notifier=TelegramPartyNotifier(
            telegram.bot, LocalizedPartyMessageTemplates(context.texts), lost_copies
        ),
        lost_copies=lost_copies,
        service_return_sender=TelegramServiceReturnSender(
            telegram.bot, repositories.people, cards.service_back
        ),
        reward_sender=TelegramRewardSender(telegram.bot, repositories.people, cards.reward),
        gift_notifier=TelegramGiftNotifier(
            telegram.bot, repositories.people, LocalizedGiftMessageTemplates(context.texts)
        ),
        join_notifier=TelegramJoinNotifier(telegram.bot, LocalizedJoinMessageTemplates(context.texts)),
        archive_notifier=TelegramArchiveNotifier(
            telegram.bot, LocalizedArchiveMessageTemplates(context.texts)
        ),
        selection_notifier=TelegramSelectionNotifier(telegram.bot, cards),
        daily_report_sender=TelegramDailyReportSender(
            telegram.bot, LocalizedDailyReportTemplates(context.texts, context.catalog)
        ),
        report_messenger=TelegramReportMessenger(
            telegram.bot,
            repositories.people,
            LocalizedReportMessageTemplates(context.texts, context.catalog),
        ),
    )
