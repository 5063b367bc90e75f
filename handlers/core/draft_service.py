"""A person's drafts: opening, changing and pricing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.cast.casting import Call, Casting, casting
from bot.cast.names import named
from bot.catalog.choices import canonical, check_prompt, check_references, settle, still_possible, turned
from bot.catalog.recipe import FORMAT, Recipe
from bot.catalog.spec import Kind, Media, Model, Offer, PromptRule
from bot.domain.batch import MOST_PARTS, BatchKind, Several, comparison_of
from bot.domain.cast import CastReader, NoCast
from bot.domain.generation import Generation, Reference
from bot.domain.look import Look
from bot.domain.model_preferences import ModelPreferences
from bot.domain.person import Draft, DraftRepository
from bot.domain.quote import QuotedStep
from bot.errors import ModelUnavailable, UnknownModel, UnknownOption, UnknownRecipe
from bot.generation.confirm import Confirmer
from bot.generation.plan import GenerationRequest
from bot.generation.quote import PricedQuote, Quoter
from bot.generation.withdraw import QuoteWithdrawer
from bot.looks.room import offer_around
from bot.ports import Quote
from handlers.core.chat_topic import ChatTopic
from handlers.core.original_prompt import original_prompt
from handlers.core.refusals import CardGone, CardNotYours, DraftLookGone
from handlers.core.user_context import UserContext
from handlers.core.views.recipe_text import recipe_title

PROMPT_KEPT = 20_000
"""Characters of a text that a draft keeps before a model was picked; none takes more."""
MEDIA_KEPT = MOST_PARTS
"""Pieces of media that a draft keeps before a model was picked, and as many that its model cannot use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """What a person said and sent that the chosen model cannot use.

    Attributes:
        words: for a model that takes none.
        references: media.
        choices: options by their names, with values that the model does not have.
    """

    words: str = ""
    references: tuple[Reference, ...] = ()
    choices: Mapping[str, str]

    @property
    def any(self) -> bool:
        """Whether there is something of it."""
        return bool(self.words or self.references or self.choices)


