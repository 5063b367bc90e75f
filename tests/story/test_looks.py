"""Looks from the first tap: kept of a result, used in one line, given away with words that no one reads, published."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from typing import Final

import pytest
import pytest_asyncio

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.look import (
    DeleteLookButton,
    GiveLookButton,
    Giving,
    LookButton,
    LookGapButton,
    PublishLookButton,
    RenameLookButton,
    UseLookButton,
)
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import labels, newest

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

SECRET: Final = "noir, heavy rain"
WORDS: Final = {
    "en": {
        "more": "More", "keep": "Keep as a look", "kept": "The look is kept", "share": "Share", "go": "Generate",
        "gone": "no longer available", "hidden": "its words are hidden", "mine": "My looks", "copy": "Copy command",
        "again": "Again", "edit": "New prompt", "ask": "called", "gap": "Change words", "taken": "now yours",
        "wrong": "A look’s name has", "lost": "has deleted it", "closest": "The closest one", "hides": "Link, words hidden",
    },
    "ru": {
        "more": "Ещё…", "keep": "В пресеты", "kept": "Пресет сохранён", "share": "Поделиться", "go": "Создать",
        "gone": "больше нет", "hidden": "слова скрыты", "mine": "Мои пресеты", "copy": "команду",
        "again": "Повторить", "edit": "Новый текст", "ask": "назвать", "gap": "Слова", "taken": "ваш пресет",
        "wrong": "Название пресета", "lost": "удалил тот", "closest": "Ближайшая", "hides": "Ссылка, слова скрыты",
    },
}  # fmt: skip
"""Beginnings and parts of what is read."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect."""
    async with kiosk_between(tmp_path_factory.mktemp("looks"), "live", FREE_CREDITS="1000") as started:
        yield started
        started.require_exact_ledger()


def newcomer(kiosk: BotUnderTest, language: str, name: str) -> Person:
    """A person of their own for each test."""
    return kiosk.telegram.person(f"{name} {language}", language=language)


async def answer(person: Person, line: str, wanted: str, *, room: ChatHandle | None = None) -> Message:
    """Say something and wait for what is said to it."""
    room = room or person.private
    asked = await person.send(line, chat=room)
    return await room.wait(
        lambda message: wanted in f"{message.text} {labels(message)}" and message.sender.is_bot,
        after=asked,
        timeout=20,
    )


async def turned(person: Person, message: Message, label: str, wanted: str) -> Message:
    """Tap and wait until the message, or a later one, has this."""
    room, last = person.private, person.private.last_id
    await person.tap(message, label)

    def is_there(one: Message) -> bool:
        return wanted in f"{one.text} {labels(one)}" and (one.id == message.id or one.id > last)

    return await room.wait(is_there, after=message.id - 1, timeout=20)


async def kept(kiosk: BotUnderTest, person: Person, language: str, name: str) -> Message:
    """A result is kept as a look; the card of the look."""
    words = WORDS[language]
    quoted = await kiosk.generate(person, f"z-image 9:16 a cat on a roof, {SECRET}")
    result = await kiosk.media(person.private, after=quoted)
    await person.private.wait_until(lambda: words["more"] in labels(result), timeout=20)
    await until(lambda: newest(kiosk, person)["state"] == "delivered")
    await person.tap(result, words["more"])
    await person.private.wait_until(lambda: words["keep"] in labels(result), timeout=20)
    await turned(person, result, "🎨 " + words["keep"], words["ask"])
    return await answer(person, name, words["kept"])


