"""The models that KIE's market knows, with their documented fields and prices.

Read from KIE's model pages and price feed of September and October 2026. A price is in credits for an ordinary
request; the simulator does not follow every option. Models whose page lists only a prompt for certain are
marked `loose`: their other fields are neither checked nor remarked upon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.sandbox.kie.fields import Field, choice, flag, number, text, url, urls, whole
from bot.sandbox.kie.prompt_reading import Kind


@dataclass(frozen=True)
class MarketModel:
    """One model id of the market: what it makes, what its `input` may hold, what it costs in credits."""

    id: str
    kind: Kind
    price: float
    fields: tuple[Field, ...]
    results: int = 1
    loose: bool = False
    always_fails: bool = False

    @property
    def provider(self) -> str:
        """The first word of the id, as the model list names its provider."""
        return re.split(r"[/-]", self.id)[0].capitalize()


_NSFW = flag("nsfw_checker")
_SEED = whole("seed")
_KLING_NEGATIVE = text("negative_prompt", 500)
_CFG = number("cfg_scale", 0, 1)
_FIVE_TEN = choice("duration*", "5", "10")
_THREE_ASPECTS = choice("aspect_ratio", "16:9", "9:16", "1:1")
_OPTIMIZER = flag("prompt_optimizer")
_FLUX_ASPECTS = ("1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3")
_SECONDS_TO_15 = whole("duration", None, None, -1, *range(4, 16))  # -1: the model chooses
_WIDE_ASPECTS = ("21:9", "16:9", "4:3", "1:1", "3:4", "9:16")
_SEEDREAM_SIZES = (
    "square",
    "square_hd",
    "portrait_4_3",
    "portrait_3_2",
    "portrait_16_9",
    "landscape_4_3",
    "landscape_3_2",
    "landscape_16_9",
    "landscape_21_9",
)
_QWEN_SIZES = ("square", "square_hd", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9")

_VEO = (
    text("prompt*"),
    choice("model", "veo3_fast", "veo3_lite", "veo3"),
    urls("image_urls", 3),
    choice("generation_type", "TEXT_2_VIDEO", "FIRST_AND_LAST_FRAMES_2_VIDEO", "REFERENCE_2_VIDEO"),
    choice("aspect_ratio", "16:9", "9:16", "Auto"),
    choice("resolution", "720p", "1080p", "4k"),
    whole("duration", None, None, 4, 6, 8),
    flag("enable_translation"),
    text("watermark"),
)
_RUNWAY = (
    text("prompt*", 1800),
    whole("duration*", None, None, 5, 10),
    choice("quality*", "720p", "1080p"),
    url("image_url"),
    choice("aspect_ratio", "16:9", "4:3", "1:1", "3:4", "9:16"),
    text("watermark"),
)
_ALEPH = (
    text("prompt*"),
    url("video_url*"),
    choice("aspect_ratio", "16:9", "9:16", "4:3", "3:4", "1:1", "21:9"),
    whole("seed"),
    url("reference_image"),
    text("watermark"),
    flag("upload_cn"),
)
_WAN = (
    _FIVE_TEN,
    choice("resolution*", "720p", "1080p"),
    text("negative_prompt", 500),
    flag("enable_prompt_expansion"),
    _SEED,
    _NSFW,
)
_SEEDANCE_2 = (
    text("prompt", 20000),
    url("first_frame_url"),
    url("last_frame_url"),
    urls("reference_image_urls", 9),
    urls("reference_video_urls", 3),
    urls("reference_audio_urls", 3),
    choice("aspect_ratio", "1:1", "4:3", "3:4", "16:9", "9:16", "21:9", "adaptive"),
    choice("resolution", "480p", "720p", "1080p", "4k"),
    flag("generate_audio"),
    flag("return_last_frame"),
    flag("web_search"),
    _NSFW,
)
_SEEDANCE_15 = (
    text("prompt*", 20000, 3),
    choice("aspect_ratio*", "1:1", "4:3", "3:4", "16:9", "9:16", "21:9"),
    whole("duration*", 4, 12),
    choice("resolution", "480p", "720p", "1080p"),
    urls("input_urls", 2),
    flag("fixed_lens"),
    flag("generate_audio"),
    _NSFW,
)
_SEEDANCE_1 = (
    text("prompt*", 10000),
    choice("duration", "5", "10"),
    choice("resolution", "480p", "720p", "1080p"),
    flag("camera_fixed"),
    _SEED,
    _NSFW,
)
_IMAGE_4O = (
    text("prompt"),
    choice("size*", "1:1", "3:2", "2:3"),
    urls("files_url", 5),
    url("file_url"),
    url("mask_url"),
)
_KONTEXT = (
    text("prompt*"),
    flag("enable_translation"),
    url("input_image"),
    choice("aspect_ratio", *_WIDE_ASPECTS),
    choice("output_format", "jpeg", "png"),
    flag("prompt_upsampling"),
    whole("safety_tolerance", 0, 6),
    flag("upload_cn"),
    text("watermark"),
)
_SEEDREAM = (
    text("prompt*", 5000),
    choice("image_size", *_SEEDREAM_SIZES),
    choice("image_resolution", "1K", "2K", "4K"),
    whole("max_images", 1, 6),
    _SEED,
    _NSFW,
)
_QWEN = (
    whole("num_inference_steps", 2, 250),
    number("guidance_scale", 0, 20),
    _SEED,
    text("negative_prompt", 500),
    choice("output_format", "png", "jpeg"),
    choice("acceleration", "none", "regular", "high"),
    flag("enable_safety_checker"),
    _NSFW,
)
_SPEECH = (
    text("text*", 5000),
    number("stability", 0, 1),
    number("similarity_boost", 0, 1),
    number("style", 0, 1),
    number("speed", 0.7, 1.2),
    flag("timestamps"),
    text("previous_text"),
    text("next_text"),
)
_SUNO = (
    flag("custom_mode*"),
    flag("instrumental*"),
    choice("model*", "V4", "V4_5", "V4_5PLUS", "V4_5ALL", "V5", "V5_5", "V6", "V6_MINI", "V6_WILD"),
    text("prompt", 5000),
    text("lyrics", 5000),
    text("style", 1000),
    text("title", 80),
    text("negative_tags"),
    choice("vocal_gender", "m", "f"),
    number("style_weight", 0, 1),
    number("weirdness_constraint", 0, 1),
    number("audio_weight", 0, 1),
    text("persona_id"),
    text("persona_model"),
    urls("image_urls", 5),
    number("duration", 10, 360),
)
_SUNO_SOUNDS = (
    text("prompt*", 500),
    choice("model*", "V5", "V5_5", "V6", "V6_WILD", "V6_MINI"),
    flag("sound_loop"),
    whole("sound_tempo", 1, 300),
    text("sound_key"),
    flag("grab_lyrics"),
)


def _video(id: str, price: float, *fields: Field) -> MarketModel:  # noqa: A002 - KIE's word for the name
    return MarketModel(id, Kind.VIDEO, price, fields)


def _image(id: str, price: float, *fields: Field) -> MarketModel:  # noqa: A002 - KIE's word for the name
    return MarketModel(id, Kind.IMAGE, price, fields)


def _loose(kind: Kind, price: float, *ids: str) -> tuple[MarketModel, ...]:
    return tuple(MarketModel(id_, kind, price, (text("prompt*", 20000),), loose=True) for id_ in ids)


_ALL: tuple[MarketModel, ...] = (
    _video("veo-3-1", 60, *_VEO),
    _video(
        "kling/v2-1-pro",
        50,
        text("prompt*", 5000),
        url("image_url*"),
        _FIVE_TEN,
        url("tail_image_url"),
        _KLING_NEGATIVE,
        _CFG,
    ),
    _video(
        "kling/v2-1-master-text-to-video",
        160,
        text("prompt*", 5000),
        _FIVE_TEN,
        _THREE_ASPECTS,
        _KLING_NEGATIVE,
        _CFG,
    ),
    _video(
        "kling/v2-5-turbo-text-to-video-pro",
        42,
        text("prompt*", 2500),
        _FIVE_TEN,
        _THREE_ASPECTS,
        text("negative_prompt", 2500),
        _CFG,
    ),
    _video(
        "kling/v2-5-turbo-image-to-video-pro",
        42,
        text("prompt*", 2500),
        url("image_url*"),
        _FIVE_TEN,
        url("tail_image_url"),
        _KLING_NEGATIVE,
        _CFG,
    ),
    _video("runway", 12, *_RUNWAY),
    _video("runway/gen4-aleph", 110, *_ALEPH),
    _video(
        "minimax-h3/text-to-video",
        78,
        text("prompt*", 7000, 1),
        choice("aspect_ratio*", *_WIDE_ASPECTS),
        whole("duration*", 4, 15),
        choice("resolution", "768P", "2K"),
    ),
    _video(
        "minimax-h3/image-to-video",
        78,
        text("prompt*", 7000, 1),
        whole("duration*", 4, 15),
        url("first_frame_url"),
        url("last_frame_url"),
        choice("resolution", "768P", "2K"),
    ),
    _video("hailuo/02-text-to-video-pro", 57, text("prompt*", 1500), _OPTIMIZER),
    _video(
        "hailuo/02-text-to-video-standard",
        30,
        text("prompt*", 1500),
        choice("duration*", "6", "10"),
        _OPTIMIZER,
    ),
    _video(
        "hailuo/02-image-to-video-pro",
        57,
        text("prompt*", 1500),
        url("image_url*"),
        url("end_image_url"),
        _OPTIMIZER,
    ),
    _video(
        "hailuo/02-image-to-video-standard",
        12,
        text("prompt*", 1500),
        url("image_url*"),
        choice("duration*", "6", "10"),
        choice("resolution*", "512P", "768P"),
        url("end_image_url"),
        _OPTIMIZER,
    ),
    *_loose(Kind.VIDEO, 50, "hailuo/2-3-image-to-video-pro", "hailuo/2-3-image-to-video-standard"),
    _video("wan/2-5-text-to-video", 60, text("prompt*", 800), _THREE_ASPECTS, *_WAN),
    _video("wan/2-5-image-to-video", 60, text("prompt*", 800), url("image_url*"), *_WAN),
    *_loose(
        Kind.VIDEO,
        70,
        *(
            "wan/2-6-text-to-video",
            "wan/2-6-image-to-video",
            "wan/2-7-text-to-video",
            "wan/2-7-image-to-video",
        ),
        *("grok-imagine/text-to-video", "grok-imagine/image-to-video"),
        *("kling-2.6/text-to-video", "kling-2.6/image-to-video", "kling-3.0/video"),
    ),
    _video("bytedance/seedance-1.5-pro", 28, *_SEEDANCE_15),
    *(
        _video(f"bytedance/seedance-2{tail}", price, *_SEEDANCE_2, duration)
        for tail, price, duration in (
            ("", 205, _SECONDS_TO_15),
            ("-fast", 165, _SECONDS_TO_15),
            ("-mini", 41, _SECONDS_TO_15),
            ("-5", 250, whole("duration", None, None, -1, *range(4, 31))),
        )
    ),
    *(
        _video(f"bytedance/v1-{tier}-text-to-video", 20, *_SEEDANCE_1, choice("aspect_ratio", *_WIDE_ASPECTS))
        for tier in ("lite", "pro")
    ),
    *(
        _video(
            f"bytedance/v1-{tier}-image-to-video", 20, *_SEEDANCE_1, url("image_url*"), url("end_image_url")
        )
        for tier in ("lite", "pro", "pro-fast")
    ),
    _image("4o-image-api", 6, *_IMAGE_4O),
    *_loose(
        Kind.IMAGE,
        6,
        *("gpt-image/1.5-text-to-image", "gpt-image/1.5-image-to-image"),
        *("gpt-image-2-text-to-image", "gpt-image-2-image-to-image"),
        *("gpt-image-2-5-flare-text-to-image", "gpt-image-2-5-sunburst-text-to-image"),
        *("gpt-image-2-5-flare-image-to-image", "gpt-image-2-5-sunburst-image-to-image"),
        *("google/nano-banana", "google/nano-banana-edit", "nano-banana-pro", "nano-banana-2"),
        *("google/imagen4", "google/imagen4-fast", "google/imagen4-ultra"),
        *("ideogram/v3-text-to-image", "ideogram/v3-edit", "ideogram/v3-remix"),
        *("flux-2/flex-text-to-image", "flux-2/flex-image-to-image", "z-image"),
        *("seedream/4.5-text-to-image", "seedream/4.5-edit"),
        *("seedream/5-lite-text-to-image", "seedream/5-lite-image-to-image"),
        *("seedream/5-pro-text-to-image", "seedream/5-pro-image-to-image"),
        *("qwen2/text-to-image", "qwen2/image-edit", "grok-imagine/text-to-image"),
    ),
    _image(
        "flux-2/pro-text-to-image",
        5,
        text("prompt*", 5000, 3),
        choice("aspect_ratio*", *_FLUX_ASPECTS),
        choice("resolution*", "1K", "2K"),
        _NSFW,
    ),
    _image(
        "flux-2/pro-image-to-image",
        5,
        text("prompt*", 5000, 3),
        urls("input_urls*", 8, 1),
        choice("aspect_ratio*", *_FLUX_ASPECTS, "auto"),
        choice("resolution*", "1K", "2K"),
        _NSFW,
    ),
    _image("flux1-kontext", 5, *_KONTEXT),
    _image("bytedance/seedream-v4-text-to-image", 5, *_SEEDREAM),
    _image("bytedance/seedream-v4-edit", 5, *_SEEDREAM, urls("image_urls*", 10, 1)),
    _image("qwen/text-to-image", 4, text("prompt*", 5000), choice("image_size", *_QWEN_SIZES), *_QWEN),
    _image(
        "qwen/image-to-image", 4, text("prompt*", 5000), url("image_url*"), number("strength", 0, 1), *_QWEN
    ),
    _image(
        "qwen/image-edit",
        5,
        text("prompt*", 2000),
        url("image_url*"),
        choice("image_size", *_QWEN_SIZES),
        choice("num_images", "1", "2", "3", "4"),
        flag("sync_mode"),
        *_QWEN,
    ),
    MarketModel("recraft/remove-background", Kind.CUTOUT, 1, (url("image*"),)),
    MarketModel("recraft/crisp-upscale", Kind.IMAGE, 0.5, (url("image*"),)),
    MarketModel(
        "topaz/image-upscale",
        Kind.IMAGE,
        20,
        (url("image_url*"), choice("upscale_factor*", "1", "2", "4", "8")),
    ),
    MarketModel("elevenlabs/text-to-speech-multilingual-v2", Kind.SPEECH, 12, (*_SPEECH, text("voice"))),
    MarketModel(
        "elevenlabs/text-to-speech-turbo-2-5",
        Kind.SPEECH,
        6,
        (*_SPEECH, text("voice"), text("language_code")),
    ),
    # accepted by KIE, and then every task fails with 500: one client's report, August 2026
    MarketModel(
        "elevenlabs/sound-effect-v2", Kind.SOUND, 2.5, (text("text*"),), loose=True, always_fails=True
    ),
    MarketModel("ai-music-api/generate", Kind.MUSIC, 12, _SUNO, results=2),
    MarketModel("ai-music-api/sounds", Kind.SOUND, 2.5, _SUNO_SOUNDS, results=2),
)

MODELS: dict[str, MarketModel] = {model.id: model for model in _ALL}
"""Every known model by its id."""


def guess(model_id: str) -> MarketModel | None:
    """Take an unknown id for a real one when it looks like KIE's: a model newer than this table.

    Sora was removed and is never guessed.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)?", model_id) or "sora" in model_id:
        return None
    video = any(
        word in model_id for word in ("video", "veo", "kling", "seedance", "wan/", "motion", "avatar")
    )
    sound = any(word in model_id for word in ("music", "speech", "audio", "sound"))
    kind = Kind.VIDEO if video else Kind.MUSIC if sound else Kind.IMAGE
    return MarketModel(model_id, kind, 10, (), loose=True)
