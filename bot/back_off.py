"""Retries that slow down with every vain attempt."""

from __future__ import annotations

from datetime import timedelta


def back_off(attempts: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """How long to wait after this many vain attempts: doubling from `first` up to `longest`."""
    return min(first * (1 << min(attempts, 20)), longest)