class Missing(StrEnum):
    """What a draft still needs before it has a price."""

    REFERENCE = "reference"
    PROMPT = "prompt"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTarget:
    """What a draft is for: a model, or a recipe.

    Attributes:
        title: its name.
        kind: what comes out of it.
        offer: what it takes: words and media, a model also options.
        recipe: the recipe, None for a model.
    """

    title: str
    kind: Kind
    offer: Offer
    recipe: Recipe | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftService:
    """The drafts of one person in one chat."""

    user: UserContext
    chat_id: int
    repository: DraftRepository
    quoter: Quoter
    confirmer: Confirmer
    withdrawer: QuoteWithdrawer
    cast: CastReader = field(default_factory=NoCast)

    async def get(self, draft_id: int) -> Draft:
        """A draft of this person in this chat, mended where the catalogue has changed since.

        Raises:
            CardGone: it is not there, was put away, is too old, or is in another chat; DraftLookGone, which is one: its look
                is not the person's to use any more.
            CardNotYours: it is another person's.
        """
        draft = await self.repository.get(draft_id)
        if draft is None:
            raise CardGone
        if draft.person_id != self.user.person.id:
            raise CardNotYours
        if draft.chat_id != self.chat_id or not draft.is_open_at(self.user.clock.now()):
            raise CardGone
        self._require_look(draft)
        if draft.is_undecided:
            return draft
        if draft.recipe is not None:
            return await self._with_cast(draft)
        return await self._with_cast(replace(draft, choices=self._mended(draft.model, draft.choices)))

    async def open(
        self,
        topic: ChatTopic,
        slug: str,
        *,
        choices: Mapping[str, str] | None = None,
        prompt: str = "",
        references: tuple[Reference, ...] = (),
    ) -> Draft:
        """Begin a draft. Whether it is possible shows when it gets its card or its price."""
        wanted = replace(
            self.blank(topic), model=slug, choices=choices or {}, prompt=prompt, references=references
        )
        return await self._add(wanted)

    async def keep(
        self,
        topic: ChatTopic,
        *,
        prompt: str = "",
        references: tuple[Reference, ...] = (),
        choices: Mapping[str, str] | None = None,
        several: Several | None = None,
    ) -> Draft:
        """Begin a draft whose model is still to be picked: it keeps all that was said until then."""
        return await self._add(
            replace(
                self.blank(topic),
                choices=choices or {},
                prompt=prompt[:PROMPT_KEPT],
                references=references,
                several=several,
            )
        )

    async def open_recipe(
        self,
        topic: ChatTopic,
        recipe: Recipe,
        *,
        choices: Mapping[str, str] | None = None,
        references: tuple[Reference, ...] = (),
    ) -> Draft:
        """Begin a draft for a recipe, with as much of the media as it takes."""
        taken = _still_taken(self.quoter.input(recipe), references)
        return await self._add(
            replace(
                self.blank(topic),
                recipe=recipe.slug,
                choices=choices or {},
                references=taken,
                unused_references=_others(references, taken),
            )
        )

    async def open_again(self, topic: ChatTopic, quote: Quote, *, priced: bool = False) -> Draft:
        """Begin a draft with everything that was quoted, as far as it is still possible; what was made is kept.

        `priced` says that the quote is this draft's price already.
        """
        quote_id = quote.id if priced else None
        draft = await self._with_same_cast(
            replace(
                self.blank(topic),
                prompt=quote.prompt,
                borrowed_words=quote.borrowed_words,
                references=quote.references,
            )
        )
        if quote.recipe is not None:
            draft = replace(draft, recipe=quote.recipe, continues=quote.id, choices=quote.choices)
            return await self._add(draft, quote_id=quote_id)
        choices = self._mended(quote.first.model, quote.first.choices)
        look_id = quote.look_id if quote.hides_words else None  # else the words are the quote's
        draft = replace(draft, model=quote.first.model, choices=choices, look_id=look_id)
        return await self._add(draft, quote_id=quote_id)

    async def open_with(
        self,
        topic: ChatTopic,
        model: Model,
        *,
        prompt: str,
        references: tuple[Reference, ...],
        choices: Mapping[str, str] | None = None,
        several: Several | None = None,
    ) -> Draft:
        """Begin a draft with as much of this as the model takes; the rest is kept for another one."""
        given = replace(
            self.blank(topic),
            prompt=prompt[:PROMPT_KEPT],
            references=references,
            choices=choices or {},
            several=several,
        )
        return await self._add(self.switched(given, model))

    async def open_like(self, topic: ChatTopic, source: Generation) -> Draft:
        """Begin a draft for the model of a generation, with everything that it was asked for, as far as possible.

        Words of a look that its person may not read come along for that person alone, and while they have the look.

        Raises:
            DraftLookGone: it was made with such a look, which is gone.
        """
        return await self._add(await self._like(topic, source))

    async def _like(self, topic: ChatTopic, source: Generation) -> Draft:
        """How that draft would be; nothing is stored. Raises as `open_like`."""
        is_own = source.person_id == self.user.person.id
        like = replace(
            self.blank(topic),
            model=source.model,
            choices=self._mended(source.model, source.choices),
            prompt=original_prompt(source, self.user.catalog.known_offer(source)),
            borrowed_words=source.borrowed_words or not is_own,
            look_id=source.look_id if source.hides_words and is_own else None,
            references=tuple(reference.for_another() for reference in source.references),
        )
        return await self._with_same_cast(like)

    async def open_several(self, topic: ChatTopic, parts: Sequence[Generation], kind: BatchKind) -> Draft:
        """Begin a draft for these parts of a batch, which is of this kind, once more at once. Raises as `open_like`."""
        models = tuple(part.model for part in parts)
        several = Several(
            kind=kind,
            number=0 if kind is not BatchKind.COPIES else len(parts),
            models=models if kind is BatchKind.COMPARE else (),
        )
        draft = await self._like(topic, parts[0])
        if kind is BatchKind.EACH:
            media = (reference for part in parts for reference in part.references)
            draft = replace(draft, references=tuple(reference.for_another() for reference in media))
        return await self._add(replace(draft, several=several if len(parts) > 1 else None))

    async def open_look(
        self, topic: ChatTopic, look: Look, *, prompt: str = "", references: tuple[Reference, ...] = ()
    ) -> Draft:
        """Begin a draft with a look, with words for its gap, and with as much of the media as its model takes.

        Raises:
            DraftLookGone: it is not this person's to use.
            UnknownModel, ModelUnavailable: its model is not to be had.
        """
        return await self._add(
            self.with_look(replace(self.blank(topic), prompt=prompt, references=references), look)
        )

    def with_look(self, draft: Draft, look: Look) -> Draft:
        """How the draft would be with a look: its model, options and words around those that there are; nothing is written."""
        bare = replace(draft, model="", recipe=None, continues=None, choices=look.choices, unused_choices={})
        switched = self.switched(bare, self.user.catalog.model(look.model))
        return replace(switched, look_id=look.id, look=look, unused_choices={})

    async def open_copy(
        self,
        topic: ChatTopic,
        model: Model,
        *,
        choices: Mapping[str, str],
        prompt: str,
        borrowed: bool = True,
    ) -> Draft:
        """Begin a draft with another person's words and options, as far as the model still takes them.

        `borrowed` is False when they are the person's own after all.
        """
        copied = self.copied(topic, model, choices=choices, prompt=prompt)
        return await self._add(replace(copied, borrowed_words=borrowed))

    def copied(self, topic: ChatTopic, model: Model, *, choices: Mapping[str, str], prompt: str) -> Draft:
        """How that draft would be; nothing is stored."""
        mended = self._mended(model.slug, choices)
        return replace(self.blank(topic), model=model.slug, choices=mended, prompt=prompt)

    async def open_as_before(
        self, topic: ChatTopic, model: Model, preferences: ModelPreferences, *, prompt: str = ""
    ) -> Draft:
        """Begin a draft with the options that the person used last with the model, as far as they are still possible."""
        return await self._add(self.as_before(topic, model, preferences, prompt=prompt))

    def as_before(
        self, topic: ChatTopic, model: Model, preferences: ModelPreferences, *, prompt: str = ""
    ) -> Draft:
        """The same draft, not written down."""
        choices = self._mended(model.slug, preferences.choices_of(model.slug))
        return replace(self.blank(topic), model=model.slug, choices=choices, prompt=prompt[:PROMPT_KEPT])

    async def save(self, draft: Draft, *, same_request: bool = False) -> Draft:
        """Write a draft back; its earlier price is over when anything has changed, but for what is known of its files."""
        draft = await self._marked(draft)
        await self.repository.save(draft, self.user.clock.now(), same_request=same_request)
        return draft

    async def _add(self, draft: Draft, *, quote_id: int | None = None) -> Draft:
        added = await self.repository.add(await self._marked(draft), quote_id=quote_id)
        self._require_look(added)
        return added

    def _require_look(self, draft: Draft) -> None:
        """Raises DraftLookGone when the draft is to be made with a look that is gone."""
        if draft.look_id is not None and (
            draft.look is None or not draft.look.is_usable_by(self.user.person.id)
        ):
            raise DraftLookGone

    async def _marked(self, draft: Draft) -> Draft:
        """The draft with its cast. Words that a draft of the person has from another one stay that one's in every draft that
        goes on with them."""
        draft = await self._with_cast(draft)
        if not draft.prompt or draft.borrowed_words:
            return draft
        return replace(
            draft, borrowed_words=await self.repository.has_borrowed(draft.person_id, draft.prompt)
        )

    async def casting(self, draft: Draft) -> Casting:
        """Who of the chat's cast is in the draft's request.

        Raises:
            UnknownModel, UnknownRecipe, ModelUnavailable: what the draft is for is not there any more.
        """
        if draft.is_undecided or draft.is_each or not (draft.prompt.strip() or draft.cast_on):
            return Casting()  # each of several media is a request of its own
        call = Call(words=draft.prompt.strip(), on=draft.cast_on, off=draft.cast_off)
        cast = await self.cast.cast_of(draft.chat_id)
        if not cast and not draft.cast_on:
            return Casting()
        return casting(cast, call, self.target(draft).offer, draft.sent)

    async def with_character(self, draft: Draft, character_id: int, *, on: bool) -> Draft:
        """The draft with a character of the chat's cast, or without it whatever the words say."""
        others_on = tuple(one for one in draft.cast_on if one != character_id)
        others_off = tuple(one for one in draft.cast_off if one != character_id)
        if on:
            return await self.save(replace(draft, cast_on=(*others_on, character_id), cast_off=others_off))
        return await self.save(replace(draft, cast_on=others_on, cast_off=(*others_off, character_id)))

    async def _with_cast(self, draft: Draft) -> Draft:
        """The draft with the pictures of its cast behind its other media, as the cast is now."""
        unused = tuple(reference for reference in draft.unused_references if not reference.character)
        try:
            given = (await self.casting(draft)).references
        except (UnknownModel, UnknownRecipe, ModelUnavailable):
            given = ()
        # What was learned of a picture when it was looked into is kept.
        known = {(one.character, one.file_id): one for one in draft.references}
        cast = (known.get((one.character, one.file_id), one) for one in given)
        return replace(draft, references=(*draft.sent, *cast), unused_references=unused)

    async def _with_same_cast(self, draft: Draft) -> Draft:
        """The draft of what was asked for before: those whose pictures were in it are in it, and no one else."""
        ids = dict.fromkeys(one.character for one in draft.references if one.character)
        in_words = [one.id for one in named(await self.cast.cast_of(draft.chat_id), draft.prompt)]
        return replace(
            draft,
            cast_on=tuple(one for one in ids if one not in in_words),
            cast_off=tuple(one for one in in_words if one not in ids),
        )

    async def with_model(
        self, draft: Draft, model: Model, *, usual: Mapping[str, str] | None = None
    ) -> Draft:
        """The draft with another model: what that one cannot take is kept for the next one.

        `usual` is what the person set on the model last; it counts for the first model of a draft, where nothing else was
        said.
        """
        switched = self.switched(draft, model)
        if draft.is_undecided and usual:
            both = {**usual, **switched.choices}
            mended = self._mended(model.slug, both)
            if switched.choices.items() <= mended.items():
                switched = replace(switched, choices=mended)
        return await self.save(switched)

    def switched(self, draft: Draft, model: Model) -> Draft:
        """How the draft would be with another model; nothing is written."""
        offer = self.user.catalog.offer(model)
        said = {**draft.unused_choices, **draft.choices}
        choices = still_possible(model, offer, said)
        taken = (
            _taken_alone(offer, draft.media)[:MOST_PARTS]
            if draft.is_each
            else _still_taken(offer, draft.media)
        )
        left = {name: value for name, value in said.items() if name not in choices}
        return replace(
            draft,
            model=model.slug,
            recipe=None,
            continues=None,
            choices=choices,
            references=taken,
            unused_choices={name: left[name] for name in left if self._was_said(draft, name, model)},
            unused_references=_others(draft.media, taken),
            # What was compared was compared with the other model.
            several=draft.several if draft.model in {"", model.slug} else _uncompared(draft.several),
        )

    def compared(self, draft: Draft, slugs: Iterable[str]) -> Iterator[QuotedStep]:
        """The draft's request as each of these models would make it, for credits; those are left out that cannot."""
        return self.quoter.compared(self._request(draft, reply_to=None), slugs)

    def _was_said(self, draft: Draft, name: str, model: Model) -> bool:
        """Whether a choice that another model cannot take is worth a word: it was typed, or is no default of a like model."""
        if name in draft.unused_choices or draft.is_undecided:
            return True
        before = (
            self.user.catalog.models.get(draft.model) if draft.model in self.user.catalog.models else None
        )
        if before is None or before.kind is not model.kind or not self.user.catalog.is_sold(before):
            return False
        option = self.user.catalog.offer(before).option(name)
        return option is not None and draft.choices[name] != option.default

    def unused(self, draft: Draft) -> Unused:
        """What the draft has and its model cannot use."""
        wordless = not self.prompt_rule(draft).maximum_length
        return Unused(
            words=draft.prompt if wordless else "",
            references=draft.unused_references,
            choices=draft.unused_choices,
        )

    async def with_option(self, draft: Draft, name: str, value: str) -> Draft:
        """The draft with an option set, or left out when the value is empty; whatever does not go with it is mended.

        Raises:
            BadOption, OptionConflict: it does not take the value; the draft is as it was.
        """
        offer = self.user.catalog.offer(self.user.catalog.model(draft.model))
        others = {known: said for known, said in draft.unused_choices.items() if known != name}
        choices = turned(offer, draft.choices, name, value)
        return await self.save(replace(draft, choices=choices, unused_choices=others))

    async def with_recipe_choice(self, draft: Draft, recipe: Recipe, name: str, value: str) -> Draft:
        """The draft of a recipe with its format, or the model of a step, set.

        Raises:
            BadOption, UnknownOption: the recipe does not have it; the draft is as it was.
        """
        choices = {**draft.choices, **self.recipe_choices(recipe, draft.choices, {name: value})}
        # What was made in another shape is of no use any more.
        continues = None if name == FORMAT else draft.continues
        return await self.save(replace(draft, choices=choices, continues=continues))

    def recipe_choices(
        self, recipe: Recipe, chosen: Mapping[str, str], said: Mapping[str, str]
    ) -> dict[str, str]:
        """What was said of a recipe, written as its options have it. Raises BadOption, UnknownOption."""
        found: dict[str, str] = {}
        # The format first: it decides which models there are.
        for name, value in sorted(said.items(), key=lambda one: one[0] != FORMAT):
            options = self.quoter.options(recipe, {**chosen, **found})
            option = next((one for one in options if one.name == name), None)
            if option is None:
                known = ", ".join(one.name for one in options)
                raise UnknownOption(option=name, model=recipe_title(self.user.t, recipe.slug), known=known)
            found[name] = canonical(option, value)
        return found

    async def with_prompt(self, draft: Draft, prompt: str, *, borrowed: bool = False) -> Draft:
        """The draft with these words; a model that takes none leaves them unused.

        `borrowed` says that they are another person's.

        Raises:
            PromptMissing, PromptTooShort, PromptTooLong: they are not acceptable; the draft is as it was.
        """
        target = self.target(draft)
        if not self.prompt_rule(draft).maximum_length:
            prompt = prompt[:PROMPT_KEPT]
        else:
            prompt = check_prompt(target, target.offer, prompt, self.settled(draft))
        borrowed = borrowed or (draft.borrowed_words and prompt == draft.prompt)
        return await self.save(replace(draft, prompt=prompt, borrowed_words=borrowed))

    async def with_reference(self, draft: Draft, reference: Reference) -> Draft:
        """The draft with one more reference; where the model takes only one, the new one replaces the old.

        Raises:
            Refusal: the model does not take it; the draft is as it was.
        """
        if draft.is_undecided:
            return await self.save(replace(draft, references=(*draft.references, reference)))
        if draft.is_each:
            self.require_taken(draft, [reference])
            return await self.save(replace(draft, references=(*draft.sent, reference)))
        target, kept = self.target(draft), draft.sent
        if any(need.media is reference.media and need.maximum == 1 for need in target.offer.references):
            kept = tuple(known for known in kept if known.media is not reference.media)
        check_references(target, _without_minimum(target.offer), (*kept, reference))
        # What a recipe made of other media is of no use any more.
        return await self.save(replace(draft, references=(*kept, reference), continues=None))

    async def with_unused_reference(self, draft: Draft, reference: Reference) -> Draft:
        """The draft with a reference that its model cannot use, kept for another one. Its price stands."""
        kept = (*draft.unused_references, reference)[-MEDIA_KEPT:]
        return await self.save(replace(draft, unused_references=kept), same_request=True)

    def require_taken(self, draft: Draft, references: Sequence[Reference]) -> None:
        """Check references of a draft that may still get more.

        Raises:
            Refusal: the model does not take one of them, or not so many.
        """
        target = self.target(draft)
        if draft.is_each:
            for reference in references:
                check_references(target, target.offer, [reference])
            return
        check_references(target, _without_minimum(target.offer), references)

    def has_room(self, draft: Draft, media: Media) -> bool:
        """Whether the model takes one more of these beside what the draft has."""
        if draft.is_undecided:
            return len(draft.references) < MEDIA_KEPT
        offer = self.target(draft).offer
        if draft.is_each:
            return len(draft.sent) < MOST_PARTS and media in taken_alone(offer)
        given = sum(reference.media is media for reference in draft.sent)
        return any(need.media is media and given < need.maximum for need in offer.references)

    def can_keep(self, draft: Draft) -> bool:
        """Whether one more medium that its model cannot use could be kept beside what the draft has."""
        return not draft.is_undecided and len(draft.media) < MEDIA_KEPT

    def missing(self, draft: Draft) -> Missing:
        """What the draft still needs."""
        offer = self.target(draft).offer
        for need in offer.references:
            if sum(reference.media is need.media for reference in draft.references) < need.minimum:
                return Missing.REFERENCE
        rule = self.prompt_rule(draft)
        if rule.maximum_length and rule.required and not draft.prompt.strip():
            return Missing.PROMPT
        if rule.maximum_length and not draft.prompt.strip() and not draft.references:
            # Neither words nor media is a request for nothing, even where each alone is optional.
            return Missing.PROMPT
        return Missing.NOTHING

    def prompt_rule(self, draft: Draft) -> PromptRule:
        """What the draft's prompt may be, beside what is set."""
        return self.target(draft).offer.prompt_for(self.settled(draft))

    def target(self, source: Draft | Quote) -> DraftTarget:
        """What a draft, or a quote, is for.

        Raises:
            UnknownModel, UnknownRecipe, ModelUnavailable: it is not there any more.
            CardGone: nothing was picked yet, so that there is no card of it.
        """
        if isinstance(source, Draft) and source.is_undecided:
            raise CardGone
        if source.recipe is None:
            slug = source.first.model if isinstance(source, Quote) else source.model
            model = self.user.catalog.model(slug)
            look = source.look if isinstance(source, Draft) else None
            offer = offer_around(self.user.catalog.offer(model), look)
            return DraftTarget(title=model.title, kind=model.kind, offer=offer)
        recipe = self.quoter.recipe(source.recipe)
        last = self.user.catalog.model(recipe.steps[-1].models[0])
        return DraftTarget(
            title=recipe_title(self.user.t, recipe.slug),
            kind=last.kind,
            offer=self.quoter.input(recipe),
            recipe=recipe,
        )

    def blank(self, topic: ChatTopic) -> Draft:
        """A draft of this person's for nothing yet; it is not stored."""
        return Draft(
            person_id=self.user.person.id,
            chat_id=topic.chat_id,
            thread_id=topic.thread_id,
            created_at=self.user.clock.now(),
        )

    def settled(self, draft: Draft) -> Mapping[str, str]:
        """The draft's choices, completed with defaults; a recipe has none."""
        if draft.recipe is not None:
            return {}
        model = self.user.catalog.model(draft.model)
        return settle(model, self.user.catalog.offer(model), draft.choices)

    async def quote(self, draft: Draft, *, reply_to: int | None, replaces: int | None = None) -> PricedQuote:
        """Price the draft; `replaces` is the id of another quote that is over then. Raises Refusal."""
        return await self.quoter.quote(
            self._request(draft, reply_to=reply_to, replaces=replaces), token=self.user.update_key
        )

    def _request(
        self, draft: Draft, *, reply_to: int | None, replaces: int | None = None
    ) -> GenerationRequest:
        return GenerationRequest(
            person_id=self.user.person.id,
            language=self.user.t.language,
            chat_id=draft.chat_id,
            thread_id=draft.thread_id,
            reply_to=reply_to,
            model=draft.model,
            choices=draft.choices,
            recipe=draft.recipe,
            continues=draft.continues,
            prompt=draft.prompt,
            borrowed_words=draft.borrowed_words,
            look_id=draft.look_id,
            look=draft.look,
            references=draft.references,
            party_id=draft.party_id,
            several=draft.several,
            draft_id=draft.id,
            replaces=replaces,
        )

    def _mended(self, slug: str, choices: Mapping[str, str]) -> Mapping[str, str]:
        """The choices as far as today's catalogue has them; all of them while the model is not sold."""
        if slug not in self.user.catalog.models or not self.user.catalog.is_sold(
            self.user.catalog.model(slug)
        ):
            return choices
        model = self.user.catalog.model(slug)
        return still_possible(model, self.user.catalog.offer(model), choices)


