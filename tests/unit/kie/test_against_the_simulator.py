"""The whole way over real HTTP, against a KIE that others wrote from the same documentation."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from aiohttp import web
from PIL import Image

from bot.catalog.catalog import Catalog
from bot.catalog.choices import settle
from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, Media, Model, Offer, ReferenceNeed, Route
from bot.domain.generation import Generation, Reference
from bot.errors import (
    AccessRefused,
    FailureKind,
    NotAccepted,
    OutOfCredits,
    ProviderError,
    ProviderPaused,
    RateLimited,
    StatusUnavailable,
    SubmissionInDoubt,
    TaskRefused,
)
from bot.kie.client import KieClient
from bot.kie.limits import KeyLimits
from bot.kie.provider import KieProvider
from bot.kie.webhook import KieCallbackReader
from bot.ports import CallbackVerdict, Progress, ReferenceFile, TaskStatus
from bot.sandbox.kie import KieSimulator
from tests.unit.kie.builders import earlier_task, generation

HMAC_KEY = "a-made-up-hmac-key"

_catalog = cache(load_catalog)


class _Folder:
    """References on disk: pictures are pictures, the rest is bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(
        self, reference: Reference, need: ReferenceNeed | None = None
    ) -> AbstractAsyncContextManager[ReferenceFile]:
        return self._open(reference)

    @asynccontextmanager
    async def _open(self, reference: Reference) -> AsyncIterator[ReferenceFile]:
        path = self._folder / reference.file_id
        if reference.media is Media.PHOTO:
            Image.new("RGB", (640, 480), "red").save(path, "PNG")
        else:
            path.write_bytes(bytes(4096))
        types = {Media.PHOTO: "image/png", Media.VIDEO: "video/mp4", Media.AUDIO: "audio/mpeg"}
        yield ReferenceFile(path=str(path), mime_type=types[reference.media], size=1, media=reference.media)


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@asynccontextmanager
async def _provider(
    kie: KieSimulator, folder: Path, *, legacy: bool = False, key: str = ""
) -> AsyncIterator[KieProvider]:
    # A clock a thousand times as fast: the limits hold no one up here.
    limits = KeyLimits(lambda: time.monotonic() * 1000)
    client = KieClient(key or kie.api_key, kie.url, kie.url, limits)
    slugs = frozenset(model.slug for model in _catalog()) if legacy else frozenset[str]()
    provider = KieProvider(client, _catalog(), _Folder(folder), legacy_models=slugs)
    try:
        yield provider
    finally:
        await provider.aclose()


def _every_route(catalog: Catalog, dialect: Dialect, legacy: bool) -> Iterator[Generation]:
    """One generation for each route of the dialect, with as many references as it needs."""
    for model in catalog.models(dialect):
        offer = model.offer(dialect)
        assert offer is not None
        for route in offer.legacy_routes if legacy else offer.routes:
            yield _asked(model, dialect, offer, route)


def _asked(model: Model, dialect: Dialect, offer: Offer, route: Route) -> Generation:
    at_least = 1 if route.references == "some" else 0
    references = tuple(
        Reference(file_id=f"{need.media}-{index}", media=need.media, task=earlier_task(need))
        for need in offer.references
        for index in range(max(need.minimum, at_least))
    )
    choices = settle(model, offer, route.when)
    return generation(model=model.slug, dialect=dialect, choices=choices, references=references)


async def _submitted(provider: KieProvider, asked: Generation, callback_url: str | None = None) -> Generation:
    addresses = [
        await provider.publish(asked, reference, reference.file_id) for reference in asked.references
    ]
    submission = await provider.submit(asked, addresses, callback_url)
    return dataclasses.replace(asked, external_task_id=submission.task_id, route=submission.route)


async def _end(provider: KieProvider, submitted: Generation) -> TaskStatus:
    while True:
        status = await provider.status(submitted)
        if status.progress is not Progress.RUNNING:
            return status
        await asyncio.sleep(0.01)


@asynccontextmanager
async def _listener() -> AsyncIterator[tuple[str, asyncio.Queue[tuple[dict[str, str], bytes]]]]:
    """A person to be called back: its address and what it heard."""
    heard: asyncio.Queue[tuple[dict[str, str], bytes]] = asyncio.Queue()

    async def hear(request: web.Request) -> web.Response:
        heard.put_nowait((dict(request.headers), await request.read()))
        return web.Response()

    app = web.Application()
    app.router.add_post("/callback", hear)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/callback", heard
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("dialect", "legacy"), [(Dialect.LIVE, False), (Dialect.LIVE, True), (Dialect.INTEGRATION, False)]
)
async def test_every_route_makes_its_media(dialect: Dialect, legacy: bool, tmp_path: Path) -> None:
    """Each route of each model is accepted without a remark on a field's name, and ends with results."""
    made: dict[str, int] = {}
    async with (
        KieSimulator(dialect=dialect.value, seconds_to_finish=0, limits=False) as kie,
        _provider(kie, tmp_path, legacy=legacy) as provider,
    ):
        for asked in _every_route(_catalog(), dialect, legacy):
            submitted = await _submitted(provider, asked)
            status = await _end(provider, submitted)
            made[f"{asked.model} {submitted.route}"] = len(status.results)
    assert made
    assert [route for route, results in made.items() if not results] == []
    assert (kie.remarks, kie.violations) == ([], [])


