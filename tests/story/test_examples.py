"""Examples of what models make: recorded once by the operator, seen and made again by all, proposed by people."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import MEDIA, labels, newest

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

MODEL = "z-image"
SHOW = {"en": "▶ Example", "ru": "▶ Пример"}
LIKE = {"en": "✨ Make one like this", "ru": "✨ Создать похожее"}
GENERATE = {"en": "Generate", "ru": "✨ Создать"}
NONE = {"en": "no examples yet", "ru": "Примеров пока нет"}
MENU = {"en": "👀 Examples", "ru": "👀 Примеры"}
PICTURES = {"en": "Picture · 1", "ru": "Картинка · 1"}
MORE = {"en": "More", "ru": "Ещё…"}
OFFER = {"en": ("⭐ Offer as example", "Yes, offer it"), "ru": ("⭐ В примеры", "Да, предложить")}
TAKEN = {"en": "is now among the examples", "ru": "теперь среди примеров"}
DECLINED = {"en": "was not taken", "ru": "не взяли"}


@pytest_asyncio.fixture(loop_scope="module")
async def kiosk(tmp_path: Path) -> AsyncGenerator[BotUnderTest]:
    """A bot whose operator and people have pressed Start."""
    async with kiosk_between(tmp_path, "live") as started:
        for person in (started.admin, started.alice, started.boris):
            await say(person, "/menu")
        yield started
        started.require_exact_ledger()


def people(kiosk: BotUnderTest) -> dict[str, Person]:
    """Who speaks which language."""
    return {"en": kiosk.alice, "ru": kiosk.boris}


async def say(person: Person, text: str) -> Message:
    """Write; the bot's next message with buttons."""
    sent = await person.send(text)
    return await person.private.wait(lambda message: bool(message.buttons), after=sent, timeout=20)


