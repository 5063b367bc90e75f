"""One bot per dialect for the stories that do not disturb each other; a fresh one for those that do."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.story.kiosk import BotUnderTest, kiosk_between


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def live(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot that speaks KIE's live dialect, shared by a module's stories."""
    async with kiosk_between(tmp_path_factory.mktemp("live"), "live", FREE_CREDITS="unlimited") as kiosk:
        yield kiosk


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def integration(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot that speaks the integration document's dialect, shared by a module's stories."""
    async with kiosk_between(
        tmp_path_factory.mktemp("integration"), "integration", FREE_CREDITS="unlimited"
    ) as kiosk:
        yield kiosk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a bot of one's own keeps its data."""
    return tmp_path
