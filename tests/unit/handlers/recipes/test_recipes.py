"""Recipes in the chat: what is asked for, what is refused, and whose buttons they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.types import Chat, ForceReply

from bot.catalog.spec import Dialect
from bot.domain.generation import State
from bot.ledger.allowance import Allowance, Period
from handlers.core.buttons.draft import DismissButton, PromptButton
from handlers.core.buttons.recipe import ChainAgainButton, ChainWordsButton
from tests.support.samples import failures_of
from tests.unit.handlers.conftest import BotUnderTest

BOTH = pytest.mark.parametrize("dialect", list(Dialect))


@BOTH
async def test_from_the_list_to_the_price(kiosk: BotUnderTest) -> None:
    """The list has prices, the card says what to send, a photo without words is enough, and words can be added."""
    alice = kiosk.person()
    await alice.say("/recipes")
    assert "Photo → Ghibli → video" in kiosk.screen.last.text
    await alice.tap("Photo → Ghibli → video")
    assert "Send a photo" in kiosk.screen.last.text
    await alice.photo()
    assert "1. Style: Ghibli AI" in kiosk.screen.last.text
    assert "2. Video: Kling 2.5 Turbo" in kiosk.screen.last.text
    assert "If a step fails" in kiosk.screen.last.text
    await alice.tap("Add text")
    assert "Now send the text" in kiosk.screen.last.text
    await alice.say("with a red balloon")
    assert "with a red balloon" in kiosk.screen.last.text
    await alice.tap("Generate")
    steps = list(await kiosk.history.open(alice.id))
    assert [one.chain_step for one in steps] == ["style"]
    assert "with a red balloon" in steps[0].prompt
    assert "Step 1 of 2 · Style" in kiosk.screen.last.text
    assert "Hand-painted" not in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("language", "bounds"), [("en", "20 to 3000 characters"), ("ru", "от 20 до 3000 знаков")]
)
async def test_both_bounds_of_the_words_are_said(kiosk: BotUnderTest, language: str, bounds: str) -> None:
    """Where a word or two is too little, the card says so before they are sent."""
    await kiosk.person(language=language).say("/recipe lyrics-to-song")
    assert bounds in kiosk.screen.last.text


async def test_what_is_missing_is_asked_for(kiosk: BotUnderTest) -> None:
    """Words first where a photo is needed, too few words, and media that the recipe has no use for."""
    alice = kiosk.person(language="ru")
    await alice.say("/recipe photo-to-ghibli с красным шаром")
    assert "Пришлите фото" in kiosk.screen.last.text
    await alice.photo()
    assert "с красным шаром" in kiosk.screen.last.text
    await alice.say("/recipe idea-to-video я")
    assert "3" in kiosk.screen.last.text
    await alice.say("/recipe idea-to-video")
    assert "Пришлите текст одним сообщением" in kiosk.screen.last.text
    await alice.photo()
    assert "Идея → картинка → видео" in kiosk.screen.last.text
    await alice.say("маяк в тумане")
    assert "маяк в тумане" in kiosk.screen.last.text
    assert any("✨ Создать" in label for label in kiosk.screen.last.labels)


async def test_a_second_tap_and_another_person(kiosk: BotUnderTest) -> None:
    """The price counts once; other people's taps on it change nothing."""
    alice, eve = kiosk.person(), kiosk.person(8)
    await alice.say("/recipe idea-to-video a lighthouse")
    generate = kiosk.screen.last.data("Generate")
    for tap in (
        generate,
        DismissButton(draft=1).pack(),
        PromptButton(draft=1).pack(),
        ChainWordsButton(quote=1).pack(),
        ChainAgainButton(quote=1).pack(),
    ):
        await eve.tap_data(tap, 1)
    await alice.tap("Generate")
    held = (await kiosk.balances.balance(alice.id)).held
    await alice.tap_data(generate, 1)
    assert (await kiosk.balances.balance(alice.id)).held == held > 0
    assert (await kiosk.balances.balance(eve.id)).held == 0


async def test_stopping_gives_everything_back(kiosk: BotUnderTest) -> None:
    """Cancel in line: every step's credits are back, and a tap asks for the price again."""
    alice = kiosk.person()
    await alice.say("/recipe idea-to-video a lighthouse")
    await alice.tap("Generate")
    await alice.say("/status")
    assert "Step 1 of 2" in kiosk.screen.last.text
    await alice.tap("Cancel #1")
    assert "Returned: 58 credits" in kiosk.screen.last.text
    assert (await kiosk.balances.balance(alice.id)).available == 200
    await alice.tap("Continue from here")
    assert "Total: <b>58 credits</b>" in kiosk.screen.last.text


