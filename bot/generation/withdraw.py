"""What a screen calls over is over: drafts and quotes that are put away before anything was made of them."""

from __future__ import annotations

from bot.errors import QuoteOver, QuoteUnknown
from bot.groups.membership import require_admin
from bot.ports import ChatMembers, Clock, Store


class QuoteWithdrawer:
    """Puts drafts and their quotes away. Nothing was held for them."""

    def __init__(self, store: Store, clock: Clock, members: ChatMembers) -> None:
        self._store = store
        self._clock = clock
        self._members = members

    async def withdraw(self, token: str, by: int) -> bool:
        """End an unused quote: its person takes it back, or an admin of its group declines it.

        Returns:
            False when it was confirmed before: it is being made.

        Raises:
            QuoteUnknown: it is gone.
            QuoteOver: it was ended before.
            NotGroupAdmin, MembershipUnknown: it is another person's, and `by` does not administer its group.
        """
        asked = await self._store.quote(token)
        if asked is None:
            raise QuoteUnknown
        if asked.person_id != by:
            await require_admin(self._members, asked.chat_id, by)
        async with self._store.transaction() as tx:
            quote = await tx.quote(token)
            if quote is None:
                raise QuoteUnknown
            if quote.confirmed_at is not None:
                return False
            if not await tx.cancel_quote(quote.id, self._clock.now()):
                raise QuoteOver
        return True

    async def dismiss(self, draft_id: int) -> bool:
        """Put a draft and its price away.

        Returns:
            False when its price was confirmed already: something is being made of it, and the draft stays.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            ended = await tx.cancel_quotes_of_draft(draft_id, now)
            if not ended and await tx.is_draft_confirmed(draft_id):
                return False
            await tx.close_draft(draft_id, now)
        return True

    async def cancel_price(self, draft_id: int) -> None:
        """End a draft's unused price; the draft goes on."""
        async with self._store.transaction() as tx:
            await tx.cancel_quotes_of_draft(draft_id, self._clock.now())

    async def end_waiting_price(self, draft_id: int) -> bool:
        """End a draft's unused price, so that it can be asked for anew.

        Returns:
            False when nothing of the draft waits any more: what it was for was confirmed.
        """
        async with self._store.transaction() as tx:
            ended = await tx.cancel_quotes_of_draft(draft_id, self._clock.now())
            return bool(ended) or not await tx.is_draft_confirmed(draft_id)

    async def close(self, draft_id: int) -> None:
        """Put a draft and its price away, whatever was made of it before."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            await tx.cancel_quotes_of_draft(draft_id, now)
            await tx.close_draft(draft_id, now)
