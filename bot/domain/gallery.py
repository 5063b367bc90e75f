"""What a person has made, as a gallery: asked for by kind and words, shown page by page, offered in other chats."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Protocol, Self

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.domain.message_ref import MessageRef
from bot.domain.month import Month

KEPT_BY_KIE: Final = timedelta(days=14)
"""How long KIE keeps what was made (its documentation, "File retention")."""

_IN_AN_ALBUM: Final = (frozenset({"photo", "video"}), frozenset({"audio"}), frozenset({"document"}))
"""Forms that may share an album (Bot API, sendMediaGroup), the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryFilters:
    """What of a gallery is shown, beside its kind and words; all of it must hold.

    Attributes:
        model: slug; empty = every model.
        month: in which it was made, None = in any.
        favourite: only what the person has marked as a favourite.
        look: id of the look that the person has made it with, None = whatever it was made with.
        character: id of the character that the person has made it with, None = with any or none.
    """

    model: str = ""
    month: Month | None = None
    favourite: bool = False
    look: int | None = None
    character: int | None = None

    def __bool__(self) -> bool:
        return self != GalleryFilters()

    def with_more(self, other: GalleryFilters) -> GalleryFilters:
        """Both; where both say something, what the other says."""
        return GalleryFilters(
            model=other.model or self.model,
            month=other.month or self.month,
            favourite=other.favourite or self.favourite,
            look=other.look or self.look,
            character=other.character or self.character,
        )

    def as_json(self) -> str:
        """As it is stored: only what narrows."""
        said: dict[str, Any] = {}
        if self.model:
            said["model"] = self.model
        if self.month is not None:
            said["month"] = str(self.month)
        if self.favourite:
            said["favourite"] = True
        if self.look is not None:
            said["look"] = self.look
        if self.character is not None:
            said["character"] = self.character
        return json.dumps(said)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """As it was stored."""
        said = json.loads(text)
        return cls(
            model=said.get("model", ""),
            month=Month.parse(said.get("month", "")),
            favourite=said.get("favourite", False),
            look=said.get("look"),
            character=said.get("character"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryQuery:
    """What is looked for among a person's finished generations; what they deleted is never found.

    Attributes:
        person_id: whose.
        chat_id: only what was made in this chat, None = anywhere.
        kind: only this kind, None = every kind.
        words: folded; a generation must have each in its prompt, or in its model's title.
        models: for a word the slugs of the models whose title has it.
        generation_id: only this one.
        versions_of: only the versions that this one is among: in private the person's, in a chat all that it was shown.
        filters: what else narrows it.
    """

    person_id: int
    chat_id: int | None = None
    kind: Kind | None = None
    words: tuple[str, ...] = ()
    models: Mapping[str, frozenset[str]] = field(default_factory=dict)
    generation_id: int | None = None
    versions_of: int | None = None
    filters: GalleryFilters = GalleryFilters()


@dataclass(frozen=True, slots=True)
class GalleryItem:
    """One asset that Telegram has a copy of, with the generation that it is of."""

    generation: Generation
    asset: Asset


@dataclass(frozen=True, slots=True)
class GalleryCursor:
    """A place in a list of pieces: behind this position of this generation."""

    generation_id: int
    position: int


class GalleryReader(Protocol):
    """Finds what a person has made, newest first."""

    async def count(self, wanted: GalleryQuery) -> int:
        """How many generations there are."""
        ...

    async def kinds(self, wanted: GalleryQuery) -> frozenset[Kind]:
        """The kinds among them, whatever kind is wanted."""
        ...

    async def months(self, wanted: GalleryQuery, *, limit: int) -> Sequence[Month]:
        """The newest months in which the person has made something (in this chat), whatever else is wanted."""
        ...

    async def models(self, wanted: GalleryQuery, *, limit: int) -> Sequence[str]:
        """Slugs of the models that the person has used most (in this chat), whatever else is wanted."""
        ...

    async def looks(self, wanted: GalleryQuery, among: Collection[int]) -> frozenset[int]:
        """Those of these looks, by id, that the person has made something with (in this chat), whatever else is wanted."""
        ...

    async def characters(self, wanted: GalleryQuery, among: Collection[int]) -> frozenset[int]:
        """Those of these characters, by id, that the person has made something with (in this chat), whatever else is wanted."""
        ...

    async def page(self, wanted: GalleryQuery, *, offset: int, limit: int) -> Sequence[Generation]:
        """A page of them, with their assets."""
        ...

    async def pieces(
        self, wanted: GalleryQuery, *, after: GalleryCursor | None, limit: int
    ) -> Sequence[GalleryItem]:
        """Their assets that Telegram has a copy of, those of a generation in their order, `after` a place."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryPage:
    """A page of a gallery as it is shown in a chat.

    Attributes:
        id: row id; it travels in the page's buttons.
        person_id: whose gallery it is; other people's taps are refused.
        chat_id: where it is shown.
        kind: the kind that is shown, None = every kind.
        search: the words that were searched for, as the person wrote them; empty = everything.
        page: from 0.
        album: messages with the thumbnails.
        list_message: the message with the list and the buttons, None before it is sent.
        filters: what else narrows it.
    """

    id: int = 0
    person_id: int
    chat_id: int
    kind: Kind | None = None
    search: str = ""
    page: int = 0
    album: tuple[int, ...] = ()
    list_message: MessageRef | None = None
    filters: GalleryFilters = GalleryFilters()


class GalleryPageRepository(Protocol):
    """Stores which page is shown where, one per person and chat, so that its buttons work after a restart."""

    async def show(self, page_state: GalleryPage) -> tuple[GalleryPage, GalleryPage | None]:
        """Begin a gallery in place of the one shown in this chat; returns it with its id, and the earlier one."""
        ...

    async def get(self, page_id: int) -> GalleryPage | None:
        """The page of this id, or None when another gallery took its place."""
        ...

    async def save(self, page_state: GalleryPage) -> None:
        """Write a page back."""
        ...


def thumbnails(page: Sequence[Generation]) -> Sequence[tuple[int, Asset]]:
    """What of a page can be shown in one album: the first fitting asset of each generation, with its place on the page.

    Pictures and videos share an album; sound and files are shown only where a page has neither.
    """
    for forms in _IN_AN_ALBUM:
        firsts = ((place, _first(generation, forms)) for place, generation in enumerate(page))
        shown = [(place, asset) for place, asset in firsts if asset is not None]
        if shown:
            return shown
    return ()


def _first(generation: Generation, forms: frozenset[str]) -> Asset | None:
    return next((asset for asset in generation.assets if asset.file_id and asset.sent_as in forms), None)


def is_at_telegram(generation: Generation) -> bool:
    """Whether any of it can be sent again without KIE."""
    return any(asset.file_id or asset.original_file_id for asset in generation.assets)
