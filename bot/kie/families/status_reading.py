"""What the families share in reading a state: from KIE's flags and fields to `TaskStatus`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.kie import json_reading as wire
from bot.kie.failures import failure_kind, is_unexplained
from bot.kie.families.state_words import meaning_of, state_word
from bot.ports import Progress, Result, TaskStatus

_CODES = ("failCode", "errorCode")
_WORDS = ("failMsg", "errorMessage")
FLAGS: Final[Mapping[int, Progress]] = {
    0: Progress.RUNNING,
    1: Progress.DONE,
    2: Progress.FAILED,
    3: Progress.FAILED,
}
"""`successFlag`: 2 = not created, 3 = not made (docs.kie.ai, "old-model" pages)."""
_STAGES: Final[Mapping[Progress | None, str]] = {
    Progress.RUNNING: "generating",
    Progress.DONE: "success",
    Progress.FAILED: "failed",
}


def running(stage: str, fraction: float | None = None) -> TaskStatus:
    """Still at work."""
    return TaskStatus(progress=Progress.RUNNING, stage=stage, fraction=fraction)


def read_state(
    value: Any,
    results: Iterable[Result],
    data: Mapping[str, Any],
    *,
    fraction: float | None = None,
    flags: Mapping[int, Progress] = FLAGS,
) -> TaskStatus:
    """What KIE says of a task: by a word, or by a number in any spelling.

    Args:
        value: as KIE wrote it.
        results: what was found beside it. They are kept beside a state that is not known, until its meaning is.
        data: where credits and reasons stand.
        fraction: how far it is, when KIE tells.
        flags: what the numbers mean.
    """
    flag = wire.integer(value)
    word = state_word(value)
    meaning = meaning_of(word) if flag is None else flags.get(flag)
    stage = word if flag is None else _STAGES.get(meaning, word)
    match meaning:
        case Progress.DONE:
            return done(stage, results, data)
        case Progress.FAILED:
            return failed(stage, data)
        case Progress.RUNNING:
            return running(stage, fraction)
        case None:
            return TaskStatus(
                progress=Progress.RUNNING, stage=word, fraction=fraction, results=tuple(results), unknown=word
            )


def done(stage: str, results: Iterable[Result], data: Mapping[str, Any]) -> TaskStatus:
    """Made. What `failCode` and `failMsg` say beside it does not count: KIE's samples carry both at once."""
    credits_taken = wire.decimal(data.get("creditsConsumed"))
    if credits_taken is None:
        credits_taken = wire.decimal(data.get("consumeCredits"))
    return TaskStatus(
        progress=Progress.DONE, fraction=1.0, stage=stage, results=tuple(results), credits=credits_taken
    )


def failed(stage: str, data: Mapping[str, Any], code: Any = None) -> TaskStatus:
    """Not made, and why; `code` is for families whose state itself tells the reason."""
    words = wire.first_text(*(data.get(name) for name in _WORDS), *_inner_words(data))
    reported = code or next((data[name] for name in _CODES if data.get(name)), None)
    return TaskStatus(
        progress=Progress.FAILED,
        stage=stage,
        failure=failure_kind(reported, words),
        message=words or wire.text(reported),
        unexplained=is_unexplained(reported, words),
    )


def has_error(data: Mapping[str, Any]) -> bool:
    """Whether an error stands beside the state."""
    return any(wire.text(data.get(name)) not in {"", "0"} for name in _CODES) or any(
        wire.text(data.get(name)) for name in _WORDS
    )


def media_at(*queue_positions: Any) -> tuple[Result, ...]:
    """The media of the first place that holds any address."""
    for place in queue_positions:
        found = wire.addresses(place)
        if found:
            return tuple(Result(url=url) for url in found)
    return ()


def tracks(songs: Any) -> tuple[Result, ...]:
    """The finished tracks of a list of songs; both of KIE's spellings of a field occur.

    A track without an audio address is not finished. Stream addresses are not taken in its place: they were seen to
    serve nothing once the song was done.
    """
    return tuple(
        Result(
            url=address,
            title=wire.text(song.get("title"), limit=120),
            seconds=max(wire.number(song.get("duration")) or 0.0, 0.0),
            cover_url=next(iter(wire.addresses(song.get("image_url") or song.get("imageUrl"))), ""),
            item_id=wire.text(song.get("id"), limit=80),
        )
        for song in map(wire.mapping, wire.items(songs))
        for address in wire.addresses(song.get("audio_url") or song.get("audioUrl"))
    )


def _inner_words(data: Mapping[str, Any]) -> tuple[Any, ...]:
    inner = wire.mapping(data.get("response"))
    return tuple(inner.get(name) for name in _WORDS)
