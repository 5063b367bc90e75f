"""The container that the repository offers is bounded: what goes wrong inside stays inside."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _service() -> dict[str, str]:
    """The keys of the service in compose.yaml with what stands below them, as text: no parser is among our packages."""
    found: dict[str, str] = {}
    key = ""
    for line in (ROOT / "compose.yaml").read_text(encoding="utf-8").splitlines():
        if line.startswith("    ") and not line.startswith(("     ", "    #")):
            key, _, value = line.strip().partition(":")
            found[key] = value.partition(" #")[0].strip()
        elif line.startswith("     ") and key:
            found[key] += f" {line.strip()}"
    return found


@pytest.mark.parametrize("key", ["mem_limit", "pids_limit", "ulimits", "stop_grace_period", "restart"])
def test_bounds(key: str) -> None:
    """Memory, processes, open files, and how long a stop may take."""
    assert _service()[key]


def test_it_may_do_little() -> None:
    """No capability, no new rights, nothing to write to but the volume and a small /tmp in which nothing runs."""
    service = _service()
    assert service["cap_drop"] == " - ALL"
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["read_only"] == "true"
    assert "/tmp:size=" in service["tmpfs"]
    assert "noexec" in service["tmpfs"]
    assert '"127.0.0.1:' in service["ports"]


def test_logs_are_turned_over() -> None:
    """A flood of lines cannot fill the disk that the database needs."""
    assert "max-size:" in _service()["logging"]
    assert "max-file:" in _service()["logging"]


def test_the_image_runs_as_a_user_of_its_own() -> None:
    """And says itself which command: the one that never plays."""
    steps = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER kiosk" in steps
    assert 'CMD ["python", "-m", "bot", "run"]' in steps
