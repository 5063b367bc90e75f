"""Creating more than one thing at a time and better ones, played in English and in Russian and shown side by side."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from PIL import Image, ImageDraw

from tests.pictures.album import Album, Scene


@dataclass(frozen=True)
class Labels:
    """What a person taps, writes and reads in one language."""

    language: str
    first: str
    """A button of the greeting."""
    generate: str
    cancel: str
    fox: str
    paper: str
    """Words for a film."""
    numbered: str
    """Of the message below an album."""
    choose: str
    """Of the message that asks for a choice."""
    compared: str
    name: str
    named: str
    """Words with the name in them."""
    more: str
    keep_character: str
    agree: str
    person: str
    kept_character: str
    keep_look: str
    look: str
    kept_look: str
    cat: str
    use: str
    better: str
    keep: str
    go: str
    described: str


ENGLISH = Labels(
    language="en",
    first="Video",
    generate="Generate",
    cancel="Cancel",
    fox="a red fox in the snow",
    paper="A fox reads the newspaper in a café",
    numbered="Tap a number",
    choose="Tap the picture",
    compared="Compare 2",
    name="Anna",
    named="Anna on the beach, evening light",
    more="More…",
    keep_character="As a character",
    agree="Yes, mine or allowed",
    person="Person",
    kept_character="is in the cast",
    keep_look="Keep as a look",
    look="Noir",
    kept_look="The look is kept",
    cat="a cat on a roof",
    use="Use this",
    better="Better words",
    keep="Keep mine",
    go="Go · 3",
    described="Prompts for something",
)
RUSSIAN = Labels(
    language="ru",
    first="Видео",
    generate="Создать",
    cancel="Отмена",
    fox="рыжая лиса в снегу",
    paper="Лис читает газету в кафе",
    numbered="Нажмите номер, чтобы",
    choose="Нажмите номер картинки",
    compared="Сравнить 2",
    name="Анна",
    named="Анну на пляже, вечерний свет",
    more="Ещё…",
    keep_character="В персонажи",
    agree="Да, мои",
    person="Человек",
    kept_character="теперь среди персонажей",
    keep_look="В пресеты",
    look="Нуар",
    kept_look="Пресет сохранён",
    cat="кот на крыше",
    use="Взять это",
    better="Слова получше",
    keep="Оставить мой",
    go="Готово · 3",
    described="Описания, по которым",
)


async def _begin(album: Album, words: Labels) -> None:
    if words is RUSSIAN:
        await album.be("Борис", chat="Kiosk")
    await album.begin()
    await album.see(words.first)


async def _several(album: Album, words: Labels) -> None:
    """Three of the same: the price, and the album."""
    await album.say(f"/gen nano-banana ×3 {words.fox}")
    await album.see(f"{words.generate} ×3")
    await album.shoot(f"several-price-{words.language}")
    await album.tap(f"{words.generate} ×3")
    await album.read(words.numbered)
    await album.shoot(f"several-album-{words.language}")


async def _film(album: Album, words: Labels) -> None:
    """Pictures first, then a choice, then a film's price."""
    await album.say(f"/recipe words-to-film {words.paper}")
    await album.see(f"{words.generate} ×3 · 15")
    await album.tap(f"{words.generate} ×3 · 15")
    await album.read(words.choose)
    await album.shoot(f"film-album-{words.language}")
    await album.choose("2")
    await album.see(f"{words.generate} · 42")
    await album.shoot(f"film-price-{words.language}")
    await album.drop(words.cancel, words.generate)


async def _compare(album: Album, words: Labels) -> None:
    """The same with two models."""
    await album.say(f"/compare nano-banana flux-pro {words.cat}")
    await album.see(words.compared)
    await album.shoot(f"compare-price-{words.language}")
    await album.drop(words.cancel, words.compared)


async def _cast(album: Album, words: Labels) -> None:
    """A result kept as a character, and used by its name."""
    await album.say(f"/gen nano-banana portrait {words.fox}")
    await album.tap_then(f"{words.generate} ·", words.more)
    await album.choose(words.more)
    await album.tap(words.keep_character)
    await album.say(words.name)
    await album.tap(words.agree)
    await album.tap(words.person)
    await album.read(words.kept_character)
    await album.shoot(f"cast-kept-{words.language}")
    await album.say(f"/gen nano-banana {words.named}")
    await album.see(f"🎭 {words.name}")
    await album.shoot(f"cast-price-{words.language}")
    await album.drop(words.cancel, words.generate)


async def _look(album: Album, words: Labels) -> None:
    """A result's way kept under a name, and used for other words."""
    await album.say(f"/gen nano-banana noir, rain, high contrast: {words.fox}")
    await album.tap_then(f"{words.generate} ·", words.more)
    await album.choose(words.more)
    await album.tap(words.keep_look)
    await album.say(words.look)
    await album.read(words.kept_look)
    await album.shoot(f"look-kept-{words.language}")
    await album.say(f"/look {words.look} {words.cat}")
    await album.see(f"✖ 🎨 {words.look}")
    await album.shoot(f"look-price-{words.language}")
    await album.drop(words.cancel, words.generate)


async def _words(album: Album, words: Labels) -> None:
    """A suggestion beside one's own words, and prompts for a picture."""
    await album.say(f"/gen nano-banana {words.cat}")
    await album.tap(words.better)
    await album.see(words.use)
    await album.shoot(f"words-suggested-{words.language}")
    await album.tap(words.keep)
    await album.drop(words.cancel, words.generate)
    await album.attach(_still_life("tan"), words="/describe")
    await album.read(words.described)
    await album.shoot(f"words-described-{words.language}")


async def _each(album: Album, words: Labels) -> None:
    """Three pictures on one card."""
    await album.say("/each upscale")
    await album.attach(_still_life("teal"), _still_life("salmon"), _still_life("khaki"))
    await album.see(words.go)
    await album.shoot(f"each-card-{words.language}")
    await album.tap(words.go)
    await album.see(f"{words.generate} ×3")
    await album.shoot(f"each-price-{words.language}")


def _still_life(colour: str) -> Path:
    """A vase on a table, in this colour."""
    picture = Image.new("RGB", (640, 480), "ivory")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 360, 640, 480), fill="burlywood")
    draw.ellipse((230, 170, 410, 410), fill=colour)
    draw.rectangle((290, 90, 350, 200), fill=colour)
    draw.ellipse((270, 76, 370, 104), fill=colour)
    target = Path(mkdtemp()) / f"{colour}.jpg"
    picture.save(target)
    return target


_PLAYS: tuple[Callable[[Album, Labels], Awaitable[None]], ...] = (
    *(_begin, _several, _film, _compare, _cast, _look, _words, _each),
)


def _in(labels: Labels, play: Callable[[Album, Labels], Awaitable[None]]) -> Scene:
    return lambda album: play(album, labels)


SCENES: tuple[Scene, ...] = tuple(_in(labels, play) for labels in (ENGLISH, RUSSIAN) for play in _PLAYS)
BESIDE = {
    "several": ("several-price-en", "several-album-en", "several-album-ru"),
    "film": ("film-album-en", "film-price-en", "film-album-ru"),
    "compare": ("compare-price-en", "compare-price-ru"),
    "cast": ("cast-kept-en", "cast-price-en", "cast-price-ru"),
    "looks": ("look-kept-en", "look-price-en", "look-price-ru"),
    "words": ("words-suggested-en", "words-described-en", "words-suggested-ru"),
    "each": ("each-card-en", "each-price-en", "each-card-ru"),
}
"""A document's picture: the screens that stand side by side in it."""
