"""Where values go in a request: flat fields, and places inside of lists and objects."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.spec import Media, Offer, Option, PromptRule, ReferenceNeed, Route
from bot.domain.generation import Reference, TaskResult
from bot.kie.families.request_fields import request_fields
from tests.unit.kie.builders import generation

SPEECH = Offer(
    prompt=PromptRule(field="turns.0.text"),
    options=(
        Option(name="voice", choices=("Kore", "Puck"), default="Kore", field="speakers.0.voice_name"),
        Option(
            name="pace",
            choices=("natural", "fast"),
            default="natural",
            field="speakers.0.pace",
            wire={"natural": ""},
        ),
    ),
)
ROUTE = Route(
    family="market",
    supplier_model="speech",
    fixed={"speakers": [{"speaker_id": "Speaker 1"}], "turns": [{"speaker_id": "Speaker 1"}]},
)
PLAIN = st.dictionaries(
    st.text("abc", min_size=1, max_size=3), st.integers() | st.lists(st.integers()), max_size=4
)


def test_words_and_voice_go_inside_a_structure() -> None:
    """The prompt becomes the text of a turn, the voice that of its speaker; what has no value is left out."""
    asked = generation(choices={"voice": "Puck", "pace": "natural"}, prompt="Good morning")
    assert request_fields(ROUTE, SPEECH, asked, []) == {
        "speakers": [{"speaker_id": "Speaker 1", "voice_name": "Puck"}],
        "turns": [{"speaker_id": "Speaker 1", "text": "Good morning"}],
    }


def test_the_catalogue_is_not_written_into() -> None:
    """The next request starts from the file's structure again, not from this one's words."""
    before = copy.deepcopy(dict(ROUTE.fixed))
    request_fields(ROUTE, SPEECH, generation(choices={"voice": "Kore"}, prompt="A secret"), [])
    assert ROUTE.fixed == before


def test_what_is_missing_on_the_way_is_made() -> None:
    """Lists grow to the place that is named."""
    sold = replace(SPEECH, options=(), prompt=PromptRule(field="a.1.b"))
    assert request_fields(replace(ROUTE, fixed={}), sold, generation(prompt="x"), []) == {
        "a": [{}, {"b": "x"}]
    }


@given(PLAIN)
def test_names_without_dots_stay_as_they_are(fixed: dict[str, Any]) -> None:
    """Only a dot makes a way of a name."""
    sold = Offer(prompt=PromptRule(maximum_length=0, required=False))
    assert request_fields(replace(ROUTE, fixed=fixed), sold, generation(), []) == fixed


def test_a_prompt_takes_the_place_of_a_fixed_one() -> None:
    """Where KIE wants a prompt even if it is empty, the file says the empty one."""
    sold, route = Offer(prompt=PromptRule(required=False)), replace(ROUTE, fixed={"prompt": ""})
    assert request_fields(route, sold, generation(prompt=""), []) == {"prompt": ""}
    assert request_fields(route, sold, generation(prompt="calm"), []) == {"prompt": "calm"}


def test_an_earlier_task_is_named_instead_of_an_address() -> None:
    """KIE finds a track by the task that made it and its own id; the address goes nowhere."""
    need = ReferenceNeed(
        media=Media.AUDIO, minimum=1, field="task_id", item_field="audio_id", made_by=("suno",)
    )
    sold = Offer(references=(need,), prompt=PromptRule(maximum_length=0, required=False))
    track = Reference(
        file_id="f", media=Media.AUDIO, task=TaskResult(model="suno", task_id="task-1", item_id="track-2")
    )
    asked = generation(references=(track,))
    found = request_fields(replace(ROUTE, fixed={}), sold, asked, ["https://cdn.example/track.mp3"])
    assert found == {"task_id": "task-1", "audio_id": "track-2"}
    by_id_alone = replace(sold, references=(replace(need, field=""),))
    assert request_fields(replace(ROUTE, fixed={}), by_id_alone, asked, [""]) == {"audio_id": "track-2"}
