"""A wrong file stops the start, and the message says which file and which key."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.catalog.load import load_catalog, load_model
from bot.errors import CatalogError

GOOD = """
slug = "painter"
title = "Painter"
kind = "image"
usual_seconds = 30
deadline_seconds = 600

[live]
options = [
  { name = "size", choices = ["small", "large"], default = "small", field = "size" },
  { name = "speed", choices = ["slow", "fast"], default = "slow", wire = { fast = { turbo = 1.5 } } },
]
conflicts = [{ size = "large", speed = "fast" }]
references = [{ media = "photo", maximum = 2, field = "image_url", more_fields = ["last_url"] }]
price = { rows = [
  { credits = 3.5, when = { size = "large" } },
  { credits = 1, when = { size = "small", references = "no" } },
  { credits = 2, when = { size = "small", references = "yes" } },
] }
routes = [
  { family = "market", supplier_model = "painter/text", references = "none", when = { speed = "slow" } },
  { family = "market", supplier_model = "painter/fast", when = { speed = "fast" } },
  { family = "market", supplier_model = "painter/edit", references = "some", fixed = { strength = 0.8 } },
]
"""


def written(folder: Path, text: str, name: str = "painter.toml") -> Path:
    """The text as a model's file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_reads_exactly(tmp_path: Path) -> None:
    """Prices are decimals as written; numbers for the request stay numbers that JSON has."""
    live = load_model(written(tmp_path, GOOD)).live
    assert live is not None
    assert live.price is not None
    assert live.price.rows[0].credits == Decimal("3.5")
    assert live.options[1].wire == {"fast": {"turbo": 1.5}}
    assert isinstance(live.routes[2].fixed["strength"], float)


