"""Graders and drawn boards are made ready for learners, and for nobody else."""

import pytest

from iot_lab.web import create_app
from tests.rigs.hand_fed_room import KEY


@pytest.mark.parametrize(
    ("path", "is_expected"),
    [
        ("/join?code=TIGRE", True),
        ("/exercises", True),
        ("/exercises/blink", True),
        ("/workshop", True),
        ("/", False),
        ("/wall", False),
        (f"/join?key={KEY}", False),
        ("/exercises/none-of-ours", False),
        ("/health", False),
    ],
)
def test_graders_and_drawn_boards_are_expected_by_pages_of_learners_alone(room, monkeypatch, path, is_expected):
    expected = []
    monkeypatch.setattr(room.grader, "expect", lambda: expected.append("grader"))
    monkeypatch.setattr(room.drawn, "expect", lambda: expected.append("drawn"))
    create_app(room).test_client().get(path)
    assert bool(expected) == is_expected
    assert expected in ([], ["grader", "drawn"])
