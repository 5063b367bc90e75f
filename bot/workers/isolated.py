"""One of many that fails for a reason of its own is in no other one's way."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.errors import StorageError


@dataclass(slots=True)
class Isolation:
    """What became of the work.

    Attributes:
        failed: whether it ended by an error.
    """

    failed: bool = False


@contextmanager
def isolated(log: logging.Logger, message: str, *facts: object) -> Generator[Isolation]:
    """Log whatever the work raises, and go on behind it.

    Args:
        log: where to.
        message: what was not done, with a place for each of `facts`.
        facts: which one it was.

    Raises:
        StorageError: the database cannot be used, for none of them.
    """
    isolation = Isolation()
    try:
        yield isolation
    except StorageError:
        raise
    except Exception:
        isolation.failed = True
        log.exception(message, *facts)
