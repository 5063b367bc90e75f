"""docs/models.md is what the command prints, and docs/kie.md speaks of every model of the integration document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.catalog.load import MODELS, load_catalog
from bot.catalog.models_document import Source, models_document, sources_of
from bot.catalog.spec import Dialect

DOCS = Path(__file__).parents[2] / "docs"
CATALOG = load_catalog()


def test_the_document_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """`make models` writes it anew."""
    assert main(["models"]) == 0
    written = (DOCS / "models.md").read_text(encoding="utf-8")
    assert written == capsys.readouterr().out, "the models' files have changed: make models"


@pytest.mark.parametrize("dialect", list(Dialect))
def test_every_model_has_a_row(dialect: Dialect) -> None:
    """Each with its price unless it is not sold, with where its contract was read, and with as many cells as the head has."""
    document = models_document()
    part = document.partition(f"## {dialect}")[2].partition("\n## ")[0]
    rows = [row for row in part.splitlines() if row.startswith("| **")]
    assert [re.findall(r"`([^`]+)`", row)[0] for row in rows] == [
        model.slug for model in CATALOG.models(dialect)
    ]
    for row, model in zip(rows, CATALOG.models(dialect), strict=True):
        *_, price, contract, of = [cell.strip() for cell in row.strip("|").split("|")]
        offer = model.offer(dialect)
        assert offer is not None
        assert row.count("|") == 8
        assert bool(price) is bool(offer.routes), model.slug
        assert contract
        assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?", of) or dialect is Dialect.INTEGRATION, model.slug


def test_sources_are_read_over_several_lines() -> None:
    """Each may go on, and may be of one dialect only; what follows is no source."""
    text = (
        "# source: KIE documentation, 2026-09-19, and\n#   prices of 2026-10-01 (live)\n"
        "# source: the integration document (integration)\n\nslug = 'x'\n# source: no source\n"
    )
    assert sources_of(text) == (
        Source("KIE documentation, 2026-09-19, and prices of 2026-10-01", Dialect.LIVE),
        Source("the integration document", Dialect.INTEGRATION),
    )
    assert [source.newest for source in sources_of(text)] == ["2026-10-01", ""]


@pytest.mark.parametrize("path", sorted(MODELS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_offer_has_a_source_of_its_own(path: Path) -> None:
    """Where a file has both dialects, each source says which one it is of, or is of both."""
    model = CATALOG.get(path.stem)
    sources = sources_of(path.read_text(encoding="utf-8"))
    for dialect in Dialect:
        if model.offer(dialect) is not None:
            assert [one for one in sources if one.dialect in {None, dialect}]
    if model.integration is not None:
        assert all(one.dialect for one in sources)


def test_each_model_of_the_integration_document_is_explained() -> None:
    """One row each, in any order; what is not sold live says so there, and nothing else does."""
    text = (DOCS / "kie.md").read_text(encoding="utf-8").partition("## The models")[2]
    rows = {row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `")}
    assert set(rows) == {model.slug for model in CATALOG.models(Dialect.INTEGRATION)}
    for slug, row in rows.items():
        offer = CATALOG.get(slug).live
        assert offer is not None
        assert ("not sold" in row) is bool(offer.unavailable), slug
        assert ("on no shelf" in row or "the same" in row) is not offer.shelved, slug
