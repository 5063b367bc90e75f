"""/history: a gallery that is turned, filtered and searched, and never litters the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import Chat

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.domain.look import Look, LookWords
from bot.domain.month import Month
from bot.errors import StatusUnavailable
from handlers.core.buttons.history import (
    FilterBy,
    FilterHistoryButton,
    HistoryButton,
    ListFavouriteButton,
    SearchHistoryButton,
)
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

PICTURE = Asset(url="https://cdn.example/1.png", kind=Kind.IMAGE, file_id="photo", sent_as="photo")
CLIP = Asset(url="https://cdn.example/1.mp4", kind=Kind.VIDEO, file_id="video", sent_as="video")
SONG = Asset(url="https://cdn.example/1.mp3", kind=Kind.MUSIC, file_id="audio", sent_as="audio")
LINK = Asset(url="https://cdn.example/big.mp4", kind=Kind.VIDEO, sent_as="link")


async def made(kiosk: BotUnderTest, person: Person, *requests: tuple[str, Asset]) -> Sequence[Generation]:
    """What a person made, in this order."""
    await kiosk.balances.balance(person.id)  # they have written before
    await kiosk.balances.grant(person.id, 1000, operation_key=f"{person.id} {requests}", granted_by=1)
    return [await kiosk.make(person, f"qwen-image {prompt}", asset) for prompt, asset in requests]


async def test_pages_are_turned_and_taken_down(kiosk: BotUnderTest) -> None:
    """Six on a page, newest first; another page comes in place of the earlier album and list; a number sends again."""
    ann = kiosk.person()
    all_of_them = await made(kiosk, ann, *((f"cat number {number}", PICTURE) for number in range(7)))
    await ann.say("/history")
    first = kiosk.screen.last
    assert "7 results" in first.text
    assert "page 1 of 2" in first.text
    assert "cat number 6" in first.text
    assert "cat number 0" not in first.text
    assert kiosk.album_sender.captions == [f"{number} · Qwen Image" for number in range(1, 7)]
    album = list(kiosk.album_sender.shown)
    await ann.tap("▶")
    second = kiosk.screen.last
    assert second.id != first.id
    assert "cat number 0" in second.text
    assert kiosk.album_sender.removed == [*album, first.id]
    assert kiosk.album_sender.captions == ["1 · Qwen Image"]
    await ann.tap("1")
    [(asset, caption)] = kiosk.media_resender.resent
    assert asset.id == all_of_them[0].assets[0].id
    assert "cat number 0" in (caption or "")


async def test_a_second_tap_turns_nothing(kiosk: BotUnderTest) -> None:
    """Who taps an arrow twice gets its page once."""
    ann = kiosk.person()
    await made(kiosk, ann, *((f"cat {number}", PICTURE) for number in range(7)))
    await ann.say("/history")
    first = kiosk.screen.last
    await ann.tap("▶")
    shown = kiosk.screen.last.id
    await ann.tap("▶", on=first)
    assert kiosk.screen.last.id == shown


async def test_a_new_gallery_replaces_the_old_one(kiosk: BotUnderTest) -> None:
    """Asking again takes the earlier gallery down; its buttons are outdated."""
    ann = kiosk.person()
    await made(kiosk, ann, ("cat", PICTURE), ("dog", CLIP))
    await ann.say("/history")
    first, album = kiosk.screen.last, list(kiosk.album_sender.shown)
    await ann.say("/history")
    assert kiosk.album_sender.removed == [*album, first.id]
    await ann.tap("🔍", on=kiosk.screen.last)
    assert "looking for" in kiosk.screen.last.text


async def test_kinds_are_filtered(kiosk: BotUnderTest) -> None:
    """Pictures and videos are shown together, songs when they are alone; the chosen kind has a tick, and others stay."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a song", SONG), ("a cat", PICTURE), ("a film", CLIP))
    await ann.say("/history")
    assert kiosk.screen.last.labels[6:10] == ["✓ All", "🎬", "🖼", "🎵"]
    assert kiosk.album_sender.captions == ["1 · Qwen Image", "2 · Qwen Image"]
    await ann.tap("🎵")
    assert kiosk.screen.last.labels[:6] == ["1", "🤍", "All", "🎬", "🖼", "✓ 🎵"]
    assert "a song" in kiosk.screen.last.text
    assert "a cat" not in kiosk.screen.last.text
    assert kiosk.album_sender.captions == ["1 · Qwen Image"]
    await ann.tap("All")
    assert "a cat" in kiosk.screen.last.text


