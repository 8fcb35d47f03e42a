"""The AI pages from takes to a model that may be sent: what is measured, and in numbers as their reader writes them."""

from __future__ import annotations

import re
from array import array

import pytest

from iot_lab.store import Batch, SampleBlock
from tests.rigs.hand_fed_room import KEY
from tests.rigs.running_kit import wait_until

HZ, SECONDS = 50, 4
MOVEMENTS = {"wave": 3, "lift": 11, "other": 1}


@pytest.fixture
def recorded(room, client):
    """Four seconds of three movements by two people, the trainer's browser."""
    client.get(f"/join?key={KEY}")
    moment = 1_764_000_000_000
    for person in "AB":
        for label, swing in MOVEMENTS.items():
            (take,) = room.takes.record(
                "gestes", [("capteur-01", "motion")], label, person, "2026-11-27", SECONDS, 1, moment
            )
            values = array("h", [(number * swing) % 23 * swing for number in range(HZ * SECONDS)])
            block = SampleBlock(take.start_ms, 1000 / HZ, 0, 100.0, ("ax",), (values,), False, take.end_ms)
            room.store.write(Batch(blocks={("capteur-01", "motion"): [block]}))
            moment = take.end_ms + 1000
    return client


def words_of(client, page, language):
    client.set_cookie("language", language)
    answer = client.get(f"/ai/gestes/{page}")
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", answer.text)


def test_takes_are_listed_and_their_model_is_shown_in_each_language(recorded, room):
    assert "4,0 s, 200 mesures" in words_of(recorded, "record", "fr")
    assert "4.0 s, 200 measurements" in words_of(recorded, "record", "en")
    recorded.post("/ai/gestes/train", data={"model": "tree"})
    wait_until(lambda: room.trainings.latest("gestes").is_over)
    assert room.trainings.latest("gestes").error is None
    for language, size in (("fr", r"\d,\d.Ko"), ("en", r"\d\.\d.KB")):
        assert 'id="ai-score"' in words_of(recorded, "train", language)
        assert re.search(size, words_of(recorded, "deploy", language))