@pytest.mark.parametrize(
    ("right", "wrong", "notified"),
    [
        ('slug = "painter"', 'slug = "paint"', "slug"),
        ('kind = "image"', 'kind = "smell"', "kind"),
        ("usual_seconds = 30", "usual_seconds = 0", "usual_seconds"),
        ("usual_seconds = 30", "usual_seconds = 700", "usual_seconds"),
        ("deadline_seconds = 600", "deadline_seconds = 600\ncolour = 1", "colour"),
        ('field = "size" },', 'field = "size", sise = 1 },', "live.options.0.sise"),
        ('default = "small"', 'default = "tiny"', "live.options.size"),
        ('choices = ["small", "large"]', 'choices = ["small", "large", "LARGE"]', "live.options.size"),
        ("wire = { fast", "wire = { quick", "live.options.speed"),
        ('name = "speed"', 'name = "size"', "live.options"),
        ('size = "large", speed = "fast" }]', 'size = "huge", speed = "fast" }]', "live.conflicts"),
        ('size = "large", speed = "fast" }]', 'size = "large" }]', "live.conflicts"),
        ('size = "large", speed = "fast" }]', 'size = "small", speed = "slow" }]', "live.conflicts"),
        ('when = { size = "large" }', 'when = { shape = "large" }', "live.price"),
        ('{ credits = 3.5, when = { size = "large" } },', "", "no price"),
        ("credits = 3.5", "credits = -1", "live.price"),
        ("credits = 3.5", 'credits = "much"', "live.price.rows.0.credits"),
        ('when = { speed = "slow" }', 'when = { speed = "warp" }', "live.routes"),
        ('references = "some", fixed', 'references = "sum", fixed', "live.routes"),
        ('supplier_model = "painter/fast"', 'supplier_model = "painter/fast", omit = ["colour"]', "omit"),
        ('references = "none", when = { speed = "slow" }', 'references = "some"', "no route"),
        ('family = "market", supplier_model = "painter/text"', 'supplier_model = "painter/text"', "family"),
        ("maximum = 2, field", "maximum = 3, field", "live.references.photo"),
        ("maximum = 2, field", "minimum = 3, maximum = 2, field", "live.references.photo"),
        ("price = {", "price = { per = 'second',", "live.price.per"),
        ('title = "Painter"', "title = ", "line 3"),
        ("price = {", "price = { per = 'reference_second',", "live.price.seconds_of"),
        ("price = {", "price = { per = 'reference_second', seconds_of = 'photo',", "live.price.seconds_of"),
        ("price = {", "price = { seconds_of = 'photo',", "live.price.seconds_of"),
        ("price = {", "price = { pieces = [{ media = 'audio', credits = 1 }],", "live.price.pieces"),
        ("price = {", "price = { pieces = [{ media = 'photo', credits = 0 }],", "live.price.pieces"),
        ("maximum = 2, field", "item_field = 'id', maximum = 2, field", "live.references.photo.item_field"),
        ("maximum = 2, field", "made_by = ['painter'], maximum = 2, field", "live.references.photo.made_by"),
        (
            'maximum = 2, field = "image_url", more_fields = ["last_url"]',
            "made_by = ['nobody-knows-it'], field = 'task_id'",
            "live.references.photo.made_by",
        ),
        (
            "maximum = 2, field",
            "minimum_seconds = 9, maximum_seconds = 3, maximum = 2, field",
            "live.references",
        ),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, right: str, wrong: str, notified: str) -> None:
    """The message begins with the file and names the key."""
    assert right in GOOD
    path = written(tmp_path, GOOD.replace(right, wrong, 1))
    with pytest.raises(CatalogError) as fault:
        load_catalog(tmp_path)
    assert str(fault.value).startswith(path.name)
    assert notified in str(fault.value)


def test_a_list_in_a_conflict_is_one_conflict_with_each(tmp_path: Path) -> None:
    """Formats that are made in one size only take one line, not one for each pair; media can be a side of it."""
    text = GOOD.replace(
        '{ size = "large", speed = "fast" }', '{ size = ["large"], speed = ["fast", "slow"] }'
    )
    text = text.replace('choices = ["slow", "fast"]', 'choices = ["slow", "fast", "usual"]')
    text = text.replace("conflicts = [", 'conflicts = [{ speed = "usual", references = "no" }, ')
    live = load_model(written(tmp_path, text)).live
    assert live is not None
    assert [dict(clash) for clash in live.conflicts] == [
        {"speed": "usual", "references": "no"},
        {"size": "large", "speed": "fast"},
        {"size": "large", "speed": "slow"},
    ]


def test_prices_are_read_digit_by_digit(tmp_path: Path) -> None:
    """No price passes through a binary fraction on its way in."""
    written(tmp_path, GOOD.replace("credits = 3.5", "credits = 0.12345678901234567890123"))
    live = load_catalog(tmp_path).get("painter").live
    assert live is not None
    assert live.price is not None
    assert live.price.rows[0].credits == Decimal("0.12345678901234567890123")


def test_what_multiplies_a_price_is_a_number(tmp_path: Path) -> None:
    """Sold by the result, the option that says how many must count."""
    counted = (
        GOOD.replace('"size"', '"images"')
        .replace("size =", "images =")
        .replace("price = {", 'price = { per = "result",')
        .replace("[live]", '[live]\nresults = { option = "images" }', 1)
    )
    written(tmp_path, counted)
    with pytest.raises(CatalogError, match=r"line 11: live\.options\.images\.choices"):
        load_catalog(tmp_path)
    written(tmp_path, counted.replace('results = { option = "images" }', ""))
    with pytest.raises(CatalogError, match=r"price\.per"):
        load_catalog(tmp_path)
    written(tmp_path, counted.replace("small", "1").replace("large", "4"))
    assert len(load_catalog(tmp_path)) == 1


def test_a_route_that_nothing_takes_is_a_mistake(tmp_path: Path) -> None:
    """A route behind one that takes everything would be dead weight that looks alive."""
    text = GOOD.replace(', references = "none", when = { speed = "slow" }', "", 1)
    written(tmp_path, text)
    with pytest.raises(CatalogError, match="nothing ever goes through route"):
        load_catalog(tmp_path)


def test_a_value_that_goes_with_nothing_is_a_mistake(tmp_path: Path) -> None:
    """A button that can never be kept pressed is not offered."""
    both = 'conflicts = [{ size = "large", speed = "fast" }, { size = "large", speed = "slow" }]'
    written(tmp_path, GOOD.replace('conflicts = [{ size = "large", speed = "fast" }]', both))
    with pytest.raises(CatalogError, match="goes with nothing"):
        load_catalog(tmp_path)


def test_a_slug_must_fit(tmp_path: Path) -> None:
    """Slugs travel in callback data: at most 32 bytes of a few characters."""
    slug = "p" * 33
    written(tmp_path, GOOD.replace('slug = "painter"', f'slug = "{slug}"'), f"{slug}.toml")
    with pytest.raises(CatalogError, match="slug"):
        load_catalog(tmp_path)


def test_a_model_without_offers_is_a_mistake(tmp_path: Path) -> None:
    """No one could ever see it."""
    written(tmp_path, GOOD[: GOOD.index("[live]")])
    with pytest.raises(CatalogError, match="no offer"):
        load_catalog(tmp_path)


GONE = """
slug = "sculptor"
title = "Sculptor"
kind = "image"
usual_seconds = 30
deadline_seconds = 600

[live]
unavailable = "removed"
nearest = "painter"
"""


def test_an_unavailable_model_points_at_one_that_works(tmp_path: Path) -> None:
    """The nearest model exists and is sold in the same dialect."""
    written(tmp_path, GOOD)
    written(tmp_path, GONE, "sculptor.toml")
    assert len(load_catalog(tmp_path)) == 2
    written(tmp_path, GONE.replace('"painter"', '"sculptor"'), "sculptor.toml")
    with pytest.raises(CatalogError, match=r"sculptor\.toml, line \d+: live\.nearest"):
        load_catalog(tmp_path)
    written(tmp_path, GONE.replace('"painter"', '"nobody"'), "sculptor.toml")
    with pytest.raises(CatalogError, match=r"sculptor\.toml, line \d+: live\.nearest"):
        load_catalog(tmp_path)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    """Bytes that are no text stop the start like any other mistake."""
    (tmp_path / "painter.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogError, match=r"painter\.toml"):
        load_catalog(tmp_path)


def test_an_empty_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    """An empty catalogue is no error of the loader."""
    assert len(load_catalog(tmp_path)) == 0


TABLES = """
slug = "painter"
title = "Painter"
kind = "image"
usual_seconds = 30
deadline_seconds = 600

[live]
price = { rows = [{ credits = 1 }] }
routes = [{ family = "market" }]

# An option by the name of "size", with a default.
[[live.options]]
name = "size"
choices = ["small", "large"]
default = "small"
field = "size"

[[live.options]]
name = "speed"
choices = ["slow", "fast"]
default = "slow"
field = "speed"
"""


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("usual_seconds = 30", "usual_seconds = 700", 5),
        ('kind = "image"', 'kind = "smell"', 4),
        ("credits = 1", 'credits = "much"', 9),
        ('field = "size"', "field = 7", 17),
        ('field = "speed"', "feild = 7", 23),
        ('default = "slow"', 'default = "warp"', 20),
        ('slug = "painter"', 'slug = "paint"', 2),
    ],
)
def test_a_mistake_is_found_by_its_line(tmp_path: Path, right: str, wrong: str, line: int) -> None:
    """The operator opens the file at the place: the key's own line, or that of the option that it belongs to."""
    written(tmp_path, TABLES)
    assert load_catalog(tmp_path)
    written(tmp_path, TABLES.replace(right, wrong, 1))
    with pytest.raises(CatalogError) as fault:
        load_catalog(tmp_path)
    assert str(fault.value).startswith(f"painter.toml, line {line}: ")
