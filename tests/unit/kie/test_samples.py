"""No recorded payload is lying around unread."""

from __future__ import annotations

from tests.unit.kie import test_callbacks, test_calls, test_status_samples
from tests.unit.kie.builders import SAMPLES

_ELSEWHERE = {
    "credits-success",
    "download-url-success",
    "file-upload-success",
    "models-list",
    "market-status-notfound",
}


def test_every_recorded_payload_has_an_expectation() -> None:
    """Each of the 63 files is read by a test that says exactly what it means."""
    expected = {
        *test_status_samples.STATUSES,
        *test_callbacks.CALLBACKS,
        *test_calls.CREATED,
        *test_calls.ERRORS,
        *_ELSEWHERE,
    }
    found = {path.name.removesuffix(".json") for path in SAMPLES.glob("*.json")}
    assert found == expected
    assert len(found) == 63
