"""Finding models by what people type."""

from __future__ import annotations

import pytest

from bot.catalog.load import load_catalog
from bot.catalog.search import SearchResults
from bot.catalog.spec import Dialect, Kind, Verb
from bot.errors import AmbiguousModel, UnknownModel

CATALOG = load_catalog()


def search(wanted: str, dialect: Dialect = Dialect.LIVE) -> SearchResults:
    """What the shipped catalogue has for the words."""
    return CATALOG.search(wanted, dialect)


def titles(wanted: str, dialect: Dialect = Dialect.LIVE) -> list[str]:
    """The titles of the models that are found."""
    return [CATALOG.get(slug).title for slug in search(wanted, dialect).slugs]


@pytest.mark.parametrize(
    "written",
    [
        *("kling", "KLING", "клинг", "Клинг", "клингу", "klign", "klin", "rkbyu", "лдштп", "КЛИНГ!"),
        *("kling ai", "нейросеть клинг", "модель клинг"),
    ],
)
def test_a_name_is_found_as_it_is_heard_or_mistyped(written: str) -> None:
    """In either script, in another case or form, with a slip, on the other keyboard: the models of that name, and no other."""
    found = titles(written)
    assert len(found) == 11
    assert all(title.startswith("Kling") for title in found)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("суно", "Suno"), ("вео", "Veo"), ("флюкс", "Flux"), ("флакс", "Flux"), ("сиданс", "Seedance"),
        ("сидрим", "Seedream"), ("имаген", "Imagen"), ("квен", "Qwen"), ("ранвей", "Runway"),
        ("нано банана", "Nano Banana"), ("nanobanana", "Nano Banana"), ("идеограм", "Ideogram"), ("грок", "Grok"),
        ("рекрафт", "Recraft"), ("топаз", "Topaz"), ("элевенлабс", "ElevenLabs"), ("eleven labs", "ElevenLabs"),
        ("пиксверс", "PixVerse"), ("омнихьюман", "OmniHuman"), ("ghibli", "Ghibli"), ("гибли", "Ghibli"),
        ("sidans", "Seedance"), ("ыгтщ", "Suno"),
    ],
)  # fmt: skip
def test_names_in_the_other_script(written: str, title: str) -> None:
    """Every result has the name that was meant; makers' other models do not come along."""
    found = titles(written)
    assert found
    assert all(one.startswith(title) for one in found), found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("veo 3.1 fast", {"Veo 3.1 Fast", "Veo 3.1 Fast Extend"}),
        ("клинг турбо", {"Kling 3.0 Turbo", "Kling 2.5 Turbo"}),
        ("turbo 2.5 kling", {"Kling 2.5 Turbo"}),
        ("kling2.5", {"Kling 2.5 Turbo"}),
        ("suno v5", {"Suno V5"}),
        ("суно 5", {"Suno V5"}),
        ("black forest", {"Flux Pro", "Flux Kontext", "Flux 2 Flex"}),
    ],
)
def test_every_word_narrows(wanted: str, found: set[str]) -> None:
    """Words in any order; a version with or without its v; a maker of two words."""
    assert set(titles(wanted)) == found


@pytest.mark.parametrize(
    ("english", "russian", "first", "most"),
    [
        ("anime", "аниме", "Ghibli AI", 8),
        ("logo", "логотип", "Ideogram V3", 8),
        ("poster", "плакат", "Ideogram V3", 8),
        ("photorealistic", "фотореализм", "Flux Pro", 8),
        ("upscale", "апскейл", "Recraft Crisp Upscale", 4),
        ("continue song", "продолжить песню", "Suno Extend", 1),
        ("remove background", "удалить фон", "Recraft BG Removal", 2),
        ("talking photo", "говорящее фото", "Kling Avatar", 5),
        ("voiceover", "озвучка", "Gemini Speech", 6),
        ("song", "песня", "Suno V6", 8),
        ("sound effects", "звуковые эффекты", "Suno Sounds", 2),
        ("dance", "танец", "Kling 3.0 Motion", 4),
        ("face swap", "замена лица", "Wan 2.2 Animate", 4),
        ("video with sound", "видео со звуком", "Veo 3.1 Fast", 16),
        ("cheap video", "дешёвое видео", "Grok Imagine Video 1.5", 8),
        ("music video", "клип на песню", "Suno Music Video", 1),
    ],
)
def test_what_is_to_be_made(english: str, russian: str, first: str, most: int) -> None:
    """A task finds the same few models in both languages, the best one first."""
    assert titles(english)[0] == first
    assert titles(russian) == titles(english)
    assert len(titles(english)) <= most


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [("text to video", Kind.VIDEO), ("видео по тексту", Kind.VIDEO), ("картинка", Kind.IMAGE)],
)
def test_kinds(wanted: str, kind: Kind) -> None:
    """A kind finds all of its models."""
    slugs = search(wanted).slugs
    assert len(slugs) > 20
    assert {CATALOG.get(slug).kind for slug in slugs} == {kind}