async def test_one_kind_is_no_choice(kiosk: BotUnderTest) -> None:
    """Who only made pictures is asked nothing about kinds."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a cat", PICTURE))
    await ann.say("/history")
    assert kiosk.screen.last.labels == ["1", "🤍", "🔍 Search"]


async def test_searching(kiosk: BotUnderTest) -> None:
    """By words after the command, by an answer to the question, in any case; and back to everything."""
    boris = kiosk.person(language="ru")
    await made(kiosk, boris, ("Ёжик в тумане", PICTURE), ("лиса", PICTURE))
    await boris.say("/history ЕЖИК")
    assert "Ёжик в тумане" in kiosk.screen.last.text
    assert "лиса" not in kiosk.screen.last.text
    await boris.tap("✕ «ЕЖИК»")
    assert "лиса" in kiosk.screen.last.text
    await boris.tap("🔍")
    await boris.say("Лиса")
    assert "«Лиса»" in kiosk.screen.last.text
    assert "Ёжик" not in kiosk.screen.last.text
    await boris.say("/history qwen")
    assert "2 результата" in kiosk.screen.last.text, "a model's name finds what it made"
    await boris.say("/history жираф")
    assert "Ничего не нашлось" in kiosk.screen.last.text
    assert kiosk.screen.last.labels == ["🔍 Поиск", "✕ «жираф»"]


async def test_a_question_is_forgotten(kiosk: BotUnderTest) -> None:
    """Words that come long after the question are a request, not a search."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a cat", PICTURE))
    await ann.say("/history")
    await ann.tap("🔍")
    kiosk.clock.advance(minutes=11)
    await ann.say("a lighthouse")
    assert "✨ Generate" in kiosk.screen.last.labels[0]


async def test_what_telegram_never_had(kiosk: BotUnderTest) -> None:
    """What is only a link says until when, and afterwards that it is gone; both stay in the list."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a long film", LINK))
    await ann.say("/history")
    assert "By link only, until Jan 29, 2026" in kiosk.screen.last.text
    assert kiosk.album_sender.captions == []
    kiosk.clock.advance(days=15)
    await ann.say("/history")
    assert "File expired" in kiosk.screen.last.text
    kiosk.media_resender.will("fresh_link", StatusUnavailable("gone"))
    await ann.tap("1")
    assert "The file has expired" in kiosk.screen.last.text
    assert "Again" in kiosk.screen.last.labels


async def test_a_gallery_without_pictures(kiosk: BotUnderTest) -> None:
    """When Telegram refuses the album, the list with its buttons comes all the same."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a cat", PICTURE))
    kiosk.album_sender.refuses = True
    await ann.say("/history")
    assert kiosk.screen.last.labels[0] == "1"


async def test_in_a_group(kiosk: BotUnderTest) -> None:
    """A group sees only what was made there, whatever was made in private; others cannot turn the pages."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a private cat", PICTURE))
    ann.chat = Chat(id=-5, type="supergroup", title="Friends")
    await ann.say("/history")
    assert "Nothing yet" in kiosk.screen.last.text
    await made(kiosk, ann, ("a cat of the group", PICTURE))
    await ann.say("/history")
    shown = kiosk.screen.last
    assert "a cat of the group" in shown.text
    assert "private" not in shown.text
    bob = kiosk.person(8)
    bob.chat = ann.chat
    buttons_data = len(kiosk.screen.toasts)
    await bob.tap("🔍", on=shown)
    assert "someone else" in (kiosk.screen.toasts[buttons_data] or "")


async def test_taps_of_strangers_and_of_the_past(kiosk: BotUnderTest) -> None:
    """A gallery that is gone is outdated; no one reaches another person's by a made-up button."""
    ann, bob = kiosk.person(), kiosk.person(8)
    await made(kiosk, ann, ("a cat", PICTURE))
    await ann.say("/history")
    data = kiosk.screen.last.data("🔍")
    page_state = SearchHistoryButton.unpack(data).gallery
    shown = len(kiosk.screen.messages)
    for tap in (
        HistoryButton(gallery=page_state, page=1),
        SearchHistoryButton(gallery=page_state, clear=True),
    ):
        await bob.tap_data(tap.pack(), 5)
        assert "someone else" in (kiosk.screen.toasts[-1] or "")
    assert len(kiosk.screen.messages) == shown
    await ann.tap_data(HistoryButton(gallery=4711, page=0).pack(), 5)
    assert kiosk.screen.toasts[-1]


async def test_empty_history(kiosk: BotUnderTest) -> None:
    """A new person is led to the menu."""
    ann = kiosk.person()
    await ann.say("/history")
    await ann.tap("Create something")
    assert kiosk.screen.last.labels[0] == "🎬 Video"


