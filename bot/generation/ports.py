"""What a generation needs of the world. Each docstring is the contract that an implementation keeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bot.catalog.spec import Media, ReferenceNeed
from bot.errors import FailureKind
from bot.generation.groups import GroupBooks
from bot.generation.record import Asset, Generation, Reference, State
from bot.ledger.books import Books
from bot.ledger.entries import Account, Balance


class Clock(Protocol):
    """The time, so that tests own it."""

    def now(self) -> datetime:
        """The current moment in UTC, with its time zone."""
        ...


# ── the supplier ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A request that was accepted.

    Attributes:
        task_id: KIE's id.
        route: the route it went through, needed to ask for its status.
    """

    task_id: str
    route: str


class Progress(StrEnum):
    """What KIE says of a task."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One finished piece of media at KIE.

    Attributes:
        url: where it is served; untrusted.
        title, seconds, cover_url: what KIE tells of a song, else empty or 0.
    """

    url: str
    title: str = ""
    seconds: float = 0.0
    cover_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """The truth about a task.

    Attributes:
        progress: running, done or failed; an unknown word of KIE's is running.
        fraction: 0.0 to 1.0 when KIE tells, else None.
        stage: KIE's own word for it.
        results: what was made, in order; may be empty although done.
        failure: why it failed.
        message: KIE's words about the failure.
        credits: what KIE charged, when it tells.
    """

    progress: Progress
    fraction: float | None = None
    stage: str = ""
    results: tuple[Result, ...] = ()
    failure: FailureKind | None = None
    message: str = ""
    credits: Decimal | None = None


class Provider(Protocol):
    """The maker of media. One of its tasks serves one generation."""

    def route_for(self, generation: Generation) -> str:
        """Name of the route that `submit` will take for it; kept with the generation before the request leaves."""
        ...

    async def await_turn(self, generation: Generation) -> None:
        """Wait until the limit of the generation's key lets one more task be created; the turn is taken when this returns.

        It is waited for before a generation is written down as submitting, so that a crash while waiting leaves no
        doubt.

        Raises:
            KeyRemoved: the person's own key that it goes with is gone.
        """
        ...

    async def submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        """Create the task of `generation`. Called at most once for a generation that may have been accepted.

        Args:
            generation: what to make.
            references: addresses of the published references, in the generation's order.
            callback_url: where KIE may call when something changed; None when nothing public listens.

        Raises:
            NotAccepted: surely not created, try again later.
            AccessRefused, OutOfCredits: surely not created, whoever has the key must act.
            KeyRemoved: surely not created, the person's own key that it goes with is gone.
            TaskRefused: surely not created, and never will be.
            SubmissionInDoubt: anything else: time-outs, broken connections, unclear answers.
        """
        ...

    async def status(self, generation: Generation) -> TaskStatus:
        """Ask for the state of the generation's task (`external_task_id`, `route`, `dialect` are set).

        Raises:
            StatusUnavailable: no clear answer now (KIE not reachable, too early, limits).
            AccessRefused: the key is refused.
            KeyRemoved: the person's own key that it goes with is gone.
        """
        ...

    async def publish(
        self, generation: Generation, reference: Reference, name: str, need: ReferenceNeed | None = None
    ) -> str:
        """Put a reference on KIE's file host just before submission; repeating is harmless.

        Args:
            generation: whose reference it is.
            reference: what to publish; its bytes come from Telegram and are checked against its kind.
            need: what the model takes; a picture is made smaller or written in another type to meet it.
            name: unique file name without suffix.

        Returns:
            An address that KIE can read, good for at least some hours.

        Raises:
            UploadFailed: not now.
            TaskRefused: the file is gone or is not what it says.
            AccessRefused: the key is refused.
            KeyRemoved: the person's own key that it goes with is gone.
        """
        ...

    async def fresh_link(self, url: str) -> str:
        """A link to a result that works without our key, valid for 20 minutes.

        Raises:
            StatusUnavailable: KIE does not give one.
        """
        ...

    async def credits(self) -> Decimal:
        """Credits left with the operator's key.

        Raises:
            StatusUnavailable, AccessRefused: not to be had.
        """
        ...