async def payload(person: Person, card: Message, language: str, *, hidden: bool) -> str:
    """The payload of a link that gives the look away."""
    words = WORDS[language]
    asked = await turned(person, card, words["share"], words["hides"])
    label = asked.buttons[1 if hidden else 0][0].label
    link = await turned(person, asked, label, "?start=l_")
    return str(re.findall(r"start=(l_[\w-]+)", link.text)[0])


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_result_is_kept_and_made_again_in_one_line(kiosk: BotUnderTest, language: str) -> None:
    """Model, options and words come along with new words in the gap; the look is a button where words come out of the blue."""
    person, words = newcomer(kiosk, language, "Keeper"), WORDS[language]
    card = await kept(kiosk, person, language, "Film noir")
    assert f"___, {SECRET}" in card.text
    quoted = await answer(person, "/look film NOIR a dog", words["go"])
    assert f"a dog, {SECRET}" in quoted.text
    assert "9:16" in quoted.text
    await person.tap(quoted, (0, 0))
    await kiosk.media(person.private, after=quoted)
    await until(lambda: newest(kiosk, person)["captured"] > 0)
    row = newest(kiosk, person)
    assert (row["prompt"], row["model"], row["hides_words"]) == (f"a dog, {SECRET}", "z-image", 0)

    menu = await answer(person, "/menu", words["mine"])
    listed = await turned(person, menu, "🎨 " + words["mine"], "🎨 Film noir · ")
    asked = await turned(person, listed, next(iter(labels(listed).split(" | "))).strip(), f"___, {SECRET}")
    assert asked
    quoted = await answer(person, "a horse", words["go"])
    assert f"a horse, {SECRET}" in quoted.text

    await answer(person, "/cancel", "")
    suggested = await answer(person, "a whale at sea", "🎨 Film noir")
    quoted = await turned(person, suggested, "🎨 Film noir", SECRET)
    assert f"a whale at sea, {SECRET}" in quoted.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_hidden_words_are_read_nowhere(kiosk: BotUnderTest, language: str) -> None:
    """Not in the quote, the progress, the result, Again, Edit, the command to copy, /job, history, search and inline results."""
    giver, words = newcomer(kiosk, language, "Giver"), WORDS[language]
    link = await payload(giver, await kept(kiosk, giver, language, "Noir"), language, hidden=True)
    taker = newcomer(kiosk, language, "Taker")
    await taker.send("/start")
    followed = await taker.start(link)
    await taker.private.wait(lambda one: words["taken"] in one.text, after=followed, timeout=20)
    quoted = await answer(taker, "/look noir a dog", words["go"])
    assert words["hidden"] in quoted.text
    await taker.tap(quoted, (0, 0))
    result = await kiosk.media(taker.private, after=quoted)
    await taker.private.wait_until(lambda: words["again"] in labels(result), timeout=20)
    await until(lambda: newest(kiosk, taker)["captured"] > 0)
    row = newest(kiosk, taker)
    assert (row["prompt"], row["user_prompt"]) == (f"a dog, {SECRET}", "a dog"), (
        "KIE was asked with all of it"
    )
    await taker.tap(result, words["more"])
    await taker.private.wait_until(lambda: "‹" in labels(result), timeout=20)
    assert words["keep"] not in labels(result), "there is no look of a secret"
    assert words["copy"] not in labels(result)
    for data in (f"lk:{row['id']}", f"cl:{row['id']}"):
        await taker.press(result, data)
    await taker.tap(result, next(b.label for r in result.buttons for b in r if "‹" in b.label))
    await taker.private.wait_until(lambda: words["again"] in labels(result), timeout=20)
    last = taker.private.last_id
    await taker.tap(result, words["again"])
    once_more = await taker.private.wait(lambda one: words["go"] in labels(one), after=last, timeout=20)
    assert words["hidden"] in once_more.text
    await taker.tap(result, words["edit"])
    await taker.private.wait(lambda one: "a dog" in one.text, after=once_more, timeout=20)
    await answer(taker, "a fox", words["go"])
    assert newest(kiosk, taker)["id"] == row["id"]
    for line in (
        "/history",
        "/history noir",
        "/history dog",
        f"/job {row['id']}",
        f"/look noir {SECRET[:4]}",
        "/looks",
    ):
        asked = await taker.send(line)
        await taker.private.wait(lambda one: one.sender.is_bot, after=asked, timeout=20)
    offered = (await taker.inline("dog +", chat=taker.private)).results
    assert offered
    assert SECRET not in str(offered)
    assert not (await taker.inline("heavy rain", chat=taker.private)).results
    read = " ".join(f"{one.text} {labels(one)}" for one in taker.private.messages if one.sender.is_bot)
    assert SECRET not in read
    assert "heavy" not in read
    assert "heavy" not in kiosk.log


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_giver_deletes_it_and_it_is_gone_for_takers(kiosk: BotUnderTest, language: str) -> None:
    """A copy with readable words stays; with hidden words the look says that it is gone, also for Again and an open quote."""
    giver, words = newcomer(kiosk, language, "Deleter"), WORDS[language]
    card = await kept(kiosk, giver, language, "Noir")
    hidden = await payload(giver, card, language, hidden=True)
    card = await answer(giver, "/looks", "🎨 Noir")
    taker, copier = newcomer(kiosk, language, "User"), newcomer(kiosk, language, "Copier")
    look = kiosk.rows("SELECT id FROM looks WHERE person_id = ?", giver.id)[0]["id"]
    last = giver.private.last_id
    await giver.press(card, GiveLookButton(look=look, action=Giving.OPEN).pack())
    await giver.private.wait_until(
        lambda: "?start=l_" in card.text or giver.private.last_id > last, timeout=20
    )
    shown = next(
        found[0]
        for one in reversed(giver.private.messages)
        if (found := re.findall(r"start=(l_[\w-]+)", one.text)) and found[0] != hidden
    )
    for person, link in ((taker, hidden), (copier, shown)):
        await person.send("/start")
        followed = await person.start(link)
        await person.private.wait(lambda one: words["taken"] in one.text, after=followed, timeout=20)
    await giver.press(card, DeleteLookButton(look=look, sure=True).pack())
    await until(lambda: not kiosk.rows("SELECT 1 FROM looks WHERE person_id = ?", giver.id))
    await answer(taker, "/look noir a dog", words["gone"])
    quoted = await answer(copier, "/look noir a dog", words["go"])
    assert f"a dog, {SECRET}" in quoted.text
    late = newcomer(kiosk, language, "Late")
    await late.send("/start")
    for link in (hidden, shown, "l_" + "x" * 32, f"l_{look}"):
        followed = await late.start(link)
        await late.private.wait(lambda one: words["gone"] in one.text, after=followed, timeout=20)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_made_up_data_reads_and_changes_nothing_of_anothers_look(
    kiosk: BotUnderTest, language: str
) -> None:
    """Each button of a look, pressed by a stranger with the look's number."""
    owner, words = newcomer(kiosk, language, "Owner"), WORDS[language]
    await kept(kiosk, owner, language, "Noir")
    before = kiosk.rows("SELECT * FROM looks WHERE person_id = ?", owner.id)
    look = before[0]["id"]
    stranger = newcomer(kiosk, language, "Stranger")
    menu = await answer(stranger, "/menu", "")
    for button in (
        UseLookButton(look=look), LookButton(look=look), LookGapButton(look=look), LookGapButton(look=look, place=0),
        RenameLookButton(look=look), DeleteLookButton(look=look, sure=True),
        GiveLookButton(look=look, action=Giving.OPEN), PublishLookButton(look=look, hides=False),
    ):  # fmt: skip
        await stranger.press(menu, button.pack())
    await answer(stranger, "/look noir a dog", "")
    assert kiosk.rows("SELECT * FROM looks WHERE person_id = ?", owner.id) == before
    assert not kiosk.rows("SELECT * FROM looks WHERE person_id IS NULL")
    assert not kiosk.rows("SELECT * FROM look_links WHERE look_id = ?", look)
    assert SECRET not in " ".join(one.text for one in stranger.private.messages)
    assert words


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_names_and_gaps_as_careless_people_write_them(kiosk: BotUnderTest, language: str) -> None:
    """What is no name is said and asked for again; a long request ends the question; the gap is where a person puts it."""
    person, words = newcomer(kiosk, language, "Careless"), WORDS[language]
    card = await kept(kiosk, person, language, "Noir")
    look = kiosk.rows("SELECT id FROM looks WHERE person_id = ?", person.id)[0]["id"]
    await person.press(card, RenameLookButton(look=look).pack())
    await until(lambda: bool(kiosk.rows("SELECT 1 FROM fsm_states WHERE state LIKE '%new_name%'")))
    await answer(person, "<b>bold</b>", words["wrong"])
    await answer(person, "Rain & night", "Rain & night")
    gap = next(b.label for r in card.buttons for b in r if words["gap"] in b.label)
    await turned(person, card, gap, "1. ")
    await answer(person, "no gap at all", "___")
    await answer(person, "{a} and {b}", "2")
    moved = await answer(person, "rain <b>on</b> {слова} & night", "rain <b>on</b> ___ & night")
    assert moved
    quoted = await answer(person, "/look rain & night {prompt} dog", words["go"])
    assert "rain <b>on</b> {prompt} dog & night" in quoted.text
    await person.press(card, RenameLookButton(look=look).pack())
    await until(lambda: bool(kiosk.rows("SELECT 1 FROM fsm_states WHERE state LIKE '%new_name%'")))
    await answer(person, "a very long request for a picture of a whale in a storm at sea", words["go"])
    assert kiosk.rows("SELECT name FROM looks WHERE id = ?", look) == [{"name": "Rain & night"}]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_model_that_went_away_offers_the_nearest(kiosk: BotUnderTest, language: str) -> None:
    """Whether it left the catalogue or is off: the words go on with another model by one tap, at its price."""
    person, words = newcomer(kiosk, language, "Patient"), WORDS[language]
    await kept(kiosk, person, language, "Noir")
    kiosk.write("UPDATE looks SET model = 'gone-for-good' WHERE person_id = ?", person.id)
    offered = await answer(person, "/look noir a dog", words["closest"])
    assert "·" in labels(offered)
    quoted = await turned(person, offered, offered.buttons[0][0].label, SECRET)
    assert f"a dog, {SECRET}" in quoted.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_in_a_group_a_look_is_its_persons(kiosk: BotUnderTest, language: str) -> None:
    """They use it there; who goes on from the result gets the words that were said aloud, and never the hidden ones."""
    words = WORDS[language]
    giver, taker, other = (newcomer(kiosk, language, name) for name in ("Founder", "Member", "Remixer"))
    link = await payload(giver, await kept(kiosk, giver, language, "Noir"), language, hidden=True)
    for person in (taker, other):
        await person.send("/start")
    followed = await taker.start(link)
    await taker.private.wait(lambda one: words["taken"] in one.text, after=followed, timeout=20)
    group = kiosk.telegram.group(f"Cats {language}", [kiosk.admin, taker, other], kind="supergroup")
    quoted = await answer(taker, "/look noir a dog", words["go"], room=group)
    await taker.tap(quoted, (0, 0))
    result = await kiosk.media(group, after=quoted)
    await until(lambda: newest(kiosk, taker)["state"] == "delivered")
    assert newest(kiosk, taker)["prompt"] == f"a dog, {SECRET}"
    await group.wait_until(lambda: words["again"] in labels(result), timeout=20)
    last = group.last_id
    await other.tap(result, words["again"])
    again = await group.wait(lambda one: words["go"] in labels(one), after=last, timeout=20)
    assert "a dog" in again.text
    await answer(other, "/look noir a dog", "", room=group)
    assert "heavy" not in " ".join(f"{one.text} {labels(one)}" for one in group.messages if one.sender.is_bot)


