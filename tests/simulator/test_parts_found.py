"""Adding a part is one file: nothing lists the parts, and each follows the same rules."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from iot_lab.simulator import parts
from iot_lab.simulator.parts import part_types
from iot_lab.simulator.world.knobs import knobs_of

FOLDER = Path(parts.__file__).parent


def test_every_file_of_the_folder_is_a_part():
    assert sorted(part_types()) == sorted(path.stem for path in FOLDER.glob("[!_]*.py"))


@pytest.mark.parametrize("name", part_types())
def test_part_is_frozen_data_with_a_source(name):
    part = part_types()[name]
    assert is_dataclass(part)
    assert part.__dataclass_params__.frozen
    assert part.__name__.lower() == name.replace("_", "")
    assert part.__doc__


def test_new_file_is_found_without_any_other_edit(tmp_path, monkeypatch):
    text = "from dataclasses import dataclass\n\n\n@dataclass(frozen=True)\nclass Fan:\n    pin: int\n\n    def attach(self, board):\n        pass\n"
    (tmp_path / "fan.py").write_text(text)
    monkeypatch.setattr(parts, "__path__", [*parts.__path__, str(tmp_path)])
    part_types.cache_clear()
    fan = part_types()["fan"]
    part_types.cache_clear()
    assert [one.name for one in fields(fan)] == ["pin"]


def test_every_part_is_in_the_documentation():
    text = Path("docs/simulator.md").read_text(encoding="utf-8")
    assert [name for name in part_types() if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", part_types())
def test_every_part_has_a_title_and_knobs_that_exist(name):
    part = part_types()[name]
    names = {one.name for one in fields(part)}
    knobs = knobs_of(part)
    assert part.TITLE
    assert all(knob.id.partition(".")[0] in names for knob in knobs if knob.kind == "number")
    assert all(hasattr(part, "turn") for knob in knobs if knob.kind != "number")
