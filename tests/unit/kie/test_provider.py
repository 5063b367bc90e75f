"""The provider joins routes, families and the way to KIE."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Dialect, Kind, Media, Model, Offer, Option, ReferenceNeed, Route
from bot.domain.generation import Reference
from bot.errors import AccessRefused, ProviderError, StatusUnavailable, TaskRefused, UploadFailed
from bot.kie.provider import KieProvider
from bot.ports import Progress, Provider, ReferenceFile, ReferenceSource, Submission
from tests.unit.kie.builders import FakeKie, client_of, generation, photos, sample

_MODEL = Model(
    slug="some-model",
    title="Some Model",
    kind=Kind.VIDEO,
    usual_seconds=60,
    deadline_seconds=600,
    live=Offer(
        options=(Option(name="duration", choices=("5", "10"), field="duration"),),
        references=(ReferenceNeed(media=Media.PHOTO, field="image_url"),),
        routes=(
            Route(family="market", supplier_model="some/text-to-video", references="none"),
            Route(family="market", supplier_model="some/image-to-video", references="some"),
        ),
        legacy_routes=(Route(family="veo", supplier_model="some"),),
    ),
    integration=Offer(routes=(Route(family="card", supplier_model="some", path="/api/v1/some/generate"),)),
)
_STRANGE = Model(
    slug="strange",
    title="Strange",
    kind=Kind.IMAGE,
    usual_seconds=1,
    deadline_seconds=1,
    live=Offer(routes=(Route(family="telepathy"),)),
)


class FakeReferences:
    """Keeps references on disk; opens none that is marked as gone."""

    def __init__(self, folder: Path, failure: ProviderError | None = None) -> None:
        self._folder = folder
        self._failure = failure

    def open(
        self, reference: Reference, need: ReferenceNeed | None = None
    ) -> AbstractAsyncContextManager[ReferenceFile]:
        """See `ports.ReferenceSource.open`."""
        return self._open(reference)

    @asynccontextmanager
    async def _open(self, reference: Reference) -> AsyncIterator[ReferenceFile]:
        if self._failure:
            raise self._failure
        path = self._folder / reference.file_id
        path.write_bytes(b"bytes")
        yield ReferenceFile(path=str(path), mime_type="image/png", size=5, media=reference.media)


@asynccontextmanager
async def _provider(
    kie: FakeKie, references: ReferenceSource | None = None, legacy: frozenset[str] = frozenset()
) -> AsyncIterator[Provider]:
    source = references or FakeReferences(Path())
    provider = KieProvider(client_of(kie), Catalog([_MODEL, _STRANGE]), source, legacy_models=legacy)
    try:
        yield provider
    finally:
        await provider.aclose()


async def test_a_submission_takes_the_route_for_its_references() -> None:
    """With a picture it goes to the model that takes one, and the route is remembered by name."""
    kie = FakeKie(sample("market-create-success"))
    asked = generation(references=photos(1), choices={"duration": "10"})
    async with _provider(kie) as provider:
        submission = await provider.submit(asked, ["https://f/1"], "https://bot.test/callback")
    assert submission == Submission(task_id="task_elevenlabs_1765185379603", route="1")
    assert kie.requests[0].url.path == "/api/v1/jobs/createTask"
    assert kie.bodies == [
        {
            "model": "some/image-to-video",
            "input": {"prompt": "A red bicycle", "duration": "10", "image_url": "https://f/1"},
            "callBackUrl": "https://bot.test/callback",
        }
    ]


async def test_the_route_is_known_before_and_kept() -> None:
    """The route that is written down beforehand is the one that the request takes."""
    kie = FakeKie(sample("market-create-success"))
    async with _provider(kie) as provider:
        asked = generation(references=photos(1))
        assert provider.route_for(asked) == "1"
        assert provider.route_for(generation(model="forgotten")) == ""
        submission = await provider.submit(generation(route="legacy:0"), [], None)
    assert submission.route == "legacy:0"
    assert kie.requests[0].url.path == "/api/v1/veo/generate"


async def test_turns_are_waited_for_and_submissions_are_not() -> None:
    """Nineteen turns pass at once; submitting takes none, since its turn was taken before."""
    kie = FakeKie(sample("market-create-success"))
    async with _provider(kie) as provider:
        async with asyncio.timeout(5):
            for number in range(19):
                await provider.await_turn(generation(id=number))
            await provider.submit(generation(), [], None)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await provider.await_turn(generation(id=100))


async def test_the_operator_may_choose_the_older_endpoint() -> None:
    """A model that is named legacy goes there, and its status is asked there."""
    kie = FakeKie(sample("veo-create-success"), sample("veo-status-success"))
    async with _provider(kie, legacy=frozenset({"some-model"})) as provider:
        submission = await provider.submit(generation(), [], None)
        status = await provider.status(
            generation(external_task_id=submission.task_id, route=submission.route)
        )
    assert submission.route == "legacy:0"
    assert status.progress is Progress.DONE
    assert [request.url.path for request in kie.requests] == [
        "/api/v1/veo/generate",
        "/api/v1/veo/record-info",
    ]


async def test_the_generations_dialect_decides() -> None:
    """What was quoted in the document's dialect is submitted and asked about in it."""
    kie = FakeKie({"code": 200, "data": {"taskId": "task_abc123"}}, {"code": 200, "data": {"status": 0}})
    asked = generation(dialect=Dialect.INTEGRATION)
    async with _provider(kie) as provider:
        submission = await provider.submit(asked, [], None)
        status = await provider.status(
            generation(dialect=Dialect.INTEGRATION, external_task_id="task_abc123", route=submission.route)
        )
    assert status.progress is Progress.RUNNING
    assert [str(request.url) for request in kie.requests] == [
        "https://kie.test/api/v1/some/generate",
        "https://kie.test/api/v1/some/record-info?taskId=task_abc123",
    ]


