"""From a request to an exact price that is valid for one confirmation, whether it takes one step or several."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.availability.own_keys import ActiveKeys, owner_of, payer_with_own_key
from bot.cast.casting import words_sent
from bot.catalog.catalog import Catalog
from bot.catalog.pricing import millicredits
from bot.catalog.recipe import Recipe
from bot.catalog.request_validation import checked
from bot.catalog.spec import Model, Offer, Option
from bot.domain.cast import Character
from bot.domain.generation import Generation, Reference, State
from bot.domain.group import Group
from bot.domain.look import Look
from bot.domain.quote import Quote, QuotedStep, quote_of
from bot.domain.terms import Tariff
from bot.errors import (
    MODELS_FAULTS,
    ChainGoesOn,
    FailureKind,
    LookGone,
    QuoteOver,
    QuoteUnknown,
    ReferenceOfAnotherKey,
    Refusal,
)
from bot.generation.chain_steps import made_in
from bot.generation.plan import GenerationRequest, Plan, PlannedStep, Planner
from bot.groups.payer import destination_of, group_language, group_of, paying_account
from bot.groups.rules import require_content_allowed, require_price
from bot.ledger.entries import Account, Balance
from bot.ledger.operations import read_balance
from bot.parties.budget import require_seat, require_share
from bot.ports import Clock, Store, Transaction
from bot.ports.runtime_settings import RuntimeSettings
from bot.runtime_settings.refusals import require_running


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedQuote:
    """A quote beside what the account has that pays.

    Attributes:
        quote: the quote.
        models: what makes its steps, one each.
        balance: what the account has: the person's, the party's, or the group's where that one pays.
        group: where it was asked for, None in private.
    """

    quote: Quote
    models: tuple[Model, ...]
    balance: Balance
    group: Group | None = None

    @property
    def affordable(self) -> bool:
        """Whether the balance covers it now."""
        return self.balance.covers(self.quote.price)

    @property
    def affordable_parts(self) -> int:
        """Of a batch how many parts, in their order, the balance covers."""
        total, parts = 0, 0
        for step in self.quote.steps:
            total += step.price
            if not self.balance.covers(total):
                break
            parts += 1
        return parts

    @property
    def left(self) -> int:
        """Credits after it; only meaningful when affordable."""
        return self.balance.after(self.quote.price)


class Quoter:
    """Checks requests against the catalogue and prices them."""

    def __init__(
        self,
        catalog: Catalog,
        planner: Planner,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        keys: ActiveKeys | None = None,
        settings: RuntimeSettings | None = None,
    ) -> None:
        self._catalog = catalog
        self._planner = planner
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._keys = keys
        self._settings = settings

    def recipes(self) -> Sequence[Recipe]:
        """The recipes that can be made here now, in the order of the list."""
        return self._planner.recipes()

    def recipe(self, slug: str) -> Recipe:
        """The recipe of a slug. Raises UnknownRecipe."""
        return self._planner.recipe(slug)

    def input(self, recipe: Recipe) -> Offer:
        """What a recipe takes of a person; as `Planner.input`."""
        return self._planner.input(recipe)

    def options(self, recipe: Recipe, choices: Mapping[str, str]) -> Sequence[Option]:
        """What can be chosen of a recipe; as `Planner.options`."""
        return self._planner.options(recipe, choices)

    def outline(self, recipe: Recipe, choices: Mapping[str, str] | None = None) -> Sequence[QuotedStep]:
        """What a recipe is made of today with these choices, priced for the shortest words.

        Raises:
            ModelUnavailable: a step cannot be made.
        """
        return [self._priced(step) for step in self._planner.outline(recipe, choices or {})]

    def compared(self, request: GenerationRequest, slugs: Iterable[str]) -> Iterator[QuotedStep]:
        """The request as each of these models would make it, for credits; those are left out that cannot. Nothing is kept.

        The request has its look.
        """
        for slug in slugs:
            try:
                yield self._priced(self._planner.with_model(request, slug))
            except Refusal:
                continue

    async def is_own_key_used(self, person_id: int, chat_id: int) -> bool:
        """Whether a KIE key of the person's own pays for what they ask for in this chat. Raises GroupRefusal."""
        if await payer_with_own_key(self._keys, person_id) is None:
            return False
        async with self._store.transaction() as tx:
            account = await paying_account(tx, await group_of(tx, chat_id), person_id)
        return account.is_personal

    def later_price(self, quote: Quote) -> int:
        """About how many credits what follows the choice of a picture costs today, for a quote that waits for one.

        Raises:
            UnknownRecipe, ModelUnavailable: it cannot be made any more.
        """
        if not quote.waits or quote.recipe is None or quote.key_owner is not None:
            return 0
        outline = self.outline(self.recipe(quote.recipe), quote.choices)
        return sum(step.price for step in outline if step.position > quote.first.position)

    async def quote(self, request: GenerationRequest, *, token: str = "") -> PricedQuote:
        """Price a request and keep the quote. Nothing is held; what the same draft was quoted before is over.

        Args:
            request: what is asked for.
            token: the quote's; a random one when empty. A quote of this person that has it is replaced while it is
                unused, and given back as it is when it was used.

        Raises:
            QuoteUnknown, QuoteNotYours: what it is to continue is gone, or another person's.
            QuoteOver: its draft was put away, or the quote of this token was.
            BotPaused: the operator takes nothing new on.
            LookGone: the look is not this person's to use (any more).
            ChainGoesOn, ChainComplete: there is nothing to continue yet, or any more.
            Refusal: the model or recipe, an option, the prompt or a reference is not acceptable; its facts say which.
        """
        async with self._store.transaction() as tx:
            return await self.quote_in(tx, request, token=token)

    async def quote_in(self, tx: Transaction, request: GenerationRequest, *, token: str = "") -> PricedQuote:
        """The same as `quote`, inside the caller's transaction. Raises Refusal."""
        require_running(self._settings)
        avoid = frozenset[str]()
        if request.continues is not None:
            request, avoid = await _continued(tx, request, request.continues)
        request = replace(request, look=await _look_of(tx, request))
        group = await group_of(tx, request.chat_id)
        # What the group does not want is taken only where nothing else can do the step: that is then refused.
        unwanted = group.rules.models_off if group is not None else frozenset[str]()
        request, cast = await _with_present_cast(tx, request)
        plan = self._planner.plan(request, avoid=avoid | unwanted)
        steps = tuple(self._priced(step, cast) for step in plan.steps)
        account = await self._payer(tx, group, request, sum(step.price for step in steps))
        key_owner = None  # an account that is no person's pays by itself
        if account.is_personal:
            key_owner = await payer_with_own_key(self._keys, request.person_id)
        if key_owner is not None:
            steps = tuple(replace(step, price=0) for step in steps)
        for planned in (*plan.steps, *plan.later):
            _require_same_key(planned, key_owner)
        models = tuple(step.model for step in plan.steps)
        if group is not None:
            at_once = sum(step.price for step in steps) if plan.several is not None else None
            in_party = request.party_id is not None
            _require_steps(group, models, steps, in_party=in_party, at_once=at_once)
            # What could not follow is refused before its pictures are paid.
            later = tuple(self._priced(step, cast) for step in plan.later)
            _require_steps(group, [step.model for step in plan.later], later, in_party=in_party, at_once=None)
        balance = await read_balance(tx, account, self._tariff.allowance, self._clock.now())
        earlier = await tx.quote(token) if token else None
        if (
            earlier is not None
            and earlier.confirmed_at is not None
            and earlier.person_id == request.person_id
        ):
            return PricedQuote(quote=earlier, models=self._models(earlier), balance=balance)
        await self._end_earlier(tx, request, earlier)
        quote = await tx.add_quote(
            self._quote(request, plan, steps, account, group, token=token, key_owner=key_owner)
        )
        return PricedQuote(quote=quote, models=models, balance=balance, group=group)

    async def _end_earlier(self, tx: Transaction, request: GenerationRequest, earlier: Quote | None) -> None:
        """What the request takes the place of is over. Raises QuoteOver when the request itself is."""
        same_draft = earlier is not None and earlier.draft_id == request.draft_id
        if earlier is not None and earlier.cancelled_at is not None and not same_draft:
            raise QuoteOver  # an update that came once more does not bring back what its person has put away
        now = self._clock.now()
        if request.draft_id is not None:
            if not await tx.is_draft_open(request.draft_id):
                raise QuoteOver
            await tx.cancel_quotes_of_draft(request.draft_id, now)
        if request.replaces is not None:
            await tx.cancel_quote(request.replaces, now)

    async def find(self, token: str, person_id: int) -> Quote:
        """A quote that was made for this person, whatever became of it.

        Raises:
            QuoteUnknown, QuoteNotYours: it is gone, or another person's.
        """
        async with self._store.transaction() as tx:
            return quote_of(person_id, await tx.quote(token))

    async def priced(self, token: str) -> PricedQuote:
        """A quote of anybody's, beside what the account has now that pays.

        Raises:
            QuoteUnknown: it is gone.
            UnknownModel: a model of it was taken out of the catalogue.
        """
        async with self._store.transaction() as tx:
            quote = await tx.quote(token)
            if quote is None:
                raise QuoteUnknown
            account = await tx.account(quote.account_id)
            balance = await read_balance(tx, account, self._tariff.allowance, self._clock.now())
            group = await group_of(tx, quote.chat_id)
        return PricedQuote(quote=quote, models=self._models(quote), balance=balance, group=group)

    def _priced(self, step: PlannedStep, cast: Sequence[Character] = ()) -> QuotedStep:
        """A step as its model takes it, with its price, and with the cast in its words. Raises Refusal."""
        request = checked(
            step.model,
            step.offer,
            choices=step.choices,
            prompt=step.prompt,
            references=step.references,
            terms=self._tariff.price_terms(step.model.slug),
        )
        prompt = words_sent(
            request.prompt,
            cast,
            step.references,
            explained=step.model.cast.words,
            longest=step.offer.prompt_for(request.choices).room,
        )
        return QuotedStep(
            name=step.name,
            position=step.position,
            part=step.part,
            model=step.model.slug,
            choices=request.choices,
            prompt=prompt,
            user_prompt=request.prompt if prompt != request.prompt else "",
            references=step.references,
            price=request.price,
            kie_millicredits=millicredits(request.at_kie),
        )

    def _quote(
        self,
        request: GenerationRequest,
        plan: Plan,
        steps: tuple[QuotedStep, ...],
        account: Account,
        group: Group | None,
        *,
        token: str,
        key_owner: str | None,
    ) -> Quote:
        thread_id, reply_to = destination_of(group, request.thread_id, request.reply_to)
        return Quote(
            token=token or secrets.token_urlsafe(9),
            person_id=request.person_id,
            account_id=account.id,
            language=group_language(group) or request.language,
            chat_id=request.chat_id,
            thread_id=thread_id,
            reply_to=reply_to,
            dialect=self._tariff.dialect,
            recipe=plan.recipe,
            length=plan.length,
            # A model's words are checked with the step, a recipe's before they are put into the steps' prompts.
            prompt=steps[0].said if plan.recipe is None and not request.hides_words else plan.prompt,
            borrowed_words=request.borrowed_words or _is_anothers(request.look),
            look_id=request.look_id,
            hides_words=request.hides_words,
            references=plan.references,
            choices=dict(request.choices) if plan.recipe is not None else {},
            made=request.made,
            steps=steps,
            created_at=self._clock.now(),
            draft_id=request.draft_id,
            key_owner=key_owner,
            party_id=request.party_id,
            several=plan.several,
            selection_id=request.selection_id,
        )

    def _models(self, quote: Quote) -> tuple[Model, ...]:
        return tuple(self._catalog.get(step.model) for step in quote.steps)

    async def _payer(
        self, tx: Transaction, group: Group | None, request: GenerationRequest, price: int
    ) -> Account:
        """The budget of the party that it is for, else the group's account or the asker's. Raises GroupRefusal."""
        if request.party_id is None:
            return await paying_account(tx, group, request.person_id)
        party = await require_seat(tx, request.party_id, request.person_id)
        budget = await tx.account(party.budget_account_id)
        require_share(party, price, budget.available)
        return budget