async def order(kiosk: BotUnderTest, *words: str) -> tuple[int, str]:
    """Run `python -m bot examples` beside the bot, where no one can be asked. Returns its exit code and words."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "examples", *words),
        env=kiosk.environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, said.decode()


def examples(kiosk: BotUnderTest, state: str = "shown") -> int:
    """How many examples are in a state."""
    number: int = kiosk.rows("SELECT count(*) AS number FROM examples WHERE state = ?", state)[0]["number"]
    return number


async def recorded(kiosk: BotUnderTest) -> None:
    """An example of the model is there."""
    code, said = await order(kiosk, MODEL, "--yes")
    assert code == 0, said
    await until(lambda: examples(kiosk) == 1, seconds=40)


async def offered(kiosk: BotUnderTest, person: Person, language: str, words: str) -> Message:
    """A result of the person's that they let be an example; returns the operator's notice."""
    card = await kiosk.generate(person, f"{MODEL} {words}")
    result = await kiosk.media(person.private, after=card)
    await person.private.wait_until(lambda: MORE[language] in labels(result), timeout=20)
    last = max(message.id for message in kiosk.admin.private.messages)
    await person.tap(result, MORE[language])
    for label in OFFER[language]:
        await person.private.wait_until(lambda label=label: label in labels(result), timeout=20)  # type: ignore[misc]
        await person.tap(result, label)
    return await kiosk.admin.private.wait(
        lambda message: "offers their result" in message.text, after=last, timeout=40
    )


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_example_is_recorded_once_and_anybody_makes_one_like_it(
    kiosk: BotUnderTest, language: str
) -> None:
    """The command shows the total, refuses where no one can agree, and records beside the running bot. The gallery, the
    card and a link show the example; its words and options become a quote at the presser's own cost.
    """
    person = people(kiosk)[language]
    assert NONE[language] in (await say(person, "/examples")).text
    code, said = await order(kiosk, MODEL)
    assert code == 1
    assert "1 examples" in said
    assert "--yes" in said
    assert examples(kiosk, "wanted") == 0
    await recorded(kiosk)
    code, said = await order(kiosk, MODEL, "--yes")
    assert (code, "shown already" in said) == (0, True)
    [task] = kiosk.kie.tasks.values()
    assert await kiosk.available(kiosk.admin) == 1000, "the operator's key pays, nobody's credits do"

    gallery = await say(person, "/menu")
    await person.tap(gallery, MENU[language])
    await person.private.wait_until(lambda: PICTURES[language] in labels(gallery), timeout=20)
    await person.tap(gallery, (0, 0))
    await person.private.wait_until(lambda: "1 · Z-Image" in labels(gallery), timeout=20)
    await person.tap(gallery, "1 · Z-Image")
    shown = await kiosk.media(person.private, after=gallery)
    assert task.prompt in shown.caption
    card = await say(person, f"/start m_{MODEL}")
    await person.tap(card, SHOW[language])
    await kiosk.media(person.private, after=card)
    number = kiosk.rows("SELECT id FROM examples")[0]["id"]
    followed = await person.start(f"e_{number}")
    linked = await kiosk.media(person.private, after=followed)

    await person.tap(linked, LIKE[language])
    quote = await person.private.wait(lambda message: GENERATE[language] in labels(message), after=linked)
    assert task.prompt in quote.text
    await person.tap(quote, GENERATE[language])
    await kiosk.media(person.private, after=quote)
    assert newest(kiosk, person)["prompt"] == task.prompt
    await until(lambda: newest(kiosk, person)["captured"] > 0)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_newcomer_is_greeted_by_an_example_that_the_credits_cover(
    kiosk: BotUnderTest, language: str
) -> None:
    """In place of the drawn clip, as soon as there is one: a tap below it leads to the price of one like it."""
    await recorded(kiosk)
    guest = kiosk.telegram.person("Guest", language=language)
    started = await guest.start()
    welcome = await guest.private.wait(lambda message: MENU[language] in labels(message), after=started)
    [shown] = [message for message in guest.private.messages if message.kind in MEDIA]
    assert shown.id < welcome.id
    assert LIKE[language] in labels(shown)
    await guest.tap(shown, LIKE[language])
    await guest.private.wait(lambda message: GENERATE[language] in labels(message), after=welcome)


async def test_an_example_is_made_again_in_a_group_at_the_pressers_cost(kiosk: BotUnderTest) -> None:
    """Anybody's press below an example makes a quote of their own there."""
    await recorded(kiosk)
    group = kiosk.telegram.group("Cats", [kiosk.alice, kiosk.boris], "supergroup", bot_is_admin=True)
    asked = await kiosk.alice.send("/examples", chat=group)
    gallery = await group.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
    await kiosk.alice.tap(gallery, (0, 0))
    await group.wait_until(lambda: "1 · Z-Image" in labels(gallery), timeout=20)
    await kiosk.alice.tap(gallery, "1 · Z-Image")
    shown = await kiosk.media(group, after=gallery)
    await kiosk.boris.tap(shown, LIKE["en"])
    quote = await group.wait(lambda message: GENERATE["ru"] in labels(message), after=shown, timeout=20)
    await kiosk.boris.tap(quote, GENERATE["ru"])
    await kiosk.media(group, after=quote)
    await until(lambda: newest(kiosk, kiosk.boris)["captured"] > 0)


async def test_a_killed_recording_goes_on_and_is_paid_once(tmp_path: Path) -> None:
    """Killed while KIE works: the next process takes the result up; the command finds it under way."""
    async with kiosk_between(tmp_path, "live", kie={"hold": True}) as kiosk:
        await say(kiosk.admin, "/menu")
        await order(kiosk, MODEL, "--yes")
        task = await kiosk.kie.wait_task(lambda _: True, timeout=40)
        await until(lambda: examples(kiosk, "recording") == 1)
        await kiosk.kill()
        code, said = await order(kiosk, MODEL, "--yes")
        assert (code, "recording already" in said) == (0, True)
        await kiosk.start()
        task.finish()
        await until(lambda: examples(kiosk) == 1, seconds=40)
        assert len(kiosk.kie.tasks) == 1
        kiosk.require_exact_ledger()


