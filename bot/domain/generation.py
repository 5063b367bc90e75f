"""The generation: a frozen record, its states, and the only steps it may take between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from bot.catalog.spec import Dialect, Kind, Media
from bot.errors import FailureKind, IllegalStep


class State(StrEnum):
    """Where a generation is in its life."""

    WAITING = "waiting"
    """A later step of a chain: its credits are held, the step before it is not done."""
    HELD = "held"
    """The quote was accepted and the credits are held; waiting for its turn."""
    SUBMITTING = "submitting"
    """Written down before the request leaves: from here on KIE may have it."""
    IN_DOUBT = "in_doubt"
    """The submission was cut off; KIE may have it. Never sent again."""
    RUNNING = "running"
    """KIE has it and we know its task id."""
    READY = "ready"
    """KIE is done and the result addresses are stored; not yet in the chat."""
    DELIVERED = "delivered"
    """The media is in the chat and the credits are captured."""
    STORED = "stored"
    """The media cannot reach the chat; it is kept in the person's history, captured."""
    FAILED = "failed"
    """It ended without media in time; the credits went back."""
    CANCELLED = "cancelled"
    """The person changed their mind before submission; the credits went back."""


OPEN_STATES = frozenset({State.HELD, State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.READY})
"""States that count: against the limits of what may be open at once, and among what is in the making."""

MAKING_STATES = OPEN_STATES - {State.READY}
"""States in which nothing is made yet, and something may be."""

NOTHING_CAME = frozenset({State.FAILED, State.CANCELLED})
"""States in which nothing was made."""

HOLDING_STATES = OPEN_STATES | {State.WAITING}
"""States in which credits are held."""