@pytest.mark.parametrize(
    "changes",
    [{"model": "forgotten"}, {"model": "strange"}, {"model": "strange", "dialect": Dialect.INTEGRATION}],
)
async def test_what_left_the_catalogue_is_refused_and_not_sent(changes: dict[str, Any]) -> None:
    """A generation whose model was taken away ends with its credits back."""
    kie = FakeKie({})
    async with _provider(kie) as provider:
        with pytest.raises(TaskRefused):
            await provider.submit(generation(**changes), [], None)
    assert kie.requests == []


@pytest.mark.parametrize(
    "changes", [{"model": "forgotten"}, {"route": "17"}, {"route": ""}, {"model": "strange"}]
)
async def test_the_state_of_what_left_the_catalogue_is_unknown(changes: dict[str, Any]) -> None:
    """A task that cannot be asked about is neither done nor failed."""
    async with _provider(FakeKie({})) as provider:
        with pytest.raises(StatusUnavailable):
            await provider.status(generation(**{"route": "0", "external_task_id": "t", **changes}))


async def test_a_reference_is_published(tmp_path: Path) -> None:
    """Its bytes go from disk to the file host, and an address comes back."""
    kie = FakeKie(sample("file-upload-success"))
    async with _provider(kie, FakeReferences(tmp_path)) as provider:
        address = await provider.publish(generation(), photos(1)[0], "g1-0")
    assert address.endswith("uploaded-image.png")
    assert kie.requests[0].url.host == "files.test"


async def test_a_reference_that_cannot_be_had_stays_the_sources_matter(tmp_path: Path) -> None:
    """What the source says about it is passed on."""
    async with _provider(FakeKie({}), FakeReferences(tmp_path, UploadFailed("not now"))) as provider:
        with pytest.raises(UploadFailed, match="not now"):
            await provider.publish(generation(), photos(1)[0], "g1-0")


async def test_a_fresh_link() -> None:
    """KIE makes one for a result's address."""
    kie = FakeKie(sample("download-url-success"))
    async with _provider(kie) as provider:
        link = await provider.fresh_link("https://tempfile.kie.test/a.mp4")
    assert link == "https://tempfile.1f6cxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxbd98"
    assert kie.requests[0].url.path == "/api/v1/common/download-url"
    assert kie.bodies == [{"url": "https://tempfile.kie.test/a.mp4"}]


@pytest.mark.parametrize(
    "answer",
    [
        sample("error-401"),
        {"code": 422, "msg": "foreign"},
        {"code": 200, "data": None},
        {"code": 200, "data": "x"},
    ],
)
async def test_no_fresh_link(answer: object) -> None:
    """Whatever the reason, there is none now."""
    async with _provider(FakeKie(answer)) as provider:
        with pytest.raises(StatusUnavailable):
            await provider.fresh_link("https://x.test/a.mp4")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(sample("credits-success"), Decimal(100)), ({"code": 200, "data": 12.5}, Decimal("12.5"))],
)
async def test_the_account(answer: object, expected: Decimal) -> None:
    """KIE tells the credits left, which may be a fraction."""
    async with _provider(FakeKie(answer)) as provider:
        assert await provider.credits() == expected


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (sample("error-401"), AccessRefused),
        (sample("error-500"), StatusUnavailable),
        ({"code": 200}, StatusUnavailable),
    ],
)
async def test_an_unknown_account(answer: object, error: type[ProviderError]) -> None:
    """A refused key is distinguished from a moment's trouble."""
    async with _provider(FakeKie(answer)) as provider:
        with pytest.raises(error):
            await provider.credits()