class CallbackVerdict(StrEnum):
    """What the reader of callbacks says of one."""

    GENUINE = "genuine"
    """Parsed, and signed when a key is set."""
    UNSIGNED = "unsigned"
    """A signature is required and missing, wrong or too old."""
    UNREADABLE = "unreadable"
    """Not a callback of any known shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackReading:
    """What a callback says. It is only a hint: the status endpoint is the truth.

    Attributes:
        verdict: whether to listen to it.
        task_id: KIE's id, empty when not told.
        stage: `text`, `first`, `complete`, `error` for songs; else `done` or `failed`.
    """

    verdict: CallbackVerdict
    task_id: str = ""
    stage: str = ""


class CallbackReader(Protocol):
    """Reads KIE's callbacks."""

    def read(self, headers: Mapping[str, str], body: bytes) -> CallbackReading:
        """Judge and parse one callback. Never raises, whatever the bytes."""
        ...


# ── the chat ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one asset.

    Attributes:
        asset_id: which.
        file_id: Telegram's permanent copy, empty for a link.
        sent_as: see `Asset.sent_as`.
        message_id: the message that carries it.
        seconds: measured length of a video or audio, 0 when unknown or not one.
    """

    asset_id: int
    file_id: str
    sent_as: str
    message_id: int
    seconds: float = 0.0


Arrived = Callable[[Sequence[Sent]], Awaitable[None]]
"""Hears of the assets of one message, or one album, as soon as Telegram has it; the next is sent when it returns."""


class Courier(Protocol):
    """Brings messages and media of generations to their chats. Words come from the locales, by the generation's language."""

    async def deliver(
        self, generation: Generation, assets: Sequence[Asset], arrived: Arrived, *, effect: bool
    ) -> None:
        """Send these assets into the generation's chat, message by message, results before anything else.

        Called with assets that no message carries yet; called again after a crash, so a person may in the worst case
        see one message (or one album) twice. What cannot be fetched now is left out while there are others.

        Args:
            generation: whose assets.
            assets: what to send, in order.
            arrived: what a message carried, before the next one leaves.
            effect: whether the first message may come with a message effect, where the chat has such.

        Raises:
            ChatGone: the chat cannot be written to any more.
            DeliveryPostponed: not now; the seconds to wait are known.
            MediaUnreachable: a result could not be fetched now.
            MediaRejected: a result never can be fetched.
            Whatever `arrived` raises.
        """
        ...

    async def conclude(self, generation: Generation) -> None:
        """Show the result card with its buttons after delivery, and remove what was said on the way. Never raises."""
        ...

    async def show_progress(self, generation: Generation, place: int) -> int | None:
        """Show where the generation is, by editing its progress message, sparingly.

        Droppable: does nothing when the chat's budget is short, the text did not change or Telegram refuses. Never raises.

        Args:
            generation: as it is now.
            place: its place in line while held (1 = next), 0 otherwise.

        Returns:
            Id of the progress message when a new one had to be sent, else None.
        """
        ...

    async def tell_late(self, generation: Generation) -> int | None:
        """Say once, without a sound, that it takes longer than usual and when its credits come back. Never raises.

        Returns:
            Id of the message; 0 when it may be there or never will be; None when another time is better.
        """
        ...

    async def tell_failure(self, generation: Generation, balance: Balance) -> None:
        """Say that it failed, what went back, what the person has, and the next step. Never dropped.

        Raises:
            ChatGone, DeliveryPostponed: as in `deliver`.
        """
        ...

    async def alert(self, alert: Alert) -> None:
        """Tell every admin. Best effort, never raises."""
        ...


class Originals(Protocol):
    """Sends results once more, as they were made: uncompressed, as documents."""

    async def send_original(
        self, asset: Asset, *, chat_id: int, thread_id: int | None, reply_to: int | None
    ) -> str:
        """Send an asset as a document.

        Returns:
            Telegram's file id of the document.

        Raises:
            MediaError: it cannot be fetched.
            DeliveryError: Telegram does not take it.
        """
        ...


