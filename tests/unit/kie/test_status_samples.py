"""Every recorded status answer is read as what it means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.errors import FailureKind
from bot.kie.families import FAMILIES
from bot.ports import Progress, Result, TaskStatus
from tests.unit.kie.builders import sample


def _done(stage: str, *urls: str, credits_taken: Decimal | None = None) -> TaskStatus:
    return TaskStatus(
        progress=Progress.DONE,
        fraction=1.0,
        stage=stage,
        results=tuple(Result(url=url) for url in urls),
        credits=credits_taken,
    )


def _song(stage: str, title: str, item_id: str) -> TaskStatus:
    track = Result(
        url="https://example.cn/****.mp3",
        title=title,
        seconds=198.44,
        cover_url="https://example.cn/****.jpeg",
        item_id=item_id,
    )
    return TaskStatus(progress=Progress.DONE, fraction=1.0, stage=stage, results=(track,))


def _failed(stage: str, failure: FailureKind, message: str) -> TaskStatus:
    return TaskStatus(progress=Progress.FAILED, stage=stage, failure=failure, message=message)


ODD_AMOUNTS: tuple[Any, ...] = (None, "", "free", True, [], {}, 1e300, "nan")


@pytest.mark.parametrize(
    ("fields", "taken"),
    [
        ({"creditsConsumed": 58.5}, Decimal("58.5")),
        ({"creditsConsumed": "0.07"}, Decimal("0.07")),
        ({"creditsConsumed": 0}, Decimal(0)),
        ({"consumeCredits": 100, "remainedCredits": 5}, Decimal(100)),
        ({"creditsConsumed": None, "consumeCredits": 3}, Decimal(3)),
        *(({"creditsConsumed": odd}, None) for odd in ODD_AMOUNTS),
    ],
)
def test_what_kie_took(fields: dict[str, Any], taken: Decimal | None) -> None:
    """In either of its spellings; what is no amount is not said at all, and spoils nothing."""
    answer = {
        "data": {"state": "success", "response": {"resultUrls": ["https://example.com/1.jpg"]}, **fields}
    }
    assert FAMILIES["market"].read_status(answer) == _done(
        "success", "https://example.com/1.jpg", credits_taken=taken
    )


_MIDJOURNEY = "https://tempfile.aiquickdraw.com/v/42ea4a4250571eb18361bd2e309c8e8a_0_{}.jpeg"
_LUMA = "https://tempfile.aiquickdraw.com/l/f782018c-6be4-4990-96ba-7231cd5a39e7.mp4"

STATUSES: dict[str, tuple[str, TaskStatus]] = {
    "market-status-waiting": ("market", TaskStatus(progress=Progress.RUNNING, stage="waiting")),
    "market-status-success": ("market", _done("success", "https://example.com/generated-content.jpg")),
    "market-status-success-2026-09": (
        "market",
        _done("success", "https://…/images/….png", credits_taken=Decimal(3)),
    ),
    "market-status-success-observed-seedance2": (
        "market",
        _done("success", "https://tempfile.aiquickdraw.com/seedance/…mp4"),
    ),
    "market-status-fail": (
        "market",
        _failed("fail", FailureKind.CONTENT, "Invalid prompt: prompt contains prohibited content"),
    ),
    "market-suno-status-success.derived": (
        "market",
        _song("success", "Iron Man", "e231****-****-****-****-****8cadc7dc"),
    ),
    "market-veo-1080p-status-success.derived": ("market", _done("success", "http://example.com/video1.mp4")),
    "veo-status-success": ("veo", _done("success", "http://example.com/video1.mp4")),
    "veo-status-success-observed": ("veo", _done("success", "https://tempfile.aiquickdraw.com/v/…_…mp4")),
    "runway-status-success": ("runway", _done("success", "https://file.com/k/xxxxxxx.mp4")),
    "runway-status-success-2025": ("runway", _done("success", "https://file.com/k/xxxxxxx.mp4")),
    "runway-status-wait": ("runway", TaskStatus(progress=Progress.RUNNING, stage="wait")),
    "aleph-status-success": ("aleph", _done("success", "https://file.com/k/xxxxxxx.mp4")),
    "luma-status-success": ("luma", _done("success", _LUMA)),
    "gpt4o-status-success": ("gpt4o", _done("SUCCESS", "https://example.com/result/image1.png")),
    "flux-kontext-status-success": ("flux_kontext", _done("success", "https://example.com/result.jpg")),
    "midjourney-status-success": (
        "midjourney",
        _done("success", *(_MIDJOURNEY.format(index) for index in range(4))),
    ),
    "suno-status-success": ("suno", _song("SUCCESS", "钢铁侠", "e231****-****-****-****-****8cadc7dc")),
    "suno-status-fail": (
        "suno",
        _failed("GENERATE_AUDIO_FAILED", FailureKind.PROVIDER, "生成失败,请重试或联系客服"),
    ),
}


@pytest.mark.parametrize("name", STATUSES)
def test_a_recorded_status_is_read_exactly(name: str) -> None:
    """The family reads the recorded answer as this status and nothing more."""
    family, expected = STATUSES[name]
    assert FAMILIES[family].read_status(sample(name)) == expected


_DOCUMENTS = "https://cdn.kie.ai/result.mp4"


def _status(family: str, data: Any) -> TaskStatus:
    return FAMILIES[family].read_status({"code": 200, "data": data})


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (0, TaskStatus(progress=Progress.RUNNING, stage="generating", fraction=0.65)),
        ("0", TaskStatus(progress=Progress.RUNNING, stage="generating", fraction=0.65)),
        (1, _done("success", "https://cdn.kie.ai/result.mp4")),
        (2, _failed("failed", FailureKind.PROVIDER, "")),
        (
            7,
            TaskStatus(
                progress=Progress.RUNNING,
                stage="7",
                fraction=0.65,
                results=(Result(url=_DOCUMENTS),),
                unknown="7",
            ),
        ),
        ("succeeded", _done("succeeded", "https://cdn.kie.ai/result.mp4")),
    ],
)
def test_the_documents_status_is_read(status: object, expected: TaskStatus) -> None:
    """0, 1 and 2 are running, done and failed; a number that the document does not know is still running, with its results."""
    data = {
        "taskId": "t",
        "status": status,
        "progress": 0.65,
        "resultUrls": ["https://cdn.kie.ai/result.mp4"],
    }
    assert _status("card", data) == expected


@pytest.mark.parametrize("family", ["veo", "luma", "flux_kontext", "midjourney"])
@pytest.mark.parametrize("flag", [2, 3, "2", "3"])
def test_two_and_three_are_failures(family: str, flag: object) -> None:
    """Both of KIE's failure flags end the task, as numbers and as strings."""
    status = _status(family, {"successFlag": flag, "errorCode": 501, "errorMessage": "failed"})
    assert (status.progress, status.failure, status.message) == (
        Progress.FAILED,
        FailureKind.PROVIDER,
        "failed",
    )


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("data", [{}, {"successFlag": 9, "state": "resting", "status": "DREAMING"}])
def test_an_unknown_state_is_still_running(family: str, data: dict[str, object]) -> None:
    """What KIE may invent tomorrow never ends a task."""
    assert _status(family, data).progress is Progress.RUNNING