def _require_same_key(step: PlannedStep, key_owner: str | None) -> None:
    """What goes on with an earlier task needs the key that created it. Raises ReferenceOfAnotherKey."""
    continued = {need.media for need in step.offer.references if need.made_by}
    for reference in step.references:
        if reference.task is None or reference.media not in continued:
            continue
        if owner_of(reference.task.own_key) != (key_owner or ""):
            raise ReferenceOfAnotherKey(model=step.model.title)


def _require_steps(
    group: Group,
    models: Iterable[Model],
    steps: Iterable[QuotedStep],
    *,
    in_party: bool,
    at_once: int | None,
) -> None:
    """Each step within the group's rules, those that are made `at_once` (credits) together; a party has a limit of its own
    for the price. Raises Refusal.
    """
    for model, step in zip(models, steps, strict=True):
        require_content_allowed(group.rules, model, step.prompt, step.choices)
        if not in_party:
            require_price(group.rules, step.price if at_once is None else at_once)


async def _look_of(tx: Transaction, request: GenerationRequest) -> Look | None:
    """The look of a request, as it is now. Raises LookGone."""
    if request.look_id is None:
        return None
    look = await tx.look(request.look_id)
    if look is None or not look.is_usable_by(request.person_id):
        raise LookGone
    return look


def _is_anothers(look: Look | None) -> bool:
    """Whether a look's words are another person's, or the operator's."""
    return look is not None and (look.is_taken or look.is_published)


