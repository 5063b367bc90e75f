"""What each answer of KIE's means for the call that asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.errors import (
    AccessRefused,
    FailureKind,
    NotAccepted,
    OutOfCredits,
    ProviderError,
    ProviderPaused,
    RateLimited,
    StatusUnavailable,
    SubmissionInDoubt,
    TaskRefused,
)
from bot.kie.client import LARGEST_ANSWER, KieClient
from bot.kie.responses import check_status, created_task
from tests.unit.kie.builders import KEY, FakeKie, client_of, sample


@asynccontextmanager
async def _client(kie: FakeKie) -> AsyncIterator[KieClient]:
    client = client_of(kie)
    try:
        yield client
    finally:
        await client.aclose()


async def _submit(answer: Any) -> str:
    async with _client(FakeKie(answer)) as client:
        return created_task(await client.submit("/api/v1/jobs/createTask", {"model": "m"}))


def _error(code: int, words: str = "") -> dict[str, Any]:
    return {"code": code, "msg": words, "data": None}


CREATED = {
    "market-create-success": "task_elevenlabs_1765185379603",
    "market-create-success-norecordid": "task_bytedance_1765186743319",
    "suno-create-success": "5c79****be8e",
    "veo-create-success": "veo_task_abcdef123456",
}


@pytest.mark.parametrize("name", CREATED)
async def test_a_recorded_creation_gives_its_task(name: str) -> None:
    """The task's id is found, and not the record's beside it."""
    assert await _submit(sample(name)) == CREATED[name]


@pytest.mark.parametrize("code", [505, 500, 422, None])
async def test_a_task_id_counts_under_any_code(code: int | None) -> None:
    """A sample of KIE's prints 505 beside a task: whatever has an id may run, and is not lost sight of."""
    assert await _submit({"code": code, "data": {"taskId": "t"}}) == "t"


KIND = FailureKind
REFUSALS: list[tuple[int, str, type[ProviderError], FailureKind | None]] = [
    (400, "", TaskRefused, KIND.REQUEST),
    (400, "Your prompt was flagged by Website as violating content policies.", TaskRefused, KIND.CONTENT),
    (400, "Only English prompts are supported at this time.", TaskRefused, KIND.CONTENT),
    (400, "public error unsafe image upload", TaskRefused, KIND.CONTENT),
    (400, "Incorrect image format", TaskRefused, KIND.REQUEST),
    (401, "You do not have access permissions", AccessRefused, None),
    (402, "Credits insufficient", OutOfCredits, None),
    (403, "", AccessRefused, None),
    (404, "Not Found", TaskRefused, KIND.PROVIDER),
    (405, "Method not allowed", TaskRefused, KIND.PROVIDER),
    (405, "Your call frequency is too high.", RateLimited, None),
    (408, "", SubmissionInDoubt, None),
    (409, "", SubmissionInDoubt, None),
    (413, "Uploaded audio matches an existing work of art", TaskRefused, KIND.CONTENT),
    (413, "", TaskRefused, KIND.CONTENT),
    (422, "This voice is not within the range of allowed options", TaskRefused, KIND.REQUEST),
    (422, "voiceId cannot be empty", TaskRefused, KIND.REQUEST),
    (422, "", TaskRefused, KIND.REQUEST),
    (422, "The page does not exist or is not published", TaskRefused, KIND.PROVIDER),
    (422, "Your request was rejected by Flow(…)", TaskRefused, KIND.CONTENT),
    (429, "Your call frequency is too high. Please try again later.", RateLimited, None),
    (430, "", RateLimited, None),
    (433, "", AccessRefused, None),
    (451, "Failed to fetch the image", TaskRefused, KIND.REQUEST),
    (455, "Service is being maintained", ProviderPaused, None),
    (500, "Server exception, please try again later", SubmissionInDoubt, None),
    (500, "", SubmissionInDoubt, None),
    (500, "This field is required", TaskRefused, KIND.REQUEST),
    (500, "This voice is not within the range of allowed options", TaskRefused, KIND.REQUEST),
    (500, "This interface is temporarily paused.", TaskRefused, KIND.PROVIDER),
    (500, "Credits insufficient : Your current balance isn’t enough", OutOfCredits, None),
    (501, "Generation failed", TaskRefused, KIND.PROVIDER),
    (502, "", SubmissionInDoubt, None),
    (503, "", SubmissionInDoubt, None),
    (504, "", SubmissionInDoubt, None),
    (505, "Feature disabled", TaskRefused, KIND.PROVIDER),
    (524, "", SubmissionInDoubt, None),
    (524, "A timeout occurred", SubmissionInDoubt, None),
    (531, "", TaskRefused, KIND.PROVIDER),
    *(
        (code, "The API key is not authorized to use this model", TaskRefused, KIND.NOT_ALLOWED)
        for code in (401, 403, 422, 429, 500, 999)
    ),
    (999, "", SubmissionInDoubt, None),
]


