"""A room with three boards, its pages, and the real grader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from iot_lab.course import load_exercise
from iot_lab.grading import grade
from iot_lab.web import create_app
from tests.rigs.hand_fed_room import HandFedRoom, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient


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
