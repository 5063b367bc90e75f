"""From a recipe and a person's words to one exact price for all of its steps; also for those that are still to be made."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.availability.model_health import ModelHealth
from bot.availability.own_keys import ActiveKeys, payer_with_own_key
from bot.catalog.choices import tidy
from bot.catalog.recipe import GIVEN, MADE, Recipe, Step
from bot.catalog.recipe_catalog import RecipeCatalog
from bot.catalog.request_validation import checked
from bot.catalog.spec import Media, Model
from bot.domain.generation import Generation, Reference, State
from bot.domain.group import Group
from bot.domain.terms import Tariff
from bot.errors import (
    ChainComplete,
    ChainGoesOn,
    FailureKind,
    PromptMissing,
    PromptTooLong,
    PromptTooShort,
)
from bot.generation.chain_steps import chain_of_person, made_in
from bot.groups.payer import destination_of, group_language, group_of, paying_account
from bot.groups.rules import require_price, require_wish
from bot.ledger.entries import Balance
from bot.ledger.operations import read_balance
from bot.ports import Chain, Clock, Part, Store, Transaction

_MODELS_FAULT = frozenset({FailureKind.PROVIDER, FailureKind.SLOW})
"""Failures after which another model is tried first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRequest:
    """What a person asks for.

    Attributes:
        recipe: slug.
        prompt: the words, possibly empty.
        references: media.
        Others: as in `GenerationRequest`.
    """

    person_id: int
    language: str
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    recipe: str
    prompt: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedChain:
    """A quoted chain beside what the account has that pays: the person's, or the group's."""

    chain: Chain
    balance: Balance
    group: Group | None = None

    @property
    def affordable(self) -> bool:
        """Whether the balance covers it now."""
        return self.balance.covers(self.chain.price)

    @property
    def left(self) -> int:
        """Credits after it; only meaningful when affordable."""
        return self.balance.after(self.chain.price)


