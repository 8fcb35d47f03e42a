"""Every error and every word of the flash station can be said in both languages."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import get_args

import pytest

from iot_lab.boards import errors, words
from iot_lab.boards.labels import sheet
from iot_lab.boards.plan import Effect
from iot_lab.boards.probe import Kind, Runs
from iot_lab.boards.progress import Stage
from iot_lab.contract.config import Announced
from iot_lab.errors import LabError
from iot_lab.texts import texts

SOURCE = Path(errors.__file__).parent
CLASSES = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, LabError) and kind.code
]


def details_given():
    """Return the details with which each class is made, by its name, read from the source."""
    given = {}
    for path in SOURCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.keywords:
                names = {keyword.arg for keyword in node.keywords}
                given[node.func.id] = given.get(node.func.id, names) & names
    return given


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.code)
def test_error_is_said_with_the_details_it_carries(kind, language):
    given = details_given().get(kind.__name__, {"port"})
    for part in ("seen", "cause", "next"):
        key = f"error.{kind.code}.{part}"
        text = texts(language)(key)
        assert text != key
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= given


@pytest.mark.parametrize("language", ["fr", "en"])
def test_stages_plans_and_programs_have_words(language):
    t = texts(language)
    said = [words.stage_words(stage, t) for stage in get_args(Stage)]
    said += [words.effect_words(effect, is_fresh=False, t=t) for effect in get_args(Effect)]
    said += [words.effect_words("check", is_fresh=True, t=t)]
    said += [
        words.runs_words(Runs(kind, "p", "v1", Announced("atelier", "capteur-07", "k")), t) for kind in get_args(Kind)
    ]
    assert not [word for word in said if "boards." in word or "{" in word]
    assert len(set(said)) == len(said)


def test_labels_say_how_to_print_them():
    assert "A4" in sheet(["capteur-01"], "atelier", "http://10.0.0.2:8080", texts("fr"))
