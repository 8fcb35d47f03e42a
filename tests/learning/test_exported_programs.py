"""One MicroPython program a model: the same answers and the same bits as here, short literals, nothing that sorts."""

from __future__ import annotations

import ast
import json
import random
import re
import tokenize
from io import StringIO

import numpy as np
import pytest

from iot_lab.learning.errors import ModelUnreadable
from iot_lab.learning.export.program import program_of, regression_program_of
from iot_lab.learning.features import ALL_FEATURES
from iot_lab.learning.fit import MOST_FILE_BYTES, differing_answers, differing_features, fit_of, rows_text
from iot_lab.learning.knobs import LINE, NAMES
from iot_lab.learning.reading import recogniser_from_json
from iot_lab.learning.train import train, train_regression
from iot_lab.learning.windows import examples_of, plan_for
from iot_lab.simulator import Scenario, run_virtual
from tests.rigs.recordings import takes_of

KINDS = [name for name in NAMES if name != LINE]
EVERY = """
import {kind} as model
for line in open("rows.txt"):
    print(*model.answer([float(one) for one in line.split()]))
print("end")
"""


@pytest.fixture(scope="module")
def some():
    takes = takes_of(people=5, unlike=0.5)
    return examples_of(takes, plan_for(takes, 1.6, 0.4, ALL_FEATURES))


@pytest.fixture(scope="module")
def learnt(some):
    return {kind: train(kind, some, {"rounds": 30, "kept": 20, "depth": 4}) for kind in KINDS}


@pytest.fixture(scope="module")
def rows(some):
    """Windows that were learnt, and some that are like nothing."""
    chance = np.random.default_rng(1)
    wild = some.rows[:20] * chance.normal(1, 3, (20, some.rows.shape[1])).astype(np.float32)
    return np.concatenate([some.rows[::9], wild])


@pytest.fixture(scope="module")
def printed(learnt, rows):
    """What all models answer in one run of the simulated board, by kind."""
    files = {f"{kind}.py": program_of(one).encode() for kind, one in learnt.items()}
    files["rows.txt"] = rows_text(rows)
    main = "".join(EVERY.format(kind=kind) for kind in KINDS)
    done = run_virtual(main, Scenario(600.0), files=files)
    assert done.end == "finished", done.error
    return dict(zip(KINDS, done.output.split("end\n"), strict=False))


@pytest.mark.parametrize("kind", KINDS)
def test_the_board_answers_as_the_laptop_does(kind, learnt, rows, printed):
    assert len(printed[kind].strip().splitlines()) == len(rows)
    assert differing_answers(learnt[kind], rows, printed[kind]) == 0


def test_features_are_the_same_bits_on_the_board(learnt):
    text = program_of(learnt["tree"])
    main = (
        "import model\nmodel.board()\nfor axis in range(len(model.AXES)):\n    for i in range(model.KEPT):\n"
        "        model.rings[axis][i] = (i * i * 37 + axis * 101) % 1999 - 999\n    model.measure(axis, 3)\n"
        "for one in model.x:\n    print(one)\n"
    )
    done = run_virtual(main, Scenario(600.0), files={"model.py": text.encode()})
    assert differing_features(learnt["tree"].plan, done.output) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_programs_have_short_literals_and_sort_nothing(kind, learnt):
    assert faults_of(program_of(learnt[kind])) == []


def test_a_line_has_short_literals_and_the_same_values(some):
    takes = takes_of(people=3, labels=("1.5", "2", "30"))
    table = examples_of(takes, plan_for(takes, 1.6))
    line = train_regression(table)
    text = regression_program_of(line)
    assert faults_of(text) == []
    main = "import model\nfor line in open('rows.txt'):\n    print(model.value([float(one) for one in line.split()]))\n"
    done = run_virtual(main, Scenario(600.0), files={"model.py": text.encode(), "rows.txt": rows_text(table.rows)})
    assert np.array(done.output.split(), np.float32).tolist() == line.model.values(table.rows).tolist()