def test_a_luma_task_whose_callback_failed_is_done() -> None:
    """Flag 4 means that only KIE's callback failed: the film is there."""
    status = _status("luma", {"successFlag": 4, "response": {"resultUrls": ["https://x.test/a.mp4"]}})
    assert status == _done("success", "https://x.test/a.mp4")


@pytest.mark.parametrize(
    ("error", "progress"),
    [
        ({}, Progress.RUNNING),
        ({"errorCode": 0, "errorMessage": ""}, Progress.RUNNING),
        ({"errorCode": "0", "errorMessage": None}, Progress.RUNNING),
        ({"errorCode": 400, "errorMessage": ""}, Progress.FAILED),
        ({"errorCode": 0, "errorMessage": "Inappropriate content detected"}, Progress.FAILED),
    ],
)
def test_alephs_zero_needs_an_error_to_be_a_failure(error: dict[str, object], progress: Progress) -> None:
    """0 means running as well as failed there, and only an error beside it tells them apart."""
    assert _status("aleph", {"successFlag": 0, **error}).progress is progress


@pytest.mark.parametrize(
    ("word", "progress", "fraction"),
    [
        ("PENDING", Progress.RUNNING, 0.1),
        ("TEXT_SUCCESS", Progress.RUNNING, 0.4),
        ("FIRST_SUCCESS", Progress.RUNNING, 0.7),
        ("SUCCESS", Progress.DONE, 1.0),
        ("CREATE_TASK_FAILED", Progress.FAILED, None),
        ("GENERATE_AUDIO_FAILED", Progress.FAILED, None),
        ("SENSITIVE_WORD_ERROR", Progress.FAILED, None),
        ("CALLBACK_EXCEPTION", Progress.FAILED, None),
    ],
)
def test_a_songs_words(word: str, progress: Progress, fraction: float | None) -> None:
    """Every word of the song endpoint has its meaning and its share of the way."""
    status = _status("suno", {"status": word, "response": {"sunoData": []}})
    assert (status.progress, status.fraction) == (progress, fraction)


