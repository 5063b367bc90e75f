"""The port of the database: the truth about every credit and every generation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.age import AgeAnswerRepository
from bot.domain.archive import ArchiveRepository
from bot.domain.arrival import ArrivalRepository
from bot.domain.batch import Batch, BatchRepository
from bot.domain.broadcast import BroadcastRepository
from bot.domain.cast import CharacterRepository
from bot.domain.console import ConsoleRepository
from bot.domain.daily_report import DailyReportRepository
from bot.domain.example import ExampleRepository
from bot.domain.generation import Generation, State
from bot.domain.gift import GiftRepository
from bot.domain.group import GroupRepository
from bot.domain.join import JoinRepository
from bot.domain.look import LookRepository
from bot.domain.model_cost import ModelCost
from bot.domain.order import OrderRepository
from bot.domain.pack import PackRepository
from bot.domain.party import PartyRepository
from bot.domain.payment import PaymentRepository
from bot.domain.person_facts import PersonNoteRepository
from bot.domain.promo_code import PromoCodeRepository
from bot.domain.quote import Quote
from bot.domain.referral import ReferralRepository
from bot.domain.report import ReportRepository
from bot.domain.result_favourite import ResultFavouriteRepository
from bot.domain.runtime_setting import RuntimeSettingRepository
from bot.domain.selection import SelectionRepository
from bot.domain.staff import ActRepository, StaffRepository
from bot.domain.star_move import StarMoveRepository
from bot.domain.subscription import SubscriptionRepository
from bot.domain.support import SupportRepository
from bot.ledger.entries import Account
from bot.ledger.repository import LedgerRepository
from bot.ports.alerts import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionRecord:
    """One line of a generation's trace: which state it entered when, and why."""

    state: State
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """A generation has entered a state, and the database has it.

    Attributes:
        generation: as it is now.
        was: the state before; None for a new generation.
        seconds: how long it was in that state.
    """

    generation: Generation
    was: State | None
    seconds: float


