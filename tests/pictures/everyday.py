"""The bot as everybody meets it: the first minute, the gallery, settings, a purchase, and Russian."""

from __future__ import annotations

from tests.pictures.album import Album, Scene

FIRST_MINUTE = ("shelf", "quote", "result")
"""The three that stand side by side in the README."""


async def _first_minute(album: Album) -> None:
    """From Start to a finished video."""
    await album.begin()
    await album.see("Video")
    await album.shoot("welcome")
    await album.tap("Video")
    await album.see("Veo 3.1 Fast")
    await album.shoot("shelf")
    await album.tap("Veo 3.1 Fast")
    await album.see("720p")
    await album.shoot("card")
    await album.say("A paper boat on a stream at dawn")
    await album.see("Generate")
    await album.shoot("quote")
    await album.tap("Generate")
    await album.read("#1")
    await album.shoot("waiting")
    await album.see("Again")
    await album.shoot("result")


async def _what_was_made(album: Album) -> None:
    """The gallery."""
    for number, words in enumerate(("a lighthouse in a storm", "a fox in the snow", "a market at night"), 1):
        await album.say(f"/gen flux-pro {words}")
        await album.tap("Generate")
        await album.see("Again", place=number)
    await album.say("/history")
    await album.see("🔍")
    await album.shoot("history")


async def _recipe(album: Album) -> None:
    """One price for a chain, with its parts."""
    await album.say("/recipe idea-to-video A fox reads the newspaper in a café")
    await album.see("Generate")
    await album.shoot("recipe")


async def _settings(album: Album) -> None:
    """Everything that can be set."""
    await album.say("/settings")
    await album.see("Delete my data")
    await album.shoot("settings")


async def _voices(album: Album) -> None:
    """Voices with what each is like."""
    await album.say("/models elevenlabs tts")
    await album.tap("ElevenLabs TTS")
    await album.tap("Voice: ")
    await album.see("Arabella")
    await album.shoot("voices")


async def _purchase(album: Album) -> None:
    """From the packs to the credits, in English."""
    await album.say("/buy")
    await album.see("150 credits")
    await album.shoot("packs")
    await album.tap("150 credits")
    await album.tap("I agree")
    await album.tap("Pay 100")
    await album.shoot("pay")
    await album.pay()
    await album.read("150 credits added")
    await album.shoot("paid")


async def _purchase_in_russian(album: Album) -> None:
    """What the credits do not reach for, bought and priced again."""
    await album.say("/gen veo-3.1 8s 4k Рыжий кот на мотоцикле, закат, брызги")
    await album.see("Купить")
    await album.shoot("shortfall-ru")
    await album.tap("Купить")
    await album.tap("Принимаю")
    await album.tap("Заплатить")
    await album.pay()
    await album.see("Создать · 380")
    await album.shoot("paid-ru")


async def _in_russian(album: Album) -> None:
    """A welcome, a surprise and a refusal, for a person who speaks Russian."""
    await album.be("Борис", chat="Kiosk")
    await album.begin()
    await album.see("Видео")
    await album.shoot("welcome-ru")
    await album.say("/gen kling-2.5-turbo 9:16 Воздушный змей над морем на рассвете")
    await album.see("Создать")
    await album.shoot("quote-ru")
    await album.say("/gen flux-pro Кот в шляпе fail-moderation")
    await album.see("Создать", place=1)
    await album.tap("Создать")
    await album.read("отклонил фильтр")
    await album.shoot("failure-ru")


SCENES: tuple[Scene, ...] = (
    *(_first_minute, _what_was_made, _recipe, _settings, _voices, _purchase),
    *(_in_russian, _purchase_in_russian),
)
