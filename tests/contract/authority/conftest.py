"""The bot under test as the tests of the handlers have it."""

from tests.unit.handlers.conftest import allowance, catalog, dialect, kiosk, texts

__all__ = ["allowance", "catalog", "dialect", "kiosk", "texts"]