async def test_the_operator_records_by_a_button_on_the_card(kiosk: BotUnderTest) -> None:
    """The price at KIE is shown first; to others the button does not exist."""
    assert "⏺" not in labels(await say(kiosk.alice, f"/start m_{MODEL}"))
    card = await say(kiosk.admin, f"/start m_{MODEL}")
    await kiosk.admin.tap(card, "⏺ Record an example")
    await kiosk.admin.private.wait_until(lambda: "Record · " in labels(card), timeout=20)
    assert "at KIE" in card.text
    assert not kiosk.kie.tasks
    await kiosk.admin.tap(card, "Record · ")
    arrived = await kiosk.media(kiosk.admin.private, after=card, timeout=40)
    assert "Example of" in arrived.caption
    await until(lambda: examples(kiosk) == 1, seconds=40)
    assert SHOW["en"] in labels(await say(kiosk.alice, f"/start m_{MODEL}"))
    assert "⏺" not in labels(await say(kiosk.admin, f"/start m_{MODEL}"))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_people_offer_results_and_the_operator_decides(kiosk: BotUnderTest, language: str) -> None:
    """With a yes the operator gets it, takes one and declines another; its person is notified, and /forget takes it back."""
    person = people(kiosk)[language]
    notice = await offered(kiosk, person, language, "a fox on a sofa")
    assert NONE[language] in (await say(person, "/examples")).text
    await kiosk.admin.tap(notice, (0, 0))
    looked = await kiosk.media(kiosk.admin.private, after=notice)
    assert "a fox on a sofa" in looked.caption
    last = max(message.id for message in person.private.messages)
    await kiosk.admin.tap(looked, "Take")
    await person.private.wait(lambda message: TAKEN[language] in message.text, after=last, timeout=20)
    assert examples(kiosk) == 1
    notice = await offered(kiosk, person, language, "a fox on a chair")
    await kiosk.admin.tap(notice, (0, 0))
    looked = await kiosk.media(kiosk.admin.private, after=notice)
    last = max(message.id for message in person.private.messages)
    await kiosk.admin.tap(looked, "Decline")
    await person.private.wait(lambda message: DECLINED[language] in message.text, after=last, timeout=20)
    assert (examples(kiosk), examples(kiosk, "declined")) == (1, 1)
    asked = await say(person, "/forget")
    await person.tap(asked, (0, 0))
    await until(lambda: not kiosk.rows("SELECT 1 FROM examples"))


async def test_a_lost_copy_is_fetched_again(kiosk: BotUnderTest) -> None:
    """Telegram does not know the file any more: it comes from KIE as a file, whose copy is kept from then on."""
    await recorded(kiosk)
    [asset] = kiosk.rows("SELECT * FROM assets")
    kiosk.telegram.lose_file(asset["file_id"])
    for _ in range(2):
        card = await say(kiosk.alice, f"/start m_{MODEL}")
        await kiosk.alice.tap(card, SHOW["en"])
        shown = await kiosk.media(kiosk.alice.private, after=card)
        assert shown.kind == "document"
        below = await kiosk.alice.private.wait(lambda message: LIKE["en"] in labels(message), after=shown)
        assert below
    [asset] = kiosk.rows("SELECT * FROM assets")
    assert (asset["file_id"], bool(asset["original_file_id"])) == ("", True)


async def test_buttons_of_examples_give_no_rights(kiosk: BotUnderTest) -> None:
    """The operator's buttons do nothing for others; what is only proposed is seen by no one else, whatever a button says."""
    await offered(kiosk, kiosk.alice, "en", "a secret garden")
    number = kiosk.rows("SELECT id FROM examples")[0]["id"]
    menu = await say(kiosk.boris, "/menu")
    for data in (f"ec:{number}:t", f"eo:{number}", f"es:{number}", f"em:{number}", "eo:"):
        seen = len([one for one in kiosk.boris.private.messages if one.kind in MEDIA])
        await kiosk.boris.press(menu, data)
        assert len([one for one in kiosk.boris.private.messages if one.kind in MEDIA]) == seen
    followed = await kiosk.boris.start(f"e_{number}")
    greeted = await kiosk.boris.private.wait(lambda message: bool(message.buttons), after=followed)
    assert "secret garden" not in greeted.text
    assert examples(kiosk, "proposed") == 1
