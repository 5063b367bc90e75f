"""Stars, default models and what was used last: on cards, shelves and in the settings."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Kind
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person


async def _card(ann: Person, kiosk: BotUnderTest, slug: str) -> None:
    await ann.say(f"/models {slug}")
    await ann.tap(kiosk.catalog.get(slug).title)


async def test_a_star(kiosk: BotUnderTest) -> None:
    """The card's star changes in place; the model comes first on its shelf, and stands among the favourites."""
    ann = kiosk.person()
    await _card(ann, kiosk, "wan-2.5")
    card = kiosk.screen.last
    await ann.tap("☆ Favourite")
    assert "⭐ Favourite" in card.labels
    await ann.say("/video")
    shelf = kiosk.screen.last
    assert shelf.labels[0] == "Wan 2.5 · 60 ⭐"
    assert "⭐ favourite" in shelf.text
    await ann.say("/favourites")
    assert [label.split(" · ")[0] for label in kiosk.screen.last.labels] == ["Wan 2.5"]
    await ann.say("/models")
    await ann.tap("⭐ Favourites")
    assert "favourites" in kiosk.screen.last.text
    await ann.tap("⭐ Favourite", card)
    assert "☆ Favourite" in card.labels
    await ann.say("/favourites")
    assert "No favourites yet" in kiosk.screen.last.text


async def test_stars_are_everybodys_own(kiosk: BotUnderTest) -> None:
    """Another person's shelf is as it was, and another person's card cannot be starred."""
    ann, bob = kiosk.person(), kiosk.person(8)
    await _card(ann, kiosk, "wan-2.5")
    card = kiosk.screen.last
    await bob.tap("☆ Favourite", card)
    await bob.tap("Make it my default", card)
    assert "someone else" in (kiosk.screen.toasts[-1] or "")
    for person in (7, 8):
        preferences = await kiosk.preferences_repository.preferences(person)
        assert (preferences.favourites, preferences.defaults) == ((), {})


async def test_a_card_remembers_the_options(kiosk: BotUnderTest) -> None:
    """A model opens with the options of the last generation; the shelf has it first and says so."""
    ann = kiosk.person()
    await kiosk.make(ann, "hailuo-02 10s a fox")
    await ann.say("/video")
    assert kiosk.screen.last.labels[0] == "Hailuo 02 · 60 🕘"
    assert "🕘 last used" in kiosk.screen.last.text
    await ann.tap("Hailuo 02")
    assert "✓ 10 s" in kiosk.screen.last.labels


async def test_the_last_one_comes_before_the_stars(kiosk: BotUnderTest) -> None:
    """Last used, then starred, then one's default, then the rest; none of them twice."""
    ann = kiosk.person()
    for slug in ("wan-2.5", "minimax"):
        await kiosk.preferences_repository.set_favourite(7, slug, on=True)
    await kiosk.preferences_repository.set_default(7, Kind.VIDEO, "runway-gen-3")
    await kiosk.make(ann, "wan-2.5 a fox")
    await ann.say("/video")
    titles = [label.split(" · ")[0] for label in kiosk.screen.last.labels[:4]]
    assert titles[:3] == ["Wan 2.5", "MiniMax", "Runway Gen-3"]
    assert "your default" in kiosk.screen.last.text
    assert sum(label.startswith("Wan 2.5 ·") for label in kiosk.screen.last.labels) == 1


async def test_my_default_takes_the_words(kiosk: BotUnderTest) -> None:
    """Words out of the blue go to one's own default of the kind made last, at its price, with the options used last."""
    ann = kiosk.person()
    await kiosk.make(ann, "kling-2.5-turbo 10s a fox")
    await kiosk.make(ann, "wan-2.5 a fox")
    await _card(ann, kiosk, "kling-2.5-turbo")
    await ann.tap("Make it my default")
    assert "✓ My default" in kiosk.screen.last.labels
    await ann.say("/menu")
    await kiosk.person().say("/cancel")
    await ann.say("/start")
    await ann.say("a whale")
    assert kiosk.screen.last.text.startswith("<b>Kling 2.5 Turbo</b>")
    price = kiosk.screen.last.labels[0].rpartition(" ")[2]
    assert "10 s" in kiosk.screen.last.text
    assert f"<b>{price} credits</b>" in kiosk.screen.last.text


async def test_words_go_to_a_model_that_starts_from_words(kiosk: BotUnderTest) -> None:
    """A last model that needs a photo is passed over when there are only words."""
    ann = kiosk.person()
    await ann.photo()
    await kiosk.preferences_repository.set_default(7, Kind.VIDEO, "runway-aleph")
    await ann.say("/start")
    await ann.say("a whale")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")
    assert "Aleph" not in kiosk.screen.last.text


async def test_default_models_in_the_settings(kiosk: BotUnderTest) -> None:
    """A page lists each kind with its default; one is chosen from pages of models, and given up again."""
    ann = kiosk.person()
    await ann.say("/settings")
    await ann.tap("✨ Default models")
    page = kiosk.screen.last
    assert page.labels[0] == "🎬 Video: last used"
    await ann.tap("🎬 Video")
    assert page.labels[0] == "✓ Last used"
    await ann.tap("▶")
    other = page.labels[1]
    await ann.tap(other)
    assert f"🎬 Video: {other}" in page.labels
    assert len((await kiosk.preferences_repository.preferences(7)).defaults) == 1
    await ann.tap("🎬 Video")
    assert f"✓ {other}" in page.labels, "it comes first now"
    await ann.tap("Last used")
    assert (await kiosk.preferences_repository.preferences(7)).defaults == {}
    await ann.tap("‹ Back")
    assert any("Default models" in label for label in page.labels)


@pytest.mark.parametrize(
    "data", ["dm:cookies:0", "ds:video:flux-pro", "ds:video:nobody", "fv:999:1", "mi:999:1"]
)
async def test_made_up_buttons(kiosk: BotUnderTest, data: str) -> None:
    """A button that no screen has changes nothing and is answered."""
    await kiosk.person().tap_data(data, 5)
    preferences = await kiosk.preferences_repository.preferences(7)
    assert (preferences.favourites, preferences.defaults) == ((), {})
    assert len(kiosk.screen.toasts) == 1


@pytest.mark.parametrize("page", [-5, 99])
async def test_pages_that_are_not_there(kiosk: BotUnderTest, page: int) -> None:
    """The nearest page is shown."""
    await kiosk.person().tap_data(f"dm:video:{page}", 5)
    assert "Last used" in kiosk.screen.last.labels[0]
