"""The people who use the bot, and what they are putting together before it has a price."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from bot.domain.batch import BatchKind, Several
from bot.domain.generation import Reference
from bot.domain.hint import HINTS_FOR, Hint
from bot.domain.look import Look
from bot.domain.quiet_hours import QuietHours
from bot.domain.time_zone import offset_at

DRAFT_LIFE: Final = timedelta(days=7)
"""How long a card can be worked with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person who wrote to the bot.

    Attributes:
        id: Telegram user id.
        language: chosen with /language, else empty.
        telegram_language: as the Telegram app tells it, possibly empty.
        name: first name, as last seen.
        username: as last seen, without @; empty for who has none.
        send_originals: whether results also come as uncompressed files.
        effects: whether results arrive with a message effect, in private chats.
        news: whether the operator's broadcasts are welcome.
        daily_report: whether the daily report comes to them by itself, while they have a role.
        hints: whether hints at what there is are welcome.
        hints_shown: those that were shown; each is once.
        hint_on: the day of the last one (UTC), None before the first.
        first_seen_at: when they wrote for the first time; None where that is not known.
        source: what brought them then (`handlers.core.deep_link.source_of`); empty where that is not known.
        auto_confirm_below: credits up to which a complete request starts without being asked for; 0 = always ask.
        falls_back: whether what a model fails to make is made once more with the nearest one that is not dearer, without
            a question (`bot.generation.fall_back`).
        utc_offset: minutes east of UTC on the person's clock when they set it, None before that.
        time_zone: IANA name of the zone that their clock follows, empty when it keeps the offset.
        quiet: hours in which nothing makes a sound, None when there are none.
        is_new: whether nothing was known of them before the update that is being handled.
    """

    id: int
    language: str = ""
    telegram_language: str = ""
    name: str = ""
    username: str = ""
    send_originals: bool = False
    effects: bool = True
    news: bool = True
    daily_report: bool = True
    hints: bool = True
    hints_shown: frozenset[Hint] = frozenset()
    hint_on: date | None = None
    first_seen_at: datetime | None = field(default=None, compare=False)
    source: str = field(default="", compare=False)
    auto_confirm_below: int = 0
    falls_back: bool = False
    utc_offset: int | None = None
    time_zone: str = ""
    quiet: QuietHours | None = None
    is_new: bool = False

    def confirms_automatically(self, price: int) -> bool:
        """Whether a request at this price (credits) may start without a question."""
        return 0 < self.auto_confirm_below >= price

    def due_hint(self, now: datetime, there: Container[Hint]) -> Hint | None:
        """The next hint, if one is due: in a person's first days one a day, each once, only at what is `there`."""
        is_new = self.first_seen_at is not None and now - self.first_seen_at <= HINTS_FOR
        if not (self.hints and is_new) or self.hint_on == now.date():
            return None
        return next((hint for hint in Hint if hint in there and hint not in self.hints_shown), None)

    def is_quiet_at(self, moment: datetime) -> bool:
        """Whether the moment is in this person's quiet hours."""
        return self.quiet is not None and self.quiet.cover(moment, self.offset_at(moment))

    def offset_at(self, moment: datetime) -> int:
        """Minutes east of UTC on the person's clock at a moment, summer and winter."""
        there = offset_at(self.time_zone, moment) if self.time_zone else None
        return (self.utc_offset or 0) if there is None else there

    def quiet_until(self, moment: datetime) -> datetime | None:
        """When the quiet hours end that the moment is in, also where clocks are changed before that; None outside them."""
        if self.quiet is None or not self.is_quiet_at(moment):
            return None
        now = self.offset_at(moment)
        end = self.quiet.end_after(moment, now)
        then = self.offset_at(end)
        changed = end + timedelta(minutes=now - then)
        return (
            changed if self.offset_at(changed) == then else end
        )  # else that hour does not exist on that day


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A model with its options, or a recipe, with prompt and references on their way to a quote. One card in one chat.

    It is what carries everything that a person said and sent from the first message to the quote, through all screens.

    Attributes:
        id: row id; it travels in the card's buttons.
        person_id: whose card it is; other people's taps are refused.
        chat_id, thread_id: where the card is.
        model: slug; empty when the draft is for a recipe, or while no model was picked.
        recipe: slug; None when the draft is for a model.
        continues: of a recipe: id of the quote whose results are kept, so that only the rest is priced.
        choices: options set so far (only those that were set).
        prompt: the words so far, possibly empty; kept also where the model takes none.
        borrowed_words: whether the words are another person's, unchanged.
        references: media so far, the pictures of its cast behind the others.
        look_id: the look that is used; its words stand around the prompt.
        look: the same as it is now; None when it is gone.
        cast_on, cast_off: ids of characters that were picked for it, and that were switched off whatever its words say.
        several: how many are to be made at once, or of what; None for one.
        unused_choices, unused_references: what was said and sent, too, and the model cannot use: another one may.
        created_at: when it was opened.
        party_id: the party that it is to be an entry of.
        closed_at: when it was put away, None while it was not.
    """

    id: int = 0
    person_id: int
    chat_id: int
    thread_id: int | None = None
    model: str = ""
    recipe: str | None = None
    continues: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    prompt: str = ""
    borrowed_words: bool = False
    references: tuple[Reference, ...] = ()
    look_id: int | None = None
    look: Look | None = None
    cast_on: tuple[int, ...] = ()
    cast_off: tuple[int, ...] = ()
    several: Several | None = None
    unused_choices: Mapping[str, str] = field(default_factory=dict)
    unused_references: tuple[Reference, ...] = ()
    created_at: datetime
    party_id: int | None = None
    closed_at: datetime | None = None

    @property
    def is_undecided(self) -> bool:
        """Whether what it is for was not picked yet: everything is kept as it was said."""
        return not self.model and self.recipe is None

    @property
    def is_each(self) -> bool:
        """Whether the same is to be made with each of its media."""
        return self.several is not None and self.several.kind is BatchKind.EACH

    @property
    def whole_prompt(self) -> str:
        """What the model would be asked with. Where the look's words are hidden it is for prices and limits, never to be shown."""
        return self.look.words.around(self.prompt) if self.look is not None else self.prompt

    @property
    def media(self) -> tuple[Reference, ...]:
        """All media that were sent, whether the model can use them or not."""
        return (*self.sent, *self.unused_references)

    @property
    def sent(self) -> tuple[Reference, ...]:
        """The media so far that were sent for it, without the pictures of its cast."""
        return tuple(reference for reference in self.references if not reference.character)

    def is_open_at(self, moment: datetime) -> bool:
        """Whether it can be worked with: it was not put away, and is not too old."""
        return self.closed_at is None and moment - self.created_at <= DRAFT_LIFE


