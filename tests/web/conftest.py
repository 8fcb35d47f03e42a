"""A room with three boards, its pages, and the real grader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hand_fed_room import HandFedFrames, fill, services

from iot_lab.course import load_exercise
from iot_lab.grading import grade
from iot_lab.store import Store
from iot_lab.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient


def grade_here(exercise: str, program: str, language: str) -> dict[str, Any]:
    return grade(load_exercise(exercise), program, language=language).as_json()


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path}/lab.db", "atelier")
    yield store
    store.close()


@pytest.fixture
def store(empty_store: Store) -> Store:
    fill(empty_store, ["capteur-01", "capteur-02", "capteur-03"], offline=("capteur-03",))
    return empty_store


@pytest.fixture
def frames(store: Store) -> HandFedFrames:
    return HandFedFrames(store)


@pytest.fixture
def app(store: Store, frames: HandFedFrames) -> Flask:
    return create_app(services(store, frames, grade_here))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def english(client: FlaskClient) -> FlaskClient:
    client.set_cookie("language", "en")
    return client
