"""What people can ask for: the use cases behind the handlers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.app.attention import attention_sources
from bot.app.context import AppContext
from bot.app.payment_ports import PaymentPorts
from bot.app.repositories import Repositories
from bot.app.workers import Workers
from bot.archives.service import ArchiveService
from bot.broadcasts.control import BroadcastControl
from bot.broadcasts.edit import BroadcastEditor
from bot.cast.editor import CastEditor
from bot.domain.free_gate import FreeGateKind
from bot.domain.generation import State
from bot.domain.gift import GiftReader
from bot.domain.legal import LegalDocument
from bot.domain.look import LookReader
from bot.domain.order import OrderReader
from bot.domain.payment import PaymentReader
from bot.domain.promo_code import PromoCodeReader
from bot.domain.runtime_setting import (
    FREE_GATE,
    GROUP_POLICY,
    SELF_REFUND,
    VOICE_SAMPLES,
    WRITER_DAILY,
)
from bot.generation.cancel import Canceller
from bot.generation.choose_picture import PictureChooser
from bot.generation.confirm import Confirmer
from bot.generation.continue_chain import ChainContinuer
from bot.generation.delete_result import ResultDeleter
from bot.generation.example_proposals import ExampleProposals
from bot.generation.example_recording import ExampleRecorder
from bot.generation.minimum_age import AgeAnswers
from bot.generation.plan import Planner
from bot.generation.quote import Quoter
from bot.generation.result_favourites import ResultMarker
from bot.generation.share_tokens import ShareTokens
from bot.generation.voice_samples import Sampler
from bot.generation.withdraw import QuoteWithdrawer
from bot.gifts.claim import GiftClaimer
from bot.gifts.give import GiftGiver
from bot.gifts.give_back import GiftReturner
from bot.gifts.notifier import GiftNotifier
from bot.gifts.purchase import BoughtGifts
from bot.gifts.tokens import GiftTokens
from bot.groups.administration import GroupAdministration
from bot.groups.admission import AdmissionPolicy, GroupAdmission
from bot.joins.service import JoinService
from bot.looks.give import LookGiver
from bot.looks.keep import LookKeeper
from bot.looks.publish import LookPublisher
from bot.parties.service import PartyService
from bot.payments.auditor import Auditor
from bot.payments.daily_report import DailyReports, DailyReportSender
from bot.payments.group_purchase import GroupPurchase
from bot.payments.money_report import MoneyReports
from bot.payments.notify import ReceiptSender
from bot.payments.orders import OrderPlacer
from bot.payments.overview import StarAccount
from bot.payments.packs import Packs
from bot.payments.pre_checkout import PreCheckout
from bot.payments.receive import PaymentReceiver
from bot.payments.refunds import Refunds, SelfRefundRule
from bot.payments.sales import Sales
from bot.payments.setting_loss import LossCheckedSettings
from bot.payments.subscription_changes import SubscriptionChanges
from bot.payments.subscription_periods import SubscriptionPeriods
from bot.payments.subscriptions import Subscriptions
from bot.payments.support import PaymentSupport
from bot.payments.unclaimed import UnclaimedPayments
from bot.people.arrivals import Arrivals
from bot.people.balance import Balances
from bot.people.consent import Consents
from bot.people.forget import PersonEraser
from bot.people.free_gate import FreeGateKeeper
from bot.people.person_data import PersonData
from bot.people.person_record import PersonRecords
from bot.ports import ChannelLinks, ChatMembers, PurchaseEffect
from bot.ports.writer import Writer
from bot.promo_codes.bonus import CodeUsedUp
from bot.promo_codes.guesses import WrongGuesses
from bot.promo_codes.make import PromoCodeMaker
from bot.promo_codes.redeem import PromoCodeRedeemer
from bot.referrals.invitations import Invitations
from bot.referrals.rewards import ReferralRewards
from bot.reports.decide import ReportDecider
from bot.reports.file_report import ReportFiler
from bot.runtime_settings.change import SettingChanger
from bot.staff.person_contacts import PersonContacts
from bot.support.service import SupportService
from bot.writer.service import WriterService
from storage.generation.gallery import SqliteGalleryReader
from storage.gifts.gifts import SqliteGiftReader
from storage.looks.looks import SqliteLookReader
from storage.operations.daily_reports import SqlitePeopleDayReader
from storage.operations.money import SqliteMoneyReader
from storage.payments.orders import SqliteOrderReader
from storage.payments.packs import SqlitePackReader
from storage.payments.payments import SqlitePaymentReader
from storage.payments.star_moves import SqliteStarMoveReader
from storage.payments.subscriptions import SqliteSubscriptionReader
from storage.people.consents import SqliteConsentRepository
from storage.people.export import SqlitePersonDataReader
from storage.people.person_facts import SqlitePersonFactsReader
from storage.promo_codes.promo_codes import SqlitePromoCodeReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The use cases, under the names by which handlers ask for them."""

    quoter: Quoter
    confirmer: Confirmer
    quote_withdrawer: QuoteWithdrawer
    canceller: Canceller
    chain_continuer: ChainContinuer
    picture_chooser: PictureChooser
    result_deleter: ResultDeleter
    result_marker: ResultMarker
    sampler: Sampler
    example_recorder: ExampleRecorder
    example_proposals: ExampleProposals
    balances: Balances
    person_records: PersonRecords
    person_contacts: PersonContacts
    person_data: PersonData
    arrivals: Arrivals
    share_tokens: ShareTokens
    person_eraser: PersonEraser
    consents: Consents
    age_answers: AgeAnswers
    cast_editor: CastEditor
    group_administration: GroupAdministration
    group_admission: GroupAdmission
    parties: PartyService
    joins: JoinService
    archives: ArchiveService
    packs: Packs
    order_placer: OrderPlacer
    pre_checkout: PreCheckout
    payment_receiver: PaymentReceiver
    payments: PaymentReader
    invitations: Invitations
    free_access: FreeGateKeeper
    subscriptions: Subscriptions
    subscription_changes: SubscriptionChanges
    refunds: Refunds
    receipt_sender: ReceiptSender
    auditor: Auditor
    gifts: GiftReader
    gift_giver: GiftGiver
    gift_claimer: GiftClaimer
    gift_returner: GiftReturner
    orders: OrderReader
    star_account: StarAccount
    unclaimed_payments: UnclaimedPayments
    promo_codes: PromoCodeReader
    promo_code_redeemer: PromoCodeRedeemer
    promo_code_maker: PromoCodeMaker
    broadcast_editor: BroadcastEditor
    broadcast_control: BroadcastControl
    payment_support: PaymentSupport
    support_service: SupportService
    looks: LookReader
    look_keeper: LookKeeper
    look_giver: LookGiver
    look_publisher: LookPublisher
    writer: WriterService
    setting_changer: SettingChanger
    checked_settings: LossCheckedSettings
    money_reports: MoneyReports
    daily_reports: DailyReports
    sales: Sales
    report_filer: ReportFiler
    report_decider: ReportDecider


