"""A cast: a photo kept under a name is in what is asked for by that name, with a way out before anything is priced."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatHandle
from handlers.core.buttons.cast import (
    AgreeOnPicturesButton,
    CharacterKindButton,
    SwitchCharacterButton,
)
from handlers.core.buttons.quote import GenerateButton
from tests.story.kiosk import kiosk_between
from tests.story.media import picture
from tests.story.test_versions import button

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "agree": "Are these pictures yours",
        "kept": "is in the cast",
        "shown": "🎭 Marina (1 photo) ✖",
        "back": "Returned: 8 credits",
        "gone": "A photo of a character",
    },
    "ru": {
        "agree": "Это ваши фото",
        "kept": "теперь среди персонажей",
        "shown": "🎭 Марина (1 фото) ✖",
        "back": "Возвращено 8",
        "gone": "Фото персонажа",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("grouped", [False, True])
async def test_a_name_in_the_words_brings_its_pictures(folder: Path, *, language: str, grouped: bool) -> None:
    """Consent once, a kind, and from then on the plain name, in its Russian cases too, costs no tap; ✖ leaves it out."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = kiosk.boris if language == "ru" else kiosk.alice
        group = kiosk.telegram.group("Cats", [person], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        room: ChatHandle = group if grouped else person.private
        name, said = ("Марина", "Марину у моря") if language == "ru" else ("Marina", "marina at the sea")
        photo = await person.send_photo(picture(), chat=room)
        asked = await person.send(f"/cast {name}", chat=room, reply_to=photo)
        consent = await room.wait(lambda one: words["agree"] in one.text, after=asked, timeout=20)
        await person.tap(consent, button(consent, AgreeOnPicturesButton))
        kind = await room.wait(lambda one: "ck:" in str(one.buttons), after=asked, timeout=20)
        await person.tap(kind, button(kind, CharacterKindButton))
        await room.wait(lambda one: words["kept"] in one.text, after=asked, timeout=20)
        price = await kiosk.quote(person, f"nano-banana-2 {said}", room=room)
        assert button(price, SwitchCharacterButton) == words["shown"]
        await person.tap(price, button(price, GenerateButton))
        await kiosk.media(room, after=price)
        (made,) = kiosk.rows("SELECT prompt, user_prompt, reference_list FROM generations")
        assert made["prompt"] == f"{name} is the person in image 1. {said}"
        assert made["user_prompt"] == said
        assert '"character": 1' in made["reference_list"]
        assert kiosk.rows("SELECT person_id, character_id, generation_id FROM generation_characters") == [
            {"person_id": person.id, "character_id": 1, "generation_id": 1}
        ]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_photo_that_telegram_has_no_more(folder: Path, language: str) -> None:
    """It is said, nothing is made without it, and the credits are back."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="100") as kiosk:
        person = kiosk.boris if language == "ru" else kiosk.alice
        name, said = ("Марина", "Марина у моря") if language == "ru" else ("Marina", "Marina at the sea")
        asked = await person.send_photo(picture(), caption=f"/cast {name}")
        consent = await person.private.wait(lambda one: words["agree"] in one.text, after=asked, timeout=20)
        await person.tap(consent, button(consent, AgreeOnPicturesButton))
        kind = await person.private.wait(lambda one: "ck:" in str(one.buttons), after=asked, timeout=20)
        await person.tap(kind, button(kind, CharacterKindButton))
        await person.private.wait(lambda one: words["kept"] in one.text, after=asked, timeout=20)
        price = await kiosk.quote(person, f"nano-banana-2 {said}", room=person.private)
        (row,) = kiosk.rows("SELECT json_extract(photos, '$[0].file_id') AS lost FROM characters")
        kiosk.telegram.lose_file(row["lost"])
        await person.tap(price, button(price, GenerateButton))
        told = await person.private.wait(lambda one: words["back"] in one.text, after=price, timeout=40)
        assert words["gone"] in told.text
        await person.tap(told, (0, 0))
        card = await person.private.wait(lambda one: "🎭" in str(one.labels), after=told, timeout=20)
        assert button(card, SwitchCharacterButton) == words["shown"]
        assert not kiosk.kie.tasks
        assert await kiosk.available(person) == 100
        kiosk.require_exact_ledger()
