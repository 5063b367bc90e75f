"""KIE's codes and words become the kinds that a person reads."""

from __future__ import annotations

import pytest

from bot.errors import FailureKind
from bot.kie.failures import clear_refusal, concerns_one_model, failure_kind, is_unexplained

CONTENT, REQUEST, PROVIDER = FailureKind.CONTENT, FailureKind.REQUEST, FailureKind.PROVIDER

WORDS: list[tuple[str, FailureKind]] = [
    ("Your prompt was flagged by Website as violating content policies.", CONTENT),
    ("Your content was flagged by OpenAI as violating content policies", CONTENT),
    ("Your prompt was caught by our AI moderator. Please adjust it and try again!", CONTENT),
    ("Your request was rejected by Flow(Your prompt was flagged…). Please try again later.", CONTENT),
    ("Inappropriate content detected. Please replace the image or video.", CONTENT),
    ("public error unsafe image upload", CONTENT),
    ("public error minor upload", CONTENT),
    ("public error prominent people upload", CONTENT),
    ("Only English prompts are supported at this time.", CONTENT),
    ("Invalid prompt: prompt contains prohibited content", CONTENT),
    ("The image may contain NSFW content", CONTENT),
    ("Song lyrics contain copyrighted material", CONTENT),
    ("Uploaded audio matches an existing work of art", CONTENT),
    ("Incorrect image format", REQUEST),
    ("Unsupported width or height", REQUEST),
    ("This field is required", REQUEST),
    ("This voice is not within the range of allowed options", REQUEST),
    ("voiceId cannot be empty", REQUEST),
    ("safety_tolerance must be one of 0, 1, 2", REQUEST),
    ("nsfw_checker is required", REQUEST),
    ("Generation failed, please try again later", PROVIDER),
    ("Internal server error", PROVIDER),
    ("This interface is temporarily paused.", PROVIDER),
    ("The model name you specified is not supported. Please verify your input.", PROVIDER),
    ("Upstream request timed out", PROVIDER),
]


@pytest.mark.parametrize("code", [None, 500, "400", "422", "GENERATION_FAILED"])
@pytest.mark.parametrize(("words", "kind"), WORDS)
def test_known_words_outweigh_every_code(words: str, kind: FailureKind, code: object) -> None:
    """The same words mean the same under whatever code they come."""
    assert failure_kind(code, words) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (400, REQUEST),
        ("422", REQUEST),
        (422.0, REQUEST),
        (451, REQUEST),
        ("413", CONTENT),
        ("SENSITIVE_WORD_ERROR", CONTENT),
        ("sensitive_word_error", CONTENT),
        (408, PROVIDER),
        (500, PROVIDER),
        ("501", PROVIDER),
        (531, PROVIDER),
        ("GENERATION_FAILED", PROVIDER),
        (None, PROVIDER),
        ("", PROVIDER),
        ({}, PROVIDER),
    ],
)
@pytest.mark.parametrize("words", ["", "something odd"])
def test_without_known_words_the_code_counts(code: object, kind: FailureKind, words: str) -> None:
    """What KIE does not explain is taken by its code, and by default is no fault of the person."""
    assert failure_kind(code, words) is kind


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Server exception, please try again later or contact customer service",
        "Internal Server Error",
        "Invalid response from upstream",
        "constraint violation",
        "timeout",
    ],
)
def test_a_fault_in_the_middle_of_the_work_is_no_clear_refusal(words: str) -> None:
    """Only words that cannot follow a creation show that nothing was created."""
    assert clear_refusal(words) is None


@pytest.mark.parametrize("code", [524, "524", 524.0])
@pytest.mark.parametrize("words", ["", *(words for words, _ in WORDS)])
def test_the_queues_own_code_outweighs_every_word(code: object, words: str) -> None:
    """524 is only said of a task that waited too long in KIE's queue."""
    assert failure_kind(code, words) is FailureKind.BUSY


@pytest.mark.parametrize("code", [None, 401, "403", 422, 500, "GENERATION_FAILED"])
@pytest.mark.parametrize(
    "words",
    [
        "The API key is not authorized to use this model",
        "the api key is not authorised to use this model.",
        "This key is not allowed to access the model",
    ],
)
def test_a_key_with_a_list_of_models(code: object, words: str) -> None:
    """It is the model that is refused, whatever the code."""
    assert concerns_one_model(words)
    assert failure_kind(code, words) is FailureKind.NOT_ALLOWED


@pytest.mark.parametrize(
    "words",
    [
        'Invalid prompt: "the api key is not authorized to use this model"',
        "",
        "You do not have access permissions",
        "Your IP is not authorized",
        *(w for w, _ in WORDS),
    ],
)
def test_other_refusals_concern_no_model(words: str) -> None:
    """A key that is refused as a whole is another matter."""
    assert not concerns_one_model(words)


@pytest.mark.parametrize(
    ("code", "words", "unexplained"),
    [
        ("500", "Internal Error, Please try again later.", True),
        (500, "", True),
        (None, "Internal server error", True),
        ("500", "Generation failed, please try again later", False),
        ("501", "", False),
        (None, "", False),
        ("500", "Your prompt was flagged by Website", False),
    ],
)
def test_what_explains_nothing(code: object, words: str, unexplained: bool) -> None:
    """An error inside, and no more said."""
    assert is_unexplained(code, words) is unexplained
