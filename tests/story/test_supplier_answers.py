"""KIE's answers: unclear, refused, interrupted, a gateway's page, too many calls, maintenance, nothing made."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import picture
from tests.story.supplier import (
    held_tasks,
    labels,
    let_time_pass,
    newest,
    require_gift,
    require_one_delivery,
    require_release,
    states,
    task_of,
    tasks_of,
    until,
)

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot whose operator listens."""
    async with kiosk_between(tmp_path_factory.mktemp("answers"), "live") as kiosk:
        await kiosk.admin.start()
        yield kiosk


def _submissions(kiosk: BotUnderTest, words: str) -> int:
    """How many requests with these words reached KIE, accepted or not."""
    return sum("createTask" in request.path and words in str(request.body) for request in kiosk.kie.requests)


def _alerts(kiosk: BotUnderTest, words: str) -> list[str]:
    """What the operator read that has these words."""
    return [message.text for message in kiosk.admin.private.messages if words in message.text]


@pytest.mark.parametrize(
    ("word", "says", "step"),
    [
        ("fail-prompt", "did not accept the text", "New prompt"),
        ("fail-moderation", "content filter", "New prompt"),
    ],
)
async def test_refused(kiosk: BotUnderTest, word: str, says: str, step: str) -> None:
    """HTTP 200 with an error code inside, and a task that fails: the reason in plain words and the one next step."""
    person = kiosk.telegram.person(f"Refused {word}")
    card = await kiosk.generate(person, f"flux-pro a no {word}")
    notified = await require_release(kiosk, person, card, says)
    assert labels(notified) == step
    assert _submissions(kiosk, f"a no {word}") == 1


@pytest.mark.parametrize("word", ["html-502", "fail-submit-500"])
async def test_nobody_knows_whether_it_was_accepted(kiosk: BotUnderTest, word: str) -> None:
    """A gateway's page or a 500: not sent again, the operator is notified, the credits go back at the deadline."""
    person = kiosk.telegram.person(f"Doubtful {word}")
    card = await kiosk.generate(person, f"flux-pro a maybe {word}")
    await person.private.wait_until(lambda: "Waiting for an answer" in card.text)
    number = newest(kiosk, person)["id"]
    await kiosk.admin.private.wait(f"#{number} is in doubt")
    await let_time_pass(kiosk, person, hours=2)
    await require_release(kiosk, person, card, "took too long")
    assert (_submissions(kiosk, f"a maybe {word}"), tasks_of(kiosk, f"a maybe {word}")) == (1, [])
    assert len(_alerts(kiosk, f"#{number} is in doubt")) == 1


async def test_cut_after_it_was_accepted(kiosk: BotUnderTest) -> None:
    """The connection breaks after KIE took the request: never sent twice, the callback's address rescues it."""
    person = kiosk.telegram.person("Cut")
    card = await kiosk.generate(person, "flux-pro a rope cut-connection")
    await require_one_delivery(kiosk, person, card)
    assert states(kiosk, person)[1:4] == ["submitting", "in_doubt", "running"]
    assert (_submissions(kiosk, "a rope"), len(tasks_of(kiosk, "a rope"))) == (1, 1)


async def test_rescued_after_its_deadline(kiosk: BotUnderTest) -> None:
    """In doubt until the deadline, released, and then the callback comes after all: a gift."""
    person = kiosk.telegram.person("Rescued")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "flux-pro a castaway cut-connection")
        task = await task_of(kiosk, "a castaway")
    await person.private.wait_until(lambda: "Waiting for an answer" in card.text)
    await let_time_pass(kiosk, person, hours=2)
    notified = await require_release(kiosk, person, card, "took too long")
    await until(lambda: newest(kiosk, person)["notified"] == 1)
    task.finish()
    await require_gift(kiosk, person, notified)
    assert len(tasks_of(kiosk, "a castaway")) == 1


async def test_a_page_instead_of_a_status(kiosk: BotUnderTest) -> None:
    """The gateway's page hides the first status: it is asked again, and no one notices."""
    person = kiosk.telegram.person("Page")
    card = await kiosk.generate(person, "flux-pro a fog status-502")
    await require_one_delivery(kiosk, person, card)
    assert tasks_of(kiosk, "a fog")[0].status_queries > 1


async def test_too_many_status_queries(kiosk: BotUnderTest) -> None:
    """429 to a status query: for two seconds at least the key asks for no task at all, then everything arrives."""
    first, other = kiosk.telegram.person("Asker"), kiosk.telegram.person("Waiter")
    theirs = await kiosk.generate(other, "flux-pro a clock")
    await task_of(kiosk, "a clock")
    card = await kiosk.generate(first, "flux-pro a bell status-429")
    refused = await kiosk.kie.wait_task(lambda task: "a bell" in task.prompt and task.status_queries > 0, 20)
    at = next(request.at for request in kiosk.kie.requests if request.query.get("taskId") == refused.id)
    await require_one_delivery(kiosk, other, theirs)
    await require_one_delivery(kiosk, first, card)
    later = [
        request.at - at
        for request in kiosk.kie.requests
        if request.query.get("taskId") and request.at > at + 0.2
    ]
    assert min(later) >= 1.9


async def test_maintenance(kiosk: BotUnderTest) -> None:
    """455: nothing was accepted, the place in line and the credits are kept, minutes later it goes out again."""
    person = kiosk.telegram.person("Patient")
    kiosk.kie.next_submission("fail-455")
    card = await kiosk.generate(person, "flux-pro a broom")
    await until(lambda: newest(kiosk, person)["attempts"] == 1)
    row = newest(kiosk, person)
    assert row["state"] == "held"
    assert row["due_at"] - row["created_at"] > 290_000_000
    await let_time_pass(kiosk, person, hours=0.1)
    await require_one_delivery(kiosk, person, card)
    assert (_submissions(kiosk, "a broom"), len(tasks_of(kiosk, "a broom"))) == (2, 1)


