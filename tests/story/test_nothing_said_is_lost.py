"""Words, media and options travel from the first message to the price; what a model cannot use is said."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, Final

import pytest
import pytest_asyncio

from bot.sandbox.telegram import ChatHandle, Item, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import clip, picture, sound

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

CREDITS = 400


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a person says and reads in one language."""

    prompt: str
    change: str
    generate: str
    edit_this: str
    new_picture: str
    new_video: str
    other_models: str
    as_words: str
    makes: str
    no_words: str
    edit_with: str
    no_photo: str
    what_can: str
    too_long: str
    music: str
    audio: str
    picture: str
    card: str
    cancel: str


ENGLISH = Words(
    prompt="a dog on a bike",
    change="make it night",
    generate="Generate",
    edit_this="✏️ Edit this · ",
    new_picture="New picture instead",
    new_video="New video instead",
    other_models="Models that can",
    as_words="is part of the words",
    makes="Kling 2.5 Turbo makes 5 or 10 s, not 7s",
    no_words="takes no words",
    edit_with="✏️ Edit with these words",
    no_photo="cannot use your photo",
    what_can="What can use the photo",
    too_long="oo long",
    music="🎵 Music",
    audio="🎙 Voice and sound",
    picture="🖼 Picture",
    card="Back to model",
    cancel="Cancel",
)
RUSSIAN = Words(
    prompt="собака на велосипеде",
    change="сделай ночь",
    generate="Создать",
    edit_this="✏️ Изменить это · ",
    new_picture="Лучше новая картинка",
    new_video="Лучше новое видео",
    other_models="Модели, которые умеют",
    as_words="часть текста",
    makes="Kling 2.5 Turbo делает 5 или 10 с, а не 7s",
    no_words="работает без слов",
    edit_with="✏️ Изменить по этим словам",
    no_photo="не использует фото",
    what_can="Где пригодится фото",
    too_long="лишком длинно",
    music="🎵 Музыка",
    audio="🎙 Голос и звук",
    picture="🖼 Картинка",
    card="К модели",
    cancel="Отмена",
)
WORDS: Final = {"en": ENGLISH, "ru": RUSSIAN}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])


@dataclass
class Guest:
    """A person with their words, who starts each story anew."""

    kiosk: BotUnderTest
    person: Person
    words: Words

    @property
    def room(self) -> ChatHandle:
        """The private chat."""
        return self.person.private

    async def sees(self, label: str, *, after: Message | int, room: ChatHandle | None = None) -> Message:
        """The next message with a button that says this."""
        return await (room or self.room).wait(
            lambda message: label in " | ".join(message.labels), after=after, timeout=20
        )

    async def says(self, text: str, label: str, **where: Any) -> Message:
        """Write; the answer with a button that says this."""
        sent = await self.person.send(text, **where)
        return await self.sees(label, after=sent, room=where.get("chat"))

    async def turns(self, card: Message, tap: str, into: str) -> None:
        """Tap a button, and wait until the message has one that says this."""
        await self.person.tap(card, tap)
        room = next(
            room
            for room in (self.room, *self.kiosk.telegram.groups)
            if any(message is card for message in room.messages)
        )
        await room.wait_until(lambda: into in " | ".join(card.labels), timeout=20)

    async def makes(self, card: Message, room: ChatHandle | None = None) -> Message:
        """Confirm by the first button; the result."""
        await self.person.tap(card, (0, 0))
        return await self.kiosk.media(room or self.room, after=card)

    def newest(self) -> dict[str, Any]:
        """The generation that was asked for last."""
        [row] = self.kiosk.rows("SELECT * FROM generations ORDER BY id DESC LIMIT 1")
        return row


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with some free credits for everybody."""
    folder = tmp_path_factory.mktemp("nothing-lost")
    async with kiosk_between(folder, "live", FREE_CREDITS=str(CREDITS)) as started:
        yield started


@pytest.fixture
async def guest(kiosk: BotUnderTest, language: str) -> Guest:
    """A new person of the story's language."""
    name = {"en": "Ann", "ru": "Аня"}[language]
    return Guest(kiosk, kiosk.telegram.person(name, language=language), WORDS[language])