class Transaction(
    LedgerRepository,
    GroupRepository,
    PartyRepository,
    ExampleRepository,
    ArrivalRepository,
    AgeAnswerRepository,
    PackRepository,
    OrderRepository,
    PaymentRepository,
    StarMoveRepository,
    SubscriptionRepository,
    ReferralRepository,
    GiftRepository,
    PromoCodeRepository,
    LookRepository,
    CharacterRepository,
    DailyReportRepository,
    BatchRepository,
    SelectionRepository,
    ResultFavouriteRepository,
    JoinRepository,
    ArchiveRepository,
    StaffRepository,
    PersonNoteRepository,
    ActRepository,
    ConsoleRepository,
    RuntimeSettingRepository,
    BroadcastRepository,
    SupportRepository,
    ReportRepository,
    Protocol,
):
    """One transaction on the database. Everything done through it is committed together, or not at all."""

    # quotes
    async def add_quote(self, quote: Quote) -> Quote:
        """Store a quote (its id is ignored), in place of an unused one of the same person with the same token.

        Returns:
            The quote that has this token now, with its id: the earlier one when that was used or is another person's.
        """
        ...

    async def quote(self, token: str) -> Quote | None:
        """The quote, or None."""
        ...

    async def quote_by_id(self, quote_id: int) -> Quote | None:
        """The quote, or None."""
        ...

    async def confirm_quote(self, quote_id: int, at: datetime) -> bool:
        """Note that it was confirmed; False when it was confirmed or cancelled before, or is not there."""
        ...

    async def cancel_quote(self, quote_id: int, at: datetime) -> bool:
        """Note that it is over; False when it was confirmed or cancelled before, or is not there."""
        ...

    async def cancel_quotes_of_draft(self, draft_id: int, at: datetime) -> int:
        """Note that every unused quote of a draft is over. Returns how many were open."""
        ...

    async def is_draft_confirmed(self, draft_id: int) -> bool:
        """Whether a quote of the draft was confirmed."""
        ...

    async def running_count(self, key: str) -> int:
        """See `Store.running_count`."""
        ...

    # drafts
    async def is_draft_open(self, draft_id: int) -> bool:
        """Whether the draft is there and was not put away."""
        ...

    async def close_draft(self, draft_id: int, at: datetime) -> None:
        """Note that a draft was put away."""
        ...

    # generations
    async def add_generation(self, generation: Generation) -> Generation:
        """Store a new generation (its id is ignored) and its first trace line; returns it with its id."""
        ...

    async def generation(self, generation_id: int) -> Generation | None:
        """The generation with its assets, or None."""
        ...

    async def generation_at(self, chat_id: int, message_id: int) -> Generation | None:
        """The generation that a message of this chat shows an asset of, with all its assets, or None."""
        ...

    async def save(self, generation: Generation, *, expected: State, at: datetime, detail: str = "") -> None:
        """Write the generation back; its state in the database must still be `expected`.

        A change of state adds a trace line. Assets without an id are added; known ones are updated. The hinted task
        id is left alone, only callbacks write it; a known `original_file_id` is not forgotten. Account and destination
        are left alone, only a move of the chat changes them; the progress message is written unless the chat moved.

        Raises:
            IllegalStep: the row is in another state than `expected` (another step was first).
        """
        ...

    async def drop_lease(self, generation_id: int) -> None:
        """The step ends with this transaction: the next one may be claimed when it is due."""
        ...

    async def keep_task_id(self, generation_id: int, task_id: str) -> bool:
        """KIE has accepted the generation as this task, and its row has moved on without knowing: keep the id there.

        It becomes the hinted task id, unless a task is known, and the next step is due at once. Whatever the state is.

        Returns:
            False when the row knows another task, or is not there any more.
        """
        ...

    async def add_notice(self, alert: Alert, at: datetime) -> None:
        """Notify the admins, as surely as the rest of the transaction: the notice waits as a row until they have it."""
        ...

    # costs at KIE
    async def model_cost(self, model: str) -> ModelCost:
        """What the newest tasks of a model have cost; as new when there were none."""
        ...

    async def save_model_cost(self, cost: ModelCost) -> None:
        """Keep it."""
        ...

    # sets that arrive without all of their results
    async def incomplete_since(self, model: str) -> datetime | None:
        """When a model delivered an incomplete set that the operator has not heard of; None when it did not."""
        ...

    async def keep_incomplete(self, model: str, at: datetime | None) -> None:
        """Keep that; None = no more."""
        ...

    async def delete_result(self, generation_id: int) -> None:
        """Hide a generation from its person for good, and forget where its files are; the ledger stays as it is.

        Whatever is saved of it afterwards brings no file back; `save` does not change `deleted`. Of a voice sample, which is
        everybody's, only the person's message is forgotten.
        """
        ...

    async def generations_of_quote(self, quote_id: int) -> Sequence[Generation]:
        """What a quote became, with assets, in the order of its steps and parts; nothing before it was confirmed.

        What took the place of a failed step follows it.
        """
        ...

    async def generation_instead_of(self, generation_id: int) -> Generation | None:
        """What took the place of a failed generation (`Generation.instead_of`), or None."""
        ...

    async def open_count(self, person_id: int) -> int:
        """How many generations of the person's are open, whichever account pays for them."""
        ...

    async def open_count_in(self, chat_id: int) -> int:
        """How many generations are open in a chat, over all members."""
        ...

    # samples
    async def sample(self, name: str) -> Generation | None:
        """The sample of this name that is made or being made, with its assets, or None."""
        ...

    async def samples_since(self, person_id: int, moment: datetime) -> int:
        """How many samples were made on this person's taps since then, also failed, given up and emptied ones."""
        ...

    async def give_up_sample(self, generation_id: int) -> None:
        """It is not found by its name any more: its file is gone, and another may be made.

        A recording of an example stays known as one: it is no voice that its person has listened to, and no result of theirs.
        """
        ...

    # chats
    async def account_of_chat(self, chat_id: int) -> Account | None:
        """The account of a group, or None when it has none."""
        ...

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> bool:
        """Move everything of a chat to the new one: quotes, drafts, FSM states, generations, and the account
        unless the new chat has one already.

        Ids of messages and topics are forgotten; what was sent stays sent. What is open moves at once, and so does the
        newest history; where there is more, `move_history_part` moves it.

        Returns:
            Whether there was anything.
        """
        ...

    async def move_history_part(self) -> bool:
        """Move some more history of a chat that has moved, the newest first. Repeating it changes nothing.

        Returns:
            Whether any chat has more.
        """
        ...

    async def move_open_work(self, source_id: int, target_id: int) -> bool:
        """What is open at one account is paid by another from now on: unused quotes, open generations, holds. So it is with
        what was bought for it: orders, payments and subscriptions.

        No credits move.

        Returns:
            Whether there was anything.
        """
        ...

    # people
    async def open_of(self, person_id: int) -> Sequence[Generation]:
        """The person's open generations, oldest first."""
        ...

    async def forget_person(self, person_id: int, alias: int) -> None:
        """Delete whatever is the person's, except the accounting: amounts, models and times stay without words, media,
        messages or names. What is still at work is emptied by the `save` that ends it, and nothing is saved after
        that (`IllegalStep`). The newest history goes at once; where there is more, `erase_part` erases it.

        Args:
            person_id: Telegram id.
            alias: pseudonym that the account is kept under from now on; `account_of_person` finds it again by it.
        """
        ...

    async def erase_part(self) -> bool:
        """Erase some more history of a forgotten person, the newest first. What they did after they came back stays.

        Returns:
            Whether any person has more.
        """
        ...

    async def record_callback(
        self, generation_id: int, *, digest: str, task_id: str, stage: str, at: datetime
    ) -> bool:
        """Remember a callback and make the generation's next step due at once, also while it is under lease.

        The task id becomes the generation's `hinted_task_id` when it has none yet. Generations that have nothing left
        to learn from KIE are not woken.

        Returns:
            False when a callback with the same digest was recorded before; it then wakes no worker.
        """
        ...