class PersonRepository(Protocol):
    """Remembers people."""

    async def see(
        self, person_id: int, *, telegram_language: str, name: str, username: str = "", source: str = ""
    ) -> Person:
        """Note that this person did something today; returns what is known of them.

        Args:
            person_id: Telegram user id.
            telegram_language, name, username: as Telegram tells them now.
            source: what brought them, in case they are new; it is never changed afterwards.
        """
        ...

    async def person(self, person_id: int) -> Person | None:
        """What is known of a person."""
        ...

    async def person_named(self, username: str) -> Person | None:
        """Who has this @name, without the @, in capital or small letters; None when no one of them is known."""
        ...

    async def keep(self, person: Person) -> None:
        """Write a person's preferences back. What Telegram tells (name, language of the app) is left alone."""
        ...

    async def note_hint(self, person_id: int, hint: Hint) -> bool:
        """A hint is about to be shown today. False when one was shown today, or this one ever; then it is not."""
        ...


class DraftRepository(Protocol):
    """Keeps drafts, so that a card still works after a restart."""

    async def add(self, draft: Draft, *, quote_id: int | None = None) -> Draft:
        """Store a new draft; returns it with its id. `quote_id` is a quote that is its price from now on."""
        ...

    async def get(self, draft_id: int) -> Draft | None:
        """The draft, or None when it is gone."""
        ...

    async def has_borrowed(self, person_id: int, prompt: str) -> bool:
        """Whether a draft of the person has these very words, which are another person's (`Draft.borrowed_words`)."""
        ...

    async def save(self, draft: Draft, at: datetime, *, same_request: bool = False) -> None:
        """Write an open draft back. What it was quoted before is over when anything has changed.

        `same_request` says that more is known of the same files, and nothing else is asked for: its price stands.
        """
        ...
