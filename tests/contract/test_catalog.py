"""Every model's file keeps the promises of the catalogue, and its prices are those of the documents."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.choices import canonical, settle, turned
from bot.catalog.load import MODELS, load_catalog, load_model
from bot.catalog.pricing import PriceTerms, combinations, kie_credits, price_from, quoted
from bot.catalog.routing import pick_route, route_named
from bot.catalog.spec import Dialect, Kind, Media, Model, Offer, Per, Verb
from bot.catalog.supplied_media import SuppliedMedia
from bot.catalog.tag import load_search_words
from bot.generation.voice_samples import VOICE

FILES = sorted(MODELS.glob("*.toml"))
ONE = PriceTerms(Decimal(1))

CARD: dict[str, tuple[str, int, int]] = {
    # slug: endpoint, cheapest, dearest
    "veo-3.1": ("/api/v1/veo/generate", 80, 80),
    "veo-3.1-fast": ("/api/v1/veo/generate", 70, 70),
    "sora-2": ("/api/v1/sora/generate", 100, 100),
    "kling-2.1-pro": ("/api/v1/kling/generate", 50, 70),
    "kling-2.5-turbo": ("/api/v1/kling/generate", 50, 50),
    "runway-gen-3": ("/api/v1/runway/generate", 60, 80),
    "runway-aleph": ("/api/v1/runway/generate", 50, 70),
    "minimax": ("/api/v1/minimax/generate", 50, 50),
    "hailuo-02": ("/api/v1/hailuo/generate", 60, 60),
    "wan-2.5": ("/api/v1/wan/generate", 60, 60),
    "seedance": ("/api/v1/seedance/generate", 55, 55),
    "luma-modify": ("/api/v1/luma/modify", 50, 70),
    "gpt-4o-image": ("/api/v1/gpt4o-image/generate", 10, 10),
    "flux-pro": ("/api/v1/flux/generate", 8, 8),
    "flux-kontext": ("/api/v1/flux/generate", 8, 8),
    "midjourney": ("/api/v1/midjourney/generate", 12, 12),
    "seedream-v4": ("/api/v1/seedream/generate", 8, 8),
    "qwen-image": ("/api/v1/qwen/generate", 6, 8),
    "ghibli": ("/api/v1/ghibli/generate", 10, 10),
    "recraft-remove-bg": ("/api/v1/recraft/remove-bg", 2, 2),
    "elevenlabs-tts": ("/api/v1/elevenlabs/tts", 5, 10),
    "elevenlabs-sfx": ("/api/v1/elevenlabs/sfx", 5, 10),
    "suno-v4": ("/api/v1/suno/generate", 20, 30),
    "suno-v4.5": ("/api/v1/suno/generate", 20, 30),
    "suno-v5": ("/api/v1/suno/generate", 25, 35),
}
"""The integration document's tables, row by row. "~80" is exactly 80; a range is the cheapest and the dearest."""

CARD_SECONDS: dict[str, tuple[int, int]] = {
    "veo-3.1": (8, 12),
    "veo-3.1-fast": (8, 12),
    "sora-2": (10, 15),
    "kling-2.1-pro": (5, 10),
    "kling-2.5-turbo": (5, 10),
    "runway-gen-3": (5, 10),
    "minimax": (6, 10),
    "hailuo-02": (8, 12),
    "wan-2.5": (8, 12),
    "seedance": (8, 10),
}
"""The integration document's lengths, in seconds."""

NOT_SERVED = {
    "sora-2": "removed",
    "luma-modify": "undocumented",
    "midjourney": "undocumented",
    "elevenlabs-sfx": "failing",
}
"""What KIE no longer serves, and the reason that people read."""