async def _with_present_cast(
    tx: Transaction, request: GenerationRequest
) -> tuple[GenerationRequest, Sequence[Character]]:
    """The request without pictures of characters that are in the chat's cast no more, and those who are in it."""
    ids = {reference.character for reference in request.references if reference.character}
    if not ids:
        return request, ()
    cast = await tx.present_characters(request.chat_id, ids)
    present = {0, *(character.id for character in cast)}
    kept = tuple(reference for reference in request.references if reference.character in present)
    return replace(request, references=kept), cast


async def _continued(
    tx: Transaction, request: GenerationRequest, quote_id: int
) -> tuple[GenerationRequest, frozenset[str]]:
    """The request for what the earlier quote has not made, and the models that failed: they are taken last.

    Raises:
        QuoteUnknown, QuoteNotYours, ChainGoesOn: it is gone, another person's, or still being made.
    """
    quote = quote_of(request.person_id, await tx.quote_by_id(quote_id))
    generations = await tx.generations_of_quote(quote.id)
    if any(generation.is_open for generation in generations):
        raise ChainGoesOn
    # Which of the pictures that can be chosen it goes on with is not for us to say.
    found = {} if quote.waits else _made(generations)
    made = {**quote.made, **request.made, **found}
    selection_id = request.selection_id or quote.selection_id
    return replace(request, made=made, selection_id=selection_id), _failed_models(generations)


def _made(generations: Sequence[Generation]) -> Mapping[str, Reference]:
    """What these have made. After KIE refused a reference, Telegram's smaller copies are tried instead."""
    refused = any(generation.failure is FailureKind.REQUEST for generation in generations)
    made = made_in(generations)
    if not refused:
        return made
    return {name: replace(one, url="") if one.file_id else one for name, one in made.items()}


def _failed_models(generations: Sequence[Generation]) -> frozenset[str]:
    return frozenset(
        generation.model
        for generation in generations
        if generation.state is State.FAILED and generation.failure in MODELS_FAULTS
    )
