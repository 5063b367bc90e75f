"""What fakes answer, call by call."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Scripted:
    """Answers in the order in which a test has said; an exception is raised, anything else returned."""

    def __init__(self) -> None:
        self._answers: defaultdict[str, deque[object]] = defaultdict(deque)

    def will(self, call: str, *answers: object) -> None:
        """Append to the next answers of a call."""
        self._answers[call].extend(answers)

    def answer(self, call: str, default: Callable[[], T]) -> T:
        """The next answer of the script, or the default."""
        if not self._answers[call]:
            return default()
        scripted = self._answers[call].popleft()
        if isinstance(scripted, BaseException):
            raise scripted
        return scripted  # type: ignore[return-value]  # who writes the script knows the call's type
