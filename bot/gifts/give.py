"""A person gives credits away: they leave the account, and a link to them is made, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.gift import GIFT_LIFE, MOST_OPEN_GIFTS, Gift
from bot.errors import AccountBlocked, GiftAmountWrong, TooManyGifts
from bot.gifts.tokens import GiftTokens, made_for_hash, token_hash
from bot.ledger.entries import LARGEST_AMOUNT
from bot.ledger.gifts import set_gift_aside
from bot.ports import Clock, Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRequest:
    """What a person gives.

    Attributes:
        giver_id: who.
        credits: how many.
        receiver_id: who alone can open it; None for everybody.
        receiver_name: the same by @username, in small letters and without @; empty for everybody.
        made_for: name of the message that asks for it; the same one makes no second gift.
        chat_id: where its card will be.
        language: what the card is in.
    """

    giver_id: int
    credits: int
    receiver_id: int | None = None
    receiver_name: str = ""
    made_for: str
    chat_id: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCard:
    """A gift with its link.

    Attributes:
        gift: as it is stored.
        token: the secret part of the link; empty when it cannot be made again, as the key is another one.
    """

    gift: Gift
    token: str


class GiftGiver:
    """Makes gifts.

    Args:
        store: opens transactions.
        clock: the time.
        tokens: makes the links' secret parts.
    """

    def __init__(self, store: Store, clock: Clock, tokens: GiftTokens) -> None:
        self._store = store
        self._clock = clock
        self._tokens = tokens

    async def give(self, request: GiftRequest) -> GiftCard:
        """Take the credits and make the gift; asked again by the same message, the same gift.

        Raises:
            GiftAmountWrong: fewer than one, or more than there can be.
            AccountBlocked: the giver is blocked.
            NotEnoughToGive: they have fewer credits that do not expire.
            TooManyGifts: so many of theirs have not been opened yet.
        """
        if not 0 < request.credits <= LARGEST_AMOUNT:
            raise GiftAmountWrong(most=LARGEST_AMOUNT)
        made_for = made_for_hash(request.made_for)
        async with self._store.transaction() as tx:
            known = await tx.gift_made_for(made_for)
            if known is not None:
                return self.card(known)
            return await self._make(tx, request, made_for)

    async def note_card(self, gift: Gift, message_id: int) -> None:
        """Note which message the card is: it changes when the gift is over."""
        async with self._store.transaction() as tx:
            await tx.note_gift_card(gift.id, message_id)

    def card(self, gift: Gift) -> GiftCard:
        """A stored gift with its link."""
        return GiftCard(gift=gift, token=self._tokens.of(gift.made_for, gift.token_hash))

    async def _make(self, tx: Transaction, request: GiftRequest, made_for: str) -> GiftCard:
        account, now = await tx.account_of_person(request.giver_id), self._clock.now()
        if account.blocked:
            raise AccountBlocked
        if await tx.open_gift_count(request.giver_id) >= MOST_OPEN_GIFTS:
            raise TooManyGifts(maximum=MOST_OPEN_GIFTS)
        token = self._tokens.all_of(made_for)[0]
        gift = await tx.add_gift(
            Gift(
                token_hash=token_hash(token),
                made_for=made_for,
                account_id=account.id,
                giver_id=request.giver_id,
                receiver_id=request.receiver_id,
                receiver_name=request.receiver_name,
                credits=request.credits,
                chat_id=request.chat_id,
                language=request.language,
                made_at=now,
                ends_at=now + GIFT_LIFE,
            )
        )
        await set_gift_aside(tx, account, gift.credits, gift.token_hash, now)
        return GiftCard(gift=gift, token=token)