LIVE_PRICES = [
    # KIE's own credits, from its price list of 2026-09-24
    ("veo-3.1", {"resolution": "720p"}, False, "250"),
    ("veo-3.1", {"resolution": "1080p"}, True, "255"),
    ("veo-3.1", {"resolution": "4k"}, False, "380"),
    ("veo-3.1", {"resolution": "4k"}, True, "370"),
    ("veo-3.1-fast", {"resolution": "720p"}, False, "60"),
    ("veo-3.1-fast", {"resolution": "1080p"}, False, "65"),
    ("veo-3.1-fast", {"resolution": "4k"}, True, "180"),
    ("kling-2.1-pro", {"duration": "5"}, True, "50"),
    ("kling-2.1-pro", {"duration": "10"}, True, "100"),
    ("kling-2.5-turbo", {"duration": "5"}, False, "42"),
    ("kling-2.5-turbo", {"duration": "10"}, True, "84"),
    ("runway-gen-3", {"duration": "5", "resolution": "720p"}, False, "12"),
    ("runway-gen-3", {"duration": "10", "resolution": "720p"}, False, "30"),
    ("runway-gen-3", {"duration": "5", "resolution": "1080p"}, True, "30"),
    ("runway-aleph", {}, True, "110"),
    ("minimax", {"duration": "6", "resolution": "768P"}, False, "48"),
    ("minimax", {"duration": "15", "resolution": "2K"}, True, "199"),
    ("hailuo-02", {"quality": "pro"}, False, "57"),
    ("hailuo-02", {"quality": "standard", "duration": "6"}, True, "30"),
    ("hailuo-02", {"quality": "standard", "duration": "10"}, False, "50"),
    ("wan-2.5", {"duration": "5", "resolution": "720p"}, False, "60"),
    ("wan-2.5", {"duration": "10", "resolution": "720p"}, True, "120"),
    ("wan-2.5", {"duration": "5", "resolution": "1080p"}, False, "100"),
    ("wan-2.5", {"duration": "10", "resolution": "1080p"}, False, "200"),
    ("seedance", {"duration": "4", "resolution": "480p", "audio": "off"}, False, "7"),
    ("seedance", {"duration": "5", "resolution": "720p", "audio": "on"}, False, "35"),
    ("seedance", {"duration": "12", "resolution": "1080p", "audio": "on"}, True, "180"),
    ("gpt-4o-image", {}, False, "6"),
    ("flux-pro", {"resolution": "1K"}, False, "5"),
    ("flux-pro", {"resolution": "2K"}, True, "7"),
    ("flux-kontext", {}, False, "5"),
    ("seedream-v4", {"resolution": "4K"}, False, "5"),
    ("qwen-image", {}, False, "4"),
    ("qwen-image", {}, True, "5"),
    ("ghibli", {}, True, "6"),
    ("recraft-remove-bg", {}, True, "1"),
    ("suno-v4", {}, False, "12"),
    ("suno-v4.5", {}, False, "12"),
    ("suno-v5", {"mode": "lyrics"}, False, "12"),
]


@cache
def catalog() -> Catalog:
    """The catalogue that comes with Kiosk, read once."""
    return load_catalog()


def offer_of(slug: str, dialect: Dialect) -> Offer:
    """The model's offer, which must exist."""
    offer = catalog().get(slug).offer(dialect)
    assert offer is not None, f"{slug} has no {dialect} offer"
    return offer


def sold(model: Model) -> list[Offer]:
    """The offers that can be bought."""
    return [offer for offer in (model.live, model.integration) if offer is not None and not offer.unavailable]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def model(request: pytest.FixtureRequest) -> Model:
    """Each file of the folder."""
    path: Path = request.param
    return load_model(path)


# ── every file ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_source_is_named(path: Path) -> None:
    """A contract without its source and date cannot be checked again."""
    assert path.read_text(encoding="utf-8").startswith("# source: ")


def test_every_combination_has_a_price_and_a_way(model: Model) -> None:
    """Whatever can be chosen can be sold, for at least one whole credit, and its route is found again by name."""
    for offer in sold(model):
        count = 0
        for choices, media in combinations(offer, every=True):
            price = quoted(offer, choices, media=media, prompt="x", terms=ONE)
            name, route = pick_route(offer, choices, has_references=bool(media))
            assert price >= 1
            assert route_named(offer, name) is route
            count += 1
        assert count


def test_settled_choices_stay_settled(model: Model) -> None:
    """The defaults are a possible choice, and every button leads to a possible choice that has its value."""
    for offer in sold(model):
        defaults = settle(model, offer, {})
        assert settle(model, offer, defaults) == defaults
        for option in offer.options:
            for value in option.choices:
                chosen = turned(offer, defaults, option.name, value)
                assert chosen[option.name] == value
                assert settle(model, offer, chosen) == chosen


def test_free_defaults_are_possible(model: Model) -> None:
    """A default that its own option would refuse could never be sent."""
    for offer in sold(model):
        for option in offer.options:
            if option.default:
                assert canonical(option, option.default) == option.default


def test_written_forms_are_json(model: Model) -> None:
    """What goes into requests as it is written must be JSON: decimals would not be."""
    for offer in sold(model):
        for option in offer.options:
            json.dumps(dict(option.wire))
        for route in (*offer.routes, *offer.legacy_routes):
            json.dumps(dict(route.fixed))


def test_every_value_has_somewhere_to_go(model: Model) -> None:
    """An option without a field writes each value as a table, or decides the route: nothing is silently dropped."""
    for offer in sold(model):
        routed = {name for route in (*offer.routes, *offer.legacy_routes) for name in route.when}
        for option in offer.options:
            if not option.field and option.name not in routed:
                assert set(option.wire) == set(option.choices), option.name


