"""From a request to the steps that it takes: one for a model, several for a recipe. Nothing is checked or priced yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from bot.availability.model_health import ModelHealth
from bot.catalog.availability import sold
from bot.catalog.catalog import Catalog
from bot.catalog.choices import still_possible
from bot.catalog.prompt import check_prompt, tidy
from bot.catalog.recipe import FORMAT, GIVEN, MADE, Recipe, Step, takes_shape
from bot.catalog.recipe_catalog import RecipeCatalog
from bot.catalog.results import result_counts, results_of, with_results
from bot.catalog.spec import Dialect, Media, Model, Offer, Option, PromptRule, ReferenceNeed
from bot.domain.batch import MOST_PARTS, BatchKind, Several
from bot.domain.generation import Reference
from bot.domain.look import Look
from bot.errors import ChainComplete, TooManyAtOnce


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """What a person asks for: a model with its options, or a recipe.

    Attributes:
        person_id: who asks (and pays).
        language: the language of the answers to come.
        chat_id, thread_id, reply_to: where the answers go.
        model: slug; empty when a recipe is asked for.
        choices: options of the model that were set, of a recipe its format and the models of its steps; the others take
            their defaults.
        recipe: slug; None when a model is asked for.
        made: of a recipe: what earlier runs have made, by the step's name; only the rest is asked for.
        continues: id of an earlier quote of the person's for the same recipe: what it has made counts as made, too.
        prompt: the words, possibly empty.
        borrowed_words: whether the words are another person's, unchanged.
        look_id: the look whose words stand around the prompt.
        look: the same; the quoter reads it where it is kept.
        references: media.
        party_id: the party that it is to be an entry of; its budget pays then.
        several: how many at once, or of what; None for one. A party takes one.
        draft_id: the draft that says so; its earlier quotes are over then.
        replaces: id of a quote that this one takes the place of.
        selection_id: the selection that it makes other pictures for, or goes on from with one of them.
    """

    person_id: int
    language: str
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    model: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    recipe: str | None = None
    made: Mapping[str, Reference] = field(default_factory=dict)
    continues: int | None = None
    prompt: str = ""
    borrowed_words: bool = False
    look_id: int | None = None
    look: Look | None = None
    references: tuple[Reference, ...] = ()
    party_id: int | None = None
    several: Several | None = None
    draft_id: int | None = None
    replaces: int | None = None
    selection_id: int | None = None

    @property
    def whole_prompt(self) -> str:
        """What a model is asked with."""
        return self.look.words.around(self.prompt) if self.look is not None else self.prompt

    @property
    def hides_words(self) -> bool:
        """Whether the person may read their own words only."""
        return self.look is not None and self.look.hides_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One generation to come: which model makes it of what. Attributes as in `QuotedStep`."""

    name: str = ""
    position: int = 0
    part: int = 0
    model: Model
    offer: Offer
    choices: Mapping[str, str]
    prompt: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps of a request.

    Attributes:
        recipe: slug, None for a model.
        length: how many steps the recipe has, made ones too.
        prompt: the person's words as they count.
        references: the person's media as far as they are wanted.
        steps: what is to be made, in order; at least one.
        several: why they are made at once; None when they follow each other.
        later: of a recipe that waits for a choice what follows it, which has a price of its own then.
    """

    recipe: str | None = None
    length: int = 1
    several: Several | None = None
    prompt: str
    references: tuple[Reference, ...]
    steps: tuple[PlannedStep, ...]
    later: tuple[PlannedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wishes:
    """How the steps of a recipe are to be made.

    Attributes:
        recipe: the recipe.
        choices: format and models that the person chose.
        avoid: slugs of models that are taken only when no other one can do it.
    """

    recipe: Recipe
    choices: Mapping[str, str] = field(default_factory=dict)
    avoid: AbstractSet[str] = frozenset()

    @property
    def shape(self) -> Mapping[str, str]:
        """The format in the options of models."""
        return self.recipe.shape(self.choices.get(FORMAT))


class Planner:
    """Turns requests into steps."""

    def __init__(
        self, catalog: Catalog, recipe_catalog: RecipeCatalog, dialect: Dialect, health: ModelHealth
    ) -> None:
        self._catalog = catalog
        self._recipe_catalog = recipe_catalog
        self._dialect = dialect
        self._health = health

    def recipes(self) -> Sequence[Recipe]:
        """The recipes that can be made here now, in the order of the list."""
        return self._recipe_catalog.sold(self._dialect)

    def recipe(self, slug: str) -> Recipe:
        """The recipe of a slug. Raises UnknownRecipe."""
        return self._recipe_catalog.get(slug)

    def plan(self, request: GenerationRequest, *, avoid: AbstractSet[str] = frozenset()) -> Plan:
        """The steps of a request; `continues` is the caller's to follow.

        Args:
            request: what is asked for.
            avoid: slugs of models that a recipe's step is made with only when no other one can do it.

        Raises:
            UnknownModel, UnknownRecipe, ModelUnavailable: it cannot be made here.
            PromptMissing, PromptTooShort, PromptTooLong: the recipe does not take the words.
            ChainComplete: everything of the recipe is made.
        """
        if request.recipe is None:
            return self._of_model(request)
        recipe = self._recipe_catalog.get(request.recipe)
        words = check_prompt(self._first_model(recipe), self.input(recipe), request.prompt)
        given = _given(recipe, request.references)
        steps = self._steps(recipe, words, given, request.made, _Wishes(recipe, request.choices, avoid))
        if not steps:
            raise ChainComplete
        plan = Plan(recipe=recipe.slug, length=len(recipe.steps), prompt=words, references=given, steps=steps)
        first = recipe.steps[steps[0].position]
        # An entry of a party is one film that no one is asked about on the way.
        return _with_choice(plan, first) if first.waits and request.party_id is None else plan

    def outline(self, recipe: Recipe, choices: Mapping[str, str]) -> tuple[PlannedStep, ...]:
        """What a recipe is made of today with these choices, for the shortest words. Raises ModelUnavailable."""
        given = tuple(Reference(file_id="", media=medium) for medium in recipe.given)
        wishes = _Wishes(recipe, choices)
        return self._steps(recipe, "w" * recipe.prompt.minimum_length, given, {}, wishes)

    def options(self, recipe: Recipe, choices: Mapping[str, str]) -> tuple[Option, ...]:
        """What can be chosen of a recipe: its format, and of each step the models that make that, where there are several."""
        shape = recipe.shape(choices.get(FORMAT))
        found = (
            [Option(name=FORMAT, choices=tuple(recipe.formats), default=recipe.format)]
            if recipe.formats
            else []
        )
        for step in recipe.steps:
            models = self._shaped(self._recipe_catalog.on_sale(step, self._dialect), shape)
            if len(models) > 1:
                slugs = tuple(model.slug for model in models)
                found.append(Option(name=step.name, choices=slugs, default=slugs[0]))
        return tuple(found)

    def _shaped(self, models: Sequence[Model], shape: Mapping[str, str]) -> Sequence[Model]:
        """Those of a step's models that make the shape; all of them where none does, as in a step that keeps its picture's."""
        shaped = [model for model in models if takes_shape(sold(model, self._dialect), shape)]
        return shaped or models

    def input(self, recipe: Recipe) -> Offer:
        """What a recipe takes of a person, said as a model's offer says it: text, and one of each medium.

        Raises:
            ModelUnavailable: the step that the media goes to cannot be made.
        """
        rule = recipe.prompt
        return Offer(
            references=tuple(self._need(recipe, medium) for medium in recipe.given),
            prompt=PromptRule(
                required=rule.required,
                minimum_length=rule.minimum_length,
                maximum_length=rule.maximum_length,
            ),
        )

    def _need(self, recipe: Recipe, medium: Media) -> ReferenceNeed:
        """What the first step that takes the person's media takes of this medium; of it the recipe needs one."""
        for step in recipe.steps:
            if GIVEN in step.references:
                _, offer = self._pick(step, _Wishes(recipe))
                for need in offer.references:
                    if need.media is medium:
                        return replace(need, minimum=1, maximum=1, frames=False)
        return ReferenceNeed(media=medium, minimum=1, field="")

    def _first_model(self, recipe: Recipe) -> Model:
        model, _ = self._pick(recipe.steps[0], _Wishes(recipe))
        return model

    def with_model(self, request: GenerationRequest, slug: str) -> PlannedStep:
        """One generation of the request with another model, with those options that it has, too.

        Raises:
            UnknownModel, ModelUnavailable: it cannot be made here.
        """
        return self._with_model(self._step(request), slug)

    def _step(self, request: GenerationRequest) -> PlannedStep:
        """One generation of a model's request. Raises UnknownModel, ModelUnavailable."""
        model = self._catalog.get(request.model)
        return PlannedStep(
            model=model,
            offer=sold(model, self._dialect),
            choices=request.choices,
            prompt=request.whole_prompt,
            references=request.references,
        )

    def _of_model(self, request: GenerationRequest) -> Plan:
        step = self._step(request)
        several = request.several if request.party_id is None else None
        steps = self._at_once(request, step, several)
        return Plan(
            prompt=tidy(request.prompt).strip(),
            references=request.references,
            steps=tuple(replace(one, part=part) for part, one in enumerate(steps)),
            several=several if len(steps) > 1 else None,
        )

    def _at_once(
        self, request: GenerationRequest, step: PlannedStep, several: Several | None
    ) -> Sequence[PlannedStep]:
        """The step as often, or with as many models or media, as is asked for. Raises TooManyAtOnce, ModelUnavailable."""
        match several:
            case Several(kind=BatchKind.COPIES, number=number):
                steps = _copies(step, number)
            case Several(kind=BatchKind.COMPARE, models=models):
                steps = [self._with_model(step, slug) for slug in models[: MOST_PARTS + 1]] or [step]
            case Several(kind=BatchKind.EACH):
                steps = [replace(step, references=(one,)) for one in request.references] or [step]
            case _:
                steps = [step]
        if len(steps) > MOST_PARTS:
            raise TooManyAtOnce(maximum=MOST_PARTS)
        return steps

    def _with_model(self, step: PlannedStep, slug: str) -> PlannedStep:
        """The same with another model, with those options that it has, too."""
        if slug == step.model.slug:
            return step
        model = self._catalog.get(slug)
        offer = sold(model, self._dialect)
        return replace(step, model=model, offer=offer, choices=still_possible(model, offer, step.choices))

    def _steps(
        self,
        recipe: Recipe,
        words: str,
        given: tuple[Reference, ...],
        made: Mapping[str, Reference],
        wishes: _Wishes,
    ) -> tuple[PlannedStep, ...]:
        """The steps that nothing was made of yet. A step that is made again makes those after it again, too."""
        steps: list[PlannedStep] = []
        known = dict(made)
        for position, step in enumerate(recipe.steps):
            if step.name in made and not steps:
                continue
            model, offer = self._pick(step, wishes)
            steps.append(
                PlannedStep(
                    name=step.name,
                    position=position,
                    model=model,
                    offer=offer,
                    choices=step.choices_for(offer, wishes.shape),
                    prompt=step.prompt_of(words),
                    references=_references(step, given, known),
                )
            )
            known[step.name] = Reference(file_id="", media=MADE[model.kind], made_by=step.name)
        return tuple(steps)

    def _pick(self, step: Step, wishes: _Wishes) -> tuple[Model, Offer]:
        """The model that was chosen, else the first that makes the shape, else the first: of those that work."""

        def works(model: Model) -> bool:
            return model.slug not in wishes.avoid and not self._health.is_troubled(model.slug)

        models = self._shaped(self._recipe_catalog.on_sale(step, self._dialect), wishes.shape)
        fitting = [model for model in models if works(model)]
        chosen = next((model for model in fitting if model.slug == wishes.choices.get(step.name)), None)
        picked = chosen or next(iter(fitting), None)
        if picked is not None:
            return picked, sold(picked, self._dialect)
        return self._recipe_catalog.pick(step, self._dialect, works)


