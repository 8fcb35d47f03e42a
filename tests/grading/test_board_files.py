"""The files that travel with a program of an exercise."""

import pytest

from iot_lab.contract.limits import TOGETHER_BYTES
from iot_lab.contract.program_parts import is_file_name
from iot_lab.course import load_course, load_exercise
from iot_lab.grading.board_files import board_files


def test_files_of_an_exercise_are_those_that_its_statement_names():
    assert set(board_files(load_exercise("neighbours"))) == {"samples.csv"}
    assert set(board_files(load_exercise("perceptron"))) == {"tilt.csv"}
    assert board_files(load_exercise("blink")) == {}


def test_files_are_the_same_each_time():
    assert board_files(load_exercise("perceptron")) == board_files(load_exercise("perceptron"))


@pytest.mark.parametrize("name", load_course().exercise_ids)
def test_a_board_takes_the_files_and_no_secret_is_among_them(name):
    files = board_files(load_exercise(name))
    assert "config.json" not in files
    assert all(is_file_name(one) for one in files)
    assert sum(map(len, files.values())) <= TOGETHER_BYTES
