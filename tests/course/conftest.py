"""A course that a test may break: a copy of the kit's own."""

import shutil

import pytest

from iot_lab.course import course_folder


@pytest.fixture
def course(tmp_path):
    return shutil.copytree(course_folder(), tmp_path / "course")