def _uncompared(several: Several | None) -> Several | None:
    """The same without a comparison."""
    return comparison_of((), instead_of=several) if several is not None and several.compares else several


def _still_taken(offer: Offer, references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The references that the offer takes, the first ones of each medium."""
    kept: list[Reference] = []
    for need in offer.references:
        same = [reference for reference in references if reference.media is need.media]
        kept.extend(same[: need.maximum])
    return tuple(kept)


def taken_alone(offer: Offer) -> frozenset[Media]:
    """The media of which one piece is enough for the offer, with nothing else."""
    return frozenset(
        need.media
        for need in offer.references
        if need.maximum
        and need.minimum <= 1
        and not any(other.minimum for other in offer.references if other is not need)
    )


def _taken_alone(offer: Offer, references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The references that the offer takes one of at a time, in their order."""
    media = taken_alone(offer)
    return tuple(reference for reference in references if reference.media in media)


def _others(given: Sequence[Reference], taken: Sequence[Reference]) -> tuple[Reference, ...]:
    """The references that were not taken; the same piece may have come twice."""
    left = list(given)
    for reference in taken:
        left.remove(reference)
    return tuple(left[:MEDIA_KEPT])


def _without_minimum(offer: Offer) -> Offer:
    """The offer for a person who has not sent everything yet."""
    return replace(offer, references=tuple(replace(need, minimum=0) for need in offer.references))