class Store(Protocol):
    """Opens transactions and claims what is due."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin a writing transaction; one at a time. Leaving normally commits, leaving by an exception rolls back."""
        ...

    async def claim_due(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        states: Sequence[State],
        except_for: Collection[int] = (),
    ) -> Sequence[Generation]:
        """Take up to `limit` generations in `states` whose step is due and that no other worker has under lease.

        Those of `except_for` are left as they are, also when their leases ran out. Of one that is ready, and no part of a
        batch, this counts as an attempt to deliver it.

        Held ones come round robin between accounts: the account with the fewest claimed or running ones first,
        then by age.
        """
        ...

    async def renew_leases(self, generation_ids: Sequence[int], lease_until: datetime) -> None:
        """Keep what is being worked on; a lease that was dropped meanwhile stays dropped."""
        ...

    async def drop_lease(self, generation_id: int) -> State:
        """Let the next step be claimed when it is due; returns the state that the generation is in now.

        A lease that the step's last transaction has dropped costs no write.

        Raises:
            KeyError: there is no such generation.
        """
        ...

    async def drop_all_leases(self) -> None:
        """At start, when this process is the only one: whatever a dead process had is free again."""
        ...

    async def next_due(self, states: Sequence[State]) -> datetime | None:
        """When the next unleased step of a generation in `states` is due, None when nothing waits.

        A poke counts as due at once, except while held: the line is not jumped.
        """
        ...

    async def generation(self, generation_id: int) -> Generation | None:
        """Read one generation with its assets, without a transaction."""
        ...

    async def generation_at(self, chat_id: int, message_id: int) -> Generation | None:
        """As `Transaction.generation_at`, without a transaction."""
        ...

    async def generations_with_file(self, unique_id: str) -> Sequence[Generation]:
        """The generations, at most ten, whose results Telegram knows by this id (`Asset.unique_id`), the newest first."""
        ...

    async def quote(self, token: str) -> Quote | None:
        """Read one quote, without a transaction."""
        ...

    async def quote_by_id(self, quote_id: int) -> Quote | None:
        """Read one quote, without a transaction."""
        ...

    async def batch_of(self, generation: Generation) -> Batch | None:
        """Read the batch of a generation, without a transaction; None for one that was confirmed alone."""
        ...

    async def parts(self, batch_id: int) -> Sequence[Generation]:
        """Read the generations of a batch with their assets, in order, without a transaction."""
        ...

    async def transitions(self, generation_id: int) -> Sequence[TransitionRecord]:
        """The generation's life so far, oldest first."""
        ...

    async def line(self, limit: int) -> Sequence[Generation]:
        """The first held generations in the order in which they are to go, those under lease left out."""
        ...

    async def running_count(self, key: str) -> int:
        """How many tasks go with this key now (`Generation.key`), from when they leave."""
        ...

    async def queue_position(self, generation_id: int) -> int:
        """How many held generations go before it, plus one; 0 when it is not held."""
        ...
