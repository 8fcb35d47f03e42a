"""A room with three boards, its pages, and the real grader."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from iot_lab.course import load_exercise
from iot_lab.grading import grade
from iot_lab.store import Batch, SampleBlock
from iot_lab.web import create_app
from tests.rigs.hand_fed_room import KEY, HandFedRoom, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

HZ, SECONDS = 50, 4
MOVEMENTS = {"wave": 3, "lift": 11, "other": 1}


def grade_here(exercise: str, program: str, language: str) -> dict[str, Any]:
    return grade(load_exercise(exercise), program, language=language).as_json()


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each test makes its application anew, whose templates took a third of its time."""
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))}


@pytest.fixture
def empty_room(tmp_path: Path) -> Iterator[HandFedRoom]:
    with HandFedRoom(tmp_path / "data") as room:
        yield room


@pytest.fixture
def room(empty_room: HandFedRoom) -> HandFedRoom:
    fill(empty_room, ["capteur-01", "capteur-02", "capteur-03"], offline=("capteur-03",))
    return empty_room


@pytest.fixture
def app(room: HandFedRoom) -> Flask:
    return create_app(room.graded_by(grade_here))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def english(client: FlaskClient) -> FlaskClient:
    client.set_cookie("language", "en")
    return client


@pytest.fixture
def recorded(room: HandFedRoom, client: FlaskClient) -> FlaskClient:
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
