"""KIE's chat endpoint as the writer, over HTTP against the simulator: answers, and everything that comes instead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.writer import Ability
from bot.errors import Refusal, WriterRefused, WriterSlow, WriterUnavailable
from bot.kie.chat import KieWriter
from bot.kie.client import KieClient
from bot.kie.envelope import Envelope
from bot.kie.limits import KeyLimits
from bot.ports.writer import WriterMedium, WriterQuestion
from bot.sandbox.kie import KieSimulator
from bot.sandbox.kie.chat import ChatFault
from bot.writer.proof import PICTURE, prove

WORDS = WriterQuestion(instructions="Rewrite it.", data='{"task": "better", "words": "a cat"}')
COUNT = WriterQuestion(instructions="Count.", data='{"task": "count"}')
MODEL = "gemini-2.5-flash"


@pytest_asyncio.fixture
async def kie() -> AsyncGenerator[KieSimulator]:
    """A KIE of one's own."""
    async with KieSimulator() as simulator:
        yield simulator


_OPENED: list[KieClient] = []


@pytest_asyncio.fixture(autouse=True)
async def closed_after() -> AsyncGenerator[None]:
    """Connections end with the test."""
    yield
    while _OPENED:
        await _OPENED.pop().aclose()


def writer(kie: KieSimulator, *, key: str = "", seconds: float = 5, model: str = MODEL) -> KieWriter:
    """A writer over HTTP."""
    return writer_at(kie.url, key or kie.api_key, seconds, model)


def writer_at(url: str, key: str, seconds: float = 5, model: str = MODEL) -> KieWriter:
    """A writer over HTTP, at an address."""
    client = KieClient(key, url, url, KeyLimits())
    _OPENED.append(client)

    async def chat(_: str, path: str, body: Mapping[str, Any], limit: float) -> Envelope:
        return await client.chat(path, body, limit)

    return KieWriter(chat, model, seconds)


def questions(kie: KieSimulator) -> int:
    """How many were asked."""
    return len([one for one in kie.requests if one.path.endswith("/chat/completions")])


async def test_an_answer(kie: KieSimulator) -> None:
    """Words in OpenAI's form, the model in the address and the body, and what it has cost."""
    answer = await writer(kie).write(WORDS)
    assert "a cat" in answer.text
    assert (answer.credits, answer.estimated) == (Decimal("0.04"), False)
    asked = kie.requests[-1]
    assert asked.path == f"/{MODEL}/v1/chat/completions"
    assert (asked.body["model"], asked.body["stream"]) == (MODEL, False)
    assert asked.headers["Authorization"] == "***"


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (ChatFault.REFUSED, WriterRefused),
        (ChatFault.ERROR, WriterUnavailable),
        (ChatFault.GATEWAY, WriterUnavailable),
        (ChatFault.PAGE, WriterUnavailable),
        (ChatFault.EMPTY, WriterUnavailable),
        (ChatFault.ODD, WriterUnavailable),
        (ChatFault.ENDLESS, WriterUnavailable),
        ({"choices": [{"message": {"content": None}}]}, WriterUnavailable),
        ({"choices": [None]}, WriterUnavailable),
        ({"choices": [{"message": {"content": "  "}}]}, WriterUnavailable),
    ],
)
async def test_what_comes_instead(kie: KieSimulator, told: Any, error: type[Refusal]) -> None:
    """Each is one error, and no question is asked twice."""
    kie.chat_script = [told]
    with pytest.raises(error):
        await writer(kie).write(WORDS)
    assert questions(kie) == 1


async def test_a_silent_endpoint(kie: KieSimulator) -> None:
    """Each question ends in its time, also those that wait for a turn; the next one is asked."""
    kie.chat_script = [ChatFault.SILENT] * 6
    slow = writer(kie, seconds=0.3)
    outcomes = await asyncio.gather(*(slow.write(WORDS) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(one, WriterSlow) for one in outcomes) >= 6
    assert (await slow.write(WORDS)).text


async def test_no_way_to_it() -> None:
    """Nothing listens: not now."""
    with pytest.raises(WriterUnavailable):
        await writer_at("http://127.0.0.1:9", "key-0123456789").write(WORDS)


async def test_a_refused_key_and_an_unknown_model(kie: KieSimulator) -> None:
    """Neither is an answer; the key is in no error."""
    with pytest.raises(WriterUnavailable) as error:
        await writer(kie, key="wrong-key-0123456789").write(WORDS)
    assert "wrong-key" not in repr(error.value) + repr(error.value.__cause__)
    with pytest.raises(WriterRefused):
        await writer(kie, model="gemini-unknown").write(WORDS)


async def test_a_picture_that_was_dropped(kie: KieSimulator) -> None:
    """A gateway leaves it out and answers all the same: the tokens tell."""
    picture = WriterMedium(content=PICTURE.read_bytes(), mime="image/png")
    assert '"count": 7' in (await writer(kie).see(COUNT, picture)).text
    kie.chat_script = [ChatFault.DROPPED]
    with pytest.raises(WriterUnavailable):
        await writer(kie).see(COUNT, picture)


@pytest.mark.parametrize(
    ("usage", "least", "most"),
    [
        ({"prompt_tokens": 1000, "completion_tokens": 100}, "0.10", "0.12"),
        ({"prompt_tokens": "x", "completion_tokens": -5}, "0", "0.01"),
        ({"prompt_tokens": 1e300, "completion_tokens": 1e300}, "1", "1000"),
        ("none", "0", "0.01"),
    ],
)
async def test_a_cost_that_is_not_told(kie: KieSimulator, usage: Any, least: str, most: str) -> None:
    """It is estimated from the tokens, or from the words; absurd numbers are bounded."""
    kie.chat_script = [{"choices": [{"message": {"content": "a cat"}}], "usage": usage}]
    answer = await writer(kie).write(WORDS)
    assert answer.estimated
    assert Decimal(least) <= answer.credits <= Decimal(most)


async def test_what_is_proven(kie: KieSimulator) -> None:
    """It writes, sees and hears; each that it does not do is said by itself."""
    assert await prove(writer(kie)) == dict.fromkeys(Ability, "")
    kie.chat_script = [ChatFault.ERROR, ChatFault.DROPPED, '{"text": "blue bananas"}']
    missing = await prove(writer(kie))
    assert all(missing.values())
    assert "500" in missing[Ability.WRITES]
