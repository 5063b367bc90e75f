"""Versions: what is made from what was made here knows what it was made from, back to the first.

A reference says whose result it is (`Reference.generation_id`), and travels so through drafts and quotes. The parent's number
is then higher by nothing but its own step: a parent is done before its child begins, so that no circle is possible. (What
took the place of a failed step has a higher id than the steps after it.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.chat import is_group
from bot.domain.generation import Asset, Generation, Reference, State
from bot.errors import VersionElsewhere, VersionGone
from bot.ports import Store, Transaction


@dataclass(frozen=True, slots=True)
class MadeHere:
    """A result that was made here: one asset of a generation."""

    generation: Generation
    asset: Asset


def made_from(reference: Reference, generation: Generation) -> Reference:
    """The reference as something of what this generation made, such as a frame of its clip: what is made from it is a
    version of that one. Of a voice sample or an example nothing is a version.
    """
    return reference if generation.sample else replace(reference, generation_id=generation.id)


async def as_version(tx: Transaction, generation: Generation) -> Generation:
    """A generation that is about to be stored, as a version of what its first reference from here was made by.

    What was deleted meanwhile, or is a forgotten person's, is no parent.
    """
    parent_id = next((one.generation_id for one in generation.references if one.generation_id), None)
    parent = await tx.generation(parent_id) if parent_id is not None else None
    if parent is None or parent.deleted:
        return generation
    return replace(
        generation,
        parent_id=parent.id,
        root_id=parent.root_id or parent.id,
        version=parent.version + 1,
        # What a recipe goes on with is a picture no more that could be chosen; an edited one is.
        selection_id=generation.selection_id or (None if generation.in_chain else parent.selection_id),
    )


def is_shown_in(generation: Generation, group_id: int) -> bool:
    """Whether a group was shown a result: every member may see it there, and make something of it."""
    if generation.deleted or generation.sample or generation.person_id is None or not is_group(group_id):
        return False
    # What a message shows may not be written down as delivered yet.
    was_sent = generation.state is State.DELIVERED or any(one.message_id for one in generation.assets)
    return was_sent and generation.destination.chat_id == group_id


def is_open_to(generation: Generation, person_id: int, chat_id: int) -> bool:
    """Whether a person may see a result, and go on from it, in a chat: in private what is theirs, in a group what that was
    shown.
    """
    if is_group(chat_id):
        return is_shown_in(generation, chat_id)
    return generation.person_id == person_id and not (generation.deleted or generation.sample)


class Versions:
    """Finds the versions of a result."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def parent(self, generation: Generation, *, person_id: int, chat_id: int) -> MadeHere:
        """What a generation was made from, for a person who may see that one in this chat.

        Raises:
            VersionGone: it has no parent, or that was deleted, or its person was forgotten.
            VersionElsewhere: it was made where others must not see it from here.
        """
        parent = await self._store.generation(generation.parent_id) if generation.parent_id else None
        if parent is None or parent.deleted or not parent.assets:
            raise VersionGone
        if not is_open_to(parent, person_id, chat_id):
            raise VersionElsewhere
        return MadeHere(parent, _used(parent, generation.references))


def _used(parent: Generation, references: Sequence[Reference]) -> Asset:
    """Which of several results it was."""
    files = {one.file_id for one in references if one.generation_id == parent.id and one.file_id}
    return next(
        (asset for asset in parent.assets if files & {asset.file_id, asset.original_file_id}),
        parent.assets[0],
    )