@LANGUAGES
async def test_words_with_a_shelf(guest: Guest) -> None:
    """`/video` with words, and `/image` with words and a format: the picked model's card has them, back and forth."""
    shelf = await guest.says(f"/video {guest.words.prompt}", "Veo 3.1 Fast")
    assert guest.words.prompt in shelf.text
    await guest.turns(shelf, "Veo 3.1 Fast", guest.words.generate)
    assert guest.words.prompt in shelf.text

    shelf = await guest.says(f"/image 9:16 {guest.words.prompt}", "Flux Pro")
    assert "9:16" in shelf.text
    back = next(label for label in shelf.labels if label.startswith("‹"))
    await guest.turns(shelf, back, guest.words.music)
    await guest.turns(shelf, guest.words.picture, "Flux Pro")
    await guest.turns(shelf, "Flux Pro", guest.words.generate)
    assert guest.words.prompt in shelf.text
    assert "9:16" in shelf.text


@LANGUAGES
async def test_words_stay_in_sight_on_every_page(guest: Guest) -> None:
    """Sorted, filtered and turned pages of a shelf, the menu above it and a search's pages show the words and carry them."""
    shelf = await guest.says(f"/video {guest.words.prompt}", "Veo 3.1 Fast")
    for row in (2, 1, 0):  # what begins from a photo, the fastest, the cheapest
        before = shelf.text
        await guest.person.tap(shelf, (8, row))
        await guest.room.wait_until(lambda old=before: shelf.text != old, timeout=20)  # type: ignore[misc]
        assert guest.words.prompt in shelf.text
        await guest.turns(shelf, "▶", "◀")
        assert guest.words.prompt in shelf.text
        await guest.person.tap(shelf, "◀")
        await guest.room.wait_until(lambda: "◀" not in shelf.labels, timeout=20)
        assert guest.words.prompt in shelf.text
    back = next(label for label in shelf.labels if label.startswith("‹"))
    await guest.turns(shelf, back, guest.words.music)
    assert guest.words.prompt in shelf.text

    found = await guest.says("/models video", "▶")
    assert guest.words.prompt in found.text
    await guest.turns(found, "▶", "◀")
    assert guest.words.prompt in found.text
    await guest.turns(found, next(label for label in found.labels if " · " in label), "☆")
    assert guest.words.prompt in found.text


@LANGUAGES
async def test_what_cannot_begin_from_the_words_comes_last(guest: Guest) -> None:
    """A shelf begins with models that words are enough for, however it is sorted; a name's models are only those."""
    shelf = await guest.says(f"/video {guest.words.prompt}", "Veo 3.1 Fast")
    needy = {"Suno Music Video", "PixVerse V6 Transition"}
    await guest.person.tap(shelf, (8, 0))
    await guest.room.wait_until(lambda: "Veo 3.1 Fast" not in shelf.labels[0], timeout=20)
    assert not {label.split(" · ")[0] for label in shelf.labels} & needy
    await guest.turns(shelf, shelf.labels[0].split(" · ")[0], guest.words.generate)

    offer = await guest.says(f"/gen veo 9:16 {guest.words.prompt}", "Veo 3.1")
    assert not [label for label in offer.labels if "Extend" in label]

    # Without words, what goes on with a result comes last; everything else can be sent.
    await guest.says("/start", guest.words.music)
    shelf = await guest.says("/video", "Veo 3.1 Fast")
    await guest.person.tap(shelf, (8, 0))
    await guest.room.wait_until(lambda: "Veo 3.1 Fast" not in shelf.labels[0], timeout=20)
    assert not {label.split(" · ")[0] for label in shelf.labels} & {"Suno Music Video"}


@LANGUAGES
async def test_words_with_a_shelf_in_a_group(guest: Guest) -> None:
    """The same in a group, where the shelf is one member's."""
    group = guest.kiosk.telegram.group("Dogs", [guest.kiosk.admin, guest.person])
    await group.wait(lambda _: True, timeout=20)
    shelf = await guest.says(f"/video {guest.words.prompt}", "Veo 3.1 Fast", chat=group)
    await guest.turns(shelf, "Veo 3.1 Fast", guest.words.generate)
    assert guest.words.prompt in shelf.text


@LANGUAGES
async def test_did_you_mean(guest: Guest) -> None:
    """A name that fits several models: all of them with their prices, those first that the balance covers; the words and the
    format go with the one that is picked."""
    offer = await guest.says(f"/gen veo 9:16 {guest.words.prompt}", "Veo 3.1")
    assert guest.words.prompt in offer.text
    assert "9:16" in offer.text
    prices = [int(label.split(" · ")[1].split()[0]) for label in offer.labels if label.startswith("Veo 3.1")]
    assert len(prices) >= 3
    covered = [price <= CREDITS for price in prices]
    assert covered == sorted(covered, reverse=True)
    await guest.turns(offer, "Veo 3.1 Fast", guest.words.generate)
    assert guest.words.prompt in offer.text
    assert "9:16" in offer.text

    # When it was no name at all, it is a word like the others.
    offer = await guest.says(f"/gen veo {guest.words.prompt}", guest.words.as_words)
    await guest.turns(offer, guest.words.as_words, guest.words.generate)
    assert f"veo {guest.words.prompt}" in offer.text