@pytest.mark.parametrize(
    ("wanted", "verb"),
    [
        ("upscale", Verb.UPSCALE), ("апскейл", Verb.UPSCALE), ("lip sync", Verb.LIPSYNC), ("липсинк", Verb.LIPSYNC),
        ("удалить фон", Verb.REMOVEBG), ("remove background", Verb.REMOVEBG), ("озвучка", Verb.VOICE),
        ("песню", Verb.SONG), ("оживить фото", Verb.ANIMATE), ("продлить видео", Verb.EXTEND), ("кавер", Verb.COVER),
    ],
)  # fmt: skip
def test_verbs_are_among_the_results(wanted: str, verb: Verb) -> None:
    """What can be done at once is found beside the models that do it."""
    assert list(search(wanted).verbs) == [verb]


def test_models_of_a_name_stand_in_the_order_of_their_shelf() -> None:
    """Whatever tags sound a little like it."""
    assert titles("suno")[:4] == titles("суно")[:4] == ["Suno V6", "Suno V6 Mini", "Suno V6 Wild", "Suno V5"]
    assert titles("music")[0] == "Suno V6", "what makes music comes before what has the word in its name"


def test_names_bring_no_verbs() -> None:
    """Who looks for a model is not offered something else."""
    assert not any(search(name).verbs for name in ("suno", "клинг", "veo 3.1", "аниме"))


@pytest.mark.parametrize("wanted", ["midjourney", "миджорни", "mid journey", "midjorney", "mj"])
def test_what_cannot_be_had_is_found_apart(wanted: str) -> None:
    """By its name, also with a slip; where it is sold it is a result like any other."""
    assert (search(wanted).slugs, search(wanted).unsold) == ([], ["midjourney"])
    assert search(wanted, Dialect.INTEGRATION).slugs == ["midjourney"]


def test_what_cannot_be_had_is_not_found_by_what_it_does() -> None:
    """A task leads to what works."""
    assert "midjourney" not in (*search("anime").slugs, *search("anime").unsold)
    assert "midjourney" in search("anime", Dialect.INTEGRATION).slugs[:2]


def test_the_nearest() -> None:
    """What fits nothing but resembles something leads there, at most to three; what resembles nothing leads nowhere."""
    assert len(search("videogame").nearest) == 3
    assert search("xyzzy").nearest == []
    assert search("лого для кафе").nearest[0] == "ideogram-v3", "what is clear counts"
    assert search("песня на день рождения").nearest[0] == "suno-v6"
    assert search("cat in a hat").nearest == []


@pytest.mark.parametrize("wanted", ["", "…", "?!", "🙂", "\u202e", "из", "для", "нейросеть для"])
def test_nothing_to_look_for(wanted: str) -> None:
    """Without a word that says something nothing is found and nothing is near."""
    found = search(wanted)
    assert (found.slugs, found.unsold, found.nearest) == ([], [], [])


@pytest.mark.parametrize("filling", ["a", "🙂", "<b>&\"'</b>", "שלום ", "kling ", "удалить фон ", "\u202eveo ", "abcdefgh ", "1" * 20 + " "])  # fmt: skip
def test_hostile_searches_end(filling: str) -> None:
    """A page of anything costs no more than a line, and is answered."""
    wanted = (filling * 4096)[:4096]
    found = search(wanted)
    assert len(found.slugs) < len(CATALOG)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("veo-3.1-fast", "veo-3.1-fast"), ("Veo 3.1 Fast", "veo-3.1-fast"), ("вео 3.1", "veo-3.1"), ("veo3.1", "veo-3.1"),
        ("вео-3.1-фаст", "veo-3.1-fast"), ("миджорни", "midjourney"), ("Гибли", "ghibli"), ("сора", "sora-2"),
        ("clinging", ""), ("клинг", ""), ("klign-3.0", ""),
    ],
)  # fmt: skip
def test_a_name_that_means_one_model(name: str, slug: str) -> None:
    """It is that model, without a question; several, and slips, are asked about."""
    if slug:
        assert CATALOG.get(name).slug == slug
    else:
        with pytest.raises(UnknownModel):
            CATALOG.get(name)


@pytest.mark.parametrize(
    ("line", "with_slug"),
    [
        ("Kling 2.5 Turbo a cat", "kling-2.5-turbo a cat"),
        ("нано банана кот\nв шляпе", "nano-banana кот\nв шляпе"),
        ("veo 3.1 fast 9:16 a car", "veo-3.1-fast 9:16 a car"),
        ("суно 5", "suno-v5"),
        ("kling-3.0 turbo engine", "kling-3.0 turbo engine"),
        ("a cat in a hat", "a cat in a hat"),
        ("kling", "kling"),
        ("", ""),
    ],
)
def test_a_line_that_begins_with_a_name_of_several_words(line: str, with_slug: str) -> None:
    """The longest name counts; a slug is never lengthened by the words after it."""
    assert CATALOG.with_slug(line) == with_slug


def test_a_name_that_means_several_models() -> None:
    """All of them are named, the first of the shelf first."""
    with pytest.raises(AmbiguousModel) as refused:
        CATALOG.get("клинг")
    assert refused.value.candidates[0] == "kling-3.0"
    assert len(refused.value.candidates) == 11


def test_a_name_with_a_slip_names_the_likeliest() -> None:
    """The writer is asked whether that was meant."""
    with pytest.raises(UnknownModel) as refused:
        CATALOG.get("kling-2.5-tubro")
    assert refused.value.facts == {"slug": "kling-2.5-tubro", "nearest": "kling-2.5-turbo"}