async def test_what_was_chosen_survives(kiosk: BotUnderTest) -> None:
    """Format and model of a step: into the price, a renewed price, after a cancellation, and when other words come."""
    alice = kiosk.person()
    await alice.say("/recipe idea-to-video 9:16 video=seedance a lighthouse")

    def is_chosen() -> bool:
        text = kiosk.screen.last.text
        return "Format: 9:16" in text and "2. Video: Seedance" in text and "a lighthouse" in text

    assert is_chosen()
    kiosk.clock.advance(days=2)
    await alice.tap("✨ Generate")
    assert "price has changed" in kiosk.screen.last.text
    assert is_chosen()
    await alice.tap("Options")
    assert {"✓ 9:16", "16:9", "1:1"} <= set(kiosk.screen.last.labels)
    await alice.tap("See the price")
    assert is_chosen()
    await alice.tap("✨ Generate")
    (step,) = await kiosk.history.open(alice.id)
    assert step.choices["aspect_ratio"] == "9:16"
    await alice.say("/status")
    await alice.tap("Cancel #1")
    await alice.tap("Continue from here")
    assert is_chosen()
    await alice.tap("New text")
    await alice.say("a harbour")
    assert "Format: 9:16" in kiosk.screen.last.text
    assert "Seedance" in kiosk.screen.last.text


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
async def test_what_cannot_be_chosen_is_said(kiosk: BotUnderTest) -> None:
    """A format, a step or a model that the recipe does not have; a model that does not make the format is not offered."""
    alice = kiosk.person()
    for line, said in (
        ("7:3 a lighthouse", "9:16, 16:9, 1:1"),
        ("aspect_ratio=7:3 a lighthouse", "9:16"),
        ("sound=loud a lighthouse", "sound"),
        ("video=veo-3.1 a lighthouse", "seedance"),
    ):
        await alice.say(f"/recipe idea-to-video {line}")
        assert said in kiosk.screen.last.text
        assert not any("Generate" in label for label in kiosk.screen.last.labels)
    await alice.say("/recipe idea-to-video 9:16 picture=gpt-4o-image a lighthouse")
    assert not any("Generate" in label for label in kiosk.screen.last.labels), "it makes no 9:16"


async def test_other_words_are_asked_for_by_name_in_a_group(kiosk: BotUnderTest) -> None:
    """A tap is no message that could be replied to: who tapped is named, so that Telegram opens the reply for them."""
    alice = kiosk.person(chat=Chat(id=-100, type="supergroup", title="Cats"))
    await alice.say("/recipe idea-to-video a lighthouse")
    await alice.tap("New text")
    question = kiosk.screen.last
    assert f"tg://user?id={alice.id}" in question.text
    assert isinstance(question.markup, ForceReply)
    assert question.markup.selective


async def test_a_price_of_yesterday_is_renewed(kiosk: BotUnderTest) -> None:
    """A day later the tap shows today's price, with a model that works in place of one that stopped working."""
    alice = kiosk.person()
    await alice.say("/recipe idea-to-video a lighthouse")
    kiosk.clock.advance(days=2)
    await alice.tap("Generate")
    assert "The price has changed" in kiosk.screen.last.text
    assert await kiosk.history.open(alice.id) == []
    health = kiosk.dispatcher["health"]
    health.rebuild(failures_of("kling-2.5-turbo", kiosk.clock.now()))
    await alice.tap("Generate")
    assert "Seedance" in kiosk.screen.last.text
    await alice.tap("Generate")
    assert [one.state for one in await kiosk.history.open(alice.id)] == [State.HELD]


@pytest.mark.parametrize("allowance", [Allowance(34, Period.MONTH)])
async def test_what_the_credits_reach_for(kiosk: BotUnderTest) -> None:
    """Too dear: how much is missing; a recipe that makes something else of the words is not offered instead."""
    alice = kiosk.person()
    await alice.say("/recipe idea-to-video a lighthouse")
    assert "Missing: 24" in kiosk.screen.last.text
    assert not any("Lyrics → song → cover" in label for label in kiosk.screen.last.labels)
    assert not any("Generate" in label for label in kiosk.screen.last.labels)


async def test_an_unknown_recipe_and_an_end_to_the_conversation(kiosk: BotUnderTest) -> None:
    """A slip of the pen names the nearest recipe; /cancel ends the conversation; what comes then is for no person's recipe."""
    alice = kiosk.person()
    await alice.say("/recipe idea-to-vidoe x")
    assert kiosk.screen.last.labels[0].startswith("Idea → picture → video")
    await alice.say("/recipe idea-to-video")
    await alice.say("/cancel")
    assert "Cancelled" in kiosk.screen.last.text
    await alice.say("a lighthouse")
    assert "1. Picture" not in kiosk.screen.last.text


