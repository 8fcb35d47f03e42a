"""Neighbours end to end: any distance that scales passes; nothing that guesses does."""

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import Verdict, grade
from iot_lab.grading.vocabulary import Program
from tests.rigs.course_programs import program_of

READING = """samples = []
with open("samples.csv") as file:
    file.readline()
    for line in file:
        a, b, label = line.strip().split(",")
        samples.append((float(a), float(b), label))
"""
VOTING = """
def predict(sample, k):
    near = sorted((distance(sample, known), n) for n, known in enumerate(samples))[:k]
    labels = [samples[n][2] for _, n in near]
    counts = [labels.count(label) for label in labels]
    return labels[counts.index(max(counts))]
"""
CARD = """
NAMES = ["ripe", "dry", "dark"]
def card():
    global samples
    every, counted = samples, [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for place, sample in enumerate(every):
        samples = every[:place] + every[place + 1 :]
        counted[NAMES.index(sample[2])][NAMES.index(predict(sample, 1))] += 1
    samples = every
    said = {"data": "one file of one garden", "people": "a gardener and her guests", "limits": "no other garden at all"}
    said["confusion"] = counted
    return said
"""
DISTANCES = {
    "absolute values": """
spread = [max(s[i] for s in samples) - min(s[i] for s in samples) for i in range(2)]
def distance(a, b):
    return sum(abs(a[i] - b[i]) / spread[i] for i in range(2))
""",
    "deviation": """
import math
mean = [sum(s[i] for s in samples) / len(samples) for i in range(2)]
spread = [math.sqrt(sum((s[i] - mean[i]) ** 2 for s in samples) / len(samples)) for i in range(2)]
def distance(a, b):
    return sum(((a[i] - b[i]) / spread[i]) ** 2 for i in range(2))
""",
}
FORGERIES = {
    "asks for the next question": "import _board\ndef predict(sample, k):\n    _board.call('question-next')\n    return 'ripe'",
    "answers by itself": "import _board\nfor _ in range(99):\n    _board.call('question-answer', '\"ripe\"')\n",
    "prints what is wanted": "print('passed')\ndef predict(sample, k):\n    print('dry')\n    return 'dry'",
    "looks for the truth": "import os\ndef predict(sample, k):\n    return str(os.listdir('/'))",
    "returns every label": "def predict(sample, k):\n    return ['ripe', 'dry', 'dark']",
    "returns a label equal to all": "class L(str):\n    def __eq__(self, other):\n        return True\ndef predict(s, k):\n    return L('x')",
}


@pytest.fixture(scope="module")
def neighbours():
    return load_exercise("neighbours")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("way", DISTANCES)
def test_another_distance_that_scales_passes(neighbours, way, seed):
    report = grade(neighbours, READING + DISTANCES[way] + VOTING + CARD, language="en", seed=seed)
    assert [(check.id, check.seen) for check in report.checks if check.verdict is not Verdict.PASSED] == []


def test_program_that_goes_on_after_its_function_passes(neighbours):
    program = neighbours.solution + "\nimport time\nwhile True:\n    print(predict([1, 2], 1))\n    time.sleep(1)\n"
    assert grade(neighbours, program, language="fr").verdict is Verdict.PASSED


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forged_answers_fail(neighbours, forgery):
    assert grade(neighbours, FORGERIES[forgery], language="fr").verdict is Verdict.FAILED


def test_error_in_the_function_is_told_with_its_line(neighbours):
    program = neighbours.solution.replace("labels[0]", "labels[99]")
    (check,) = [check for check in grade(neighbours, program, language="en").checks if check.id == "function"]
    assert check.seen == "line 23, the element asked for does not exist."


def test_hidden_gardens_are_neither_shown_nor_the_public_one(neighbours):
    report = grade(neighbours, program_of(neighbours.cheats(), "copied-samples"), language="en")
    assert report.scenarios[0].verdict is Verdict.PASSED
    assert report.verdict is Verdict.FAILED


def test_recogniser_may_look_at_the_program():
    program = Program("import time\ndef predict(a):\n    time.sleep(100)\n    return Pin.PULL_UP if True else 2.5\n")
    assert {"time", "sleep", "PULL_UP"} <= program.names
    assert program.numbers == {100, 2.5}
    assert len(program.calls("sleep")) == 1
    assert program.function("predict").lineno == 2
    assert program.function("other") is None


def test_program_that_python_cannot_read_has_an_empty_tree():
    assert Program("def (").names == frozenset()
