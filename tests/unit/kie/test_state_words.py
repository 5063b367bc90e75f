"""What KIE's words for a state mean, in whatever spelling, for every family of answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kie.families import FAMILIES
from bot.kie.families.state_words import meaning_of, state_word
from bot.ports import Progress, TaskStatus

ADDRESS = "https://cdn.kie.ai/a.mp4"
DONE = [
    "success",
    "SUCCESS",
    "succeeded",
    "Succeeded",
    "completed",
    "COMPLETE",
    "done",
    "Finished",
    " success ",
    "1",
    1,
    True,
]
FAILED = [
    "fail",
    "FAILED",
    "error",
    "cancelled",
    "CANCELED",
    "expired",
    "timeout",
    "timed-out",
    "Timed Out",
    "rejected",
    "2",
    2,
]
RUNNING = [
    "",
    "waiting",
    "queuing",
    "IN_PROGRESS",
    "in progress",
    "Processing",
    "pending",
    "0",
    0,
    None,
    False,
]
UNKNOWN = ["ascended", "9", 9, "成功", "success?!no", {"a": 1}, ["success"]]

RESULTS = {
    "resultUrls": [ADDRESS],
    "response": {
        "resultUrls": [ADDRESS],
        "resultVideoUrl": ADDRESS,
        "resultImageUrl": ADDRESS,
        "sunoData": [{"audioUrl": ADDRESS}],
    },
    "resultJson": "",
    "videoInfo": {"videoUrl": ADDRESS},
    "resultInfoJson": {"resultUrls": [{"resultUrl": ADDRESS}]},
}


def read(family: str, value: object) -> TaskStatus:
    """The status of a task with results beside this state."""
    state = {"state": value, "status": value, "successFlag": value}
    return FAMILIES[family].read_status({"code": 200, "data": {"taskId": "t", **RESULTS, **state}})


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("value", DONE)
def test_success(family: str, value: object) -> None:
    """The media are there."""
    status = read(family, value)
    assert status.progress is Progress.DONE
    assert [result.url for result in status.results] == [ADDRESS]


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("value", FAILED)
def test_failure(family: str, value: object) -> None:
    """No media, whatever addresses stand beside it."""
    status = read(family, value)
    assert (status.progress, status.results) == (Progress.FAILED, ())
    assert status.failure is not None


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("value", RUNNING)
def test_at_work(family: str, value: object) -> None:
    """Nothing is taken, also where addresses stand beside it already."""
    status = read(family, value)
    assert (status.progress, status.results, status.unknown) == (Progress.RUNNING, (), "")


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("value", ["ascended", "9", 9, "成功", "success?!no"])
def test_unknown(family: str, value: object) -> None:
    """Taken for running; the word is passed on, and the results are kept for the day when it is known."""
    status = read(family, value)
    assert (status.progress, status.unknown) == (Progress.RUNNING, str(value))
    assert [result.url for result in status.results] == [ADDRESS]


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.binary()
    )
)
def test_whatever_stands_there(value: object) -> None:
    """Nothing breaks, and a word that is shown and stored is one line of at most forty letters."""
    word = state_word(value)
    assert len(word) <= 40
    assert "\n" not in word
    meaning_of(word)
    for family in FAMILIES:
        assert read(family, value).progress in Progress
