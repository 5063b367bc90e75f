"""Finding a model by its name or by what is to be made, in both languages."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import picture

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect: Alice reads English, Boris Russian."""
    async with kiosk_between(tmp_path_factory.mktemp("finding"), "live", FREE_CREDITS="500") as kiosk:
        yield kiosk


def labels(message: Message) -> list[str]:
    """The buttons below a message."""
    return [button.label for row in message.buttons for button in row]


def person(kiosk: BotUnderTest, language: str) -> Person:
    """Who reads this language."""
    return {"en": kiosk.alice, "ru": kiosk.boris}[language]


async def answer(who: Person, text: str) -> Message:
    """What the bot says next."""
    sent = await who.send(text)
    return await who.private.wait(lambda message: bool(message.buttons), after=sent)


@pytest.mark.parametrize(
    ("language", "words", "first"),
    [
        ("en", "anime", "Ghibli AI · "), ("ru", "аниме", "Ghibli AI · "),
        ("en", "logo", "Ideogram V3 · "), ("ru", "логотип", "Ideogram V3 · "),
        ("en", "suno", "Suno V6 · "), ("ru", "суно", "Suno V6 · "),
        ("en", "text to video", "Veo 3.1 Fast · "), ("ru", "видео по тексту", "Veo 3.1 Fast · "),
        ("en", "klign", "Kling 3.0 · "), ("ru", "лдштп", "Kling 3.0 · "),
    ],
)  # fmt: skip
async def test_the_fitting_ones_come_first_and_few(
    kiosk: BotUnderTest, language: str, words: str, first: str
) -> None:
    """Names and tasks, as they are heard and mistyped, at most eight on a page."""
    found = labels(await answer(person(kiosk, language), f"/models {words}"))
    assert found[0].startswith(first), found
    assert sum(" · " in label for label in found) <= 8


@pytest.mark.parametrize(
    ("language", "words", "verb", "model", "asked"),
    [
        ("en", "upscale", "🔍 Upscale", "Recraft Crisp Upscale", "photo"),
        ("ru", "апскейл", "🔍 Улучшить", "Recraft Crisp Upscale", "фото"),
        ("en", "remove background", "✂️ Cut out", "Recraft BG Removal", "photo"),
        ("ru", "удалить фон", "✂️ Убрать фон", "Recraft BG Removal", "фото"),
    ],
)
async def test_what_can_be_done_is_a_button_among_the_results(
    kiosk: BotUnderTest, language: str, words: str, verb: str, model: str, asked: str
) -> None:
    """It begins at once, with the question for what is missing."""
    who = person(kiosk, language)
    found = await answer(who, f"/models {words}")
    assert labels(found)[0] == verb
    assert any(label.startswith(model) for label in labels(found))
    await who.tap(found, verb)
    await who.private.wait_until(lambda: asked in found.text.casefold(), timeout=20)


@pytest.mark.parametrize(
    ("language", "words", "left", "right"), [("en", "video", "1/", "▶"), ("ru", "видео", "1/", "▶")]
)
async def test_results_have_numbered_pages(
    kiosk: BotUnderTest, language: str, words: str, left: str, right: str
) -> None:
    """There and back, each page with its number."""
    who = person(kiosk, language)
    found = await answer(who, f"/models {words}")
    first = labels(found)
    assert first[-2].startswith("1/")
    await who.tap(found, right)
    await who.private.wait_until(lambda: labels(found)[-2].startswith("2/"), timeout=20)
    assert not {label for label in first if " · " in label} & set(labels(found))
    await who.tap(found, "◀")
    await who.private.wait_until(lambda: labels(found) == first, timeout=20)


@pytest.mark.parametrize(
    ("language", "name", "question"), [("en", "kling", "Which one?"), ("ru", "клинг", "Какая?")]
)
async def test_a_name_of_several_models_is_asked_about(
    kiosk: BotUnderTest, language: str, name: str, question: str
) -> None:
    """`/gen` with it lists them with their prices, and nothing is charged."""
    asked = await answer(person(kiosk, language), f"/gen {name} a cat")
    assert question in asked.text
    assert labels(asked)[0].startswith("Kling 3.0 · ")


