"""The database on SQLite (`bot.ports.Store`): transactions over the rows, and the schedule."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import aiosqlite

from bot.domain.batch import Batch
from bot.domain.generation import Generation, State
from bot.domain.quote import Quote
from bot.ports import Clock, Transition, TransitionRecord
from storage.archives.archives import SqliteArchiveRepository
from storage.cast.characters import SqliteCharacterRepository
from storage.console.sessions import SqliteConsoleRepository
from storage.core.columns import moment
from storage.core.database import Database
from storage.core.ledger import SqliteLedgerRepository
from storage.core.row_mapper import with_assets
from storage.generation.batches import SqliteBatchRepository, read_batch
from storage.generation.examples import SqliteExampleRepository
from storage.generation.generations import AT_MESSAGE, WITH_FILE, SqliteGenerationRepository
from storage.generation.queue import GenerationQueue
from storage.generation.quotes import SqliteQuoteRepository, read_quote
from storage.generation.result_favourites import SqliteResultFavouriteRepository
from storage.generation.voice_samples import SqliteVoiceSampleRepository
from storage.gifts.gifts import SqliteGiftRepository
from storage.groups.chat_migration import SqliteChatMigration
from storage.groups.groups import SqliteGroupRepository
from storage.joins.joins import SqliteJoinRepository
from storage.looks.looks import SqliteLookRepository
from storage.operations.broadcasts import SqliteBroadcastRepository
from storage.operations.daily_reports import SqliteDailyReportRepository
from storage.operations.incomplete_sets import SqliteIncompleteSetRepository
from storage.operations.model_costs import SqliteModelCostRepository
from storage.operations.notices import SqliteNoticeQueue
from storage.operations.runtime_settings import SqliteRuntimeSettingRepository
from storage.operations.staff import SqliteStaffRepository
from storage.parties.parties import SqlitePartyRepository
from storage.payments.orders import SqliteOrderRepository
from storage.payments.packs import SqlitePackRepository
from storage.payments.payments import SqlitePaymentRepository
from storage.payments.star_moves import SqliteStarMoveRepository
from storage.payments.subscriptions import SqliteSubscriptionRepository
from storage.people.age_answers import SqliteAgeAnswerRepository
from storage.people.arrivals import SqliteArrivalRepository
from storage.people.forget import SqlitePersonErasure, wipe
from storage.people.person_facts import SqlitePersonNoteRepository
from storage.promo_codes.promo_codes import SqlitePromoCodeRepository
from storage.referrals.referrals import SqliteReferralRepository
from storage.reports.reports import SqliteReportRepository
from storage.selections.selections import SqliteSelectionRepository
from storage.support.support import SqliteSupportRepository

Aliases = Callable[[int], Sequence[int]]
"""What may stand in an account instead of a person, after they were forgotten."""


def _no_aliases(_: int) -> Sequence[int]:
    return ()


class SqliteTransaction(
    SqliteLedgerRepository,
    SqliteQuoteRepository,
    SqliteGenerationRepository,
    SqliteChatMigration,
    SqliteGroupRepository,
    SqlitePartyRepository,
    SqlitePersonErasure,
    SqliteVoiceSampleRepository,
    SqliteExampleRepository,
    SqliteArrivalRepository,
    SqliteAgeAnswerRepository,
    SqlitePackRepository,
    SqliteOrderRepository,
    SqlitePaymentRepository,
    SqliteStarMoveRepository,
    SqliteSubscriptionRepository,
    SqliteReferralRepository,
    SqliteGiftRepository,
    SqlitePromoCodeRepository,
    SqliteLookRepository,
    SqliteCharacterRepository,
    SqliteBatchRepository,
    SqliteSelectionRepository,
    SqliteJoinRepository,
    SqliteArchiveRepository,
    SqliteNoticeQueue,
    SqliteModelCostRepository,
    SqliteIncompleteSetRepository,
    SqliteResultFavouriteRepository,
    SqliteStaffRepository,
    SqlitePersonNoteRepository,
    SqliteConsoleRepository,
    SqliteRuntimeSettingRepository,
    SqliteDailyReportRepository,
    SqliteBroadcastRepository,
    SqliteSupportRepository,
    SqliteReportRepository,
):
    """One transaction: the row families over one connection."""

    def __init__(self, connection: aiosqlite.Connection, aliases: Aliases = _no_aliases) -> None:
        self._connection = connection
        self.aliases = aliases
        self.transitions = []
        self.noticed = False

    async def save(self, generation: Generation, *, expected: State, at: datetime, detail: str = "") -> None:
        """Write it back; the last time for one that is forgotten."""
        await super().save(generation, expected=expected, at=at, detail=detail)
        await wipe(self._connection, [generation.id])


class SqliteStore(GenerationQueue):
    """The truth about every credit and every generation, in one SQLite file.

    Args:
        database: the file.
        clock: the time.
        on_transition: called for every state that a generation has entered, after the commit; must not raise.
        aliases: by which forgotten people are known again.
        on_notice: called when the admins have a notice waiting, after the commit; must not raise.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        on_transition: Callable[[Transition], object] = lambda _: None,
        aliases: Aliases = _no_aliases,
        on_notice: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(database, clock)
        self._on_transition = on_transition
        self._aliases = aliases
        self._on_notice = on_notice

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[SqliteTransaction]:
        """A writing transaction; one at a time."""
        async with self._database.transaction() as connection:
            tx = SqliteTransaction(connection, self._aliases)
            yield tx
        for transition in tx.transitions:
            self._on_transition(transition)
        if tx.noticed:
            self._on_notice()

    async def generation(self, generation_id: int) -> Generation | None:
        """Read one generation with its assets, without a transaction."""
        fetch = self._database.rows
        rows = await fetch("SELECT * FROM generations WHERE id = ?", (generation_id,))
        return next(iter(await with_assets(rows, fetch)), None)

    async def generation_at(self, chat_id: int, message_id: int) -> Generation | None:
        """The generation that a message shows, without a transaction."""
        fetch = self._database.rows
        return next(iter(await with_assets(await fetch(AT_MESSAGE, (message_id, chat_id)), fetch)), None)

    async def generations_with_file(self, unique_id: str) -> Sequence[Generation]:
        """The generations with a result of this id at Telegram, the newest first."""
        fetch = self._database.rows
        return await with_assets(await fetch(WITH_FILE, (unique_id,)), fetch)

    async def quote(self, token: str) -> Quote | None:
        """Read one quote, without a transaction."""
        row = await self._database.row("SELECT * FROM quotes WHERE token = ?", (token,))
        return read_quote(row) if row is not None else None

    async def quote_by_id(self, quote_id: int) -> Quote | None:
        """Read one quote, without a transaction."""
        row = await self._database.row("SELECT * FROM quotes WHERE id = ?", (quote_id,))
        return read_quote(row) if row is not None else None

    async def batch_of(self, generation: Generation) -> Batch | None:
        """Read the batch of a generation, without a transaction."""
        row = await self._database.row("SELECT * FROM batches WHERE id = ?", (generation.batch_id,))
        return read_batch(row) if row is not None else None

    async def parts(self, batch_id: int) -> Sequence[Generation]:
        """Read the generations of a batch, without a transaction."""
        fetch = self._database.rows
        rows = await fetch("SELECT * FROM generations WHERE batch_id = ? ORDER BY part", (batch_id,))
        return await with_assets(rows, fetch)

    async def transitions(self, generation_id: int) -> Sequence[TransitionRecord]:
        """The generation's life so far, oldest first."""
        rows = await self._database.rows(
            "SELECT state, at, detail FROM generation_transitions WHERE generation_id = ? ORDER BY id",
            (generation_id,),
        )
        return [
            TransitionRecord(state=State(row["state"]), at=moment(row["at"]), detail=row["detail"])
            for row in rows
        ]
