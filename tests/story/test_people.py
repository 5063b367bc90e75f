"""What people do: in two languages, in groups and topics, with the wrong thing at the wrong time."""

from __future__ import annotations

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.hidden import require_hidden
from tests.story.kiosk import BotUnderTest
from tests.story.media import picture

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

CYRILLIC = "лиса бежит по снегу"


def _labels(message: Message) -> str:
    return " | ".join(button.label for row in message.buttons for button in row)


async def _answer(person: Person, text: str) -> Message:
    asked = await person.send(text)
    return await person.private.wait(lambda message: True, after=asked)


async def test_the_whole_way_in_russian(live: BotUnderTest) -> None:
    """A Russian Telegram gets Russian words from /start to the result, with right plurals, and may switch to English."""
    person = live.telegram.person("Мария", language="ru")
    await person.send("/start")
    start = await person.private.wait(lambda message: "Видео" in _labels(message), timeout=20)
    await person.tap(start, "🖼 Картинка")
    await person.private.wait(lambda message: "Flux" in _labels(message))
    card = await live.quote(person, f"flux-pro {CYRILLIC}")
    assert card.buttons[0][0].label.startswith("✨ Создать")
    assert "5 кредитов" in card.text
    assert CYRILLIC in card.text
    await person.tap(card, (0, 0))
    media = await live.media(person.private, after=card)
    assert CYRILLIC in media.caption
    assert "Повторить" in _labels(media)
    languages = await _answer(person, "/language")
    await person.tap(languages, "English")
    assert "credits" in (await _answer(person, "/balance")).text


async def test_reference_by_reply_and_by_caption(live: BotUnderTest) -> None:
    """Background removal: the picture may be replied to, or come with the card open; no prompt is asked for."""
    person = live.telegram.person("Painter")
    photo = await person.send_photo(picture())
    await person.private.wait(lambda message: bool(message.buttons), after=photo)
    card = await live.quote(person, "recraft-remove-bg", reply_to=photo)
    assert "1 credit" in card.text
    lacking = await _answer(person, "/gen recraft-remove-bg")
    assert "photo" in lacking.text.lower()
    sent = await person.send_photo(picture(300, 300))
    quote = await person.private.wait(lambda message: "Generate" in _labels(message), after=sent)
    await person.tap(quote, (0, 0))
    media = await live.media(person.private, after=quote)
    assert media.read().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("flux-pro", "Describe your picture"),
        ("flux-por a cat", "Flux"),
        ("kling-2.5-turbo duration=7 a cat", "5"),
        ("kling-2.5-turbo colour=red a cat", "no option"),
        ("wan-2.5 " + "long " * 300, "800"),
    ],
)
async def test_a_wrong_line_gets_a_helpful_answer(live: BotUnderTest, line: str, hint: str) -> None:
    """Missing prompts, misspelt models, bad options and over-long prompts are explained; nothing is charged."""
    person = live.telegram.person("Clumsy")
    answer = await _answer(person, f"/gen {line}")
    assert hint.lower() in f"{answer.text} {_labels(answer)}".lower()
    assert not live.rows("SELECT id FROM generations WHERE person_id = ?", person.id)


async def test_a_sticker_where_a_prompt_is_expected(live: BotUnderTest) -> None:
    """A sticker in mid-conversation is a picture, and the prompt after it is still taken."""
    person = live.telegram.person("Stickery")
    shelf = await _answer(person, "/image")
    await person.tap(shelf, "Flux Pro")
    sticker = await person.send_sticker()
    await person.private.wait(lambda message: True, after=sticker)
    said = await person.send("a lantern")
    quote = await person.private.wait(lambda message: "a lantern" in message.text, after=said)
    assert "Generate" in _labels(quote)


async def test_in_a_group(live: BotUnderTest) -> None:
    """In a group: the card answers the asker, others' taps get a private toast, the result is a reply to the request."""
    asker, other = live.telegram.person("Olga"), live.telegram.person("Pavel")
    group = live.telegram.group("Friends", [asker, other], "supergroup")
    asked = await asker.send("/gen flux-pro a group portrait", chat=group)
    card = await group.wait(lambda message: "Generate" in _labels(message), after=asked)
    toast = await other.tap(card, (0, 0))
    assert toast.text
    assert not live.rows("SELECT id FROM generations WHERE person_id = ?", other.id)
    await asker.tap(card, (0, 0))
    media = await live.media(group, after=card)
    assert media.reply_to is not None
    assert media.reply_to.id == asked.id
    chatter = await other.send("just talking", chat=group)
    assert not [message for message in group.messages if message.id > chatter.id and message.sender.is_bot]


