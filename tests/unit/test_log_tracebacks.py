"""Tracebacks in the log tell where, never with what: values of variables hold people's words, addresses and tokens."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logs

WORDS = "what-somebody-wrote-in-private"


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Logs are set up for the whole process; here that is everybody's."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def fail() -> None:
    """Fail with something in a variable."""
    prompt = WORDS
    if prompt:
        raise RuntimeError("a fault")


@pytest.mark.parametrize("style", ["console", "json"])
def test_no_variables(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The place and the error are there, the variables are not, and a fault takes no more than a screen of text."""
    configure_logs(level="INFO", style=style, secrets=[])
    try:
        fail()
    except RuntimeError:
        structlog.get_logger().exception("broken")
    written = capsys.readouterr().err
    assert "a fault" in written
    assert "fail" in written
    assert WORDS not in written
    assert len(written) < 5000
