"""Where a process is made to die, or a port to fail."""

from __future__ import annotations


class FaultInjector:
    """Raises once, at the n-th point at which a process could die or a port could fail."""

    def __init__(self) -> None:
        self._left = 0
        self._error: BaseException | None = None

    def arm(self, error: BaseException, *, after: int) -> None:
        """Raise `error` when this many points have been passed."""
        self._left, self._error = after, error

    def disarm(self) -> None:
        """Raise nothing any more."""
        self._error = None

    def point(self) -> None:
        """A point where it may happen."""
        if self._error is None:
            return
        if self._left == 0:
            error, self._error = self._error, None
            raise error
        self._left -= 1
