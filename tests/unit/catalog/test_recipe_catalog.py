"""Reading recipes: whatever one of them gets wrong stops the start with its file and key; picking models."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.catalog import Catalog
from bot.catalog.recipe import Step, shortened
from bot.catalog.recipe_catalog import RecipeCatalog, load_recipe_catalog
from bot.catalog.spec import Dialect, Offer
from bot.errors import CatalogError, ModelUnavailable, UnknownRecipe
from tests.support.samples import FILM, PENCIL, PORTRAIT, SKETCH, SPEECH, TRAILER

MODELS = Catalog([replace(model, integration=model.live) for model in (FILM, SPEECH, SKETCH, PENCIL)])
GOOD = """
slug = "kite"
prompt = { maximum_length = 500 }
[[steps]]
name = "picture"
models = ["sketch", "pencil"]
[[steps]]
name = "video"
models = ["film"]
choices = { duration = "10", colour = "red" }
references = ["picture"]
"""


def _load(folder: Path, text: str) -> RecipeCatalog:
    (folder / "kite.toml").write_text(text, encoding="utf-8")
    return load_recipe_catalog(MODELS, folder)


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('slug = "kite"', 'slug = "other"', "not the file's name"),
        ('slug = "kite"', "slug = ", "kite.toml"),
        ("prompt = {", "promt = {", "promt"),
        ("{ maximum_length = 500 }", "{ required = false }", "prompt.required"),
        ("{ maximum_length = 500 }", "{ maximum_length = 2001 }", "2001 characters"),
        ("{ maximum_length = 500 }", "{ minimum_length = 0 }", "0 characters"),
        ('name = "video"', 'name = "picture"', "no name of its own"),
        ('name = "picture"', 'name = "given"', "no name of its own"),
        ('["sketch", "pencil"]', "[]", "models: there is none"),
        ('["sketch", "pencil"]', '["sketch", "crayon"]', "no model 'crayon'"),
        ('["sketch", "pencil"]', '["sketch", "film"]', "different kinds"),
        ('references = ["picture"]', 'references = ["voice"]', "no earlier step"),
        (
            'references = ["picture"]',
            'references = ["picture", "picture", "picture"]',
            "0 to 2 of photo, not 3",
        ),
        ('["film"]', '["speech"]', "0 to 0 of photo, not 1"),
        ('["film"]', '["speech"]', "not 1"),
        ('duration = "10", ', "", "choices.colour"),
        ('slug = "kite"', 'slug = "kite"\nformat = "9:16"', "none of the formats"),
        ('slug = "kite"', 'slug = "kite"\nformats = { "9:16" = { shape = "tall" } }', "none of the formats"),
        (
            'slug = "kite"',
            'slug = "kite"\nformat = "9:16"\nformats = { "9:16" = { shape = "tall" } }',
            "formats.9:16: no model",
        ),
        ('["sketch", "pencil"]', '["sketch"]\nchoose = 1', "line 7: steps.0.choose: 1 is not 2 to 4"),
        ('["sketch", "pencil"]', '["sketch"]\nchoose = 5', "line 7: steps.0.choose: 5 is not 2 to 4"),
        ('["sketch", "pencil"]', '["sketch"]\nagain = true', "line 7: steps.0.again: nothing is chosen"),
        (
            'references = ["picture"]',
            'references = ["picture"]\nchoose = 3',
            "line 12: steps.1.choose: only pictures",
        ),
        (
            '["film"]\nchoices = { duration = "10" }\nreferences = ["picture"]',
            '["film"]\n[[steps]]\nname = "still"\nmodels = ["sketch"]\nchoose = 2',
            "steps.2.choose: no later step uses",
        ),
    ],
)
def test_mistakes_stop_the_start(tmp_path: Path, wrong: str, right: str, says: str) -> None:
    """A recipe that cannot be made is refused with its file and what is wrong."""
    good = GOOD.replace(', colour = "red"', "") if "colour" not in says else GOOD
    assert wrong in good
    with pytest.raises(CatalogError, match=says) as refused:
        _load(tmp_path, good.replace(wrong, right, 1))
    assert "kite.toml" in str(refused.value)


def test_a_step_may_wait_for_a_choice(tmp_path: Path) -> None:
    """It says how many pictures there are to choose from, and whether others can be had."""
    waiting = GOOD.replace(', colour = "red"', "").replace(
        '["sketch", "pencil"]', '["sketch"]\nchoose = 3\nagain = true'
    )
    picture, video = _load(tmp_path, waiting).get("kite").steps
    assert (picture.waits, picture.choose, picture.again) == (True, 3, True)
    assert (video.waits, video.choose, video.again) == (False, 0, False)


def test_a_good_recipe_is_found(tmp_path: Path) -> None:
    """A recipe is found however it is spelled; an unknown one names the nearest."""
    book = _load(tmp_path, GOOD.replace(', colour = "red"', ""))
    assert book.get(" KITE ").slug == "kite"
    assert "kite" in book
    with pytest.raises(UnknownRecipe) as unknown:
        book.get("kiet")
    assert unknown.value.facts == {"slug": "kiet", "nearest": "kite"}


def test_the_order_is_by_rank() -> None:
    """The list is sorted by rank, then by slug."""
    book = RecipeCatalog([replace(TRAILER, rank=2), replace(PORTRAIT, rank=1)], MODELS)
    assert [recipe.slug for recipe in book] == ["portrait", "trailer"]


def test_what_is_not_sold_is_no_recipe() -> None:
    """A recipe with a step that nothing sold can make is not offered, and says which model it lacks."""
    off = replace(FILM, live=Offer(unavailable="ended", nearest="sketch"))
    book = RecipeCatalog([TRAILER], Catalog([off, SPEECH, SKETCH, PENCIL]))
    assert book.sold(Dialect.LIVE) == ()
    with pytest.raises(ModelUnavailable) as unavailable:
        book.pick(TRAILER.steps[1], Dialect.LIVE)
    assert unavailable.value.facts == {"model": "Film", "reason": "ended", "nearest": "sketch"}


def test_the_first_that_works_is_taken() -> None:
    """The order of preference counts among those that work; when none does, the first is taken all the same."""
    book, step = RecipeCatalog([TRAILER], MODELS), TRAILER.steps[0]
    assert book.pick(step, Dialect.LIVE)[0].slug == "sketch"
    assert book.pick(step, Dialect.LIVE, lambda model: model.slug == "pencil")[0].slug == "pencil"
    assert book.pick(step, Dialect.LIVE, lambda model: False)[0].slug == "sketch"


@pytest.mark.parametrize(
    ("template", "longest", "words", "prompt"),
    [
        ("{prompt}", 0, "a {prompt} {x}", "a {prompt} {x}"),
        ("In oil. {prompt}", 0, "", "In oil."),
        ("Of {prompt}!", 12, "a red kite in the wind", "Of a red kite!"),
    ],
)
def test_words_go_into_the_prompt(template: str, longest: int, words: str, prompt: str) -> None:
    """A person's words stand where the recipe says, whatever they hold; nothing is left where there are none."""
    step = Step(name="x", models=("film",), prompt=template, longest=longest)
    assert step.prompt_of(words) == prompt


@given(st.text(max_size=60), st.integers(1, 40))
def test_shortened_words_are_a_beginning(words: str, longest: int) -> None:
    """What is kept is the beginning of the words, and never too long."""
    kept = shortened(words, longest)
    assert len(kept) <= longest
    assert words.startswith(kept)
