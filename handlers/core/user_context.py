"""Where one person puts drafts together: opening, changing and pricing them, and seeing that they are theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aiogram.types import CallbackQuery, Message

from bot.catalog.choices import canonical, check_prompt, check_references, settle, turned
from bot.catalog.spec import Media, Model, Offer, PromptRule
from bot.domain.generation import Generation, Reference
from bot.domain.model_preferences import ModelPreferences, ModelPreferencesRepository
from bot.domain.person import Draft, DraftRepository, Person
from bot.errors import BadOption, GenerationUnknown, OptionConflict
from bot.generation.confirm import Confirmer
from bot.generation.progress_estimate import ProgressEstimator
from bot.generation.quote import GenerationRequest, PricedQuote, Quoter
from bot.i18n import Translator
from bot.ledger.entries import Balance
from bot.people.balance import Balances
from bot.ports import Clock, Quote, Store
from handlers.core.original_prompt import original_prompt
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.refusals import CardGone, CardNotYours


class Missing(StrEnum):
    """What a draft still needs before it has a price."""

    REFERENCE = "reference"
    PROMPT = "prompt"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ChatTopic:
    """Where a conversation is: a chat, and a forum topic when the message is in one."""

    chat_id: int
    thread_id: int | None = None

    @classmethod
    def of(cls, event: Message | CallbackQuery) -> ChatTopic:
        """The place of a message, or of the message whose button was tapped."""
        message = event if isinstance(event, Message) else event.message
        if message is None:
            return cls(event.from_user.id if event.from_user else 0)
        # The General topic has a thread id too, but refuses messages that name it.
        if isinstance(message, Message) and message.is_topic_message:
            return cls(message.chat.id, message.message_thread_id)
        return cls(message.chat.id)


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's drafts.

    Attributes:
        cause: name of the update that is answered, when it may start something by itself; see `handlers.compose.auto_confirm`.
    """

    person: Person
    t: Translator
    shop: PricedCatalog
    drafts: DraftRepository
    preferences_repository: ModelPreferencesRepository
    balances: Balances
    quoter: Quoter
    confirmer: Confirmer
    estimator: ProgressEstimator
    store: Store
    clock: Clock
    cause: str = ""

    async def draft(self, draft_id: int) -> Draft:
        """A draft of this person, mended where the catalogue has changed since.

        Raises:
            CardGone, CardNotYours: it is not there, or somebody else's.
        """
        draft = await self.drafts.get(draft_id)
        if draft is None:
            raise CardGone
        if draft.person_id != self.person.id:
            raise CardNotYours
        return replace(draft, choices=self._mended(draft.model, draft.choices))

    def starts_at(self, price: int | None) -> bool:
        """Whether a private wish at this price starts without a question; None = the price is not known yet."""
        return price is not None and self.person.confirms_automatically(price)

    async def generation(self, generation_id: int) -> Generation:
        """A generation of this person that they have not deleted.

        Raises:
            GenerationUnknown, CardNotYours: it is not there, or somebody else's.
        """
        generation = await self.store.generation(generation_id)
        if generation is None or generation.deleted:
            raise GenerationUnknown
        if generation.person_id != self.person.id:
            raise CardNotYours
        return generation

    async def open(
        self,
        place: ChatTopic,
        slug: str,
        *,
        choices: Mapping[str, str] | None = None,
        prompt: str = "",
        references: tuple[Reference, ...] = (),
    ) -> Draft:
        """Begin a draft. Whether it is possible shows when it gets its card or its price."""
        return await self.drafts.add(
            Draft(
                person_id=self.person.id,
                chat_id=place.chat_id,
                thread_id=place.thread_id,
                model=slug,
                choices=choices or {},
                prompt=prompt,
                references=references,
                created_at=self.clock.now(),
            )
        )

    async def open_with(
        self, place: ChatTopic, model: Model, *, prompt: str, references: tuple[Reference, ...]
    ) -> Draft:
        """Begin a draft with as much of the media as the model takes."""
        taken = _still_taken(self.shop.offer(model), references)
        return await self.open(place, model.slug, prompt=prompt, references=taken)

    async def open_like(self, place: ChatTopic, source: Generation | Quote) -> Draft:
        """Begin a draft with everything that was asked for before, as far as it is still possible."""
        return await self.open(
            place,
            source.model,
            choices=self._mended(source.model, source.choices),
            prompt=source.prompt
            if isinstance(source, Quote)
            else original_prompt(source, self.shop.known_offer(source)),
            references=source.references,
        )

    async def open_as_before(
        self, place: ChatTopic, model: Model, preferences: ModelPreferences, *, prompt: str = ""
    ) -> Draft:
        """Begin a draft with the options that the person used last with the model, as far as they are still possible."""
        choices = self._mended(model.slug, preferences.choices_of(model.slug))
        return await self.open(place, model.slug, choices=choices, prompt=prompt)

    async def balance(self) -> Balance:
        """What this person has."""
        return await self.balances.balance(self.person.id)

    async def preferences(self) -> ModelPreferences:
        """What this person likes."""
        return await self.preferences_repository.preferences(self.person.id)

    async def keep(self, draft: Draft) -> Draft:
        """Write a draft back."""
        await self.drafts.save(draft)
        return draft

    async def with_model(self, draft: Draft, model: Model) -> Draft:
        """The draft with another model: what that one cannot take is left behind."""
        return await self.keep(self.switched(draft, model))

    def switched(self, draft: Draft, model: Model) -> Draft:
        """How the draft would be with another model; nothing is written."""
        offer = self.shop.offer(model)
        return replace(
            draft,
            model=model.slug,
            choices=_still_possible(model, offer, draft.choices),
            references=_still_taken(offer, draft.references),
        )

    async def with_option(self, draft: Draft, name: str, value: str) -> Draft:
        """The draft with an option set, or left out when the value is empty; whatever does not go with it is mended.

        Raises:
            BadOption, OptionConflict: it does not take the value; the draft is as it was.
        """
        offer = self.shop.offer(self.shop.model(draft.model))
        return await self.keep(replace(draft, choices=turned(offer, draft.choices, name, value)))

    async def with_prompt(self, draft: Draft, prompt: str) -> Draft:
        """The draft with these words.

        Raises:
            PromptMissing, PromptTooShort, PromptTooLong: they are not acceptable; the draft is as it was.
        """
        model = self.shop.model(draft.model)
        offer = self.shop.offer(model)
        choices = settle(model, offer, draft.choices)
        return await self.keep(replace(draft, prompt=check_prompt(model, offer, prompt, choices)))

    async def with_reference(self, draft: Draft, reference: Reference) -> Draft:
        """The draft with one more reference; where the model takes only one, the new one replaces the old.

        Raises:
            Refusal: the model does not take it; the draft is as it was.
        """
        model = self.shop.model(draft.model)
        offer = self.shop.offer(model)
        kept = draft.references
        if any(need.media is reference.media and need.maximum == 1 for need in offer.references):
            kept = tuple(known for known in kept if known.media is not reference.media)
        check_references(model, _without_minimum(offer), (*kept, reference))
        return await self.keep(replace(draft, references=(*kept, reference)))

    def require_taken(self, draft: Draft, references: Sequence[Reference]) -> None:
        """Check references of a draft that may still get more.

        Raises:
            Refusal: the model does not take one of them, or not so many.
        """
        model = self.shop.model(draft.model)
        check_references(model, _without_minimum(self.shop.offer(model)), references)

    def has_room(self, draft: Draft, media: Media) -> bool:
        """Whether the model takes one more of these beside what the draft has."""
        offer = self.shop.offer(self.shop.model(draft.model))
        given = sum(reference.media is media for reference in draft.references)
        return any(need.media is media and given < need.maximum for need in offer.references)

    def missing(self, draft: Draft) -> Missing:
        """What the draft still needs."""
        offer = self.shop.offer(self.shop.model(draft.model))
        for need in offer.references:
            if sum(reference.media is need.media for reference in draft.references) < need.minimum:
                return Missing.REFERENCE
        rule = self.prompt_rule(draft)
        if rule.maximum_length and rule.required and not draft.prompt.strip():
            return Missing.PROMPT
        if rule.maximum_length and not draft.prompt.strip() and not draft.references:
            # Neither words nor media is a wish for nothing, even where each alone is optional.
            return Missing.PROMPT
        return Missing.NOTHING

    def prompt_rule(self, draft: Draft) -> PromptRule:
        """What the draft's prompt may be, beside what is set."""
        model = self.shop.model(draft.model)
        offer = self.shop.offer(model)
        return offer.prompt_for(settle(model, offer, draft.choices))

    async def quote(self, draft: Draft, *, reply_to: int | None) -> PricedQuote:
        """Price the draft. Raises Refusal."""
        return await self.quoter.quote(
            GenerationRequest(
                person_id=self.person.id,
                language=self.t.language,
                chat_id=draft.chat_id,
                thread_id=draft.thread_id,
                reply_to=reply_to,
                model=draft.model,
                choices=draft.choices,
                prompt=draft.prompt,
                references=draft.references,
                party_id=draft.party_id,
            ),
            token=self.cause,
        )

    def _mended(self, slug: str, choices: Mapping[str, str]) -> Mapping[str, str]:
        """The choices as far as today's catalogue has them; all of them while the model is not sold."""
        if slug not in self.shop.catalog or not self.shop.is_sold(self.shop.model(slug)):
            return choices
        model = self.shop.model(slug)
        return _still_possible(model, self.shop.offer(model), choices)


def _still_possible(model: Model, offer: Offer, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices that the offer knows; none of them when they do not go together."""
    known: dict[str, str] = {}
    for name, value in choices.items():
        option = offer.option(name)
        try:
            if option is not None:
                known[name] = canonical(option, value)
        except BadOption:
            continue
    try:
        settle(model, offer, known)
    except OptionConflict:
        return {}
    return known


def _still_taken(offer: Offer, references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The references that the offer takes, the first ones of each medium."""
    kept: list[Reference] = []
    for need in offer.references:
        same = [reference for reference in references if reference.media is need.media]
        kept.extend(same[: need.maximum])
    return tuple(kept)


def _without_minimum(offer: Offer) -> Offer:
    """The offer for somebody who has not sent everything yet."""
    return replace(offer, references=tuple(replace(need, minimum=0) for need in offer.references))
