"""What the daily report says needs a hand: one function for each thing that may wait for an operator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.domain.daily_report import Attention, AttentionKind, AttentionSource
from bot.domain.example import ExampleState
from bot.domain.pack import PackReader
from bot.domain.payment import PaymentReader, PaymentState
from bot.payments.break_even import BreakEven
from bot.ports.alerts import LASTING
from storage.operations.alerts import SqliteAlertState
from storage.reports.reports import SqliteReportReader
from storage.support.support import SqliteSupportReader

_COUNTED: Final = 100
"""More of a kind are not counted."""
_NAMED: Final = 3
"""Models that are named."""


def attention_sources(
    context: AppContext, repositories: Repositories, packs: PackReader, payments: PaymentReader
) -> Sequence[AttentionSource]:
    """All of them, in the order in which they are shown; whatever can wait for an operator is added here."""
    alerts = SqliteAlertState(repositories.database, context.clock)
    threads = SqliteSupportReader(repositories.database)
    reported = SqliteReportReader(repositories.database)

    async def paused() -> Sequence[Attention]:
        is_paused = context.runtime_settings.paused is not None
        return [Attention(AttentionKind.PAUSED)] if is_paused else []

    async def active_alerts() -> Sequence[Attention]:
        return [Attention(AttentionKind.ALERT, detail=kind) for kind in sorted(LASTING & await alerts.now())]

    async def unclaimed() -> Sequence[Attention]:
        waiting = await payments.payments_in(PaymentState.UNCLAIMED, _COUNTED)
        return [Attention(AttentionKind.UNCLAIMED, len(waiting))] if waiting else []

    async def refunding() -> Sequence[Attention]:
        waiting = await payments.payments_in(PaymentState.REFUNDING, _COUNTED)
        return [Attention(AttentionKind.REFUNDING, len(waiting))] if waiting else []

    async def failing_models() -> Sequence[Attention]:
        slugs = repositories.health.troubled
        named = ", ".join(slugs[:_NAMED])
        return [Attention(AttentionKind.MODELS, len(slugs), named)] if slugs else []

    async def support() -> Sequence[Attention]:
        waiting = await threads.open_support_threads(None, _COUNTED)
        return [Attention(AttentionKind.SUPPORT, len(waiting))] if waiting else []

    async def reports() -> Sequence[Attention]:
        waiting = await reported.open_reports(_COUNTED)
        return [Attention(AttentionKind.REPORTS, waiting)] if waiting else []

    async def examples() -> Sequence[Attention]:
        async with repositories.store.transaction() as tx:
            waiting = await tx.examples_in(ExampleState.PROPOSED, _COUNTED)
        return [Attention(AttentionKind.EXAMPLES, len(waiting))] if waiting else []

    async def losing_packs() -> Sequence[Attention]:
        losing = BreakEven.of(context.tariff).packs_at_loss(await packs.packs_on_sale())
        return [Attention(AttentionKind.PACKS, len(losing))] if losing else []

    return (
        paused,
        active_alerts,
        unclaimed,
        refunding,
        support,
        reports,
        failing_models,
        losing_packs,
        examples,
    )
