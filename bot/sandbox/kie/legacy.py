"""The older per-family endpoints of KIE: flat camelCase bodies, and a different answer for each family.

Read from KIE's "old model" pages; Suno, whose songs come in stages, has a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.kie import payloads as wordings
from bot.sandbox.kie.fields import Field, Refusal, check, choice, flag, number, text, url, urls, whole
from bot.sandbox.kie.prompt_reading import Kind, read_shot
from bot.sandbox.kie.tasks import JSON, SimTask, Submission

Wording = Callable[[SimTask], JSON]

_COMMON = (url("callBackUrl"), text("watermark"), text("waterMark"))


@dataclass(frozen=True)
class Legacy:
    """One legacy family: where it lives, what it takes, how it words a status and a callback."""

    name: str
    submit_path: str
    status_path: str
    kind: Kind
    price: float
    fields: tuple[Field, ...]
    word_status: Wording
    word_callback: Wording
    results: int = 1

    def read(self, body: Mapping[str, Any]) -> Submission:
        """Read a flat body.

        Raises:
            Refusal: 422 for a missing or wrong field.

        """
        remarks = check((*self.fields, *_COMMON), body)
        if self.name == "gpt4o" and not (body.get("prompt") or body.get("filesUrl")):
            raise Refusal(422, "prompt and filesUrl cannot both be empty")
        prompt = str(body.get("prompt") or "")
        return Submission(
            model=str(body.get("model") or self.name),
            shot=read_shot(self.kind, prompt, body),
            price=self.price,
            results=int(body.get("nVariants") or self.results),
            callback_url=body.get("callBackUrl") or None,
            remarks=tuple(f"{self.name}: {name}" for name in remarks),
        )

    def status(self, task: SimTask) -> JSON:
        """Word `data` of the family's status answer."""
        return self.word_status(task)

    def callback(self, task: SimTask) -> JSON:
        """Word the family's callback."""
        return self.word_callback(task)

    def stages(self) -> Mapping[float, Wording]:
        """Return nothing: these families call back once."""
        return {}


_VEO = (
    text("prompt*"),
    choice("model", "veo3", "veo3_fast", "veo3_lite"),
    urls("imageUrls", 3),
    choice("generationType", "TEXT_2_VIDEO", "FIRST_AND_LAST_FRAMES_2_VIDEO", "REFERENCE_2_VIDEO"),
    choice("aspect_ratio", "16:9", "9:16", "Auto"),
    choice("aspectRatio", "16:9", "9:16", "Auto"),
    choice("resolution", "720p", "1080p", "4k"),
    whole("duration", None, None, 4, 6, 8),
    flag("enableTranslation"),
    flag("enableFallback"),
    whole("seeds", 10000, 99999),
)
_RUNWAY = (
    text("prompt*", 1800),
    whole("duration*", None, None, 5, 10),
    choice("quality*", "720p", "1080p"),
    url("imageUrl"),
    choice("aspectRatio", "16:9", "4:3", "1:1", "3:4", "9:16"),
)
_ALEPH = (
    text("prompt*"),
    url("videoUrl*"),
    choice("aspectRatio", "16:9", "9:16", "4:3", "3:4", "1:1", "21:9"),
    whole("seed"),
    url("referenceImage"),
    flag("uploadCn"),
)
_GPT4O = (
    choice("size*", "1:1", "3:2", "2:3"),
    text("prompt"),
    urls("filesUrl", 5),
    whole("nVariants", None, None, 1, 2, 4),
    url("maskUrl"),
    flag("isEnhance"),
    flag("uploadCn"),
    flag("enableFallback"),
    text("fallbackModel"),
)
_FLUX = (
    text("prompt*"),
    choice("model", "flux-kontext-pro", "flux-kontext-max"),
    flag("enableTranslation"),
    url("inputImage"),
    choice("aspectRatio", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"),
    choice("outputFormat", "jpeg", "png"),
    flag("promptUpsampling"),
    whole("safetyTolerance", 0, 6),
    flag("uploadCn"),
)
_MIDJOURNEY_TYPES = ("mj_txt2img", "mj_img2img", "mj_style_reference", "mj_omni_reference")
_MIDJOURNEY = (
    choice("taskType*", *_MIDJOURNEY_TYPES, "mj_video", "mj_video_hd"),
    text("prompt*", 2000),
    choice("speed", "relaxed", "fast", "turbo"),
    url("fileUrl"),
    urls("fileUrls", 10),
    text("aspectRatio"),
    choice("version", "7", "6.1", "6", "5.2", "5.1", "niji6"),
    whole("stylization", 0, 1000),
    whole("weirdness", 0, 3000),
    number("variety", 0, 100),
    whole("ow", 1, 1000),
    flag("enableTranslation"),
    whole("videoBatchSize", None, None, 1, 2, 4),
    choice("motion", "high", "low"),
)

FAMILIES: tuple[Legacy, ...] = (
    Legacy(
        "veo",
        "veo/generate",
        "veo/record-info",
        Kind.VIDEO,
        60,
        _VEO,
        wordings.veo_status,
        wordings.veo_callback,
    ),
    Legacy(
        "runway",
        "runway/generate",
        "runway/record-detail",
        Kind.VIDEO,
        12,
        _RUNWAY,
        wordings.runway_status,
        wordings.runway_callback,
    ),
    Legacy(
        "aleph",
        "aleph/generate",
        "aleph/record-info",
        Kind.VIDEO,
        110,
        _ALEPH,
        wordings.aleph_status,
        wordings.aleph_callback,
    ),
    Legacy(
        "luma",
        "modify/generate",
        "modify/record-info",
        Kind.VIDEO,
        60,
        (text("prompt*"), url("videoUrl*")),
        wordings.luma_status,
        wordings.luma_callback,
    ),
    Legacy(
        "gpt4o",
        "gpt4o-image/generate",
        "gpt4o-image/record-info",
        Kind.IMAGE,
        6,
        _GPT4O,
        wordings.gpt4o_status,
        wordings.gpt4o_callback,
    ),
    Legacy(
        "flux_kontext",
        "flux/kontext/generate",
        "flux/kontext/record-info",
        Kind.IMAGE,
        5,
        _FLUX,
        wordings.flux_status,
        wordings.flux_callback,
    ),
    Legacy(
        "midjourney",
        "mj/generate",
        "mj/record-info",
        Kind.IMAGE,
        8,
        _MIDJOURNEY,
        wordings.midjourney_status,
        wordings.midjourney_callback,
        results=4,
    ),
)
"""Every legacy family but Suno."""