@LANGUAGES
async def test_a_search_keeps_what_was_said(guest: Guest) -> None:
    """Words out of the blue, then a search: the model that is found gets them."""
    await guest.says(guest.words.prompt, guest.words.music)
    found = await guest.says("/models kling 2.5", "Kling 2.5 Turbo")
    await guest.turns(found, "Kling 2.5 Turbo", guest.words.generate)
    assert guest.words.prompt in found.text


@LANGUAGES
async def test_a_value_that_the_model_does_not_have(guest: Guest) -> None:
    """A length, a resolution or a format that a model lacks is no word of the prompt: what it has is a tap away."""
    asked = await guest.says(f"/gen kling-2.5-turbo 7s {guest.words.prompt}", guest.words.as_words)
    assert guest.words.makes in asked.text
    assert guest.words.prompt in asked.text
    assert not guest.kiosk.rows("SELECT 1 FROM quotes WHERE person_id = ?", guest.person.id)
    assert [label.split(" · ")[1] for label in asked.labels[:2]] == ["42", "84"]
    await guest.turns(asked, "10", guest.words.generate)
    assert asked.labels[0].endswith(" · 84")
    assert guest.words.prompt in asked.text
    await guest.makes(asked)
    assert guest.newest()["prompt"] == guest.words.prompt
    assert '"duration":"10"' in guest.newest()["choices"].replace(" ", "")

    asked = await guest.says(f"/gen kling-2.5-turbo 1080p {guest.words.prompt}", guest.words.other_models)
    assert "1080p" in asked.text
    await guest.turns(asked, guest.words.other_models, guest.words.card)
    model = asked.labels[0].split(" · ")[0]
    await guest.turns(asked, model, guest.words.generate)
    assert guest.words.prompt in asked.text
    assert "1080p" in asked.text

    asked = await guest.says(f"/gen veo-3.1-fast 99:1 {guest.words.prompt}", guest.words.as_words)
    await guest.turns(asked, guest.words.as_words, guest.words.generate)
    assert f"99:1 {guest.words.prompt}" in asked.text

    asked = await guest.says(f'/gen kling-2.5-turbo "7s {guest.words.prompt}"', guest.words.generate)
    assert f"7s {guest.words.prompt}" in asked.text
    guest.kiosk.require_exact_ledger()


@LANGUAGES
async def test_words_for_a_model_that_takes_none(guest: Guest) -> None:
    """Words, a text file or a caption for an upscaler: it says so, and one tap edits the picture with them."""
    photo = await guest.person.send_photo(picture(), "/upscale")
    quote = await guest.sees(guest.words.generate, after=photo)
    answer = await guest.says(guest.words.change, guest.words.edit_with)
    assert guest.words.no_words in answer.text
    assert guest.words.change in answer.text
    assert quote is not answer
    await guest.person.tap(answer, guest.words.edit_with)
    await guest.room.wait_until(lambda: guest.words.no_words not in answer.text, timeout=20)
    assert guest.words.change in answer.text
    await guest.makes(answer)
    assert guest.newest()["prompt"] == guest.words.change

    again = await guest.says(
        "/gen recraft-remove-bg " + guest.words.change, guest.words.edit_with, reply_to=photo
    )
    assert guest.words.no_words in again.text
    paper = await guest.person.send_document(guest.words.prompt.encode(), "words.txt")
    again = await guest.sees(guest.words.edit_with, after=paper)
    assert guest.words.prompt in again.text


@LANGUAGES
async def test_words_after_a_picture(guest: Guest) -> None:
    """A photo, then words: the price of changing that photo, and a new picture is one tap away."""
    photo = await guest.person.send_photo(picture())
    await guest.sees(guest.words.picture, after=photo)
    quote = await guest.says(guest.words.change, guest.words.edit_this)
    assert quote.labels[1] == guest.words.new_picture
    assert guest.words.change in quote.text
    await guest.makes(quote)
    made = guest.newest()
    assert made["prompt"] == guest.words.change
    assert made["reference_list"] != "[]"

    photo = await guest.person.send_photo(picture())
    await guest.sees(guest.words.picture, after=photo)
    quote = await guest.says(guest.words.prompt, guest.words.edit_this)
    await guest.turns(quote, guest.words.new_picture, guest.words.generate)
    assert guest.words.edit_this not in " | ".join(quote.labels)
    assert guest.words.prompt in quote.text
    await guest.makes(quote)
    assert guest.newest()["reference_list"] == "[]"
    guest.kiosk.require_exact_ledger()