def build_services(
    context: AppContext,
    repositories: Repositories,
    workers: Workers,
    members: ChatMembers,
    channel_links: ChannelLinks,
    payment_ports: PaymentPorts,
    gift_notifier: GiftNotifier,
    writer: Writer,
    daily_report_sender: DailyReportSender,
    support_service: SupportService,
) -> Services:
    """The use cases; what they confirm wakes the engine."""
    settings, catalog, tariff, clock = context.settings, context.catalog, context.tariff, context.clock
    store, health, keys = repositories.store, repositories.health, repositories.active_keys
    submit_soon = partial(workers.engine.wake, State.HELD)

    get = context.runtime_settings.get

    sales = Sales(context.runtime_settings, lambda: workers.key_breakers.is_waiting)
    effects: Sequence[PurchaseEffect] = (
        SubscriptionPeriods(),
        ReferralRewards(clock, settings.referral_percent),
        CodeUsedUp(),
        GroupPurchase(clock),
        BoughtGifts(clock, GiftTokens(context.keys[0], context.keys[1:])),
    )

    def stop_work(person_id: int) -> None:
        workers.stop_work_of(person_id)
        support_service.wake()

    payments, star_moves = (
        SqlitePaymentReader(repositories.database),
        SqliteStarMoveReader(repositories.database),
    )
    receiver = PaymentReceiver(store, clock, tariff, effects)
    refunds = Refunds(
        store=store,
        payments=payments,
        clock=clock,
        stars=payment_ports.stars,
        receiver=receiver,
        notifier=payment_ports.payer_notifier,
        effects=effects,
        rule=lambda: SelfRefundRule(
            allowed=get(SELF_REFUND),
            days=settings.self_refund_days,
            opens_free_credits=get(FREE_GATE).kind is FreeGateKind.PURCHASE,
        ),
    )
    free_access = FreeGateKeeper(lambda: get(FREE_GATE), members, channel_links, payments)
    orders = SqliteOrderReader(repositories.database)
    placer = OrderPlacer(store, clock, sales.are_open)
    auditor = Auditor(
        store=store,
        payments=payments,
        star_moves=star_moves,
        stars=payment_ports.stars,
        receiver=receiver,
        refunds=refunds,
        clock=clock,
    )
    star_account = StarAccount(auditor, payment_ports.stars, star_moves, payments, clock)
    packs = SqlitePackReader(repositories.database)
    money_reports = MoneyReports(
        SqliteMoneyReader(repositories.database.reports),
        tariff,
        clock,
        lambda: workers.kie_balance_monitor.left,
    )
    planner = Planner(catalog, context.recipes, tariff.dialect, health)
    quoter = Quoter(catalog, planner, store, clock, tariff, keys, context.runtime_settings)
    continuer = ChainContinuer(store, quoter)
    return Services(
        quoter=quoter,
        confirmer=Confirmer(
            store,
            clock,
            tariff,
            workers.key_breakers,
            health,
            members,
            submit_soon,
            keys,
            free_access,
            context.runtime_settings,
        ),
        quote_withdrawer=QuoteWithdrawer(store, clock, members),
        canceller=Canceller(store, clock, tariff),
        chain_continuer=continuer,
        picture_chooser=PictureChooser(store, continuer, members, clock),
        result_deleter=ResultDeleter(store),
        result_marker=ResultMarker(store, clock),
        sampler=Sampler(
            catalog=catalog,
            store=store,
            clock=clock,
            tariff=tariff,
            key_breakers=workers.key_breakers,
            health=health,
            wake=submit_soon,
            enabled=lambda: get(VOICE_SAMPLES) and context.runtime_settings.paused is None,
        ),
        example_recorder=ExampleRecorder(
            catalog=catalog,
            ideas=context.ideas,
            store=store,
            clock=clock,
            tariff=tariff,
            key_breakers=workers.key_breakers,
            health=health,
            admin_ids=settings.admin_ids,
            wake=submit_soon,
        ),
        example_proposals=ExampleProposals(store, clock, catalog),
        balances=Balances(store, repositories.people, clock, tariff),
        arrivals=Arrivals(store, clock),
        share_tokens=ShareTokens(context.keys[0], context.keys[1:]),
        consents=Consents(
            SqliteConsentRepository(repositories.database),
            clock,
            context.legal_documents.version(LegalDocument.TERMS),
        ),
        age_answers=AgeAnswers(store, clock, tariff),
        cast_editor=CastEditor(store, clock, members),
        group_administration=GroupAdministration(
            store, repositories.groups, clock, tariff, members, free_access
        ),
        person_records=PersonRecords(
            store,
            repositories.people,
            payments,
            repositories.history,
            clock,
            tariff,
            SqlitePersonFactsReader(repositories.database),
        ),
        person_contacts=PersonContacts(store, repositories.people, clock),
        person_data=PersonData(SqlitePersonDataReader(repositories.database), clock),
        person_eraser=PersonEraser(
            store,
            clock,
            repositories.pseudonyms.of,
            gift_notifier,
            settings.admin_ids,
            stop_work,
        ),
        group_admission=GroupAdmission(
            store,
            repositories.groups,
            clock,
            lambda: AdmissionPolicy(get(GROUP_POLICY)),
            settings.group_ids,
            frozenset(filter(None, (settings.support_chat,))),
        ),
        parties=PartyService(store, clock, tariff, members, free_access, context.runtime_settings),
        joins=JoinService(
            store,
            clock,
            SqliteGalleryReader(repositories.database),
            daily=settings.joins_daily,
            stop=workers.join_worker.cancel,
            wake=workers.join_worker.wake,
        ),
        archives=ArchiveService(
            store,
            clock,
            daily=settings.archives_daily,
            stop=workers.archive_worker.cancel,
            wake=workers.archive_worker.wake,
        ),
        packs=Packs(store, packs, clock),
        order_placer=placer,
        subscriptions=Subscriptions(
            store, SqliteSubscriptionReader(repositories.database), placer, payment_ports.stars, clock
        ),
        subscription_changes=SubscriptionChanges(
            store, payment_ports.stars, payment_ports.payer_notifier, clock
        ),
        pre_checkout=PreCheckout(orders, clock, sales.are_open),
        invitations=Invitations(store, clock, settings.referral_percent),
        payment_receiver=receiver,
        payments=payments,
        refunds=refunds,
        receipt_sender=ReceiptSender(payments, receiver, payment_ports.payer_notifier, clock),
        auditor=auditor,
        star_account=star_account,
        payment_support=PaymentSupport(payments, star_account, support_service, clock),
        support_service=support_service,
        unclaimed_payments=UnclaimedPayments(store, repositories.people, packs, clock, tariff),
        free_access=free_access,
        looks=SqliteLookReader(repositories.database),
        look_keeper=LookKeeper(store, clock, catalog),
        look_giver=LookGiver(store, clock, catalog, tariff.dialect),
        look_publisher=LookPublisher(store, clock),
        writer=WriterService(
            writer,
            repositories.writer,
            clock,
            keys,
            repositories.proven_abilities,
            daily=lambda: get(WRITER_DAILY),
        ),
        gifts=SqliteGiftReader(repositories.database),
        gift_giver=GiftGiver(store, clock, GiftTokens(context.keys[0], context.keys[1:])),
        gift_claimer=GiftClaimer(store, clock, tariff, gift_notifier),
        gift_returner=GiftReturner(store, clock, gift_notifier),
        orders=orders,
        promo_codes=SqlitePromoCodeReader(repositories.database),
        promo_code_redeemer=PromoCodeRedeemer(
            store, clock, tariff, WrongGuesses(clock), context.runtime_settings
        ),
        promo_code_maker=PromoCodeMaker(store, clock),
        broadcast_editor=BroadcastEditor(store, clock),
        broadcast_control=BroadcastControl(store, clock),
        setting_changer=repositories.setting_changer,
        checked_settings=repositories.checked_settings,
        money_reports=money_reports,
        sales=sales,
        daily_reports=DailyReports(
            money=money_reports,
            people_days=SqlitePeopleDayReader(repositories.database.reports),
            attention=attention_sources(context, repositories, packs, payments),
            store=store,
            people=repositories.people,
            staff=repositories.staff,
            settings=context.runtime_settings,
            clock=clock,
            sender=daily_report_sender,
        ),
        report_filer=ReportFiler(store, clock),
        report_decider=ReportDecider(store, repositories.staff, clock),
    )
