"""A person chooses the picture that a recipe goes on with, asks for other ones, or ends it. Only the price is asked for: what
follows is confirmed like anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.chat import is_group
from bot.domain.generation import Generation
from bot.domain.selection import Selection, SelectionState
from bot.errors import NotYoursToChoose, SelectionOver
from bot.generation.continue_chain import ChainContinuer, ContinueRequest
from bot.generation.quote import PricedQuote
from bot.groups.payer import group_of
from bot.ports import ChatMembers, Clock, Standing, Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSelection:
    """A selection beside the pictures that can be chosen."""

    selection: Selection
    pictures: Sequence[Generation]


class PictureChooser:
    """The buttons below pictures to choose from.

    In a group the person who has started the recipe and the admins choose, and everybody where the group's rule says so;
    who chooses pays for what follows as for anything else there.
    """

    def __init__(self, store: Store, continuer: ChainContinuer, members: ChatMembers, clock: Clock) -> None:
        self._store = store
        self._continuer = continuer
        self._members = members
        self._clock = clock

    async def choose(self, picture_id: int, request: ContinueRequest) -> PricedQuote:
        """The price of what follows a picture, or a version of one; an earlier price of the same selection is over.

        Raises:
            SelectionOver: it has ended.
            NotYoursToChoose: another member chooses here.
            StepGone, NothingToContinue, Refusal: as `ChainContinuer.from_picture_in`.
        """
        standing = await self._standing(request)
        async with self._store.transaction() as tx:
            picture, selection = await self._open(tx, picture_id, request, standing)
            await tx.cancel_quotes_of_selection(selection.id, self._clock.now())
            return await self._continuer.from_picture_in(tx, picture, request, selection_id=selection.id)

    async def others(self, picture_id: int, request: ContinueRequest) -> PricedQuote:
        """The price of other pictures beside those of which this is one; these can be chosen still. Raises as `choose`."""
        standing = await self._standing(request)
        async with self._store.transaction() as tx:
            picture, selection = await self._open(tx, picture_id, request, standing)
            if not selection.again:
                raise SelectionOver
            return await self._continuer.others_in(tx, picture, request, selection_id=selection.id)

    async def stop(self, picture_id: int, request: ContinueRequest) -> Selection:
        """End the selection; its pictures stay, and a price that it led to is over. Raises as `choose`."""
        standing = await self._standing(request)
        async with self._store.transaction() as tx:
            _, selection = await self._open(tx, picture_id, request, standing)
            return await self._stop(tx, selection)

    async def stop_all(self, person_id: int, chat_id: int) -> int:
        """End everything in which a person is to choose in this chat. Returns how many that were."""
        async with self._store.transaction() as tx:
            waiting = [one for one in await tx.selections_waiting(person_id) if one.chat_id == chat_id]
            for selection in waiting:
                await self._stop(tx, selection)
        return len(waiting)

    async def waiting(self, person_id: int) -> Sequence[WaitingSelection]:
        """In what a person is to choose, anywhere."""
        async with self._store.transaction() as tx:
            return [
                WaitingSelection(selection=one, pictures=await tx.pictures_of(one.id))
                for one in await tx.selections_waiting(person_id)
            ]

    async def _stop(self, tx: Transaction, selection: Selection) -> Selection:
        await tx.cancel_quotes_of_selection(selection.id, self._clock.now())
        stopped = selection.ended(SelectionState.STOPPED)
        await tx.save_selection(stopped)
        return stopped

    async def _open(
        self, tx: Transaction, picture_id: int, request: ContinueRequest, standing: Standing
    ) -> tuple[Generation, Selection]:
        """The picture, and its selection that has not ended. Raises SelectionOver, NotYoursToChoose."""
        picture = await tx.generation(picture_id)
        if picture is None or picture.selection_id is None or picture.destination.chat_id != request.chat_id:
            raise SelectionOver
        selection = await tx.selection(picture.selection_id)
        if selection is None or selection.is_ended or selection.chat_id != request.chat_id:
            raise SelectionOver
        if selection.person_id != request.person_id and standing is not Standing.ADMIN:
            group = await group_of(tx, request.chat_id)
            if group is None or not group.rules.all_choose:
                raise NotYoursToChoose
        return picture, selection

    async def _standing(self, request: ContinueRequest) -> Standing:
        """What the person is in the chat, asked before the transaction."""
        if not is_group(request.chat_id):
            return Standing.MEMBER
        return await self._members.standing(request.chat_id, request.person_id, now=True)