@pytest.mark.parametrize("over_http", [False, True])
@pytest.mark.parametrize(("code", "words", "error", "kind"), REFUSALS)
async def test_a_refused_submission(
    code: int, words: str, error: type[ProviderError], kind: FailureKind | None, over_http: bool
) -> None:
    """Every row of KIE's table, as HTTP 200 with a code and as a real HTTP status."""
    status = code if over_http and code < 600 else 200
    with pytest.raises(error) as caught:
        await _submit(httpx.Response(status, json=_error(code, words)))
    assert type(caught.value) is error
    assert getattr(caught.value, "kind", None) == kind


@pytest.mark.parametrize("code", [429, 430])
async def test_after_too_many_status_queries_none_leaves(code: int) -> None:
    """The key asks for nothing while KIE wants to be left alone, and says how long that is."""
    kie = FakeKie(httpx.Response(200, json=_error(code), headers={"Retry-After": "30"}))
    async with _client(kie) as client:
        for _ in range(3):
            with pytest.raises(StatusUnavailable) as refused:
                check_status(await client.status("/api/v1/jobs/recordInfo", "t"))
            assert refused.value.retry_after > 20
    assert len(kie.requests) == 1


ERRORS: dict[str, type[ProviderError]] = {
    "error-401": AccessRefused,
    "error-402": OutOfCredits,
    "error-422-model": TaskRefused,
    "error-429": RateLimited,
    "error-500": SubmissionInDoubt,
}


@pytest.mark.parametrize("name", ERRORS)
async def test_a_recorded_error(name: str) -> None:
    """Recorded errors mean what they say; an unknown model is no fault of the person."""
    with pytest.raises(ERRORS[name]) as caught:
        await _submit(sample(name))
    assert getattr(caught.value, "kind", FailureKind.PROVIDER) is FailureKind.PROVIDER


@pytest.mark.parametrize(
    ("code", "header", "seconds"), [(429, "", 10.0), (429, "3", 10.0), (430, "60", 60.0), (455, "", 300.0)]
)
async def test_how_long_to_wait(code: int, header: str, seconds: float) -> None:
    """Ten seconds at least after too many calls, minutes during maintenance, longer when KIE asks for it."""
    with pytest.raises(NotAccepted) as caught:
        await _submit(httpx.Response(200, json=_error(code), headers={"Retry-After": header}))
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, content=b"<html>all is well</html>"),
        httpx.Response(200, content=b""),
        httpx.Response(200, json={"code": 200, "msg": "success", "data": None}),
        httpx.Response(200, json=[]),
        httpx.Response(200, content=b" " * (LARGEST_ANSWER + 1)),
        httpx.Response(501, content=b"<html>Not Implemented</html>"),
        httpx.Response(502, content=b"<html>Bad Gateway</html>"),
        httpx.Response(302, headers={"Location": "https://elsewhere.test/"}),
        httpx.ReadTimeout("no answer"),
        httpx.WriteTimeout("slow"),
        httpx.ReadError("reset by peer"),
        httpx.WriteError("broken pipe"),
        httpx.RemoteProtocolError("server disconnected without sending a response"),
        httpx.DecodingError("bad gzip"),
        TimeoutError(),
    ],
)
async def test_an_unclear_end_of_a_submission_is_doubt(answer: Any) -> None:
    """KIE may have the task: it is neither lost nor sent again."""
    kie = FakeKie(answer)
    async with _client(kie) as client:
        with pytest.raises(SubmissionInDoubt):
            created_task(await client.submit("/api/v1/jobs/createTask", {}))
    assert len(kie.requests) == 1


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("no route"),
        httpx.ConnectTimeout("no answer"),
        httpx.PoolTimeout("busy"),
        httpx.ProxyError("no proxy"),
    ],
)
async def test_without_a_connection_nothing_was_created(error: Exception) -> None:
    """What surely never left may be sent again, by the caller; not by the client itself."""
    kie = FakeKie(error)
    async with _client(kie) as client:
        with pytest.raises(NotAccepted):
            await client.submit("/api/v1/jobs/createTask", {})
    assert len(kie.requests) == 1