@LANGUAGES
async def test_words_below_and_before_a_picture(guest: Guest) -> None:
    """Below a photo, below the last one of an album, and before a photo: the words mean it."""
    photo = await guest.person.send_photo(picture(), guest.words.change)
    quote = await guest.sees(guest.words.edit_this, after=photo)
    assert guest.words.change in quote.text

    await guest.says("/start", guest.words.music)
    items = [Item("photo", picture()), Item("photo", picture(), caption=guest.words.prompt)]
    [_, last] = await guest.person.send_album(items)
    quote = await guest.sees(guest.words.edit_this, after=last)
    assert guest.words.prompt in quote.text
    assert "2" in quote.text

    await guest.says("/start", guest.words.music)
    await guest.says(guest.words.change, guest.words.music)
    photo = await guest.person.send_photo(picture())
    offer = await guest.sees(guest.words.picture, after=photo)
    assert guest.words.change in offer.text
    edit = next(label for label in offer.labels if label.startswith("✏️"))
    await guest.turns(offer, edit, guest.words.generate)
    assert guest.words.change in offer.text


@LANGUAGES
async def test_what_was_used_does_not_come_back(guest: Guest) -> None:
    """Words whose picture was made are attached to no photo, voice or shelf after them, and a photo to no words."""
    offer = await guest.says(guest.words.prompt, guest.words.music)
    await guest.makes(offer)
    photo = await guest.person.send_photo(picture())
    asked = await guest.sees(guest.words.picture, after=photo)
    assert guest.words.prompt not in asked.text

    quote = await guest.says(guest.words.change, guest.words.edit_this)
    result = await guest.makes(quote)
    offer = await guest.says(guest.words.prompt, guest.words.music)
    assert guest.words.edit_this not in " | ".join(offer.labels)
    await guest.makes(offer)
    assert guest.newest()["reference_list"] == "[]"
    shelf = await guest.says("/video", "Veo 3.1 Fast")
    assert guest.words.prompt not in shelf.text

    # A reply brings it back.
    quote = await guest.says(guest.words.change, guest.words.edit_this, reply_to=result)
    await guest.person.tap(quote, guest.words.cancel)
    await guest.room.wait_until(lambda: quote.labels == [], timeout=20)
    voice = await guest.person.send_voice(sound())
    asked = await guest.sees("🗣", after=voice)
    assert guest.words.change not in asked.text
    guest.kiosk.require_exact_ledger()


@LANGUAGES
async def test_what_started_without_a_question_does_not_come_back(guest: Guest) -> None:
    """A cheap request that needs no confirmation uses its words, too."""
    await guest.says("/menu", guest.words.music)
    guest.kiosk.write("UPDATE people SET auto_confirm_below = 50 WHERE id = ?", guest.person.id)
    sent = await guest.person.send(f"/gen z-image {guest.words.prompt}")
    await guest.kiosk.media(guest.room, after=sent)
    photo = await guest.person.send_photo(picture())
    asked = await guest.sees(guest.words.picture, after=photo)
    assert guest.words.prompt not in asked.text


@LANGUAGES
async def test_a_reply_to_a_picture(guest: Guest) -> None:
    """A reply to one's own photo, or to a result, is about that one, also in the middle of another request."""
    photo = await guest.person.send_photo(picture())
    await guest.sees(guest.words.picture, after=photo)
    await guest.says(f"/gen suno-v6 {guest.words.prompt}", guest.words.generate)
    quote = await guest.says(guest.words.change, guest.words.edit_this, reply_to=photo)
    result = await guest.makes(quote)
    assert guest.newest()["prompt"] == guest.words.change
    again = await guest.says(guest.words.prompt, guest.words.edit_this, reply_to=result)
    await guest.makes(again)
    assert guest.newest()["prompt"] == guest.words.prompt


@LANGUAGES
async def test_a_reply_to_a_result_in_a_group(guest: Guest) -> None:
    """A reply to the bot's result, one's own or another member's, is the price of changing it, for the one who replies."""
    group = guest.kiosk.telegram.group("Nights", [guest.kiosk.admin, guest.person])
    await group.wait(lambda _: True, timeout=20)
    card = await guest.kiosk.quote(guest.kiosk.admin, "z-image a harbour", room=group)
    await guest.kiosk.admin.tap(card, (0, 0))
    result = await guest.kiosk.media(group, after=card)
    quote = await guest.says(guest.words.change, guest.words.edit_this, chat=group, reply_to=result)
    assert "harbour" not in quote.text
    await guest.makes(quote, group)
    assert guest.newest()["prompt"] == guest.words.change
    assert guest.newest()["person_id"] == guest.person.id