def _references(
    step: Step, given: tuple[Reference, ...], known: Mapping[str, Reference]
) -> tuple[Reference, ...]:
    references: list[Reference] = []
    for source in step.references:
        references += given if source == GIVEN else (known[source],)
    return tuple(references)


def _given(recipe: Recipe, references: Sequence[Reference]) -> tuple[Reference, ...]:
    """The first reference of each medium that the recipe asks for; the step that needs a missing one refuses that."""
    found = (
        next((reference for reference in references if reference.media is medium), None)
        for medium in recipe.given
    )
    return tuple(reference for reference in found if reference is not None)


def _with_choice(plan: Plan, first: Step) -> Plan:
    """The plan as far as the pictures of its first step, of which one is to be chosen."""
    picture, *later = plan.steps
    pictures = tuple(replace(picture, part=part) for part in range(first.choose))
    several = Several(kind=BatchKind.CHOOSE, number=first.choose, again=first.again)
    return replace(plan, steps=pictures, several=several, later=tuple(later))


def _copies(step: PlannedStep, number: int) -> Sequence[PlannedStep]:
    """The step as one task of so many results where the model makes them together, else that many times."""
    offer, choices = step.offer, step.choices
    together = result_counts(offer, choices, has_references=bool(step.references))
    if number > 1 and number in together and results_of(offer, choices) == 1:
        return [replace(step, choices=with_results(offer, choices, number))]
    return [step] * max(1, min(number, MOST_PARTS + 1))