def faults_of(text: str) -> list[str]:
    """Return literals of more than 6 significant digits, also in texts of numbers, and words that put in order."""
    ast.parse(text)
    found = []
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type == tokenize.NUMBER and digits_of(token.string) > 6:
            found.append(token.string)
        if token.type == tokenize.STRING and token.string.startswith("'''"):
            found += faults_of(ast.literal_eval(token.string))
        if token.type == tokenize.STRING and re.fullmatch(r'"[-+\d. e]+"', token.string):
            found += [one for one in token.string.strip('"').split() if digits_of(one) > 6]
        if token.type == tokenize.NAME and token.string in {"sort", "sorted"}:
            found.append(token.string)
    return found


def digits_of(number: str) -> int:
    mantissa = number.lower().split("e")[0].lstrip("-+").replace(".", "")
    return len(mantissa.strip("0")) if "." in number else len(mantissa.lstrip("0").rstrip("0"))


def test_faults_are_seen():
    assert faults_of("a = 1234567\nb = '1.234567'\nc = sorted(d)\ne.sort()\n") == ["1234567", "sorted", "sort"]
    assert faults_of('a = "1.5 0.1234567"\n') == ["0.1234567"]
    assert faults_of("a = '''\nsorted(b)\n'''\n") == ["sorted"]


@pytest.mark.parametrize("kind", KINDS)
def test_json_makes_the_same_model_again(kind, learnt, rows):
    again = recogniser_from_json(json.loads(json.dumps(learnt[kind].as_json())))
    ours, theirs = learnt[kind].answers(rows), again.answers(rows)
    assert ours.labels.tolist() == theirs.labels.tolist()
    assert ours.sure.tolist() == theirs.sure.tolist()
    assert program_of(again) == program_of(learnt[kind])


def test_a_damaged_json_is_a_model_or_is_said(learnt, rows):
    chance = random.Random(4)
    said = 0
    for turn in range(120):
        content = json.loads(json.dumps(learnt[KINDS[turn % len(KINDS)]].as_json()))
        damage(content, chance)
        try:
            recogniser_from_json(content).answers(rows[:3])
        except ModelUnreadable:
            said += 1
    assert said > 60
    for other in (None, [], {}, "model", 5):
        with pytest.raises(ModelUnreadable):
            recogniser_from_json(other)


def damage(value, chance):
    """Put something else in the place of one value somewhere inside."""
    names = list(value) if isinstance(value, dict) else list(range(len(value)))
    name = chance.choice(names)
    if isinstance(value[name], dict | list) and value[name] and chance.random() < 0.7:
        damage(value[name], chance)
    else:
        value[name] = chance.choice([None, [], {}, -1, 10**40, 1.5, "x", True, [[1], [2, 3]], float("nan")])


def test_a_small_model_fits_and_its_cost_is_told(learnt, some):
    fit = fit_of(learnt["centres"], some)
    assert fit.fits
    assert fit.differing == 0
    assert 0 < fit.file_bytes < MOST_FILE_BYTES
    assert 0 < fit.memory_bytes < 60_000
    assert 0 < fit.longest_tick_ms < 8


def test_what_does_not_fit_is_refused_with_a_smaller_proposal(learnt, some):
    text = program_of(learnt["neighbours"]) + "\n#" + "x" * MOST_FILE_BYTES
    fit = fit_of(train("neighbours", some, {"kept": 60}), some, text)
    assert "file" in fit.refusals
    assert fit.proposal == ("kept", 40)


def test_the_program_lives_on_a_board(learnt):
    """It measures, answers and tells the room what it found; a read that fails once does not end it."""
    text = program_of(learnt["tree"], READ)
    done = run_virtual(text, Scenario(6.0), files={"lab.py": LAB.encode()})
    assert done.end == "deadline", done.error
    told = [json.loads(line[5:].replace("'", '"')) for line in done.output.splitlines() if line.startswith("told ")]
    assert len(told) > 4
    assert {"label", "sure", "distance"} == set(told[0])


READ = """
calls = 0

def read():
    global calls
    calls += 1
    if calls == 10:
        raise OSError(19)
    return {"ax": calls % 7 / 10, "ay": 0.1, "az": 1}
"""
LAB = "def publish(series, value):\n    print('told', value)\n"
