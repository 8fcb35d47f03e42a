"""Ten kinds of damage to each file of the data folder: what was found is said, with the place of its copy; a room either
does not open, or says what it begins anew. Nothing is ever silently lost."""

import os
import random
import shutil
import sqlite3
from types import SimpleNamespace

import pytest

from iot_lab.boards.journal import BoardEntry
from iot_lab.errors import LabError
from iot_lab.kept_json import KeptJson
from iot_lab.set_aside import FOLDER_NAME
from iot_lab.store import Batch, Reading
from iot_lab.store.soundness import StoreDamaged, StoreDamageFound, StoreDamageNotCopied, is_sound, look_before_opening
from iot_lab.texts import texts
from iot_lab.workshop.ai.projects import AiProjects
from iot_lab.workshop.room import Room
from iot_lab.workshop.settings import Settings
from iot_lab.workshop.troubles import troubles_of
from tests.rigs.running_kit import free_port, wait_until

START = 1_764_000_000_000
NOISE = random.Random(7).randbytes(1 << 20)


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes((content[middle] ^ 4,)) + content[middle + 1 :]


def noise_inside(content):
    middle = len(content) // 2
    return content[:middle] + NOISE[:600] + content[middle + 600 :]


DAMAGES = {
    "emptied": lambda _: b"",
    "cut in half": lambda content: content[: len(content) // 2],
    "cut at its end": lambda content: content[:-3],
    "zeros at its start": lambda content: bytes(min(512, len(content))) + content[512:],
    "zeros": lambda content: bytes(len(content)),
    "noise": lambda content: NOISE[: len(content)],
    "noise inside": noise_inside,
    "one bit": flipped,
    "a mark before it": lambda content: b"\xef\xbb\xbf" + content,
    "another file": lambda _: b"[]\n",
    "missing": None,
}
SMALL_FILES = ("room.json", "boards.json", "wifi.json", "class.json")


def settings(folder):
    return Settings(data=folder, host="127.0.0.1", mqtt_port=free_port(), simulate=0)


@pytest.fixture
def folder(tmp_path):
    """A room that was used: accounts, a board, a Wi-Fi, samples, a session at the broker."""
    path = tmp_path / "data"
    with Room(settings(path)) as room:
        room.register.add("capteur-01", "board")
        room.journal.put(BoardEntry("24:0a:c4:00:10:01", "capteur-01", state="ready"))
        room.wifi.prefer("Salle", "craie-bleue")
        room.ai_projects.add_label("gestes", "wave")
        room.let_boards_in()
        wait_until(lambda: room.hub.state().state == "ok")
        rows = [Reading(START + n, n, float(n), False) for n in range(5000)]
        room.store.write(Batch(readings={("capteur-01", "count"): rows}))
    return path


def damage(path, kind):
    """Damage a file; return what it holds then, None where it is gone."""
    if DAMAGES[kind] is None:
        path.unlink()
        return None
    content = DAMAGES[kind](path.read_bytes())
    path.write_bytes(content)
    return content


def opened(folder):
    """Open a room and its broker; return what was said, and whether it opened."""
    try:
        with Room(settings(folder)) as room:
            room.let_boards_in()
            return room.notices, room
    except LabError as error:
        return [error], None


def assert_said(said, content, folder, name):
    """Something was said, in words, with the place of a copy of what was found."""
    assert said, "nothing was said"
    for language in ("fr", "en"):
        words = [str(texts(language).explain(one)) for one in said]
        assert any(name.partition(".")[0] in text for text in words)
        if content:
            copies = [path for path in folder.rglob(f"{FOLDER_NAME}/*/{name}") if path.read_bytes() == content]
            assert copies
            assert any(str(copies[0].parent) in text for text in words)


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("name", SMALL_FILES)
def test_damaged_file_gives_its_place_to_the_spare_and_nothing_is_lost(folder, name, kind):
    content = damage(folder / name, kind)
    said, room = opened(folder)
    assert_said(said, content, folder, name)
    assert room is not None
    assert [account.name for account in room.register.accounts("board")] == ["capteur-01"]
    assert room.journal.named("capteur-01").state == "ready"
    assert room.wifi.knows("Salle")
    assert opened(folder)[0] == []


@pytest.mark.parametrize("kind", [kind for kind in DAMAGES if kind != "missing"])
@pytest.mark.parametrize("name", SMALL_FILES)
def test_room_whose_file_and_spare_are_damaged_does_not_open_and_changes_nothing(folder, name, kind):
    contents = [damage(path, kind) for path in (folder / name, folder / f"{name}.spare")]
    said, room = opened(folder)
    assert_said(said, contents[0], folder, name)
    assert room is None
    assert [(folder / one).read_bytes() for one in (name, f"{name}.spare")] == contents


def test_damaged_spare_is_said_and_written_anew_from_its_file(tmp_path):
    kept = KeptJson(tmp_path / "room.json")
    for kind in DAMAGES:
        kept.write({"boards": "b" * 600, "kind": kind})
        content = damage(kept.spare, kind)
        value, said = kept.read(dict)
        assert value["kind"] == kind
        if content is not None:
            assert_said(said, content, tmp_path, "room.json.spare")
        assert kept.spare.read_bytes() == kept.path.read_bytes()
        assert kept.read(dict)[1] == []


STAND_INS = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a device without end": lambda path: path.symlink_to("/dev/zero"),
    "three gigabytes": lambda path: (path.touch(), os.truncate(path, 3 << 30)),
}


