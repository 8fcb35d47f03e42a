"""Another kit comes over the air: the board tries it, keeps it, or comes back with its last good one."""

from __future__ import annotations

import json

import pytest

from iot_lab.contract import kit_parts
from tests.rigs.unix_board import FIRMWARE, HERE, UnixBoard, compiled_library, start

NEW, NEWER = "9.9.9+00000001", "9.9.9+00000002"
START = (FIRMWARE / "lib" / "kit" / "start.py").read_text()
TIME = b'{"t": 1764000000000}'
ON_TRIAL = {"now": NEW, "last": "", "trial": 0, "id": "asked"}
BROKEN = {
    "no Python": "def (\n",
    "restarts": "import machine\nmachine.reset()\n",
    "never joins": f"{START}\nRoom.step = lambda self: time.sleep_ms(20)\n",
    "never ends": "while True:\n    pass\n",
    "has no memory to begin": "kept = []\nwhile True:\n    kept.append(bytes(2000))\n",
    "restarts once it is in the room": f"{START}\nimport machine\n\nRoom._take_time = lambda self, now: machine.reset()\n",
    "restarts after its time was told": f"""{START}
def report_in(room, now_ms, take=Room._take_time):
    take(room, now_ms)
    room.told_ms = time.ticks_ms()
def one_step(room, step=Room.step):
    step(room)
    if time.ticks_diff(time.ticks_ms(), getattr(room, "told_ms", time.ticks_ms())) > 100:
        machine.reset()
Room._take_time, Room.step = report_in, one_step
""",
}
DAMAGED = {
    "half written": '{"now": "9.9.9+0000',
    "of a kit that is gone": json.dumps({"now": NEW, "last": ""}),
    "on trial, of a kit that is gone": json.dumps(ON_TRIAL),
    "no object": "[]",
    "of a wrong kind": '{"now": 7, "last": [], "trial": "soon"}',
}


@pytest.fixture
def board(tmp_path, broker):
    main = str(HERE / "on_unix" / "from_the_start.py")
    one = UnixBoard(tmp_path / "flash", broker.port, main=main, heap="400k")  # some kits here are compiled on the board
    yield one
    one.power_off()


def library(start_text: str | None = None) -> dict[str, bytes]:
    """Return a kit that differs from the flashed one by `kit/start`."""
    root = compiled_library()
    files = {f"lib/{path.relative_to(root).as_posix()}": path.read_bytes() for path in root.rglob("*.mpy")}
    if start_text is not None:
        del files["lib/kit/start.mpy"]
        files["lib/kit/start.py"] = start_text.encode()
    return kit_parts.library_of(files)


def put(board, version: str, files: dict[str, bytes]) -> None:
    """Write files of a kit into the board's flash."""
    for path, content in files.items():
        file = board.folder / "kits" / version / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def send(board, room, version: str, files: dict[str, bytes], sent: tuple[str, ...] = ("kit/start.mpy",)) -> None:
    """Send a kit, but its end. To be quick, the test writes most files itself."""
    assert room.order("kit", **kit_parts.beginning(version, files)) == {**last(room), "result": "ready"}
    put(board, version, {path: content for path, content in files.items() if path not in sent})
    for piece in kit_parts.pieces(version, {path: files[path] for path in sent}):
        assert room.order("kit", **piece) == {**last(room), "result": "kept"}


def last(room) -> dict:
    return {"id": json.loads(room.heard("done/kit")[-1])["id"]}


def update(board, room, version: str) -> dict:
    """Send a whole kit; return the board's last word."""
    files = library()
    send(board, room, version, files)
    online = room.heard("status").count(b"online")
    room.send("do/kit", json.dumps({"id": version, **kit_parts.end(version, files)}).encode())
    return last_word(room, version, online + 1)


def last_word(room, request: str, online: int = 1) -> dict:
    room.wait_online(online)
    room.send("do/time", TIME)
    return room.answer("kit", request)


def choice(board) -> dict:
    return json.loads((board.folder / "kit.json").read_text())


def kits(board) -> set[str]:
    return {path.name for path in (board.folder / "kits").iterdir()}


