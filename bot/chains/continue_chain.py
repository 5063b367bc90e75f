"""Somebody goes on with a chain from one of its results: a chain of their own, at their own expense."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalog.recipe import Recipe
from bot.chains.quote import ChainQuoter, ChainRequest, PricedChain
from bot.domain.generation import Generation, Reference
from bot.errors import Refusal
from bot.generation.chain_steps import made_in
from bot.ports import Chain, Store, Transaction


class NothingToContinue(Refusal):
    """It is no step of a recipe, or the last one."""

    code = "nothing-to-continue"


class StepGone(Refusal):
    """What was made was deleted, or what it was made from."""

    code = "step-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueRequest:
    """Who wants to go on, and where.

    Attributes:
        person_id: who goes on, and pays as for anything else in this chat.
        language: theirs.
        chat_id, thread_id, reply_to: where the answers go.
    """

    person_id: int
    language: str
    chat_id: int
    thread_id: int | None
    reply_to: int | None


class ChainContinuer:
    """Prices what follows a result. The chain that it came from stays as it is, whoever goes on with it meanwhile."""

    def __init__(self, store: Store, quoter: ChainQuoter) -> None:
        self._store = store
        self._quoter = quoter

    async def from_message(self, message_id: int, wish: ContinueRequest) -> PricedChain:
        """Go on from the result that a message of this chat shows.

        Raises:
            Refusal: as `from_generation`.
        """
        async with self._store.transaction() as tx:
            step = await tx.generation_at(wish.chat_id, message_id)
            return await self._quote(tx, step, wish)

    async def from_generation(self, generation_id: int, wish: ContinueRequest) -> PricedChain:
        """Go on from what a generation of this chat made.

        Raises:
            NothingToContinue, StepGone: it cannot be.
            UnknownRecipe: the recipe was taken out of the book.
            Refusal: as `ChainQuoter.quote`.
        """
        async with self._store.transaction() as tx:
            return await self._quote(tx, await tx.generation(generation_id), wish)

    async def _quote(self, tx: Transaction, step: Generation | None, wish: ContinueRequest) -> PricedChain:
        chain = await _chain_of(tx, step, wish)
        if step is None or chain is None or not step.is_followed:
            raise NothingToContinue
        if step.deleted:
            raise StepGone
        recipe = self._quoter.recipe(chain.recipe)
        made = await _made_until(tx, chain, step, recipe)
        rest = ChainRequest(
            person_id=wish.person_id,
            language=wish.language,
            chat_id=wish.chat_id,
            thread_id=wish.thread_id,
            reply_to=wish.reply_to,
            recipe=chain.recipe,
            prompt=chain.prompt,
            references=chain.references,
        )
        return await self._quoter.quote_rest(tx, rest, made)


async def _chain_of(tx: Transaction, step: Generation | None, wish: ContinueRequest) -> Chain | None:
    """The chain, when the step was made in this chat. What somebody made elsewhere is nobody else's business."""
    if step is None or step.chain_id is None or step.destination.chat_id != wish.chat_id:
        return None
    return await tx.chain(step.chain_id)


async def _made_until(
    tx: Transaction, chain: Chain, step: Generation, recipe: Recipe
) -> dict[str, Reference]:
    """What was made up to this step; what came after it is made anew. Raises StepGone."""
    known = {**chain.made, **made_in(await tx.chain_steps(chain.id))}
    names = [one.name for one in recipe.steps[: step.chain_position + 1]]
    if step.chain_step not in names or any(name not in known for name in names):
        raise StepGone
    return {name: known[name] for name in names}
