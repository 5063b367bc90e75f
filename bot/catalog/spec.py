"""What a model's file says, as frozen records. Reading and checking the files is `catalog.load`'s work.

A file describes one model as people see it, and one *offer* per dialect of KIE: its options, references, price and
routes there. A dialect without an offer does not sell the model.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Protocol


class Kind(StrEnum):
    """The four shelves of the menu."""

    VIDEO = "video"
    IMAGE = "image"
    AUDIO = "audio"
    MUSIC = "music"


class Dialect(StrEnum):
    """Which of KIE's contracts is spoken."""

    LIVE = "live"
    """What the service requires today."""
    INTEGRATION = "integration"
    """The customer's own integration document."""


class Media(StrEnum):
    """What a reference can be."""

    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"


class Verb(StrEnum):
    """What people want done, whichever model does it. A verb is a command, and a button under a result."""

    ANIMATE = "animate"
    """A photo begins to move."""
    EDIT = "edit"
    """A photo or video is changed as the words say."""
    RESTYLE = "restyle"
    """A photo or video is made anew in another style."""
    REMOVEBG = "removebg"
    """A photo loses its background."""
    UPSCALE = "upscale"
    """A photo or video gets larger and sharper."""
    VOICE = "voice"
    """Words are spoken."""
    SONG = "song"
    """Words become a song."""
    LIPSYNC = "lipsync"
    """A face says what is heard."""
    EXTEND = "extend"
    """A video goes on."""
    COVER = "cover"
    """A recording is arranged anew."""

    @property
    def on_words(self) -> bool:
        """Whether it works on words; all others work on media."""
        return self in {Verb.VOICE, Verb.SONG}

    @property
    def begins_with(self) -> Media | None:
        """The kind of media that is asked for while there is none; None = words."""
        if self.on_words:
            return None
        return {Verb.EXTEND: Media.VIDEO, Verb.COVER: Media.AUDIO}.get(self, Media.PHOTO)

    @property
    def joins_media(self) -> bool:
        """Whether it brings several kinds of media together; all others begin from one piece."""
        return self is Verb.LIPSYNC