async def test_in_a_topic(live: BotUnderTest) -> None:
    """In a forum the answer and the result stay in the topic of the request."""
    asker = live.telegram.person("Tamara")
    forum = live.telegram.group("Studio", [asker], "forum")
    topic = forum.open_topic("Pictures")
    await asker.send("/gen flux-pro a topic", chat=forum, topic=topic)
    card = await forum.wait(lambda message: "Generate" in _labels(message))
    assert card.topic_id == topic.id
    await asker.tap(card, (0, 0))
    media = await live.media(forum, after=card)
    assert media.topic_id == topic.id


async def test_result_card_and_history(live: BotUnderTest) -> None:
    """Again asks at today's price, the original comes as a file, and history sends again without KIE."""
    person = live.telegram.person("Collector")
    card = await live.generate(person, "flux-pro a blue vase")
    media = await live.media(person.private, after=card)
    await live.concluded(card)
    await person.tap(media, "Again")
    again = await person.private.wait(lambda message: "Generate" in _labels(message), after=media)
    assert "a blue vase" in again.text
    await person.tap(media, "More")
    await person.tap(media, "file")
    original = await live.media(person.private, after=again, kinds=frozenset({"document"}))
    assert len(original.read()) > 500
    asked = await person.send("/history")
    history = await person.private.wait("1 result", after=asked)
    assert "a blue vase" in history.text
    tasks = len(live.kie.tasks)
    await person.tap(history, (0, 0))
    sent = await live.media(person.private, after=history)
    assert sent.file_id == media.file_id
    assert len(live.kie.tasks) == tasks


async def test_an_album_goes_with_its_card(live: BotUnderTest) -> None:
    """Deleted from a copy out of the history, the album that was sent first goes, and the card below it."""
    person = live.telegram.person("Сборщик", language="ru")
    quote = await live.generate(person, "nano-banana many vases")
    card = await person.private.wait(lambda message: "Повторить" in _labels(message), after=quote, timeout=30)
    await live.concluded(quote)
    album = [message for message in person.private.messages if message.album_id]
    assert len(album) > 1
    history = await person.private.wait("1 результат", after=await person.send("/history"))
    await person.tap(history, (0, 0))
    copy = await person.private.wait(lambda message: "Повторить" in _labels(message), after=history)
    for button in ("Ещё…", "Удалить", "Да, удалить"):
        await person.tap(copy, button)
    await person.private.wait_until(lambda: all(one.deleted for one in (*album, card, copy)))


async def test_commands_of_admins_do_not_exist_for_others(live: BotUnderTest) -> None:
    """/grant by a stranger looks like any unknown command; by an admin it counts once, and takes back with a minus."""
    person = live.telegram.person("Stranger")
    unknown, refused = await _answer(person, "/nonsense"), await _answer(person, f"/grant {person.id} 1000")
    assert refused.text == unknown.text
    await _answer(live.admin, f"/grant {person.id} 70")
    await _answer(live.admin, f"/grant {person.id} -20")
    bought = live.rows("SELECT bought FROM accounts WHERE owner_kind = 'person' AND owner_id = ?", person.id)
    assert bought == [{"bought": 50}]


async def test_the_token_and_the_keys_stay_here(live: BotUnderTest) -> None:
    """After all these stories: no secret in the log, in KIE's requests, in the database, or in any message.

    Nor a key that a person has brought of their own.
    """
    own = "keepers-own-key-0123456789-ABCD"
    live.kie.open_account("keeper", own)
    keeper = live.telegram.person("Keeper")
    sent = await keeper.send(f"/key {own}")
    await keeper.private.wait("is saved", timeout=20)
    assert sent.deleted
    card = await live.generate(keeper, "flux-pro a keeper")
    await live.media(keeper.private, after=card)
    require_hidden(live, live.telegram.token, live.kie.api_key, own)