no_windows = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes among files nor /dev")


def put(kind, path):
    path.unlink(missing_ok=True)
    STAND_INS[kind](path)


@no_windows
def test_what_is_no_file_of_ours_holds_no_start_up_and_gives_its_place_to_the_spare(folder):
    names = (*SMALL_FILES, "ai/gestes.json", "broker/sessions.journal", "running.json")
    for name, kind in zip(names, (*STAND_INS, *STAND_INS), strict=False):
        put(kind, folder / name)
    said, room = opened(folder)
    words = "".join(str(texts("en").explain(one)) for one in said)
    assert room is not None
    assert [name for name in names[:-1] if name.rpartition("/")[2] not in words] == []
    assert room.ai_projects.project("gestes").labels == ["wave", "other"]
    assert opened(folder)[0] == []


def test_file_in_the_place_of_a_folder_is_said_with_its_place(folder):
    for name in ("broker", "ai"):
        shutil.rmtree(folder / name)
        (folder / name).write_text("hello")
    said, room = opened(folder)
    assert room is not None
    words = "".join(str(texts("en").explain(one)) for one in said)
    assert [name for name in ("broker", "ai") if str(folder / name) not in words] == []
    assert next(folder.glob("damaged/*/broker")).read_text() == "hello"


@no_windows
@pytest.mark.parametrize("kind", STAND_INS)
def test_small_file_is_found_again_whatever_stands_in_its_place(tmp_path, kind):
    kept = KeptJson(tmp_path / "some.json")
    kept.write({"a": 1})
    put(kind, kept.path)
    value, said = kept.read(dict)
    assert (value, len(said)) == ({"a": 1}, 1)
    assert kept.read(dict) == ({"a": 1}, [])


@no_windows
@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a link to a device without end"])
def test_what_is_no_database_is_not_waited_for(tmp_path, kind):
    put(kind, tmp_path / "lab.db")
    with pytest.raises(StoreDamaged):
        look_before_opening(tmp_path / "lab.db", is_expected=True)


@pytest.mark.parametrize("kind", DAMAGES)
def test_damaged_project_gives_its_place_to_the_spare_or_is_said_to_begin_anew(tmp_path, kind):
    AiProjects(tmp_path).add_label("gestes", "wave")
    path = tmp_path / "ai/gestes.json"
    content = damage(path, kind)
    again = AiProjects(tmp_path)
    assert_said(again.notices, content, tmp_path, "gestes.json")
    assert again.project("gestes").labels == ["wave", "other"]
    damage(path, kind)
    damage(path.with_name("gestes.json.spare"), kind)
    begun = AiProjects(tmp_path)
    assert [one.code for one in begun.notices] == ([] if kind == "missing" else ["ai-project-damaged"])
    assert begun.project("gestes").labels == ["other"]


@pytest.mark.parametrize("kind", [kind for kind in DAMAGES if kind != "one bit"])
def test_damaged_database_is_copied_aside_said_and_not_changed(folder, kind):
    content = damage(folder / "lab.db", kind)
    said, room = opened(folder)
    assert_said(said, content, folder, "lab.db")
    if content:
        assert room is None
        assert (folder / "lab.db").read_bytes() == content
    else:
        assert [one.code for one in said] == ["store-was-missing"]