async def test_a_redirect_is_not_followed() -> None:
    """Our key goes to no address that an answer names; a wrong root address is refused for good."""
    kie = FakeKie(httpx.Response(301, headers={"Location": "https://elsewhere.test/"}))
    async with _client(kie) as client:
        with pytest.raises(TaskRefused):
            created_task(await client.submit("/api/v1/jobs/createTask", {}))
    assert [request.url.host for request in kie.requests] == ["kie.test"]


@pytest.mark.parametrize("path", ["@elsewhere.test/x", ".elsewhere.test/x", "https://elsewhere.test/x"])
async def test_a_path_cannot_name_another_host(path: str) -> None:
    """What is put behind KIE's root must be a path."""
    kie = FakeKie({})
    async with _client(kie) as client:
        with pytest.raises(ValueError, match="not a path"):
            await client.submit(path, {})
    assert kie.requests == []


STATUS_ERRORS: list[tuple[Any, type[ProviderError]]] = [
    (sample("market-status-notfound"), StatusUnavailable),
    (_error(422, "record is null"), StatusUnavailable),
    (_error(401), AccessRefused),
    (_error(403), AccessRefused),
    (_error(433), AccessRefused),
    (httpx.Response(401, content=b"<html>"), AccessRefused),
    (_error(402, "Credits insufficient"), StatusUnavailable),
    (_error(404), StatusUnavailable),
    (_error(429), StatusUnavailable),
    (_error(500), StatusUnavailable),
    (httpx.Response(502, content=b"<html>Bad Gateway</html>"), StatusUnavailable),
    (httpx.Response(200, content=b"half an ans"), StatusUnavailable),
    ({"code": 200, "msg": "success", "data": None}, StatusUnavailable),
    ({"code": 200, "msg": "success", "data": "gone"}, StatusUnavailable),
]


@pytest.mark.parametrize(("answer", "error"), STATUS_ERRORS)
async def test_an_unclear_status_is_asked_again_later(answer: Any, error: type[ProviderError]) -> None:
    """Nothing but a clear answer ends a task; a refused key is recognised separately."""
    async with _client(FakeKie(answer)) as client:
        with pytest.raises(error):
            check_status(await client.status("/api/v1/jobs/recordInfo", "t"))


async def test_too_many_status_queries_ask_for_a_pause() -> None:
    """The pause after 429 travels with the error."""
    async with _client(FakeKie(_error(429))) as client:
        with pytest.raises(StatusUnavailable) as caught:
            check_status(await client.status("/api/v1/jobs/recordInfo", "t"))
    assert caught.value.retry_after == 10.0


async def test_a_status_query_is_repeated_when_the_connection_breaks() -> None:
    """Asking costs nothing, so a hiccup of the network is not worth a word."""
    kie = FakeKie(httpx.ReadError("reset"), httpx.ConnectTimeout("slow"), sample("market-status-success"))
    async with _client(kie) as client:
        answer = await client.status("/api/v1/jobs/recordInfo", "task 1&x")
    assert answer.is_ok
    assert [request.url.params["taskId"] for request in kie.requests] == ["task 1&x"] * 3


async def test_repeating_a_status_query_has_an_end() -> None:
    """After three attempts it is for the caller to come back later."""
    kie = FakeKie(httpx.ReadError("reset"))
    async with _client(kie) as client:
        with pytest.raises(StatusUnavailable):
            await client.status("/api/v1/jobs/recordInfo", "t")
    assert len(kie.requests) == 3


async def test_the_request_says_who_asks() -> None:
    """The key as a bearer token, and a name: KIE's hosts refuse the nameless."""
    kie = FakeKie(sample("veo-create-success"))
    async with _client(kie) as client:
        await client.submit("/api/v1/veo/generate", {"prompt": "Кот"})
    (request,) = kie.requests
    assert str(request.url) == "https://kie.test/api/v1/veo/generate"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.headers["User-Agent"].startswith("Kiosk/")
    assert kie.bodies == [{"prompt": "Кот"}]


@pytest.mark.parametrize(
    "answer",
    [
        _error(401, f"Invalid key {KEY}"),
        _error(500, f"Bearer {KEY}"),
        httpx.ConnectError("no route"),
        httpx.ReadError("reset"),
        httpx.Response(418, content=KEY.encode()),
    ],
)
async def test_no_error_holds_the_key(answer: Any) -> None:
    """Not even when KIE repeats it to us."""
    client = client_of(FakeKie(answer))
    with pytest.raises(ProviderError) as caught:
        created_task(await client.submit("/api/v1/jobs/createTask", {}))
    await client.aclose()
    shown = f"{caught.value!r} {caught.value} {caught.value.__cause__!r} {client!r} {vars(client)!r}"
    assert KEY not in shown