class WireType(StrEnum):
    """How an option's value is written in the request."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


class _Written:
    """A record of a model's file. A key that it does not know is a mistake there."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(_Written):
    """Something a person may set on a model.

    Either a list of `choices` (buttons on the card), or free text of at most `maximum_length` characters, or a number
    between `minimum` and `maximum`. Free options never change the price. A choice between `on` and `off` is a switch.

    Attributes:
        name: what people type in `/gen`: `duration`, `aspect_ratio`, `resolution` …; its words are `option-<name>`.
        choices: allowed values in the order shown; compared without regard to case.
        default: value when a person says nothing; empty = the option is left out of the choices and of the request.
        field: the request field, or the way to it inside of lists and objects (`speakers.0.voice_name`); empty when `wire`
            has a table for every value, or when only the route depends on it.
        type: how the value is written.
        wire: values whose written form differs: a scalar, or a table of several fields that is merged into the request.
        unit: names the unit's words in the locales (`seconds`), or empty.
        only_with: choices that must hold for the option to exist: a song has a title only when its lyrics are given.
        suggestions: ready-made values of a free option, as buttons beside typing.
    """

    name: str
    choices: tuple[str, ...] = ()
    default: str = ""
    field: str = ""
    type: WireType = WireType.STRING
    wire: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    unit: str = ""
    maximum_length: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    only_with: Mapping[str, str] = dataclasses.field(default_factory=dict)
    suggestions: tuple[str, ...] = ()

    @property
    def buttons(self) -> tuple[str, ...]:
        """The values that can be tapped: all there are, or the ready-made ones of a free option."""
        return self.choices or self.suggestions

    @property
    def switch(self) -> bool:
        """Whether it is a choice between `on` and `off`."""
        return set(self.choices) == {"on", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceNeed(_Written):
    """Media that a model takes.

    Attributes:
        media: photo, video or audio.
        minimum: how many it needs; 0 = optional.
        maximum: how many it takes.
        field: request field of the first (or of the whole list when `as_list`).
        more_fields: request fields of the second, third … reference (first and last frame).
        as_list: whether the field takes a list of addresses.
        frames: whether the first one begins a video and a second one ends it.
        maximum_bytes: largest acceptable file in bytes.
        types: acceptable MIME types, by content.
        minimum_side, maximum_side: pixels of a picture's sides; 0 = no bound.
        minimum_seconds, maximum_seconds: shortest and longest acceptable video or audio in seconds; 0 = no bound.
        made_by: slugs of the models whose results it takes, by the task that made them at KIE and not by their address;
            then `field` takes the task's id, and `item_field` the id of the result within the task; an empty one is
            not sent. Without slugs it takes any media.
        item_field: see `made_by`.
    """

    media: Media
    minimum: int = 0
    maximum: int = 1
    field: str
    more_fields: tuple[str, ...] = ()
    as_list: bool = False
    frames: bool = False
    maximum_bytes: int = 10_485_760
    types: tuple[str, ...] = ()
    minimum_side: int = 0
    maximum_side: int = 0
    minimum_seconds: int = 0
    maximum_seconds: int = 0
    made_by: tuple[str, ...] = ()
    item_field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRule(_Written):
    """What the model takes as a prompt. `maximum_length` 0 = it takes none. `prefix` is put before the person's words.

    `field` is a request field, or the way to it inside of lists and objects (`turns.0.text`).
    `when` says for which choices the rule is, where an offer has several.
    """

    field: str = "prompt"
    required: bool = True
    minimum_length: int = 1
    maximum_length: int = 2000
    prefix: str = ""
    when: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def room(self) -> int:
        """Characters that are left for the person's words."""
        return max(0, self.maximum_length - len(self.prefix))


class Per(StrEnum):
    """What a price row's credits are multiplied by."""

    GENERATION = "generation"
    SECOND = "second"
    """The `duration` option."""
    THOUSAND_CHARACTERS = "thousand_characters"
    """Characters of the prompt / 1000, exactly (not rounded to whole thousands)."""
    MINUTE = "minute"
    """Minutes of speech, begun minutes counted whole; quoted from the prompt's length."""
    RESULT = "result"
    """The option that says how many results a task makes (`Results.option`)."""
    REFERENCE_SECOND = "reference_second"
    """Seconds of the media that is supplied (`Price.seconds_of`), as measured, begun seconds counted whole."""

    @property
    def by_text(self) -> bool:
        """Whether it depends on the length of the prompt."""
        return self in {Per.THOUSAND_CHARACTERS, Per.MINUTE}

    @property
    def by_unit(self) -> bool:
        """Whether it depends on what is known only when the request is put together: its words, or its media."""
        return self.by_text or self is Per.REFERENCE_SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecePrice(_Written):
    """Credits at KIE for each piece of media that is supplied, beside the row's.

    Attributes:
        media: which kind is counted.
        credits: for each piece.
        included: how many of them cost nothing.
    """

    media: Media
    credits: Decimal
    included: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow(_Written):
    """Credits at KIE when all of `when` hold.

    `when` maps an option's name to a value; the pseudo-option `references` is `yes` or `no`.
    """

    credits: Decimal
    when: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(_Written):
    """Exact price of every combination of options: the first row that fits counts.

    Attributes:
        rows: in the order tried.
        per: what the row's credits are multiplied by.
        characters_per_minute: speaking rate for `Per.MINUTE` quotes.
        seconds_of: whose length counts for `Per.REFERENCE_SECOND`.
        pieces: what each piece of supplied media adds.
    """

    rows: tuple[PriceRow, ...]
    per: Per = Per.GENERATION
    characters_per_minute: int = 900
    seconds_of: Media | None = None
    pieces: tuple[PiecePrice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(_Written):
    """How a request reaches KIE.

    Attributes:
        family: name of the wire shape (`bot.kie.families`).
        supplier_model: the `model` field's value, or empty when the family has none.
        path: submission path for families that have more than one (`/api/v1/kling/generate`), else empty.
        references: `any`, `none` (only without references) or `some` (only with).
        fixed: fields that are always sent.
        omit: options that this route does not send.
        when: option values this route is for.
        names: fields that this route calls otherwise (`{aspect_ratio = "aspectRatio"}`), whether they come from an
            option, a reference or the prompt.
        needs_callback: whether KIE requires a callback address even of those who only ask for the status.
    """

    family: str
    supplier_model: str = ""
    path: str = ""
    references: str = "any"
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    omit: tuple[str, ...] = ()
    when: Mapping[str, str] = dataclasses.field(default_factory=dict)
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    needs_callback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Results(_Written):
    """How many pieces of media one task makes (`bot/catalog/results.py` has the rules).

    Attributes:
        count: so many, always.
        option: name of the option that says how many, where a person may choose: its choices are the numbers, from 1 on. A
            price `per = "result"` is multiplied by it. Beside choices or media with which KIE makes one only, the
            others are `conflicts`.
    """

    count: int = 1
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(_Written):
    """A model in one dialect.

    Attributes:
        routes: tried in order; the first that fits the choices and references is taken.
        legacy_routes: the same through KIE's older endpoints, used when the operator selects them for the model.
        prompts: what the prompt may be beside some choices, tried in order before `prompt`: the lyrics of a song may
            be longer than its description.
        conflicts: combinations that KIE does not take: each maps two or more option names to values. In a file a list of
            values stands for one combination with each. The pseudo-option `references` is `yes` or `no`.
        unavailable: a reason code when KIE does not serve the model (`model-unavailable-<code>`), else empty.
        nearest: slug of the nearest model that works, when unavailable.
        note: a code of a remark shown on the card (`model-note-<code>`), else empty.
        verbs: what the model is good at, each with its rank among the models that do the same; smaller first.
        shelved: whether it stands on the shelves of the menu and is suggested; what does not is found by its name, in search
            and by `/gen`, with the reason in its note.
        results: how many pieces of media one task makes, where that is not always one.
    """

    options: tuple[Option, ...] = ()
    references: tuple[ReferenceNeed, ...] = ()
    prompt: PromptRule = PromptRule()
    prompts: tuple[PromptRule, ...] = ()
    price: Price | None = None
    routes: tuple[Route, ...] = ()
    legacy_routes: tuple[Route, ...] = ()
    conflicts: tuple[Mapping[str, str], ...] = ()
    unavailable: str = ""
    nearest: str = ""
    note: str = ""
    verbs: Mapping[Verb, int] = dataclasses.field(default_factory=dict)
    shelved: bool = True
    results: Results = Results()

    def option(self, name: str) -> Option | None:
        """The option of this exact name, or None."""
        for option in self.options:
            if option.name == name:
                return option
        return None

    def prompt_for(self, choices: Mapping[str, str]) -> PromptRule:
        """What the prompt may be beside these (complete) choices."""
        for rule in self.prompts:
            if rule.when.items() <= choices.items():
                return rule
        return self.prompt


class Titled(Protocol):
    """What words and media are for: a model, or a recipe. It is named in refusals."""

    @property
    def title(self) -> str:
        """The name that people see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastRule(_Written):
    """What a model wants beside the pictures of a cast (`bot.domain.cast`).

    Attributes:
        words: whether the prompt is to say, in English, which picture is whom.
    """

    words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterRule(_Written):
    """What good words for a model are, for the writer that suggests some.

    Attributes:
        language: the language that it understands best, as a code (`en`); empty where that of the words is as good.
        hint: what makes good words, in English, for a language model to read.
    """

    language: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(_Written):
    """An entry of the catalogue.

    Attributes:
        slug: unique, lower case, `a-z0-9.-`, at most 32 bytes (it travels in callback data).
        title: a proper noun, shown untranslated.
        usual_seconds: how long it usually takes.
        deadline_seconds: after this a generation is released.
        rank: place on its shelf; smaller first.
        maker: who made it; it is found by that.
        words: other names that people look for it by, in any language.
        tags: what it is looked for beside names (`catalog/tags/`), each with its rank among the models that have the tag;
            smaller first. What follows from its verbs and its kind is not said here.
        ideas: the genre of ideas that fits whatever media are there, when neither its kind's nor that of its media does
            (`sound` among the voices, `talk` for lip sync), else empty.
        cast: what it wants beside the pictures of a cast.
        writer: what good words for it are.
        live, integration: its offers.
    """

    slug: str
    title: str
    kind: Kind
    usual_seconds: int
    deadline_seconds: int
    rank: int = 100
    maker: str = ""
    words: tuple[str, ...] = ()
    tags: Mapping[str, int] = dataclasses.field(default_factory=dict)
    ideas: str = ""
    cast: CastRule = CastRule()
    writer: WriterRule = WriterRule()
    live: Offer | None = None
    integration: Offer | None = None

    def offer(self, dialect: Dialect) -> Offer | None:
        """The model in `dialect`, or None when it is not sold there."""
        return self.live if dialect is Dialect.LIVE else self.integration
