"""What KIE says of its models, and everything else that it may answer."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.errors import AccessRefused, StatusUnavailable
from bot.kie.client import KieClient
from bot.kie.limits import KeyLimits
from bot.kie.model_directory import ModelDirectory, SuccessRate
from tests.unit.kie.builders import KEY, FakeKie, sample

MODEL = "wan/2-5-text-to-video"


class NoLimits(KeyLimits):
    """Waits for nothing."""

    async def model_query(self) -> None:
        """At once."""


def directory(kie: FakeKie) -> ModelDirectory:
    """A directory that asks this KIE."""
    transport = httpx.MockTransport(kie)
    return ModelDirectory(
        KieClient(KEY, "https://kie.test", "https://files.test", NoLimits(), transport=transport)
    )


def answer(data: Any) -> dict[str, Any]:
    """A good answer with this inside."""
    return {"code": 200, "msg": "success", "data": data}


async def test_the_models_of_the_key() -> None:
    """The list gives their ids and the words about their prices; a list without any is no answer."""
    asked = directory(
        FakeKie(sample("models-list"), answer({"models": []}), answer({"models": [7, {"model": None}]}))
    )
    words = "A 5-second video costs 160 credits (0.80 USD), …"
    assert await asked.listed() == {"kling/v2-1-master-text-to-video": words}
    for _ in range(2):
        with pytest.raises(StatusUnavailable):
            await asked.listed()


async def test_a_key_that_may_not_ask() -> None:
    """It is refused for the list as for everything; for a single model it is nothing known."""
    with pytest.raises(AccessRefused):
        await directory(FakeKie(sample("error-401"))).listed()
    assert await directory(FakeKie(sample("error-401"))).document(MODEL) == {}


async def test_what_is_asked_of_a_model() -> None:
    """Slashes of an id are parts of the path, nothing else of it is."""
    kie = FakeKie(
        answer({"model": MODEL, "pricingDesc": "12 credits"}),
        answer({"model": MODEL, "openapi": {"paths": {}}}),
        answer({"openapi": '{"openapi": "3.1.0"}'}),
        answer({"points": []}),
    )
    asked = directory(kie)
    assert await asked.price_words(MODEL) == "12 credits"
    assert await asked.document(MODEL) == {"paths": {}}
    assert await asked.document("a b?c#d") == {"openapi": "3.1.0"}
    assert await asked.success_rate(MODEL) is None
    assert [request.url.raw_path.decode() for request in kie.requests] == [
        "/api/v1/models/wan/2-5-text-to-video/price",
        "/api/v1/models/wan/2-5-text-to-video/schema",
        "/api/v1/models/a%20b%3Fc%23d/schema",
        "/api/v1/models/wan/2-5-text-to-video/success-rate",
    ]


@pytest.mark.parametrize(
    ("points", "rate"),
    [
        (
            [
                {"start": "2026-09-08T07:30:00Z", "successRate": 50.0},
                {"start": "2026-09-08T07:20:00Z", "successRate": 100},
                {"start": "2026-09-08T07:40:00Z", "successRate": None, "errorRate": None},
            ],
            SuccessRate(newest=50, average=75),
        ),
        (
            [{"successRate": "97.5"}, 5, None, "x", {"successRate": 101}, {"successRate": -1}],
            SuccessRate(newest=97.5, average=97.5),
        ),
        ([{"successRate": True}, {"successRate": "Infinity"}], None),
        ({"successRate": 5}, None),
        (None, None),
    ],
)
async def test_success_rate(points: Any, rate: SuccessRate | None) -> None:
    """The newest figure and the average of the day, points without orders and nonsense left out."""
    assert await directory(FakeKie(answer({"points": points}))).success_rate(MODEL) == rate


@pytest.mark.parametrize(
    "odd",
    [
        sample("error-422-model"),
        sample("error-500"),
        {"code": 404, "msg": "Not Found", "data": None},
        httpx.Response(404, text="<html><body>nginx</body></html>"),
        httpx.Response(200, text="Soon!"),
        httpx.Response(200, content=b"\xff\xfe\x00"),
        httpx.Response(200, text="[" * 100_000),
        httpx.ReadError("gone"),
        answer(None),
        answer("prose"),
        answer([]),
        answer({"openapi": None, "pricingDesc": None, "points": None}),
        answer({"openapi": "prose", "pricingDesc": 5.5e300, "points": "many"}),
        [],
    ],
)
async def test_odd_answers(odd: Any) -> None:
    """What cannot be read is not known; nothing breaks."""
    asked = directory(FakeKie(odd))
    assert await asked.document(MODEL) == {}
    assert await asked.success_rate(MODEL) is None
    assert isinstance(await asked.price_words(MODEL), str)


async def test_asked_too_often() -> None:
    """Another process may use the key: it is asked again, a few times."""
    busy = sample("error-429")
    kie = FakeKie(busy, busy, answer({"pricingDesc": "5 credits"}), busy)
    asked = directory(kie)
    assert await asked.price_words(MODEL) == "5 credits"
    assert await asked.price_words(MODEL) == ""
    assert len(kie.requests) == 6