async def test_a_storm_of_429(kiosk: BotUnderTest) -> None:
    """The key is asked to slow down, twice: no one loses the place in line, everybody gets one and pays one."""
    people = [kiosk.telegram.person(f"Stormy {number}") for number in range(4)]
    for _ in range(2):
        kiosk.kie.next_submission("fail-429")
    cards = await asyncio.gather(
        *(kiosk.generate(person, f"flux-pro a storm {number}") for number, person in enumerate(people))
    )
    await until(lambda: any(newest(kiosk, person)["attempts"] for person in people))
    for person, card in zip(people, cards, strict=True):
        await kiosk.media(person.private, after=card, timeout=90)
        await require_one_delivery(kiosk, person, card)
    assert _submissions(kiosk, "a storm") == 2 + len(people)
    assert len(tasks_of(kiosk, "a storm")) == len(people)


async def test_done_with_nothing(kiosk: BotUnderTest) -> None:
    """Success without a single address: asked some more times, then it counts as failed, and another model is named."""
    person = kiosk.telegram.person("Empty")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "flux-pro a void no-urls")
        task = await task_of(kiosk, "a void")
    task.finish()
    turn = itertools.count()
    while newest(kiosk, person)["state"] == "running":
        asked = task.status_queries
        again = {"code": 200, "data": {"taskId": task.id, "turn": next(turn)}}
        assert await kiosk.kie.send_callback(task, again) == 200
        await until(lambda: task.status_queries > asked or newest(kiosk, person)["state"] != "running")  # noqa: B023  awaited here
    notified = await require_release(kiosk, person, card, "isn’t working")
    assert labels(notified).startswith("Use ")
    assert task.status_queries == 6


async def test_waited_in_kies_queue(kiosk: BotUnderTest) -> None:
    """524: KIE gave it up in its own queue. The credits are back, and another model, or later, is what there is."""
    person = kiosk.telegram.person("Queue")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "flux-pro a queue without end")
        (await task_of(kiosk, "without end")).fail(524, "Task timed out in the queue")
    notified = await require_release(kiosk, person, card, "queue for this model is too long")
    assert "Other model" in labels(notified)
    assert "Again" not in labels(notified)
    assert newest(kiosk, person)["failure"] == "busy"


async def test_a_quick_error_with_a_picture(kiosk: BotUnderTest) -> None:
    """500 at once, with a photo: probably a filter, and said so; another picture or other words, never the same again.

    The same without a picture is a fault of KIE's.
    """
    person, other = kiosk.telegram.person("Portrait"), kiosk.telegram.person("Landscape")
    with held_tasks(kiosk):
        sent = await person.send_photo(picture(700, 500), "/edit a portrait in oil")
        card = await person.private.wait(lambda seen: "Generate" in labels(seen), after=sent, timeout=20)
        await person.tap(card, (0, 0))
        (await task_of(kiosk, "portrait in oil")).fail()
        theirs = await kiosk.generate(other, "flux-pro a landscape in oil")
        (await task_of(kiosk, "landscape in oil")).fail()
    notified = await person.private.wait("rejects pictures of real people", after=card, timeout=30)
    assert "Returned:" in notified.text
    assert labels(notified) == "Send another file | New prompt"
    row = newest(kiosk, person)
    assert (row["state"], row["failure"], row["captured"]) == ("failed", "likely-content", 0)
    await require_release(kiosk, other, theirs, "isn’t working")
    await person.tap(notified, "another file")
    await person.private.wait(lambda seen: "photo" in seen.text.lower(), after=notified, timeout=20)


async def test_the_words_of_the_sandbox_say_the_same(kiosk: BotUnderTest) -> None:
    """A full queue and a filter for people on request: the same reasons as when KIE says so by itself, and no credits kept."""
    person, lady = kiosk.telegram.person("Waits"), kiosk.telegram.person("Lady")
    card = await kiosk.generate(person, "flux-pro a statue fail-queue")
    sent = await lady.send_photo(picture(700, 500), "/edit a lady in blue fail-person")
    theirs = await lady.private.wait(lambda seen: "Generate" in labels(seen), after=sent, timeout=20)
    await lady.tap(theirs, (0, 0))
    await lady.private.wait("rejects pictures of real people", after=theirs, timeout=30)
    await require_release(kiosk, person, card, "queue for this model is too long")
    assert [newest(kiosk, who)["captured"] for who in (person, lady)] == [0, 0]


async def test_more_tasks_than_kie_lets_run(kiosk: BotUnderTest) -> None:
    """What is one too many is refused by KIE, keeps its place and its credits, and is made once when there is room."""
    first, second = kiosk.telegram.person("First"), kiosk.telegram.person("Second")
    with held_tasks(kiosk):
        running = await kiosk.generate(first, "flux-pro a house alone")
        task = await task_of(kiosk, "house alone")
        kiosk.kie.most_running = 1
        waiting = await kiosk.generate(second, "flux-pro a tree alone")
        await until(lambda: newest(kiosk, second)["attempts"] == 1)
        assert newest(kiosk, second)["state"] == "held"
        assert tasks_of(kiosk, "a tree alone") == []
    task.finish()
    await require_one_delivery(kiosk, first, running)
    await let_time_pass(kiosk, second, hours=0.1)
    await require_one_delivery(kiosk, second, waiting)
    kiosk.kie.most_running = None
    assert len(tasks_of(kiosk, "a tree alone")) == 1