def test_a_voice_is_one_voice_everywhere() -> None:
    """Samples are kept by a voice's name: in whichever model, it must be the same at KIE."""
    written: dict[str, set[object]] = {}
    for model in catalog():
        for offer in (model.live, model.integration):
            for option in offer.options if offer else ():
                if option.name == VOICE:
                    for voice in option.choices:
                        written.setdefault(voice, set()).add(option.wire.get(voice, voice))
    assert written
    assert {voice for voice, ids in written.items() if len(ids) > 1} == set()


def test_media_is_acceptable_by_type(model: Model) -> None:
    """Each need says which types it takes, and they are of its own media."""
    family = {Media.PHOTO: "image/", Media.VIDEO: "video/", Media.AUDIO: "audio/"}
    for offer in sold(model):
        for need in offer.references:
            assert need.types
            assert all(kind.startswith(family[need.media]) for kind in need.types)


def test_a_model_that_takes_no_words_needs_media(model: Model) -> None:
    """Otherwise there would be nothing to make anything from."""
    for offer in sold(model):
        if offer.prompt.maximum_length == 0:
            assert any(need.minimum for need in offer.references)


def test_a_lookup_is_quick_enough_for_a_menu(model: Model) -> None:
    """The price that a menu shows comes from few combinations, however many options there are."""
    for offer in sold(model):
        assert len(list(combinations(offer))) <= 200


# ── the integration document ────────────────────────────────────────────────────────────────────────────────────


def test_all_rows_of_the_document_are_there() -> None:
    """The integration dialect sells exactly the document's models, all of them."""
    assert {found.slug for found in catalog().models(Dialect.INTEGRATION)} == set(CARD)
    assert not [slug for slug in CARD if offer_of(slug, Dialect.INTEGRATION).unavailable]


@pytest.mark.parametrize("slug", CARD)
def test_endpoint_and_prices_are_the_documents(slug: str) -> None:
    """One endpoint for each row; the cheapest and the dearest combination are the ends of its range."""
    path, cheapest, dearest = CARD[slug]
    offer = offer_of(slug, Dialect.INTEGRATION)
    assert [(route.family, route.path) for route in offer.routes] == [("card", path)]
    prices = [
        kie_credits(offer, choices, media=media, prompt="x")
        for choices, media in combinations(offer, every=True)
    ]
    assert min(prices) == cheapest
    assert max(prices) == dearest
    assert price_from(offer, ONE) == cheapest


@pytest.mark.parametrize("slug", CARD)
def test_every_row_is_known_live_too(slug: str) -> None:
    """Nothing of the document is missing in the live dialect: it is sold, or has a reason why not."""
    assert offer_of(slug, Dialect.LIVE).unavailable == NOT_SERVED.get(slug, "")


@pytest.mark.parametrize("slug", CARD_SECONDS)
def test_lengths_span_the_documents_range(slug: str) -> None:
    """The shortest and the longest choice are the ends of the document's range."""
    option = offer_of(slug, Dialect.INTEGRATION).option("duration")
    assert option is not None
    assert (int(option.choices[0]), int(option.choices[-1])) == CARD_SECONDS[slug]


def test_supplier_models_are_the_documents_names() -> None:
    """The names of its examples where it has one, our slug elsewhere."""
    examples = {"veo-3.1": "veo3.1"}
    for slug in CARD:
        (route,) = offer_of(slug, Dialect.INTEGRATION).routes
        assert route.supplier_model == examples.get(slug, slug)


def test_speech_by_the_minute() -> None:
    """The document's only price per minute."""
    price = offer_of("elevenlabs-tts", Dialect.INTEGRATION).price
    assert price is not None
    assert price.per is Per.MINUTE


# ── what KIE serves today ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("slug", "choices", "has_references", "expected"), LIVE_PRICES)
def test_live_prices_are_kies(
    slug: str, choices: dict[str, str], has_references: bool, expected: str
) -> None:
    """Each row of KIE's list for the document's models."""
    offer = offer_of(slug, Dialect.LIVE)
    chosen = settle(catalog().get(slug), offer, choices, has_references=has_references)
    media = SuppliedMedia.least(offer, some=has_references)
    assert kie_credits(offer, chosen, media=media) == Decimal(expected)


def test_speech_is_sold_by_the_thousand_characters() -> None:
    """KIE charges 12 credits for a thousand characters, exactly."""
    offer = offer_of("elevenlabs-tts", Dialect.LIVE)
    chosen = settle(catalog().get("elevenlabs-tts"), offer, {})
    assert kie_credits(offer, chosen, media=SuppliedMedia(), prompt="x" * 1500) == 18


