"""The moves of a selection, each inside its caller's transaction: pictures come or come to nothing, and one is gone on with.

No process has to remember them: the row says what is waited for, and whatever ends a picture looks at it.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.generation import Generation, State
from bot.domain.quote import Quote
from bot.domain.selection import Selection, SelectionState
from bot.errors import SelectionOver
from bot.ports import Transaction

_CAME = frozenset({State.DELIVERED, State.STORED})


async def note_confirmed(tx: Transaction, quote: Quote, now: datetime) -> int | None:
    """A quote is being confirmed: its pictures begin a selection or join the one that they are for; or, with what follows,
    the choice is made.

    Returns:
        The id of the selection that the quote's generations are pictures of; None for any others.

    Raises:
        SelectionOver: they are for one that has ended.
    """
    selection = await tx.selection(quote.selection_id) if quote.selection_id is not None else None
    if not quote.waits:
        if selection is not None and not selection.is_ended:
            await tx.save_selection(selection.ended(SelectionState.CHOSEN))
        return None
    if quote.selection_id is None:
        begun = Selection(
            person_id=quote.person_id,
            chat_id=quote.chat_id,
            quote_id=quote.id,
            again=quote.several is not None and quote.several.again,
            created_at=now,
        )
        return (await tx.add_selection(begun)).id
    if selection is None or selection.is_ended:
        raise SelectionOver
    if selection.state is SelectionState.CHOSEN:
        await tx.save_selection(selection.ended(SelectionState.MAKING))
    return selection.id


async def picture_came(tx: Transaction, picture: Generation, now: datetime) -> None:
    """A generation has ended with something to show: when it is a picture to choose from, its selection waits now."""
    selection = await _selection_of(tx, picture)
    if selection is not None and selection.state in {SelectionState.MAKING, SelectionState.CHOOSING}:
        await tx.save_selection(selection.waiting(now))


async def picture_ended(tx: Transaction, ended: Generation, now: datetime) -> None:
    """A generation has come to nothing, and that is written down: without any picture, made or to come, its selection is over."""
    selection = await _selection_of(tx, ended)
    if selection is None or selection.state is not SelectionState.MAKING:
        return
    pictures = await tx.pictures_of(selection.id)
    if any(one.is_open for one in pictures):
        return
    if any(one.state in _CAME and not one.deleted for one in pictures):
        await tx.save_selection(selection.waiting(now))  # those that came before others were asked for
    else:
        await tx.save_selection(selection.ended(SelectionState.OVER))


async def _selection_of(tx: Transaction, picture: Generation) -> Selection | None:
    """The selection that it is a picture of; a version of one changes nothing."""
    if picture.selection_id is None or picture.batch_id is None:
        return None
    return await tx.selection(picture.selection_id)