def test_good_kits_take_their_places_and_two_are_kept(board, room):
    board.write("program.py", "import lab\nlab.publish('well', 1)\nlab.run()\n")
    board.power_on()
    room.wait_online()
    assert (room.info()["kit"], room.info()["kit_back"]) == ("test", None)
    for version, before in ((NEW, ""), (NEWER, NEW)):
        assert update(board, room, version)["result"] == "updated"
        assert (room.info()["kit"], room.info()["kit_back"]) == (version, None)
        assert choice(board) == {"now": version, "last": before}
        assert room.order("kit", **kit_parts.beginning(version, {}))["result"] == "up-to-date"
    assert kits(board) == {NEW, NEWER}
    assert room.order("kit", **kit_parts.beginning("test", {}))["result"] == "ready"
    assert kits(board) == {NEWER, "test"}
    assert room.order("stop")["result"] == "stopped"


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_kit_makes_way_for_the_last_good_one_and_the_board_says_so(board, room, text):
    put(board, NEW, library(text))
    board.write("kit.json", json.dumps(ON_TRIAL))
    board.write("rig.json", json.dumps({"trial_ms": 1500 if "told" in text else 300, "proved_ms": 3600000}))
    room.send("do/time", TIME, is_retained=True)  # as the hub says it to each board that comes
    board.power_on()
    assert room.answer("kit", "asked")["result"] == "went-back"
    assert (room.info()["kit"], room.info()["kit_back"]) == ("test", NEW)
    assert choice(board) == {"now": "", "back": NEW}
    assert kits(board) == set()


def test_program_that_restarts_its_board_waits_until_the_new_kit_has_proved_itself(board, room):
    put(board, NEW, library())
    board.write("kit.json", json.dumps(ON_TRIAL))
    board.write("program.py", "import machine\nmachine.reset()\n")
    board.write("rig.json", json.dumps({"proved_ms": 3600000}))
    board.power_on()
    room.wait_online()
    assert room.order("kit", **kit_parts.beginning(NEWER, {})) == {**last(room), "error": "busy"}
    board.power_off()
    board.write("rig.json", "{}")
    board.power_on()
    assert last_word(room, "asked", online=2)["result"] == "updated"


def test_start_that_a_full_flash_cannot_count_ends_the_trial(board, room):
    put(board, NEW, library())
    board.write("kit.json", json.dumps(ON_TRIAL))
    (board.folder / "kit.json.new").mkdir()
    board.power_on()
    room.wait_online()
    assert room.info()["kit"] == "test"
    assert not (board.folder / "kit.json").exists()


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_damaged_choice_means_the_flashed_kit(board, room, text):
    board.write("kit.json", text)
    board.power_on()
    room.wait_online()
    assert room.info()["kit"] == "test"
    assert room.order("kit", **kit_parts.beginning("test", {}))["result"] == "up-to-date"


def test_kit_that_was_good_and_is_damaged_in_flash_makes_way_for_the_flashed_one(board, room):
    put(board, NEW, library() | {"kit/room.mpy": b"M\x06"})
    board.write("kit.json", json.dumps({"now": NEW, "last": ""}))
    board.power_on()
    room.wait_online()
    assert room.info()["kit"] == "test"


def test_power_cut_amid_a_delivery_leaves_the_kit_as_it_was_and_the_next_one_begins_anew(board, room):
    files = library()
    board.power_on()
    room.wait_online()
    send(board, room, NEW, {"kit/room.mpy": files["kit/room.mpy"][:2000]}, ("kit/room.mpy",))
    board.power_off()
    (half,) = (board.folder / "kits" / NEW).rglob("*.mpy")
    half.write_bytes(half.read_bytes()[:700])
    board.power_on()
    room.wait_online(2)
    assert room.info()["kit"] == "test"
    following = {"version": NEW, "file": "kit/room.mpy", "at": 2000, "data": ""}
    assert room.order("kit", **following) == {**last(room), "error": "order"}
    assert update(board, room, NEW)["result"] == "updated"


def test_power_cut_at_each_step_in_flash_leaves_a_whole_kit(tmp_path):
    with start(tmp_path, str(HERE / "on_unix" / "kit_power_cuts.py")) as process:
        assert process.stdout.read() == "kits whole after power cuts: 33\n"


def test_delivery_that_is_wrong_is_refused_and_changes_nothing(board, room):
    board.power_on()
    room.wait_online()
    begin, piece = (
        {"version": NEW, "size": 9, "files": 1},
        {"version": NEW, "file": "kit/a.mpy", "at": 0, "data": "bGFi"},
    )
    for wrong, error in (
        (piece, "order"),  # before it began
        (begin | {"size": 300 * 1024}, "size"),
        (begin, None),
        (piece | {"file": "../boot.py"}, "request"),
        (piece | {"file": "boot.py"}, "request"),
        (piece | {"data": 7}, "request"),
        (piece | {"at": 3}, "order"),
        (piece, None),
        (piece, None),  # again: the laptop did not hear the answer
        (piece | {"data": "TEFC"}, "order"),  # of another delivery
        ({"version": NEW, "sha256": "0" * 64}, "checksum"),
        ({"version": NEW, "sha256": "0" * 64}, "order"),  # gone
    ):
        assert room.order("kit", **wrong).get("error") == error, wrong
    assert not (board.folder / "kit.json").exists()
    assert kits(board) == set()
    board.power_off()
    board.write("rig.json", '{"is_full": true}')
    board.power_on()
    room.wait_online(2)
    assert room.order("kit", **kit_parts.beginning(NEW, library()))["error"] == "storage"