@pytest.fixture
def killed(folder, tmp_path):
    """The folder as a killed room leaves it: what was written last is in the database's log alone."""
    path = tmp_path / "killed"
    with Room(settings(folder)) as room:
        room.store.write(Batch(readings={("capteur-01", "late"): [Reading(START + 9, 9, 9.0, False)]}))
        shutil.copytree(folder, path)
    assert (path / "lab.db-wal").stat().st_size
    return path


def late_samples(folder):
    with sqlite3.connect(folder / "lab.db") as connection:
        return connection.execute("SELECT count(*) FROM series WHERE name = 'late'").fetchone()[0]


def test_log_that_is_gone_after_a_kill_is_said(killed):
    (killed / "running.json").write_text("{}")
    (killed / "lab.db-wal").unlink()
    said, room = opened(killed)
    assert room is not None
    assert [one.code for one in said] == ["store-log-missing"]
    assert opened(killed)[0] == []


def test_log_that_a_kill_leaves_is_taken_without_a_word(killed):
    assert opened(killed)[0] == []
    assert late_samples(killed) == 1


@pytest.mark.parametrize("kind", [kind for kind in DAMAGES if kind not in ("missing", "emptied")])
def test_damaged_log_is_copied_aside_and_said(killed, kind):
    content = damage(killed / "lab.db-wal", kind)
    said, room = opened(killed)
    assert_said(said, content, killed, "lab.db-wal")
    assert room is None or [one.code for one in said] == ["store-log-damaged"]


@pytest.mark.parametrize("kind", ["missing", "emptied"])
def test_database_that_is_gone_beside_its_log_is_said_and_the_log_is_kept(killed, kind):
    log = (killed / "lab.db-wal").read_bytes()
    damage(killed / "lab.db", kind)
    said, _ = opened(killed)
    assert [one.code for one in said] == ["store-was-emptied"]
    assert_said(said, log, killed, "lab.db-wal")


@pytest.mark.parametrize("kind", DAMAGES)
def test_damaged_journal_of_the_broker_is_copied_aside_and_said(folder, kind):
    content = damage(folder / "broker" / "sessions.journal", kind)
    said, room = opened(folder)
    assert_said(said, content, folder, "sessions.journal")
    assert room is not None


def test_register_that_is_gone_with_its_spare_beside_samples_is_said(folder):
    for name in ("room.json", "room.json.spare"):
        (folder / name).unlink()
    said, _ = opened(folder)
    assert "register-was-missing" in [one.code for one in said]


def test_first_start_says_nothing(tmp_path):
    assert opened(tmp_path / "new")[0] == []


def test_start_that_is_refused_again_and_again_keeps_one_copy(folder):
    damage(folder / "lab.db", "noise")
    for _ in range(3):
        opened(folder)
    assert len(list((folder / FOLDER_NAME).iterdir())) == 1


@pytest.fixture
def large(folder, monkeypatch):
    """A folder whose database counts as a large one, and is damaged in the middle; its damaged bytes."""
    monkeypatch.setattr("iot_lab.store.soundness.WHOLE_BYTES", 0)
    content = (folder / "lab.db").read_bytes()
    (folder / "lab.db").write_bytes(content[:-8192] + NOISE[:4096] + content[-4096:])
    assert not is_sound(folder / "lab.db")


def found_in_background(folder, kind):
    with Room(settings(folder)) as room:
        wait_until(lambda: [one for one in room.notices if isinstance(one, kind)])
        room.hub = SimpleNamespace(
            state=lambda: SimpleNamespace(clock_back_ms=0), is_replaced=False, store_trouble=None
        )
        (said,) = [one for one in troubles_of(room) if isinstance(one, kind)]
    return said


@pytest.mark.usefixtures("large")
def test_damage_found_in_the_background_is_copied_aside_and_said_on_the_page_and_in_the_terminal(folder):
    said = found_in_background(folder, StoreDamageFound)
    assert not is_sound(said.details["copy"] / "lab.db")
    assert str(said.details["copy"]) in texts("fr").explain(said).next_step


@pytest.mark.usefixtures("large")
def test_damage_that_cannot_be_copied_is_said_all_the_same(folder, monkeypatch):
    monkeypatch.setattr("iot_lab.store.soundness.LEFT_FREE_BYTES", 1 << 62)
    found_in_background(folder, StoreDamageNotCopied)
    assert not (folder / FOLDER_NAME).exists()


def test_folder_is_for_its_owners_eyes_only(tmp_path):
    opened(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    others = tmp_path / "others"
    others.mkdir(mode=0o755)
    (others / "holiday.txt").write_text("mine")
    opened(others)
    assert others.stat().st_mode & 0o777 == 0o755
