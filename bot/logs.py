"""Logs: one line an event, for people or as JSON, and never a secret in them."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import EventDict, Processor

from bot.rolling_window import RollingWindow, WindowLimit

_HIDDEN = "[hidden]"
_SHORTEST_SECRET = 6


_HIDDEN_LATER = 200
"""Secrets that come to be known later and are looked for in every line; of more, the newest."""

_BOUNDED: Final = ("asyncio", "aiohttp.server", "aiohttp.web", "aiohttp.client", "bot.web.server")
"""Loggers that say, mostly with a traceback, what any stranger's connection can make them say."""
_LINES: Final = WindowLimit(20, 60.0)
"""Their lines in a span of seconds."""


def configure_logs(*, level: str, style: str, secrets: Iterable[str]) -> Callable[[str], None]:
    """Send structlog's and the libraries' lines to standard error.

    Args:
        level: the least that is shown.
        style: `console` or `json`.
        secrets: texts that are cut out of every line, wherever they stand in it.

    Returns:
        Takes a secret that comes to be known later, to be cut out as well.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    redaction = _Redaction(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendered(style),
                redaction,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("aiogram", "aiohttp.access", "httpx", "httpcore", "aiosqlite"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    for bounded in _BOUNDED:
        logging.getLogger(bounded).filters[:] = [LineLimit()]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return redaction.hide


class LineLimit(logging.Filter):
    """Lets a bounded number of a logger's lines through; with the next one after that it is said how many were left out.

    Args:
        now: a clock in seconds that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._lines = RollingWindow(_LINES)
        self._left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        if not self._lines.take(self._now()):
            self._left_out += 1
            return False
        if self._left_out:
            record.msg = f"{record.msg} ({self._left_out} lines before this one were left out)"
            self._left_out = 0
        return True


def _rendered(style: str) -> list[Processor]:
    """How a line looks. Tracebacks are without variables: those hold people's words and addresses with tokens, cut so
    that no redaction recognises them, and drawing them (the console's default) stops the event loop for seconds.
    """
    if style == "json":
        return [
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


class _Redaction:
    """The last processor: works on the finished line, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._known = tuple(secrets)
        self._later: deque[str] = deque(maxlen=_HIDDEN_LATER)
        self._secrets = self._spelled()

    def hide(self, secret: str) -> None:
        """Cut this out from now on."""
        if secret not in self._later:
            self._later.append(secret)
            self._secrets = self._spelled()

    def _spelled(self) -> list[str]:
        """Every spelling of every secret, longer ones first."""
        hidden = {
            spelling
            for secret in (*self._known, *self._later)
            if len(secret) >= _SHORTEST_SECRET
            for spelling in _spellings(secret)
        }
        return sorted(hidden, key=len, reverse=True)

    def __call__(self, logger: Any, name: str, line: EventDict | str | bytes) -> str:
        """The line without secrets."""
        text = line if isinstance(line, str) else str(line)
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return text


def _spellings(secret: str) -> Iterator[str]:
    """A secret as it may stand in a line: quotes and backslashes are written differently in JSON and in a `repr`."""
    for written in (secret, repr(secret)[1:-1]):
        yield written
        yield json.dumps(written, ensure_ascii=False)[1:-1]