@LANGUAGES
async def test_a_photo_for_a_model_of_sound(guest: Guest) -> None:
    """A photo that came while a shelf was open is kept: a song model says that it cannot use it, another one gets it."""
    menu = await guest.says("/menu", guest.words.music)
    photo = await guest.person.send_photo(picture())
    offer = await guest.sees(guest.words.picture, after=photo)
    assert guest.words.music not in offer.labels
    assert guest.words.audio not in offer.labels
    await guest.turns(menu, guest.words.music, "Suno V6")
    await guest.turns(menu, "Suno V6", "☆")
    assert guest.words.no_photo in menu.text
    await guest.turns(menu, guest.words.what_can, guest.words.card)
    model = next(label for label in menu.labels if " · " in label)
    await guest.turns(menu, model.split(" · ")[0], "☆")
    assert "🖼" in menu.text, "the photo is the first frame"
    assert guest.words.no_photo not in menu.text

    # While the card of a song is open.
    await guest.says("/gen suno-v6", "‹")
    photo = await guest.person.send_photo(picture(), guest.words.change)
    offer = await guest.sees(guest.words.card, after=photo)
    edit = next(label for label in offer.labels if label.startswith("✏️"))
    await guest.turns(offer, edit, guest.words.generate)
    assert guest.words.change in offer.text


@LANGUAGES
async def test_commands_and_recipes_take_what_was_sent_before(guest: Guest) -> None:
    """A photo, then a verb's command, a model's line or a recipe: the photo and the words that came before go along."""
    photo = await guest.person.send_photo(picture())
    await guest.sees(guest.words.picture, after=photo)
    quote = await guest.says("/removebg", guest.words.generate)
    assert "📎" in quote.text

    await guest.says("/start", guest.words.music)
    await guest.says(guest.words.prompt, guest.words.music)
    quote = await guest.says("/gen z-image", guest.words.generate)
    assert guest.words.prompt in quote.text

    await guest.says("/start", guest.words.music)
    await guest.says(guest.words.prompt, guest.words.music)
    list_of_recipes = await guest.says("/recipes", "→")
    await guest.turns(list_of_recipes, "→", guest.words.generate)
    assert guest.words.prompt in list_of_recipes.text


@LANGUAGES
async def test_a_suggestion_can_do_the_job(guest: Guest) -> None:
    """Words that are too long for the first model are suggested to one that takes them, and it does."""
    long = (guest.words.prompt + ", ") * 100
    long = long[:1900]
    offer = await guest.says(long, guest.words.music)
    assert guest.words.generate in offer.labels[0]
    refused = await guest.says("/gen z-image " + long, guest.words.music)
    assert guest.words.too_long in refused.text
    await guest.turns(refused, refused.labels[0].split(" · ")[0], guest.words.generate)
    assert guest.words.prompt in refused.text


@LANGUAGES
async def test_a_voice_message_and_a_video(guest: Guest) -> None:
    """Sound and video out of the blue are answered with what can be done with them; words after them stay with them."""
    voice = await guest.person.send_voice(sound())
    offer = await guest.sees("🗣", after=voice)
    assert guest.words.picture not in offer.labels
    film = await guest.person.send_video(clip())
    await guest.sees("⏩", after=film)
    offer = await guest.says(guest.words.change, guest.words.new_video)
    assert guest.words.change in offer.text
    edit = next(label for label in offer.labels if label.startswith("✏️"))
    await guest.person.tap(offer, edit)
    await guest.room.wait(lambda message: guest.words.change in message.text, after=film, timeout=20)


@LANGUAGES
async def test_a_newcomer_is_suggested_a_picture_that_is_covered(
    folder_of_newcomers: BotUnderTest, language: str
) -> None:
    """With the product's default of 100 credits the first words lead to a picture, and the last of them to what is left."""
    kiosk = folder_of_newcomers
    guest = Guest(kiosk, kiosk.telegram.person("New", language=language), WORDS[language])
    offer = await guest.says(guest.words.prompt, guest.words.music)
    price = int(offer.labels[0].rsplit(" · ", 1)[1].split()[0])
    assert price <= 100
    result = await guest.makes(offer)
    assert result.kind == "photo"
    kiosk.require_exact_ledger()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def folder_of_newcomers(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with the product's default allowance."""
    async with kiosk_between(tmp_path_factory.mktemp("newcomers"), "live", FREE_CREDITS=None) as started:
        yield started