STEPS: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.HELD, State.CANCELLED}),
    State.HELD: frozenset({State.SUBMITTING, State.CANCELLED, State.FAILED}),
    State.SUBMITTING: frozenset({State.RUNNING, State.IN_DOUBT, State.FAILED, State.HELD}),
    State.IN_DOUBT: frozenset({State.RUNNING, State.FAILED}),
    State.RUNNING: frozenset({State.READY, State.FAILED}),
    State.READY: frozenset({State.DELIVERED, State.STORED, State.FAILED}),
    State.DELIVERED: frozenset(),
    State.STORED: frozenset(),
    # A late result is still delivered, free: the credits went back at the deadline.
    State.FAILED: frozenset({State.READY}),
    State.CANCELLED: frozenset(),
}
"""Every legal step. `submitting → held` is a submission that KIE surely did not accept (its limits, our key)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a generation's messages go.

    Attributes:
        chat_id: the chat.
        thread_id: the forum topic, None outside topics and in General.
        reply_to: the message that asked for it.
    """

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResult:
    """A result of an earlier task, as KIE finds it again. KIE keeps tasks for 14 days (docs.kie.ai).

    Attributes:
        model: slug of the model that made it.
        task_id: KIE's id of the task.
        item_id: KIE's id of the result within the task; empty where it gives none.
        own_key, operator_key: name of the key that created the task, as in `Generation`: no other key may use it.
    """

    model: str
    task_id: str
    item_id: str = ""
    own_key: str = ""
    operator_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Media that a person supplied, or that an earlier step of a chain makes.

    Attributes:
        file_id: Telegram's id of the file; empty when Telegram has none.
        media: photo, video or audio.
        size: bytes, 0 when unknown.
        mime_type: as Telegram tells it, possibly empty; the content is checked before it is used.
        width, height: pixels, 0 when unknown.
        seconds: length of a video or audio, 0 when unknown.
        url: where KIE serves it, as its status gave it for an earlier step, or as it was uploaded for this request; only KIE
            ever gets it. Possibly empty.
        url_until: until when the address is used, in seconds since 1970; after that Telegram's copy is.
        made_by: the step of the chain that is still to make it; empty for media that is there.
        is_measured: whether `seconds` was measured in the file; Telegram repeats what the sender's program says.
        task: where KIE has it, when it was made here and can be found there by its task.
        generation_id: the generation that made it here; None for other media, and where that is not known.
        character: id of the character whose picture it is (`bot.domain.cast`); 0 for what was sent for this request.
    """

    file_id: str
    media: Media
    size: int = 0
    mime_type: str = ""
    width: int = 0
    height: int = 0
    seconds: int = 0
    url: str = ""
    url_until: int = 0
    made_by: str = ""
    is_measured: bool = False
    task: TaskResult | None = None
    generation_id: int | None = None
    character: int = 0

    @property
    def measured_seconds(self) -> int:
        """The length that a price may depend on; 0 while it was not measured."""
        return self.seconds if self.is_measured else 0

    @property
    def item_id(self) -> str:
        """KIE's id of it within the task that made it; empty where there is none."""
        return self.task.item_id if self.task is not None else ""

    @property
    def maker(self) -> str:
        """Slug of the model that made it here, if KIE can find it by the task that did; else empty."""
        return self.task.model if self.task is not None else ""

    def address_at(self, moment: datetime) -> str:
        """The address that KIE can read it from by itself, or nothing when there is none (any more)."""
        return self.url if self.url and moment.timestamp() < self.url_until else ""

    def for_another(self) -> Reference:
        """The same for another request: Telegram's copy, not the upload, which was made to fit one model."""
        return replace(self, url="", url_until=0) if self.file_id else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One finished piece of media of a generation.

    Attributes:
        id: row id, 0 before it is stored.
        position: its place among the generation's assets, from 0.
        url: where KIE serves it.
        kind: what it is by the model's shelf; the content decides when it is sent.
        title: a song's name, or empty.
        seconds: length that KIE tells, 0 when unknown.
        cover_url: a song's cover picture, or empty.
        item_id: KIE's id of it within its task; empty where it gives none.
        file_id: Telegram's permanent copy as it was sent, or empty.
        sent_as: `photo`, `video`, `audio`, `voice`, `animation`, `document`, `link`, or empty before delivery.
        unique_id: what names that copy for good, unlike its file id (Bot API, File); empty where that is not known.
        original_file_id: Telegram's copy as a document, when it was sent so.
        message_id: the message that carries it; None before delivery, and when the number of that message means
            nothing any more (`is_sent` tells).
    """

    id: int = 0
    position: int = 0
    url: str
    kind: Kind
    title: str = ""
    seconds: float = 0.0
    cover_url: str = ""
    item_id: str = ""
    file_id: str = ""
    sent_as: str = ""
    unique_id: str = ""
    original_file_id: str = ""
    message_id: int | None = None

    @property
    def is_sent(self) -> bool:
        """Whether it reached its chat, in whatever form."""
        return self.sent_as != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFirst:
    """The generation that failed before another one took its place (`bot.generation.fall_back`).

    Attributes:
        id: its id.
        model: slug.
        price: credits that went back for it.
    """

    id: int
    model: str
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One request of one person: what was asked, what it costs, and where it is in its life.

    Attributes:
        id: row id; people see it as `#id`.
        person_id: Telegram id of the person who asked; None when it was emptied after they were forgotten.
        account_id: the account that pays.
        language: the person's language for the messages to come.
        destination: where messages go.
        model: slug.
        dialect: the dialect it was quoted in.
        choices: option values, completed with defaults.
        prompt: what KIE is asked with; words may stand around the person's own that only the operator sees (`user_prompt`).
        references: media they supplied.
        price: credits held.
        state: where it is.
        token: secret part of its callback address.
        created_at: when the quote was accepted, of a chain's later step when the one before was done (UTC, like all
            times here).
        due_at: when the next step is due; None = nothing to do.
        deadline_at: when it is given up and released.
        submitted_at: when the request left for KIE.
        completed_at: when it ended.
        external_task_id: KIE's id of the task.
        hinted_task_id: a task id that only a callback gave; used when the answer to the submission was lost.
        route: index of the route it was submitted through, `legacy:<index>` for the older endpoints.
        progress: 0.0 to 1.0 when KIE tells.
        stage: a word for what KIE does now (`queued`, `running`, …), shown in /job.
        attempts: how often the current step was tried in vain.
        delivery_attempts: how often sending began; above 1 a message may repeat an earlier one.
        progress_message_id: the one message that is edited while it works; after its end, the card that is apart from the
            media, if any.
        failure: why it failed.
        failure_detail: KIE's words, for the operator.
        free_late_delivery: the result came after the credits went back.
        ordered: how many results it was to bring; 0 before KIE has finished.
        captured: credits taken in the end.
        kie_expected: thousandths of a credit that KIE was expected to take when it was quoted; None when that is not known.
        kie_taken: thousandths of a credit that KIE says it took; None when it did not say.
        notified: whether the person has seen its end (result card or failure message).
        late_notice_sent: whether the person was notified that it takes long; on record before the message leaves.
        late_notice_id: the message that says so; None when there is none, or its id is not known (any more).
        deleted: its person deleted it: it is in no history and its buttons do nothing.
        auto_confirmed: it was started without a question, as its person prefers.
        quote_id: the quote that it was confirmed with; None for what has no price.
        user_prompt: the person's own words, where a recipe, a look with hidden words, or what is said of a cast stands around
            them in the prompt.
        borrowed_words: whether the words are another person's, unchanged: from a result of theirs that was gone on from.
        look_id: the look that it was made with.
        hides_words: whether the look's words may not be read by the person.
        chain_step: its name in the recipe; empty for what is no step of one.
        chain_position: its place among the recipe's steps, from 0.
        chain_length: how many steps the recipe has.
        batch_id: the batch that it was confirmed in; None when it was confirmed alone, or as a step of a chain.
        part: its place in the batch, from 0.
        batch_parts: how many generations the batch has.
        selection_id: the selection that it is a picture of, or a version of one; None for any other.
        later_steps_returned: credits of later steps that went back when it failed.
        sample: of which voice and language it is the sample (`bot.generation.voice_samples`), or of which model the example
            (`bot.generation.example_recording`), else empty.
        party_id: the party that it is an entry of.
        parent_id: the generation whose result it was made from; None where there is none.
        root_id: the one that its parents go back to; None without a parent.
        version: its place on that way: 1 without a parent, else one more than its parent's.
        own_key: name of the KIE key of the person's own that it goes with (`own_keys`); empty for the operator's.
        operator_key: name of the operator's key that it went with last (`operator_key`); empty before it left, and with an
            own key.
        instead_of: what failed, where this one took its place as agreed beforehand; None where it was asked for itself.
        called: a callback brought this step forward; known only while the step is taken.
        assets: what was made.
    """

    id: int
    person_id: int | None
    account_id: int
    language: str
    destination: Destination
    model: str
    dialect: Dialect
    choices: Mapping[str, str]
    prompt: str
    references: tuple[Reference, ...] = ()
    price: int
    state: State = State.HELD
    token: str
    created_at: datetime
    due_at: datetime | None
    deadline_at: datetime
    submitted_at: datetime | None = None
    completed_at: datetime | None = None
    external_task_id: str = ""
    hinted_task_id: str = ""
    route: str = ""
    progress: float = 0.0
    stage: str = ""
    attempts: int = 0
    delivery_attempts: int = 0
    progress_message_id: int | None = None
    failure: FailureKind | None = None
    failure_detail: str = ""
    free_late_delivery: bool = False
    ordered: int = 0
    captured: int = 0
    kie_expected: int | None = None
    kie_taken: int | None = None
    notified: bool = False
    late_notice_sent: bool = False
    late_notice_id: int | None = None
    deleted: bool = False
    auto_confirmed: bool = False
    quote_id: int | None = None
    user_prompt: str = ""
    borrowed_words: bool = False
    look_id: int | None = None
    hides_words: bool = False
    chain_step: str = ""
    chain_position: int = 0
    chain_length: int = 0
    batch_id: int | None = None
    part: int = 0
    batch_parts: int = 0
    selection_id: int | None = None
    later_steps_returned: int = 0
    sample: str = ""
    own_key: str = ""
    operator_key: str = ""
    party_id: int | None = None
    parent_id: int | None = None
    root_id: int | None = None
    version: int = 1
    instead_of: FailedFirst | None = None
    called: bool = False
    assets: tuple[Asset, ...] = ()

    @property
    def key(self) -> str:
        """Name of the key that it goes with; empty while none of the operator's is chosen."""
        return self.own_key or self.operator_key

    @property
    def is_open(self) -> bool:
        """Whether credits are still held for it."""
        return self.state in HOLDING_STATES

    @property
    def is_set(self) -> bool:
        """Whether it is to bring several results."""
        return max(self.ordered, len(self.assets)) > 1

    @property
    def arrived(self) -> int:
        """How many of its results are in the chat."""
        return sum(asset.is_sent for asset in self.assets)

    @property
    def missing(self) -> int:
        """How many results of a delivered generation are not in the chat."""
        return max(self.ordered, len(self.assets)) - self.arrived if self.state is State.DELIVERED else 0

    @property
    def shown_prompt(self) -> str:
        """The person's own words: all of the prompt that is ever shown, posted or searched."""
        if self.in_chain or self.hides_words or self.user_prompt:
            return self.user_prompt
        return self.prompt

    @property
    def characters(self) -> frozenset[int]:
        """Ids of the characters whose pictures it is made with."""
        return frozenset(one.character for one in self.references if one.character)

    @property
    def in_chain(self) -> bool:
        """Whether it is a step of a recipe."""
        return bool(self.chain_step)

    @property
    def returned(self) -> int:
        """Credits that go back when it fails: its own, and those of the steps that were to follow."""
        return self.price + self.later_steps_returned

    @property
    def is_followed(self) -> bool:
        """Whether the recipe has steps after this one, which begin by themselves."""
        return self.batch_id is None and self.chain_position + 1 < self.chain_length

    def stepped(self, state: State, **changes: Any) -> Self:
        """This generation after a step to `state`.

        Raises:
            IllegalStep: the table of steps does not have it.
        """
        if state not in STEPS[self.state]:
            msg = f"generation {self.id}: {self.state} → {state}"
            raise IllegalStep(msg)
        return replace(self, state=state, **changes)


@dataclass(frozen=True, slots=True)
class ModelOutcome:
    """How a generation ended, as far as it speaks of its model.

    Attributes:
        model: slug.
        worked: whether something was made.
        at: when it ended.
        person: whose it was: the Telegram id, or the pseudonym of a person who was forgotten.
        not_allowed: whether the operator's key was refused this model.
        own_key: whether it went with a key of the person's own.
    """

    model: str
    worked: bool
    at: datetime
    person: int | None
    not_allowed: bool = False
    own_key: bool = False