async def test_filters_are_chosen_and_stay(kiosk: BotUnderTest) -> None:
    """By favourites, month and model, beside words; each can be taken away again, and the page's row keeps them."""
    ann = kiosk.person()
    first, *_ = await made(kiosk, ann, *((f"cat {number}", PICTURE) for number in range(8)))
    await ann.say("/history")
    shown = kiosk.screen.last
    assert shown.labels[-5:] == ["❤️ only", "📅 Month", "🤖 Model", "🔍 Search", "▶"]
    await ann.tap("🤖")
    assert kiosk.screen.last.labels == ["Qwen Image", "All", "‹ Back"]
    await ann.tap("Qwen")
    assert "✓ Qwen Image" in kiosk.screen.last.labels
    await ann.tap("📅")
    month = kiosk.screen.last.labels[0]
    await ann.tap("‹ Back")
    assert "8 results" in kiosk.screen.last.text
    await ann.tap("📅")
    await ann.tap(month)
    assert f"✓ {month}" in kiosk.screen.last.labels
    await ann.tap("▶")
    assert f"✓ {month}" in kiosk.screen.last.labels, "another page is filtered like the first"
    before = kiosk.screen.last.text
    await ann.tap_data(ListFavouriteButton(gallery=_gallery(kiosk), generation=first.id).pack(), 1)
    await ann.tap("❤️ only")
    assert "1 result" in kiosk.screen.last.text
    assert "cat 0" in kiosk.screen.last.text
    await ann.tap("✓ ❤️ only")
    assert "page 1 of 2" in kiosk.screen.last.text
    assert "page 2 of 2" in before


async def test_a_heart_in_the_list(kiosk: BotUnderTest) -> None:
    """It changes its own button only; what is no favourite any more stays on the page until the next one."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a cat", PICTURE), ("a dog", CLIP))
    await ann.say("/history")
    shown = kiosk.screen.last
    await ann.tap("🤍", on=shown)
    assert shown.labels[:4] == ["1", "2", "❤️", "🤍"]
    assert "favourites" in (kiosk.screen.toasts[-1] or "")
    await ann.say("/history ❤️")
    found = kiosk.screen.last
    assert "a dog" in found.text
    assert "a cat" not in found.text
    await ann.tap("❤️", on=found)
    assert found.labels[:2] == ["1", "🤍"]
    assert "a dog" in found.text
    await ann.say("/history ❤️")
    assert "Nothing found" in kiosk.screen.last.text


async def test_a_month_and_words_together(kiosk: BotUnderTest) -> None:
    """`2026-11` behind the command is a month, whatever stands beside it is searched for; a month that is none is words."""
    ann = kiosk.person()
    await made(kiosk, ann, ("a cat", PICTURE), ("a dog", PICTURE))
    month = Month.of(kiosk.clock.now())
    await ann.say(f"/history cat {month}")
    assert "1 result" in kiosk.screen.last.text
    await ann.say(f"/history {month.previous} cat")
    assert "Nothing found" in kiosk.screen.last.text
    await ann.say("/history 2026-13")
    assert "Nothing found" in kiosk.screen.last.text
    await ann.say(f"/history {month}")
    assert "2 results" in kiosk.screen.last.text


def _gallery(kiosk: BotUnderTest) -> int:
    return HistoryButton.unpack(kiosk.screen.last.data("◀")).gallery


async def test_a_look_of_ones_own_narrows_and_no_other_name_is_read(kiosk: BotUnderTest) -> None:
    """A row of its own where a look made something; of another person's look neither name nor results are found."""
    ann = kiosk.person()
    generations = await made(kiosk, ann, *((f"cat {number}", PICTURE) for number in range(7)))
    await ann.say("/history")
    assert "🎨 Look" not in kiosk.screen.last.labels
    own, foreign = [
        Look(
            person_id=person_id,
            name=name,
            model="qwen-image",
            kind=Kind.IMAGE,
            words=LookWords("a ", ""),
            created_at=kiosk.clock.now(),
            used_at=kiosk.clock.now(),
        )
        for person_id, name in ((ann.id, "Noir"), (8, "Secret"))
    ]
    async with kiosk.store.transaction() as tx:
        mine, other = await tx.add_look(own), await tx.add_look(foreign)
        for generation, look in ((generations[0], mine), (generations[1], other)):
            await tx.save(
                replace(generation, look_id=look.id), expected=generation.state, at=kiosk.clock.now()
            )
    await ann.say("/history")
    await ann.tap("🎨 Look")
    assert "Noir" in kiosk.screen.last.labels
    assert "Secret" not in kiosk.screen.last.labels
    await ann.tap("Noir")
    assert "1 result" in kiosk.screen.last.text
    assert "cat 0" in kiosk.screen.last.text
    assert "✓ Noir" in kiosk.screen.last.labels
    gallery = SearchHistoryButton.unpack(kiosk.screen.last.data("🔍")).gallery
    for value in (str(other.id), "-1", "9" * 30, "' OR 1", "٣"):
        data = FilterHistoryButton(gallery=gallery, by=FilterBy.LOOK, value=value).pack()
        await ann.tap_data(data, kiosk.screen.last.id)
        assert "Secret" not in f"{kiosk.screen.last.text} {kiosk.screen.last.labels}"
