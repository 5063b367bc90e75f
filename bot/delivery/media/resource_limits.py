"""What a process that opens hostile media may use up. It imports nothing of the bot: such a process has to start fast."""

from __future__ import annotations

import contextlib
from typing import Final

ADDRESS_SPACE: Final = 1536 * 1024 * 1024
"""Bytes of memory. Much of it is what the decoders reserve without using it."""


def bound_resources(*, cpu_seconds: int, file_bytes: int) -> None:
    """Bound what a malicious file can use up in this process, as far as the system knows such bounds.

    Args:
        cpu_seconds: of processor time.
        file_bytes: of the largest file that it may write.
    """
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    bounds = {
        resource.RLIMIT_AS: ADDRESS_SPACE,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: file_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for bound, value in bounds.items():
        with contextlib.suppress(ValueError, OSError):  # macOS has no bound on address space
            resource.setrlimit(bound, (value, value))
