"""Inline mode: one's own media in any chat, and no person's words given away."""

from __future__ import annotations

import dataclasses

import pytest
from aiogram.methods import AnswerInlineQuery
from aiogram.types import InlineQueryResultUnion, Message, PhotoSize, User

from bot.catalog.spec import Kind
from bot.domain.generation import Asset
from handlers.history.inline import PAGE
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import MOMENT

PICTURE = Asset(url="https://cdn.example/1.png", kind=Kind.IMAGE, file_id="photo", sent_as="photo")


async def test_every_form_is_offered_as_it_was_sent(kiosk: BotUnderTest) -> None:
    """Photo, video, audio, voice, animation and file by Telegram's ids; what is only a link is left out."""
    ann = kiosk.person()
    forms = ("photo", "video", "audio", "voice", "animation", "document", "link")
    assets = [
        Asset(position=number, url="https://cdn.example/x", kind=Kind.IMAGE, file_id=form, sent_as=form)
        for number, form in enumerate(forms[:-1])
    ]
    assets.append(Asset(position=6, url="https://cdn.example/x", kind=Kind.IMAGE, sent_as="link"))
    stored = Asset(position=7, url="https://cdn.example/x", kind=Kind.IMAGE, original_file_id="original")
    await kiosk.make(ann, "qwen-image a secret cat", *assets, stored)
    offer = await ann.inline()
    assert [type(result).__name__.removeprefix("InlineQueryResultCached") for result in offer.results] == [
        *("Photo", "Video", "Audio", "Voice", "Mpeg4Gif", "Document", "Document")
    ]
    assert len({result.id for result in offer.results}) == 7
    assert (offer.is_personal, offer.next_offset, offer.button) == (True, "", None)
    assert (offer.cache_time or 0) <= 10


def _link_of(result: InlineQueryResultUnion) -> str | None:
    """Where the button below it leads."""
    assert result.reply_markup is not None
    return result.reply_markup.inline_keyboard[0][0].url


async def test_the_prompt_stays_with_its_person(kiosk: BotUnderTest) -> None:
    """The caption is the model's title alone; a plus typed by the person adds the prompt."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a secret <cat>", PICTURE)
    [result] = (await ann.inline(f"#{made.id}")).results
    assert getattr(result, "caption") == "Qwen Image"  # noqa: B009  only some kinds of results have it
    assert getattr(result, "description") == "Qwen Image · prompt hidden; add + to share it"  # noqa: B009
    hidden = _link_of(result)
    [result] = (await ann.inline("secret +")).results
    assert getattr(result, "caption") == "Qwen Image\n<i>a secret &lt;cat&gt;</i>"  # noqa: B009
    assert getattr(result, "description") == "Qwen Image · shared with the prompt"  # noqa: B009
    assert _link_of(result) != hidden


async def test_words_kinds_and_numbers(kiosk: BotUnderTest) -> None:
    """Words of the prompt in any case, words for kinds in two languages, and a number for exactly one."""
    boris = kiosk.person(language="ru")
    clip = dataclasses.replace(PICTURE, kind=Kind.VIDEO, sent_as="video")
    cat = await kiosk.make(boris, "qwen-image Кошка на окне", PICTURE)
    train = await kiosk.make(boris, "qwen-image поезд, кошка и море", clip)

    async def found(words: str) -> list[str]:
        return [result.id for result in (await boris.inline(words)).results]

    first, second = str(cat.assets[0].id), str(train.assets[0].id)
    assert await found("") == [second, first]
    assert await found("КОШКА") == [second, first]
    assert await found("кошка видео") == [second]
    assert await found("picture") == [first]
    assert await found(f"#{cat.id}") == [first]
    assert await found("qwen море") == [second]
    assert await found("#4711") == []


async def test_pages(kiosk: BotUnderTest) -> None:
    """More than fit come page by page, each once, also when something new is made in between."""
    ann = kiosk.person()
    many = [dataclasses.replace(PICTURE, position=number) for number in range(PAGE + 2)]
    await kiosk.make(ann, "qwen-image a cat", *many)
    first = await ann.inline("cat")
    assert len(first.results) == PAGE
    await kiosk.make(ann, "qwen-image another cat", PICTURE)
    second = await ann.inline("cat", offset=first.next_offset or "")
    assert len(second.results) == 2
    assert second.next_offset == ""
    assert not {result.id for result in first.results} & {result.id for result in second.results}
    assert (await ann.inline("cat", offset="'; DROP TABLE assets")).results[0].id, (
        "a strange offset begins anew"
    )


async def test_nothing_found_leads_to_the_bot(kiosk: BotUnderTest) -> None:
    """Where there is nothing, a button opens the bot; a stranger gets the button only, and is not written down."""
    ann, stranger = kiosk.person(), kiosk.person(8, language="ru")
    await kiosk.make(ann, "qwen-image a cat", PICTURE)
    button = (await ann.inline("dog")).button
    assert button is not None
    assert (button.text, button.start_parameter) == ("Nothing found: create something new", "inline")
    offer = await stranger.inline("cat")
    assert offer.results == []
    assert offer.button is not None
    assert offer.button.text.startswith("Здесь пока пусто")
    assert await kiosk.people.person(8) is None
    await stranger.say("/start inline")
    assert "🎬 Видео" in kiosk.screen.last.labels


async def test_others_media_are_never_offered(kiosk: BotUnderTest) -> None:
    """Neither by words nor by number."""
    ann, bob = kiosk.person(), kiosk.person(8)
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    await bob.say("/start")
    for words in ("", "cat", f"#{made.id}"):
        assert (await bob.inline(words)).results == []


async def test_trouble_is_never_shown(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that comes too late and a fault of ours disturb no one; nothing is sent anywhere."""
    ann = kiosk.person()
    await kiosk.make(ann, "qwen-image a cat", PICTURE)
    shown = len(kiosk.screen.messages)
    kiosk.screen.refuse = AnswerInlineQuery
    with pytest.raises(AssertionError, match="one answer"):
        await ann.inline("cat")
    kiosk.screen.refuse = None

    def broken(_: object) -> object:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("handlers.history.inline._mark", broken)
    with pytest.raises(AssertionError, match="one answer"):
        await ann.inline("cat")
    assert len(kiosk.screen.messages) == shown


async def test_what_comes_via_the_bot_has_no_prompt(kiosk: BotUnderTest) -> None:
    """A picture chosen in the bot's own chat is a reference; its caption, which the bot wrote, is no prompt."""
    ann = kiosk.person()
    bot = User(id=42, is_bot=True, first_name="Kiosk", username="kiosk_bot")
    sizes = [PhotoSize(file_id="photo", file_unique_id="p", width=900, height=600, file_size=900)]
    sent: Message = await ann.send(photo=sizes, caption="Flux Pro", via_bot=bot)
    assert sent.date == MOMENT
    draft = await kiosk.drafts.get(1)
    assert draft is not None
    assert draft.prompt == ""
    assert draft.references
