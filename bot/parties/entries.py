"""What a party's gallery shows, and what fits into one album."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.generation import Asset, Generation, State
from bot.domain.party import Party

ALBUM_AT_MOST: Final = 10
"""Items of an album (Bot API, sendMediaGroup)."""

_TOGETHER: Final = (frozenset({"photo", "video"}), frozenset({"audio"}), frozenset({"document"}))
"""Forms that may share an album (Bot API, sendMediaGroup); any other is sent alone."""


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """An entry as all see it.

    Attributes:
        number: its place in the gallery, from 1.
        generation: what was made.
        asset: the one that is shown; None when its member deleted it, or Telegram never had it.
        name: its member's first name as last seen, possibly empty.
    """

    number: int
    generation: Generation
    asset: Asset | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party as it is shown to the group.

    Attributes:
        party: as it is now.
        starter: first name of who started it, possibly empty.
        from_group_account: whether the budget came from the group's account.
        pieces: the gallery.
    """

    party: Party
    starter: str
    from_group_account: bool
    pieces: Sequence[PartyEntry] = ()


def is_entry(generation: Generation) -> bool:
    """Whether a generation is shown and voted for: it reached the chat, and its member did not delete it."""
    return (
        generation.state is State.DELIVERED and not generation.deleted and not generation.free_late_delivery
    )


def shown_asset(generation: Generation) -> Asset | None:
    """The asset that stands for a generation: the first that Telegram has a copy of."""
    return next((asset for asset in generation.assets if asset.file_id), None)


def next_album(pieces: Sequence[PartyEntry]) -> Sequence[PartyEntry]:
    """The first pieces that go out together; at least one."""
    first = pieces[0].asset
    form = first.sent_as if first is not None else ""
    together = next((forms for forms in _TOGETHER if form in forms), frozenset())
    fitting = [piece for piece in pieces if piece.asset is not None and piece.asset.sent_as in together]
    return fitting[:ALBUM_AT_MOST] or pieces[:1]