@pytest.mark.parametrize(
    ("dialect", "legacy"), [(Dialect.LIVE, False), (Dialect.LIVE, True), (Dialect.INTEGRATION, False)]
)
async def test_every_callback_is_understood(dialect: Dialect, legacy: bool, tmp_path: Path) -> None:
    """One signed callback of each family is genuine, names its task and tells the end."""
    firsts = {
        asked.model: asked
        for asked in itertools.islice(_every_route(_catalog(), dialect, legacy), 0, None, 1 if legacy else 9)
    }
    reader = KieCallbackReader(HMAC_KEY, _Clock())
    async with (
        KieSimulator(dialect=dialect.value, seconds_to_finish=0, limits=False, hmac_key=HMAC_KEY) as kie,
        _listener() as (address, heard),
        _provider(kie, tmp_path, legacy=legacy) as provider,
    ):
        for asked in firsts.values():
            submitted = await _submitted(provider, asked, address)
            stage = ""
            while stage not in {"done", "complete"}:
                async with asyncio.timeout(10):
                    reading = reader.read(*await heard.get())
                assert reading.verdict is CallbackVerdict.GENUINE
                assert reading.task_id == submitted.external_task_id
                stage = reading.stage


FAULTS: list[tuple[str, type[ProviderError]]] = [
    ("fail-prompt", TaskRefused),
    ("fail-submit-500", SubmissionInDoubt),
    ("fail-402", OutOfCredits),
    ("fail-429", RateLimited),
    ("fail-455", ProviderPaused),
    ("html-502", SubmissionInDoubt),
    ("cut-connection", SubmissionInDoubt),
]


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize(("fault", "error"), FAULTS)
async def test_a_submission_that_goes_wrong(
    dialect: Dialect, fault: str, error: type[ProviderError], tmp_path: Path
) -> None:
    """Each way of going wrong has its own error, and none is sent twice."""
    asked = next(_every_route(_catalog(), dialect, legacy=False))
    async with KieSimulator(dialect=dialect.value) as kie, _provider(kie, tmp_path) as provider:
        kie.next_submission(fault)
        with pytest.raises(error) as caught:
            await _submitted(provider, dataclasses.replace(asked, references=()))
    assert type(caught.value) is error
    assert len(kie.tasks) == (1 if fault == "cut-connection" else 0)


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize(
    ("fault", "kind"), [("fail-moderation", FailureKind.CONTENT), ("fail-server", FailureKind.PROVIDER)]
)
async def test_a_task_that_fails(dialect: Dialect, fault: str, kind: FailureKind, tmp_path: Path) -> None:
    """The reason arrives as the kind that the person reads; the document's contract has no reasons."""
    asked = next(_every_route(_catalog(), dialect, legacy=False))
    async with (
        KieSimulator(dialect=dialect.value, seconds_to_finish=0) as kie,
        _provider(kie, tmp_path) as provider,
    ):
        kie.next_submission(fault)
        status = await _end(provider, await _submitted(provider, dataclasses.replace(asked, references=())))
    assert status.progress is Progress.FAILED
    assert status.failure is (kind if dialect is Dialect.LIVE else FailureKind.PROVIDER)


async def test_a_task_is_not_found_in_its_first_moments(tmp_path: Path) -> None:
    """KIE does not know a task that it has just created: that is no failure."""
    asked = next(_every_route(_catalog(), Dialect.LIVE, legacy=False))
    async with KieSimulator(blind_seconds=60) as kie, _provider(kie, tmp_path) as provider:
        submitted = await _submitted(provider, asked)
        with pytest.raises(StatusUnavailable):
            await provider.status(submitted)


async def test_a_wrong_key_is_told_apart(tmp_path: Path) -> None:
    """Every call says that the key is refused, and nothing else is blamed."""
    asked = next(_every_route(_catalog(), Dialect.LIVE, legacy=False))
    async with KieSimulator() as kie, _provider(kie, tmp_path, key="a-wrong-key-0123456789") as provider:
        for call in (
            provider.submit(asked, [], None),
            provider.status(dataclasses.replace(asked, route="0", external_task_id="t")),
            provider.credits(),
            provider.publish(asked, Reference(file_id="p", media=Media.PHOTO), "p"),
        ):
            with pytest.raises(AccessRefused):
                await call


async def test_nobody_there(tmp_path: Path) -> None:
    """A closed port is a sure no for a submission and a later for the rest."""
    async with KieSimulator() as kie:
        pass
    asked = next(_every_route(_catalog(), Dialect.LIVE, legacy=False))
    async with _provider(kie, tmp_path) as provider:
        with pytest.raises(NotAccepted):
            await provider.submit(asked, [], None)
        with pytest.raises(StatusUnavailable):
            await provider.credits()


async def test_the_rest_of_the_account(tmp_path: Path) -> None:
    """Credits and a fresh link, as the simulated account has them."""
    asked = next(_every_route(_catalog(), Dialect.LIVE, legacy=False))
    async with (
        KieSimulator(seconds_to_finish=0, credits=1234.5) as kie,
        _provider(kie, tmp_path) as provider,
    ):
        assert float(await provider.credits()) == 1234.5
        status = await _end(provider, await _submitted(provider, asked))
        assert (await provider.fresh_link(status.results[0].url)).startswith("http")
        with pytest.raises(StatusUnavailable):
            await provider.fresh_link("https://foreign.test/a.mp4")