class ChainQuoter:
    """Picks a model for every step, checks and prices it."""

    def __init__(
        self,
        recipe_catalog: RecipeCatalog,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        health: ModelHealth,
        keys: ActiveKeys | None = None,
    ) -> None:
        self._recipe_catalog = recipe_catalog
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._health = health
        self._keys = keys

    def recipes(self) -> Sequence[Recipe]:
        """The recipes that can be made here now, in the order of the list."""
        return self._recipe_catalog.sold(self._tariff.dialect)

    def recipe(self, slug: str) -> Recipe:
        """The recipe of a slug. Raises UnknownRecipe."""
        return self._recipe_catalog.get(slug)

    def outline(self, recipe: Recipe) -> Sequence[Part]:
        """What a recipe is made of today, priced for the shortest words.

        Raises:
            ModelUnavailable: a step cannot be made.
        """
        given = tuple(Reference(file_id="", media=medium) for medium in recipe.given)
        return self._parts(recipe, "w" * recipe.prompt.minimum_length, given, {}, frozenset())

    async def quote(self, wish: ChainRequest) -> PricedChain:
        """Price a run of a recipe and keep the quote. Nothing is held.

        Raises:
            Refusal: the recipe, the words or the media are not acceptable; its facts say which.
        """
        async with self._store.transaction() as tx:
            return await self._quoted(tx, wish, {}, frozenset())

    async def again(self, chain_id: int, person_id: int, *, prompt: str | None = None) -> PricedChain:
        """A new quote for what a chain has not made: after a failure, for other words, or at today's price.

        Models that failed in it are the last that are taken again.

        Args:
            chain_id: the earlier quote or run.
            person_id: whose it must be.
            prompt: other words; None keeps those of before.

        Raises:
            QuoteUnknown, QuoteNotYours: it is gone, or somebody else's.
            ChainGoesOn, ChainComplete: there is nothing to continue yet, or any more.
            Refusal: as in `quote`.
        """
        async with self._store.transaction() as tx:
            chain = await chain_of_person(tx, chain_id, person_id)
            steps = await tx.chain_steps(chain.id)
            if any(step.is_open for step in steps):
                raise ChainGoesOn
            made = {**chain.made, **_made(steps)}
            wish = ChainRequest(
                person_id=person_id,
                language=chain.language,
                chat_id=chain.chat_id,
                thread_id=chain.thread_id,
                reply_to=chain.reply_to,
                recipe=chain.recipe,
                prompt=chain.prompt if prompt is None else prompt,
                references=chain.references,
            )
            return await self._quoted(tx, wish, made, _failed_models(steps))

    async def quote_rest(
        self, tx: Transaction, wish: ChainRequest, made: Mapping[str, Reference]
    ) -> PricedChain:
        """Price what a recipe lacks when these steps are made, inside the caller's transaction. Raises Refusal."""
        return await self._quoted(tx, wish, made, frozenset())

    async def find(self, chain_id: int, person_id: int) -> Chain:
        """A chain of this person, whatever became of it.

        Raises:
            QuoteUnknown, QuoteNotYours: it is gone, or somebody else's.
        """
        async with self._store.transaction() as tx:
            return await chain_of_person(tx, chain_id, person_id)

    def check_words(self, recipe: Recipe, words: str) -> str:
        """A person's words as the recipe takes them.

        Raises:
            PromptMissing, PromptTooShort, PromptTooLong: they are not acceptable.
        """
        rule = recipe.prompt
        said = tidy(words).strip() if rule.maximum_length else ""
        if not said:
            if rule.required:
                raise PromptMissing(model=self._first_title(recipe))
            return ""
        if len(said) < rule.minimum_length:
            raise PromptTooShort(length=len(said), minimum=rule.minimum_length)
        if len(said) > rule.maximum_length:
            raise PromptTooLong(length=len(said), maximum=rule.maximum_length)
        return said

    async def _quoted(
        self, tx: Transaction, wish: ChainRequest, made: Mapping[str, Reference], failed: frozenset[str]
    ) -> PricedChain:
        recipe = self._recipe_catalog.get(wish.recipe)
        words = self.check_words(recipe, wish.prompt)
        given = _given(recipe, wish.references)
        group = await group_of(tx, wish.chat_id)
        # What the group does not want is taken only where nothing else can do the step: that is then refused.
        unwanted = group.rules.models_off if group is not None else frozenset[str]()
        parts = self._parts(recipe, words, given, made, failed | unwanted)
        if not parts:
            raise ChainComplete
        now = self._clock.now()
        account = await paying_account(tx, group, wish.person_id)
        key_owner = ""  # of a group's purse
        if account.is_personal:
            key_owner = await payer_with_own_key(self._keys, wish.person_id)
        if key_owner:
            parts = tuple(replace(part, price=0) for part in parts)
        if group is not None:
            self._require_allowed(group, parts)
        balance = await read_balance(tx, account, self._tariff.allowance, now)
        thread_id, reply_to = destination_of(group, wish.thread_id, wish.reply_to)
        chain = await tx.add_chain(
            Chain(
                person_id=wish.person_id,
                account_id=account.id,
                language=group_language(group) or wish.language,
                chat_id=wish.chat_id,
                thread_id=thread_id,
                reply_to=reply_to,
                recipe=recipe.slug,
                length=len(recipe.steps),
                dialect=self._tariff.dialect,
                prompt=words,
                references=given,
                made=made,
                parts=parts,
                created_at=now,
                key_owner=key_owner,
            )
        )
        return PricedChain(chain=chain, balance=balance, group=group)

    def _require_allowed(self, group: Group, parts: Sequence[Part]) -> None:
        """Each step within the group's rules. Raises Refusal."""
        for part in parts:
            model = self._health.model(part.model)
            if model is not None:
                require_wish(group.rules, model, part.prompt)
            require_price(group.rules, part.price)

    def _parts(
        self,
        recipe: Recipe,
        words: str,
        given: tuple[Reference, ...],
        made: Mapping[str, Reference],
        failed: frozenset[str],
    ) -> tuple[Part, ...]:
        """The steps that nothing was made of yet. A step that is made again makes those after it again, too."""
        parts: list[Part] = []
        known = dict(made)
        for position, step in enumerate(recipe.steps):
            if step.name in made and not parts:
                continue
            references = _references(step, given, known)
            part, medium = self._part(position, step, words, references, failed)
            parts.append(part)
            known[step.name] = Reference(file_id="", media=medium, made_by=step.name)
        return tuple(parts)

    def _part(
        self,
        position: int,
        step: Step,
        words: str,
        references: tuple[Reference, ...],
        failed: frozenset[str],
    ) -> tuple[Part, Media]:
        """A step with its price, and what it makes."""

        def works(model: Model) -> bool:
            return model.slug not in failed and not self._health.is_troubled(model.slug)

        model, offer = self._recipe_catalog.pick(step, self._tariff.dialect, works)
        wanted = checked(
            model,
            offer,
            choices=step.choices_for(offer),
            prompt=step.prompt_of(words),
            references=references,
            multiplier=self._tariff.multiplier,
        )
        part = Part(
            step=step.name,
            position=position,
            model=model.slug,
            choices=wanted.choices,
            prompt=wanted.prompt,
            references=references,
            price=wanted.price,
            at_kie=math.ceil(wanted.at_kie),
        )
        return part, MADE[model.kind]

    def _first_title(self, recipe: Recipe) -> str:
        return self._recipe_catalog.pick(recipe.steps[0], self._tariff.dialect)[0].title


def _references(
    step: Step, given: tuple[Reference, ...], known: Mapping[str, Reference]
) -> tuple[Reference, ...]:
    references: list[Reference] = []
    for source in step.references:
        references += given if source == GIVEN else (known[source],)
    return tuple(references)


def _given(recipe: Recipe, references: Sequence[Reference]) -> tuple[Reference, ...]:
    """The first reference of each medium that the recipe asks for; what is missing is refused by the step that needs it."""
    found = (
        next((reference for reference in references if reference.media is medium), None)
        for medium in recipe.given
    )
    return tuple(reference for reference in found if reference is not None)


def _made(steps: Sequence[Generation]) -> Mapping[str, Reference]:
    """What a chain has made. After KIE refused a reference, Telegram's smaller copies are tried instead."""
    refused = any(step.failure is FailureKind.REQUEST for step in steps)
    made = made_in(steps)
    if not refused:
        return made
    return {name: replace(one, url="") if one.file_id else one for name, one in made.items()}


def _failed_models(steps: Sequence[Generation]) -> frozenset[str]:
    return frozenset(
        step.model for step in steps if step.state is State.FAILED and step.failure in _MODELS_FAULT
    )
