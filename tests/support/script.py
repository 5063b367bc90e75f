"""What fakes answer, call by call, and where a process is made to die."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Script:
    """Answers in the order they were promised; an exception is raised, anything else returned."""

    def __init__(self) -> None:
        self._answers: defaultdict[str, deque[object]] = defaultdict(deque)

    def will(self, call: str, *answers: object) -> None:
        """Promise the next answers of a call."""
        self._answers[call].extend(answers)

    def answer(self, call: str, default: Callable[[], T]) -> T:
        """The next promised answer, or the default."""
        if not self._answers[call]:
            return default()
        promised = self._answers[call].popleft()
        if isinstance(promised, BaseException):
            raise promised
        return promised  # type: ignore[return-value]  # who promises it knows the call's type


class Mishap:
    """Raises at the n-th moment at which a process could die or a port could fail, once."""

    def __init__(self) -> None:
        self._left = 0
        self._error: BaseException | None = None

    def plan(self, error: BaseException, *, after: int) -> None:
        """Raise `error` when this many moments have passed."""
        self._left, self._error = after, error

    def forget(self) -> None:
        """Nothing happens any more."""
        self._error = None

    def moment(self) -> None:
        """A point where it may happen."""
        if self._error is None:
            return
        if self._left == 0:
            error, self._error = self._error, None
            raise error
        self._left -= 1
