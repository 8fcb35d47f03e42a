"""A room taken away as one file opens elsewhere with all it had; a file that is not quite one is refused whole."""

from __future__ import annotations

import json
import zipfile

import pytest
from click.testing import CliRunner

from iot_lab.cli.main import iot_lab
from iot_lab.workshop.room import Room
from iot_lab.workshop.room_archive import LIST, ArchiveWrong, FolderInUse, unpack_archive, write_archive
from iot_lab.workshop.settings import Settings
from tests.rigs.hand_fed_room import HandFedRoom, fill


@pytest.fixture
def archive(tmp_path):
    """The archive of a room with boards, samples, a learner and a program; and the learner's code."""
    with HandFedRoom(tmp_path / "data") as room:
        fill(room, ["capteur-01", "capteur-02"], minutes=1)
        learner, code = room.learners.join("Samira", room.class_settings.room_code)
        room.work.save(learner.id, "blink", {"main.py": "x = 1\n"}, None)
        made = write_archive(room)
        kept = tmp_path / "away.zip"
        kept.write_bytes(made.read_bytes())
        made.unlink()
        yield kept, code, room.store.held(), room.class_settings.key


def rewritten(archive, path, change):
    """A copy of an archive with other parts: `change` takes and gives name -> bytes."""
    with zipfile.ZipFile(archive) as packed:
        parts = change({name: packed.read(name) for name in packed.namelist()})
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def test_room_goes_on_elsewhere_with_people_programs_samples_and_keys(archive, tmp_path):
    file, code, held, key = archive
    there = tmp_path / "there"
    assert unpack_archive(file, there) == "atelier"
    with Room(Settings(data=there)) as room:
        learner = room.learners.resume(code)
        assert room.work.program(learner.id, "blink").text == "x = 1\n"
        assert (room.store.held(), room.class_settings.key) == (held, key)
        assert room.notices == []


def test_room_that_is_there_is_never_replaced(archive, tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    (there / "room.json").write_text("{}")
    with pytest.raises(FolderInUse):
        unpack_archive(archive[0], there)
    assert (there / "room.json").read_text() == "{}"


def without(name):
    return lambda parts: {key: content for key, content in parts.items() if key != name}


def listed(change):
    def edit(parts):
        told = json.loads(parts[LIST])
        change(told)
        return parts | {LIST: json.dumps(told).encode()}

    return edit


@pytest.mark.parametrize(
    "change",
    [
        without(LIST),
        without("lab.db"),
        without("room.json"),
        lambda parts: parts | {"lab.db": parts["lab.db"][:-1] + b"x"},
        lambda parts: parts | {"room.json": parts["room.json"] + b" "},
        lambda parts: parts | {LIST: b"[]"},
        lambda parts: parts | {LIST: b"\xff"},
        listed(lambda told: told.update(format=2)),
        listed(lambda told: told["files"].update({"../evil": {"bytes": 1, "sha256": "x"}})),
        listed(lambda told: told["files"]["room.json"].update(bytes=10**15)),
        listed(lambda told: told["files"]["room.json"].pop("sha256")),
        listed(lambda told: told.pop("room")),
    ],
)
def test_archive_that_is_not_quite_one_leaves_nothing_behind(archive, tmp_path, change):
    there = tmp_path / "there"
    with pytest.raises(ArchiveWrong):
        unpack_archive(rewritten(archive[0], tmp_path / "other.zip", change), there)
    assert not there.exists()
    assert not list(tmp_path.glob("**/evil"))


def test_command_says_what_it_did_and_what_is_wrong(archive, tmp_path):
    run = CliRunner()
    words = ["restore", str(archive[0]), "--data", str(tmp_path / "there"), "--lang", "fr"]
    assert "La salle atelier est dans" in run.invoke(iot_lab, words).output
    assert isinstance(run.invoke(iot_lab, words).exception, FolderInUse)
    (tmp_path / "no.zip").write_text("no zip")
    words = ["restore", str(tmp_path / "no.zip"), "--data", str(tmp_path / "elsewhere"), "--lang", "fr"]
    assert isinstance(run.invoke(iot_lab, words).exception, ArchiveWrong)