@pytest.mark.parametrize(("language", "name"), [("en", "Z-Image"), ("ru", "гибли")])
async def test_a_name_of_one_model_is_that_model(kiosk: BotUnderTest, language: str, name: str) -> None:
    """In either script `/gen` quotes it."""
    quote = await answer(person(kiosk, language), f"/gen {name} a cat")
    assert any(word in labels(quote)[0] for word in ("Generate", "Создать")), labels(quote)


@pytest.mark.parametrize(
    ("language", "words", "why"),
    [("en", "midjourney", "is not available"), ("ru", "миджорни", "недоступна")],
)
async def test_what_cannot_be_had_says_why_and_what_instead(
    kiosk: BotUnderTest, language: str, words: str, why: str
) -> None:
    """The search has the reason and the nearest that works, a tap away."""
    who = person(kiosk, language)
    found = await answer(who, f"/models {words}")
    assert why in found.text
    assert labels(found)[0].startswith("Seedream V4 · ")
    await who.tap(found, (0, 0))
    await who.private.wait_until(lambda: found.text.startswith("Seedream V4"), timeout=20)


@pytest.mark.parametrize(
    "words", ["<b>x</b> & \"'", "🙂🙂🙂", "\u202eoev", "a" * 4000, "нет такого слова", ":::", "видео:1:2"]
)
async def test_odd_searches_are_answered(kiosk: BotUnderTest, words: str) -> None:
    """Whatever is typed: with results, or with the shelves."""
    assert labels(await answer(kiosk.alice, f"/models {words}"))


@pytest.mark.parametrize(
    ("language", "views", "cheapest", "from_photo"),
    [
        ("en", ["Cheap", "Fast", "📷 Photo"], "cheapest first", "from a photo"),
        ("ru", ["Дешевле", "Быстрее", "📷 Фото"], "сначала дешёвые", "из фото"),
    ],
)
async def test_a_shelf_is_sorted_by_buttons_and_has_prices(
    kiosk: BotUnderTest, language: str, views: list[str], cheapest: str, from_photo: str
) -> None:
    """Eight models with what their cards would make now, none named twice; the cheapest, or what begins from a photo, a tap away."""
    who = person(kiosk, language)
    shelf = await answer(who, "/video")
    assert labels(shelf)[8:11] == views
    models = [label for label in labels(shelf) if " · " in label]
    assert len(models) == 8
    assert not [label for label in models if label.partition(" · ")[0] in shelf.text]
    await who.tap(shelf, views[0])
    await who.private.wait_until(lambda: cheapest in shelf.text, timeout=20)
    prices = [int(price) for label in labels(shelf) if (price := label.rpartition(" · ")[2]).isdigit()]
    assert prices == sorted(prices)
    await who.tap(shelf, views[2])
    await who.private.wait_until(lambda: from_photo in shelf.text, timeout=20)
    assert views[2] not in labels(shelf)
    await who.tap(shelf, (0, 0))
    await who.private.wait_until(lambda: from_photo not in shelf.text, timeout=20)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_cannot_be_had_is_on_no_shelf(kiosk: BotUnderTest, language: str) -> None:
    """Every page of every shelf is of what can be made here."""
    who = person(kiosk, language)
    seen: set[str] = set()
    for command in ("/video", "/image", "/audio", "/music"):
        shelf = await answer(who, command)
        while True:
            seen.update(label.partition(" · ")[0] for label in labels(shelf) if " · " in label)
            if "▶" not in labels(shelf):
                break
            before = labels(shelf)
            await who.tap(shelf, "▶")
            await who.private.wait_until(lambda shown=shelf, old=before: labels(shown) != old, timeout=20)  # type: ignore[misc]
    assert len(seen) > 60
    assert not seen & {"Sora 2", "Luma Modify", "Midjourney", "ElevenLabs SFX"}