async def test_words_are_corrected_where_they_stand(kiosk: BotUnderTest) -> None:
    """Editing the message with the words brings the price up to date, in its place."""
    alice = kiosk.person()
    await alice.say("/recipe idea-to-video")
    message = await alice.say("a lighthuose")
    price = kiosk.screen.last
    await alice.edit(message, "a lighthouse")
    assert kiosk.screen.last is price
    assert "a lighthouse" in price.text
    await alice.tap("Generate")
    (step,) = await kiosk.history.open(alice.id)
    assert step.user_prompt == "a lighthouse"


@pytest.mark.parametrize(("up_to", "starts"), [(57, False), (58, True)])
async def test_no_question_where_none_is_wanted(kiosk: BotUnderTest, up_to: int, starts: bool) -> None:
    """The whole price counts for what starts by itself; every step says that it started without a question."""
    alice = kiosk.person()
    await alice.say("/settings")
    somebody = await kiosk.people.person(alice.id)
    assert somebody is not None
    await kiosk.people.keep(replace(somebody, auto_confirm_below=up_to))
    await alice.say("/recipe idea-to-video a lighthouse")
    assert bool(await kiosk.history.open(alice.id)) is starts
    assert ("started without asking" in kiosk.screen.last.text) is starts
    assert (any("Generate" in label for label in kiosk.screen.last.labels)) is not starts
    assert (await kiosk.balances.balance(alice.id)).held == (58 if starts else 0)


NAMES = pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "idea 9:16 a cat"),
        ("en", "Idea → picture → video 9:16 a cat"),
        ("en", "идея 9:16 a cat"),
        ("ru", "идея 9:16 кот"),
        ("ru", "идея картинка видео 9:16 кот"),
        ("ru", "idea-to-video 9:16 кот"),
    ],
)


@NAMES
async def test_a_recipe_is_named_in_either_language(kiosk: BotUnderTest, language: str, line: str) -> None:
    """By its title or one word of it; options and words follow."""
    ann = kiosk.person(language=language)
    await ann.say(f"/recipe {line}")
    assert kiosk.screen.last.labels[0].startswith("✨")
    assert "9:16" in kiosk.screen.last.text
    assert kiosk.screen.last.text.count(line.rpartition(" ")[2]) == 1


@pytest.mark.parametrize(
    ("language", "line", "words", "recipe"),
    [("en", "idae 9:16 a cat", "a cat", "Idea →"), ("ru", "идеи 9:16 кот", "кот", "Идея →")],
)
async def test_the_nearest_recipe_is_a_button_that_loses_nothing(
    kiosk: BotUnderTest, language: str, line: str, words: str, recipe: str
) -> None:
    """The tap goes on with the words and the format."""
    ann = kiosk.person(language=language)
    await ann.say(f"/recipe {line}")
    assert words in kiosk.screen.last.text
    await ann.tap(recipe)
    assert kiosk.screen.last.labels[0].startswith("✨")
    assert "9:16" in kiosk.screen.last.text
    assert words in kiosk.screen.last.text


@pytest.mark.parametrize(("language", "recipe"), [("en", "Old photo → alive"), ("ru", "Старое фото оживает")])
async def test_a_photo_with_a_word_of_a_recipe(kiosk: BotUnderTest, language: str, recipe: str) -> None:
    """A word of one recipe is that recipe; a word of several asks which, and the photo waits."""
    ann = kiosk.person(language=language)
    await ann.photo("/recipe ghibli")
    assert kiosk.screen.last.labels[0].startswith("✨")
    await ann.photo("/recipe photo")
    await ann.tap(recipe)
    assert kiosk.screen.last.labels[0].startswith("✨")


@pytest.mark.parametrize(
    ("language", "names", "back"),
    [
        ("en", ("“Length”", "Format, Picture, Video"), "‹ Back"),
        ("ru", ("«Длина»", "Формат, Картинка, Видео"), "‹ Назад"),
    ],
)
async def test_what_a_recipe_lacks_is_said_in_words(
    kiosk: BotUnderTest, language: str, names: tuple[str, str], back: str
) -> None:
    """Options have people's names, no model is spoken of, and the way back has the words and the formats as buttons."""
    ann = kiosk.person(language=language)
    await ann.say("/recipe idea-to-video 9:16 10s кот")
    assert all(name in kiosk.screen.last.text for name in names)
    assert "duration" not in kiosk.screen.last.text
    assert kiosk.screen.last.labels == [back]
    await ann.tap(back)
    assert "✓ 9:16" in kiosk.screen.last.labels
