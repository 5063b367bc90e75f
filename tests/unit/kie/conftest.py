"""What all tests of KIE share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import stamina


@pytest.fixture(autouse=True)
def no_waiting_between_attempts() -> Iterator[None]:
    """Repeated attempts follow one another at once, as often as in production."""
    with stamina.set_testing(True, attempts=10, cap=True):
        yield