@pytest.mark.parametrize(("language", "name", "unlike"), [("en", "fluks", "sunno"), ("ru", "флюкс", "суно")])
async def test_what_was_made_is_found_by_its_models_name_by_ear(
    kiosk: BotUnderTest, language: str, name: str, unlike: str
) -> None:
    """Inline and in the history."""
    who = person(kiosk, language)
    card = await kiosk.generate(who, "flux-pro a lighthouse")
    await kiosk.media(who.private, after=card)
    await kiosk.concluded(card)
    assert [result.kind for result in (await who.inline(name)).results] == ["photo"]
    assert not (await who.inline(unlike)).results
    listed = await answer(who, f"/history {name}")
    assert "Flux Pro" in listed.text


@pytest.mark.parametrize(
    ("language", "line", "title"),
    [("en", "Kling 2.5 Turbo a cat", "Kling 2.5 Turbo"), ("ru", "нано банана кот в шляпе", "Nano Banana")],
)
async def test_a_name_of_several_words_begins_a_line(
    kiosk: BotUnderTest, language: str, line: str, title: str
) -> None:
    """`/gen` takes the whole name, and none of it gets into the prompt."""
    quote = await answer(person(kiosk, language), f"/gen {line}")
    assert quote.text.startswith(f"{title} · "), quote.text
    assert line.split()[-1] in quote.text
    assert line.split()[1] not in quote.text.partition("\n")[2]


@pytest.mark.parametrize(
    ("language", "line", "why", "words"),
    [
        ("en", "midjourney a lighthouse in fog", "the supplier", "a lighthouse in fog"),
        ("ru", "миджорни маяк в тумане", "недоступна", "маяк в тумане"),
    ],
)
async def test_a_line_for_what_cannot_be_had_keeps_its_words(
    kiosk: BotUnderTest, language: str, line: str, why: str, words: str
) -> None:
    """The reason, and the nearest that works on a button, which makes a quote of the words."""
    who = person(kiosk, language)
    refused = await answer(who, f"/gen {line}")
    assert "Midjourney" in refused.text
    assert "Seedream V4" in labels(refused)[0]
    await who.tap(refused, (0, 0))
    await who.private.wait_until(
        lambda: refused.text.startswith("Seedream V4") and words in refused.text, timeout=20
    )


@pytest.mark.parametrize(("language", "words"), [("en", "remove background"), ("ru", "удалить фон")])
async def test_a_search_below_a_photo_goes_on_with_it(kiosk: BotUnderTest, language: str, words: str) -> None:
    """What was sent waits for the model or the verb that is found."""
    who = person(kiosk, language)
    sent = await who.send_photo(picture(), caption=f"/models {words}")
    found = await who.private.wait(lambda message: bool(message.buttons), after=sent)
    assert labels(found)[0].startswith("✂️")
    await who.tap(found, (0, 0))
    await who.private.wait_until(
        lambda: any("Generate" in label or "Создать" in label for label in labels(found)), timeout=20
    )


@pytest.mark.parametrize(
    ("language", "words", "view", "sorted_text"),
    [
        ("en", "a paper boat", "Cheap", "cheapest first"),
        ("ru", "бумажный кораблик", "Дешевле", "сначала дешёвые"),
    ],
)
async def test_what_waits_stays_in_sight_while_a_shelf_is_sorted(
    kiosk: BotUnderTest, language: str, words: str, view: str, sorted_text: str
) -> None:
    """Words that came with a shelf's command stand above every page and view of it, and go to the model that is picked."""
    who = person(kiosk, language)
    shelf = await answer(who, f"/image {words}")
    assert words in shelf.text
    await who.tap(shelf, view)
    await who.private.wait_until(lambda: sorted_text in shelf.text, timeout=20)
    assert words in shelf.text
    await who.tap(shelf, "▶")
    await who.private.wait_until(lambda: "2/" in labels(shelf)[-2], timeout=20)
    assert words in shelf.text
