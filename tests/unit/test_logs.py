"""The log as machines read it: every line parses, belongs to its generation, and holds no secret."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import LineLimit, configure_logs

TOKEN = "123456:secret-of-telegram"
KEY = 'quoted"and\\slashed'
"""Every visible character may stand in a key; these are written differently in JSON."""


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Logs are set up for the whole process; here that is everybody's."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    structlog.contextvars.clear_contextvars()
    yield
    structlog.contextvars.clear_contextvars()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("asyncio").filters.clear()
    structlog.reset_defaults()


def parsed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was written, line by line."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_both_kinds_of_loggers_tell_the_generation(capsys: pytest.CaptureFixture[str]) -> None:
    """What is bound for a step is on our own lines and on a library's, and on none after it."""
    configure_logs(level="INFO", style="json", secrets=[])
    ours, librarys = structlog.get_logger(), logging.getLogger("some.library")
    with structlog.contextvars.bound_contextvars(generation=17):
        ours.info("ours")
        librarys.warning("a %s", "library's")
    ours.info("after")
    librarys.info("after, too")
    assert [(line["event"], line["level"], line.get("generation")) for line in parsed(capsys)] == [
        ("ours", "info", 17),
        ("a library's", "warning", 17),
        ("after", "info", None),
        ("after, too", "info", None),
    ]


async def test_steps_side_by_side_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """Two steps under way at once write their own id only, also from what they start."""
    configure_logs(level="INFO", style="json", secrets=[])
    both = asyncio.Barrier(2)

    async def step(generation: int) -> None:
        with structlog.contextvars.bound_contextvars(generation=generation):
            await both.wait()
            await asyncio.to_thread(logging.getLogger("some.library").warning, "%s", generation)

    await asyncio.gather(step(1), step(2))
    lines = parsed(capsys)
    assert sorted(line["generation"] for line in lines) == [1, 2]
    assert all(line["event"] == str(line["generation"]) for line in lines)


@pytest.mark.parametrize("style", ["console", "json"])
@pytest.mark.parametrize("secret", [TOKEN, KEY])
def test_no_secret(style: str, secret: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is cut out of messages, values and tracebacks, wherever they are logged."""
    configure_logs(level="INFO", style=style, secrets=[secret])
    structlog.get_logger().info(
        f"with {secret} inside", url=f"https://example/{secret}/x", found={"it": secret}
    )
    try:
        raise RuntimeError(f"broke at {secret}")
    except RuntimeError:
        logging.getLogger("some.library").exception("in vain: %s", secret)
    written = capsys.readouterr().err
    assert "[hidden]" in written
    assert secret not in written
    assert json.dumps(secret)[1:-1] not in written
    assert repr(secret)[1:-1] not in written


def test_a_secret_that_comes_later(capsys: pytest.CaptureFixture[str]) -> None:
    """What is known to be secret only while the bot runs is cut out from then on; old ones are not forgotten for it."""
    hide = configure_logs(level="INFO", style="json", secrets=[TOKEN])
    for secret in ("brought-by-alice", "brought-by-boris", "brought-by-alice"):
        hide(secret)
    structlog.get_logger().info("keys", said=f"brought-by-boris, brought-by-alice, {TOKEN}")
    assert parsed(capsys)[0]["said"] == "[hidden], [hidden], [hidden]"


def test_a_storm_of_a_library() -> None:
    """A bounded number of its lines is written, and it is said how many were left out."""
    now = 0.0
    limit = LineLimit(lambda: now)

    def line() -> logging.LogRecord:
        return logging.LogRecord("asyncio", logging.ERROR, "", 0, "accept() failed: %s", ("files",), None)

    written = [one for one in (line() for _ in range(100_000)) if limit.filter(one)]
    assert len(written) == 20
    now += 60.0
    after = line()
    assert limit.filter(after)
    assert after.getMessage() == "accept() failed: files (99980 lines before this one were left out)"
    assert limit.filter(line())


def test_our_own_lines_have_no_limit(capsys: pytest.CaptureFixture[str]) -> None:
    """What a step says may be the only trace of it."""
    configure_logs(level="INFO", style="json", secrets=())
    for number in range(100):
        logging.getLogger("bot.workers.until_written").error("not written yet: task %s", number)
        logging.getLogger("asyncio").error("accept() failed")
    lines = [line["event"] for line in parsed(capsys)]
    assert lines.count("accept() failed") == 20
    assert len(lines) == 120