def test_a_song_with_tracks_is_done_although_its_callback_failed() -> None:
    """No one listening to KIE's callback does not undo a song."""
    tracks = [
        {"audioUrl": "https://x.test/a.mp3"},
        {"audioUrl": "", "streamAudioUrl": "https://x.test/stream"},
    ]
    status = _status("suno", {"status": "CALLBACK_EXCEPTION", "response": {"sunoData": tracks}})
    assert status == _done("CALLBACK_EXCEPTION", "https://x.test/a.mp3")


def test_sensitive_words_are_a_matter_of_content() -> None:
    """The state itself tells the reason; its numeric code does not."""
    assert (
        _status("suno", {"status": "SENSITIVE_WORD_ERROR", "errorCode": 400}).failure is FailureKind.CONTENT
    )


@pytest.mark.parametrize("word", ["CREATE_TASK_FAILED", "GENERATE_FAILED"])
def test_a_4o_pictures_failures(word: str) -> None:
    """Both words end it, and an error code 200 beside them changes nothing."""
    assert _status("gpt4o", {"status": word, "errorCode": 200}).progress is Progress.FAILED


def test_a_4o_picture_tells_its_progress_as_text() -> None:
    """The older picture endpoint writes progress as a string."""
    assert _status("gpt4o", {"status": "GENERATING", "progress": "0.25"}).fraction == 0.25


@pytest.mark.parametrize("word", ["wait", "queueing", "generating"])
def test_runways_words_for_running(word: str) -> None:
    """All three mean running."""
    assert _status("runway", {"state": word}).progress is Progress.RUNNING


@pytest.mark.parametrize(("flag", "progress"), [(0, "running"), (1, "done"), ("3", "failed")])
def test_the_current_endpoints_flag_counts_without_a_word(flag: object, progress: str) -> None:
    """The newer flag is read where the word is missing."""
    assert _status("market", {"successFlag": flag}).progress == progress


@pytest.mark.parametrize(
    "made",
    [
        {"resultUrls": ["https://x.test/a"]},
        {"resultUrls": '["https://x.test/a"]'},
        {"resultUrls": "[https://x.test/a]"},
        {"resultUrls": "https://x.test/a"},
        {"data": {"result_urls": ["https://x.test/a"], "origin_urls": ["https://x.test/small"]}},
        {"data": [{"audio_url": "https://x.test/a", "stream_audio_url": "https://x.test/stream"}]},
        {"sunoData": [{"audioUrl": "https://x.test/a"}]},
        {"resultVideoUrl": "https://x.test/a"},
        {"resultImageUrl": "https://x.test/a"},
        {"video_url": "https://x.test/a"},
    ],
)
@pytest.mark.parametrize("place", ["response", "resultJson"])
def test_every_known_place_of_a_result(made: dict[str, Any], place: str) -> None:
    """Wherever KIE is known to put addresses, exactly the wanted one is found."""
    assert _status("market", {"state": "success", place: made}) == _done("success", "https://x.test/a")


def test_done_without_results_is_done() -> None:
    """An empty answer is returned as it is, and judged elsewhere."""
    assert _status("market", {"state": "success", "resultJson": ""}) == _done("success")


def test_upstream_trouble_under_code_400_is_no_fault_of_the_request() -> None:
    """Observed live: failCode 400 with "please try again later" is a failure upstream."""
    status = _status(
        "market", {"state": "fail", "failCode": "400", "failMsg": "Generation failed, please try again later"}
    )
    assert status.failure is FailureKind.PROVIDER