async def test_the_operator_publishes_a_look_in_both_languages(kiosk: BotUnderTest) -> None:
    """Off at first; then everybody finds it under a name in their language, and no one reads its words; off again, it is gone."""
    admin = kiosk.admin
    card = await kept(kiosk, admin, "en", "Comic")
    look = kiosk.rows("SELECT id FROM looks WHERE person_id = ?", admin.id)[0]["id"]
    listed = await answer(admin, "/looks", "Comic")
    await admin.press(listed, LookButton(look=look).pack())
    await admin.private.wait_until(lambda: "For everyone, words hidden" in labels(listed), timeout=20)
    published = await turned(admin, listed, "📢 For everyone, words hidden", "Show to everyone")
    english, russian = newcomer(kiosk, "en", "Reader"), newcomer(kiosk, "ru", "Reader")
    assert "Comic" not in labels(await answer(english, "/looks", ""))
    await admin.tap(published, "Name (ru)")
    await answer(admin, "Комикс", "ru: Комикс")
    published = next(one for one in reversed(admin.private.messages) if "Show to everyone" in labels(one))
    await turned(admin, published, "✅ Show to everyone", "Hide from everyone")
    for person, name, language in ((english, "Comic", "en"), (russian, "Комикс", "ru")):
        quoted = await answer(person, f"/look {name} a dog", WORDS[language]["go"])
        assert "a dog" in quoted.text
        assert "heavy" not in quoted.text
    await admin.tap(published, "Hide from everyone")
    await admin.private.wait_until(lambda: "Show to everyone" in labels(published), timeout=20)
    await answer(english, "/look comic a dog", "no looks")
    assert card


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_look_that_goes_while_its_card_is_open(kiosk: BotUnderTest, language: str) -> None:
    """Words for the card of a look that was deleted meanwhile are answered, and the next ones begin anew."""
    person, words = newcomer(kiosk, language, "Absent"), WORDS[language]
    await kept(kiosk, person, language, "Noir")
    look = kiosk.rows("SELECT id FROM looks WHERE person_id = ?", person.id)[0]["id"]
    card = await answer(person, "/looks", "🎨 Noir")
    await answer(person, "/look noir a dog", words["go"])
    await person.press(card, DeleteLookButton(look=look, sure=True).pack())
    await until(lambda: not kiosk.rows("SELECT 1 FROM looks WHERE person_id = ?", person.id))
    await answer(person, "a cat", words["gone"])
    await answer(person, "a red door", words["go"])
