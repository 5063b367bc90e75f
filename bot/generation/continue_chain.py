"""A person goes on with a chain from one of its results: a chain of their own, at their own expense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.catalog.recipe import Recipe
from bot.catalog.spec import Media
from bot.domain.generation import Generation, Reference
from bot.domain.quote import Quote
from bot.errors import Refusal
from bot.generation.chain_steps import made_in, made_of
from bot.generation.plan import GenerationRequest
from bot.generation.quote import PricedQuote, Quoter
from bot.ports import Store, Transaction

_MOST_VERSIONS: Final = 50
"""How far back a version is followed to the picture that the recipe made."""


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
    """Prices what follows a result. The chain that it came from stays as it is."""

    def __init__(self, store: Store, quoter: Quoter) -> None:
        self._store = store
        self._quoter = quoter

    async def from_message(self, message_id: int, request: ContinueRequest) -> PricedQuote:
        """Go on from the result that a message of this chat shows.

        Raises:
            Refusal: as `from_generation`.
        """
        async with self._store.transaction() as tx:
            step = await tx.generation_at(request.chat_id, message_id)
            return await self._quote(tx, step, request)

    async def from_generation(self, generation_id: int, request: ContinueRequest) -> PricedQuote:
        """Go on from what a generation of this chat made.

        Raises:
            NothingToContinue, StepGone: it cannot be.
            UnknownRecipe: the recipe was taken out of the book.
            Refusal: as `Quoter.quote`.
        """
        async with self._store.transaction() as tx:
            return await self._quote(tx, await tx.generation(generation_id), request)

    async def step_again(self, generation_id: int, request: ContinueRequest) -> PricedQuote:
        """Make a step of a recipe once more, and what follows it, from what the steps before it have made.

        Raises:
            NothingToContinue, StepGone, UnknownRecipe, Refusal: as `from_generation`.
        """
        async with self._store.transaction() as tx:
            step = await tx.generation(generation_id)
            if step is None or not step.in_chain:
                raise NothingToContinue
            return await self._quote_rest(tx, step, request, keeps_step=False)

    async def _quote(self, tx: Transaction, step: Generation | None, request: ContinueRequest) -> PricedQuote:
        if step is None or step.destination.chat_id != request.chat_id:
            raise NothingToContinue  # a result is continued only in its own chat
        if step.selection_id is not None:
            own = step.selection_id if step.person_id == request.person_id else None
            return await self.from_picture_in(tx, step, request, selection_id=own)
        if not step.is_followed:
            raise NothingToContinue
        return await self._quote_rest(tx, step, request, keeps_step=True)

    async def from_picture_in(
        self, tx: Transaction, picture: Generation, request: ContinueRequest, *, selection_id: int | None
    ) -> PricedQuote:
        """Price what follows a picture that was to be chosen, or a version of one, inside the caller's transaction.

        Args:
            tx: the transaction.
            picture: which one.
            request: who goes on, and where.
            selection_id: the selection in which that is the choice; None when it is none.

        Raises:
            NothingToContinue, StepGone, UnknownRecipe, Refusal: as `from_generation`.
        """
        if picture.deleted:
            raise StepGone
        pictured = await _recipes_own(tx, picture)
        quote = await tx.quote_by_id(pictured.quote_id) if pictured and pictured.quote_id else None
        if pictured is None or quote is None or quote.recipe is None:
            raise NothingToContinue
        reference = made_of(picture) if any(one.file_id or one.url for one in picture.assets) else None
        if reference is None or reference.media is not Media.PHOTO:
            raise NothingToContinue
        made = {**quote.made, pictured.chain_step: reference}
        rest = replace(_rest(quote, made, request), selection_id=selection_id)
        return await self._quoter.quote_in(tx, rest)

    async def others_in(
        self, tx: Transaction, picture: Generation, request: ContinueRequest, *, selection_id: int
    ) -> PricedQuote:
        """Price other pictures than those of which this is one, for the same selection. Raises as `from_picture_in`."""
        pictured = await _recipes_own(tx, picture)
        quote = await tx.quote_by_id(pictured.quote_id) if pictured and pictured.quote_id else None
        if quote is None or quote.recipe is None:
            raise NothingToContinue
        again = replace(_rest(quote, dict(quote.made), request), selection_id=selection_id)
        return await self._quoter.quote_in(tx, again)

    async def _quote_rest(
        self, tx: Transaction, step: Generation, request: ContinueRequest, *, keeps_step: bool
    ) -> PricedQuote:
        quote = await tx.quote_by_id(step.quote_id) if step.quote_id is not None else None
        if quote is None or quote.recipe is None:
            raise NothingToContinue
        if step.deleted:
            raise StepGone
        recipe = self._quoter.recipe(quote.recipe)
        made = await _made_until(tx, quote, step, recipe, keeps_step=keeps_step)
        return await self._quoter.quote_in(tx, _rest(quote, made, request))


def _rest(quote: Quote, made: Mapping[str, Reference], request: ContinueRequest) -> GenerationRequest:
    """What of a quote's recipe is not made, for the person who goes on with it."""
    return GenerationRequest(
        person_id=request.person_id,
        language=request.language,
        chat_id=request.chat_id,
        thread_id=request.thread_id,
        reply_to=request.reply_to,
        recipe=quote.recipe,
        choices=quote.choices,
        made=made,
        prompt=quote.prompt,
        borrowed_words=quote.borrowed_words,
        references=quote.references,
    )


async def _recipes_own(tx: Transaction, picture: Generation) -> Generation | None:
    """The picture that a recipe made, and that this one is or was made from."""
    found: Generation | None = picture
    for _ in range(_MOST_VERSIONS):
        if found is None or (found.batch_id is not None and found.in_chain):
            return found
        found = await tx.generation(found.parent_id) if found.parent_id is not None else None
    return None


async def _made_until(
    tx: Transaction, quote: Quote, step: Generation, recipe: Recipe, *, keeps_step: bool
) -> dict[str, Reference]:
    """What was made up to this step, with it or without; what came after it is made anew. Raises StepGone."""
    known = {**quote.made, **made_in(await tx.generations_of_quote(quote.id))}
    names = [one.name for one in recipe.steps[: step.chain_position + 1]]
    if step.chain_step not in names:
        raise StepGone
    kept = names if keeps_step else names[:-1]
    if any(name not in known for name in kept):
        raise StepGone
    return {name: known[name] for name in kept}