class AlertKind(StrEnum):
    """What the operator must know (words: `alert-<kind>`)."""

    OUT_OF_CREDITS = "out-of-credits"
    CREDITS_BACK = "credits-back"
    CREDITS_LOW = "credits-low"
    CREDITS_FINE = "credits-fine"
    ACCESS_REFUSED = "access-refused"
    ACCESS_BACK = "access-back"
    IN_DOUBT = "in-doubt"
    DOUBT_RESCUED = "doubt-rescued"
    DOUBT_RELEASED = "doubt-released"
    MODEL_TROUBLED = "model-troubled"
    MODEL_BACK = "model-back"
    INTERNAL = "internal"
    REPORTED = "reported"
    """A person met a fault of ours and asked that somebody looks at it."""
    HELD_BACK = "held-back"
    """There were too many of a kind: more of them are not told for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message for the admins.

    Attributes:
        kind: what happened.
        generation_id: whose, or 0.
        detail: KIE's words, or a number of credits; no secret is in them.
    """

    kind: AlertKind
    generation_id: int = 0
    detail: str = ""


# ── the books ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An exact price, valid for one confirmation.

    Attributes:
        token: short random id; it travels in the confirm button.
        price: credits.
        used_by: the generation that it became, None while unused.
        key_owner: who pays with a KIE key of their own (`own_keys`); empty when the account pays.
        Others: as in `Generation`.
    """

    token: str
    person_id: int
    account_id: int
    language: str
    chat_id: int
    thread_id: int | None
    reply_to: int | None
    model: str
    dialect: str
    choices: Mapping[str, str]
    prompt: str
    references: tuple[Reference, ...]
    price: int
    created_at: datetime
    used_by: int | None = None
    key_owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One step of a quoted chain.

    Attributes:
        step: its name in the recipe.
        position: its place among the recipe's steps, from 0.
        references: media; those that an earlier part makes name it (`made_by`).
        price: credits; 0 when the person pays with a KIE key of their own.
        at_kie: credits that KIE will take, rounded up.
        Others: as in `Generation`.
    """

    step: str
    position: int
    model: str
    choices: Mapping[str, str]
    prompt: str
    references: tuple[Reference, ...]
    price: int
    at_kie: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One run of a recipe: an exact price for all of its steps, valid for one confirmation, and what it became.

    Attributes:
        id: row id, 0 before it is stored.
        recipe: slug.
        length: how many steps the recipe has; a continued chain has fewer parts.
        prompt: the person's words.
        references: the person's media.
        made: what earlier runs have made, by the step's name.
        parts: what is to be made, in order.
        created_at: when it was quoted.
        begun_at: when it was confirmed, None while it was not.
        key_owner: who pays all of it with a KIE key of their own (`own_keys`); empty when the account pays.
        Others: as in `Quote`.
    """

    id: int = 0
    person_id: int
    account_id: int
    language: str
    chat_id: int
    thread_id: int | None
    reply_to: int | None
    recipe: str
    length: int
    dialect: str
    prompt: str
    references: tuple[Reference, ...]
    made: Mapping[str, Reference]
    parts: tuple[Part, ...]
    created_at: datetime
    begun_at: datetime | None = None
    key_owner: str = ""

    @property
    def price(self) -> int:
        """Credits of all parts."""
        return sum(part.price for part in self.parts)

    @property
    def at_kie(self) -> int:
        """Credits that KIE will take for all parts, each rounded up."""
        return sum(part.at_kie for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One line of a generation's trace: which state it entered when, and why."""

    state: State
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A generation has entered a state, and the books have it.

    Attributes:
        generation: as it is now.
        was: the state before; None for a new generation.
        seconds: how long it was in that state.
    """

    generation: Generation
    was: State | None
    seconds: float


class Transaction(Books, GroupBooks, Protocol):
    """One transaction on the books. Everything done through it is committed together, or not at all."""

    # quotes
    async def add_quote(self, quote: Quote) -> None:
        """Store a quote, in place of an unused one of the same person with the same token."""
        ...

    async def quote(self, token: str) -> Quote | None:
        """The quote, or None."""
        ...

    async def use_quote(self, token: str, generation_id: int) -> bool:
        """Mark it used by this generation; False when another confirmation was first."""
        ...

    # generations
    async def add_generation(self, generation: Generation) -> Generation:
        """Store a new generation (its id is ignored) and its first trace line; returns it with its id."""
        ...

    async def generation(self, generation_id: int) -> Generation | None:
        """The generation with its assets, or None."""
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

    async def discard(self, generation_id: int) -> None:
        """Hide a generation from its person for good, and forget where its files are; the ledger stays as it is.

        Whatever is saved of it afterwards brings no file back; `save` does not change `hidden`.
        """
        ...

    async def chain_steps(self, chain_id: int) -> Sequence[Generation]:
        """The generations of a chain with their assets, in the recipe's order; none before it was begun."""
        ...

    # chains
    async def add_chain(self, chain: Chain) -> Chain:
        """Store a quoted chain (its id is ignored); returns it with its id."""
        ...

    async def chain(self, chain_id: int) -> Chain | None:
        """The chain, or None."""
        ...

    async def begin_chain(self, chain_id: int, at: datetime) -> bool:
        """Note that it was confirmed; False when another confirmation was first."""
        ...

    async def open_count(self, person_id: int) -> int:
        """How many generations of the person's are open, whichever account pays for them."""
        ...

    async def open_count_in(self, chat_id: int) -> int:
        """How many generations are open in a chat, whoever asked for them."""
        ...

    # samples
    async def sample(self, name: str) -> Generation | None:
        """The sample of this name that is made or being made, with its assets, or None."""
        ...

    async def samples_since(self, person_id: int, moment: datetime) -> int:
        """How many samples were made on this person's taps since then, failed ones too."""
        ...

    async def give_up_sample(self, generation_id: int) -> None:
        """It is nobody's sample any more: its file is gone, and another may be made."""
        ...

    # chats
    async def account_of_chat(self, chat_id: int) -> Account | None:
        """The purse of a group, or None when it has none."""
        ...

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> bool:
        """Everything of a chat is the new chat's from now on: quotes, drafts, dialogues, generations, and the purse
        unless the new chat has one already.

        Ids of messages and topics are forgotten; a message id of 0 says of an asset that it was sent.

        Returns:
            Whether there was anything.
        """
        ...

    async def hand_over(self, source_id: int, target_id: int) -> bool:
        """What is open at one account is paid by another from now on: unused quotes, open generations and holds.

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
        """Delete whatever is the person's, but for the books: amounts, models and times stay without words, media,
        messages or names. What is still at work is emptied by the `save` that ends it, and nothing is saved after
        that (`IllegalStep`).

        Args:
            person_id: Telegram id.
            alias: a negative number that stands in the account from now on; `account_of_person` knows it again.
        """
        ...

    async def record_callback(
        self, generation_id: int, *, digest: str, task_id: str, stage: str, at: datetime
    ) -> bool:
        """Remember a callback and make the generation's next step due at once, also while it is under lease.

        The task id becomes the generation's `hinted_task_id` when it has none yet. Generations that have nothing left
        to learn from KIE are not woken.

        Returns:
            False when a callback with the same digest was recorded before; it then wakes nobody.
        """
        ...


class Store(Protocol):
    """The books. The truth about every credit and every generation."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin a writing transaction; one at a time. Leaving normally commits, leaving by an exception rolls back."""
        ...

    async def claim_due(
        self, now: datetime, *, lease_until: datetime, limit: int, states: Sequence[State]
    ) -> Sequence[Generation]:
        """Take up to `limit` generations in `states` whose step is due and that nobody else has under lease.

        Held ones come round robin between accounts: the account with the fewest claimed or running ones first,
        then by age.
        """
        ...

    async def renew_leases(self, generation_ids: Sequence[int], lease_until: datetime) -> None:
        """Keep what is being worked on; a lease that was dropped meanwhile stays dropped."""
        ...

    async def drop_lease(self, generation_id: int) -> State:
        """Let the next step be claimed when it is due; returns the state that the generation is in now.

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

    async def trace(self, generation_id: int) -> Sequence[StepRecord]:
        """The generation's life so far, oldest first."""
        ...

    async def line(self, limit: int) -> Sequence[Generation]:
        """The first held generations in the order in which they are to go, those under lease left out."""
        ...

    async def place_in_line(self, generation_id: int) -> int:
        """How many held generations go before it, plus one; 0 when it is not held."""
        ...


class ReferenceSource(Protocol):
    """Opens the bytes behind a reference."""

    def open(
        self, reference: Reference, need: ReferenceNeed | None = None
    ) -> AbstractAsyncContextManager[ReferenceFile]:
        """Fetch a reference into a temporary file for as long as the context lasts; a picture is made to fit `need`.

        Raises:
            UploadFailed: not now.
            TaskRefused: gone, too large, or not the media that it says.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFile:
    """A reference on disk.

    Attributes:
        path: the temporary file.
        mime_type: by content.
        size: bytes.
        media: by content.
    """

    path: str
    mime_type: str
    size: int
    media: Media
