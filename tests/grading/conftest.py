"""A course that a test may break: a copy of the kit's own."""

import shutil

import pytest

from iot_lab.course import course_folder, load_exercise


@pytest.fixture(scope="session")
def blink():
    return load_exercise("blink")


@pytest.fixture
def course(tmp_path):
    return shutil.copytree(course_folder(), tmp_path / "course")
