"""A course that a test may break: a copy of the kit's own."""

import shutil

import pytest

from iot_lab.course import course_folder, load_exercise
from iot_lab.grading import audit_gradings


@pytest.fixture(scope="session")
def blink():
    return load_exercise("blink")


@pytest.fixture
def course(tmp_path, tmp_path_factory, monkeypatch):
    cache = tmp_path_factory.getbasetemp() / "audit"
    monkeypatch.setattr(audit_gradings, "cache_folder", lambda: cache)
    return shutil.copytree(course_folder(), tmp_path / "course")


@pytest.fixture
def blink_alone(course):
    """A course of one exercise with two right styles: its audit grades no solutions of others, which take far longer."""
    for folder in course.iterdir():
        if folder.is_dir() and folder.name != "blink":
            shutil.rmtree(folder)
    for program in (course / "blink" / "right").iterdir():
        if program.stem not in ("lab", "timer"):
            program.unlink()
    return course