def test_there_is_more_than_the_document() -> None:
    """KIE's newer models are sold in the live dialect, and every shelf has something to buy."""
    beyond = [found for found in catalog() if found.slug not in CARD]
    assert len(beyond) >= 10
    assert all(found.integration is None for found in beyond)
    for kind in Kind:
        shelf = catalog().shelf(kind, Dialect.LIVE)
        first = shelf[0].live
        assert first is not None
        assert not first.unavailable


def test_needs_of_the_current_models() -> None:
    """Kling 2.1 Pro, Aleph, Modify and background removal cannot start from words alone."""
    needs = {
        slug: [need.media for need in offer_of(slug, Dialect.LIVE).references if need.minimum]
        for slug in CARD
    }
    assert {slug: media for slug, media in needs.items() if media} == {
        "kling-2.1-pro": [Media.PHOTO],
        "runway-aleph": [Media.VIDEO],
        "luma-modify": [Media.VIDEO],
        "recraft-remove-bg": [Media.PHOTO],
    }


def test_what_must_be_said_is_always_said() -> None:
    """KIE changed these defaults before: sound costs double, and without translation other languages fail."""
    audio = offer_of("seedance", Dialect.LIVE).option("audio")
    assert audio is not None
    assert audio.field == "generate_audio"
    for slug in ("veo-3.1", "veo-3.1-fast", "flux-kontext"):
        offer = offer_of(slug, Dialect.LIVE)
        translation = offer.option("translation")
        assert translation is not None
        assert (translation.default, translation.field) == ("on", "enable_translation")
        assert all(route.names["enable_translation"] == "enableTranslation" for route in offer.legacy_routes)


def test_titles_are_told_apart() -> None:
    """Two buttons never carry the same words."""
    titles = [found.title for found in catalog()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("dialect", list(Dialect))
def test_what_people_ask_for_by_a_verb_is_done_by_somebody(dialect: Dialect) -> None:
    """In both dialects photos and videos have the verbs that people expect, and so have words."""
    assert {Verb.ANIMATE, Verb.EDIT, Verb.RESTYLE, Verb.REMOVEBG} <= set(
        catalog().verbs(dialect).verbs_on(Media.PHOTO)
    )
    assert {Verb.EDIT, Verb.RESTYLE} <= set(catalog().verbs(dialect).verbs_on(Media.VIDEO))
    assert set(catalog().verbs(dialect).verbs_on(None)) == {Verb.VOICE, Verb.SONG}


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize("verb", list(Verb))
def test_ranks_of_a_verb_leave_no_doubt(verb: Verb, dialect: Dialect) -> None:
    """Of the models that do the same with the same media, no two have the same rank."""
    for media in (None, *Media):
        ranks = [
            offer.verbs[verb]
            for model in catalog().verbs(dialect).doers(verb, media)
            if (offer := model.offer(dialect)) is not None
        ]
        assert len(ranks) == len(set(ranks)), media


@pytest.mark.parametrize("dialect", Dialect)
def test_every_model_is_found_by_its_names(dialect: Dialect) -> None:
    """By title, slug, maker and other names each model that is sold is among the results, and by its own name first."""
    for model in catalog().models(dialect):
        found = catalog().search(model.title, dialect)
        both = [*found.slugs, *found.unsold]
        assert model.slug in both, model.title
        for written in (model.slug, model.maker, *model.words):
            found = catalog().search(written, dialect)
            assert model.slug in (*found.slugs, *found.unsold), (model.slug, written)
        assert catalog().get(model.title) is model
        assert model.maker, model.slug


@pytest.mark.parametrize("dialect", Dialect)
def test_every_tag_finds_its_models_in_every_language(dialect: Dialect) -> None:
    """Each phrase of each tag finds every model that has the tag, the best first, and what can be done about it."""
    tags = load_search_words().tags
    languages = {path.name for path in (Path(__file__).parents[2] / "bot/locales").iterdir() if path.is_dir()}
    tagged: set[str] = set()
    for tag in tags:
        assert tag.words.keys() == languages, tag.slug
        sold = [model for model in catalog().models(dialect) if not require(model.offer(dialect)).unavailable]
        having = {
            model.slug for model in sold if tag.rank_of(model, require(model.offer(dialect))) is not None
        }
        tagged |= having
        for phrase in (phrase for phrases in tag.words.values() for phrase in phrases):
            found = catalog().search(phrase, dialect)
            assert having <= set(found.slugs), (tag.slug, phrase)
            assert tag.verb is None or not having or tag.verb in found.verbs, (tag.slug, phrase)
    assert tagged >= {model.slug for model in sold}


def require(offer: Offer | None) -> Offer:
    """The offer, which is there."""
    assert offer is not None
    return offer
