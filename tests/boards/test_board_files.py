"""The image of a board's files, read back by littlefs-python and by MicroPython itself."""

from __future__ import annotations

import hashlib
import json

import pytest

from iot_lab.boards import filesystem
from iot_lab.boards.chips import BY_NAME, CHIPS
from iot_lab.boards.errors import FilesTooBig
from iot_lab.boards.kit import load_kit
from iot_lab.boards.room_settings import RoomSettings, board_config
from iot_lab.contract.config import BoardIdentity, WifiNetwork, read_announced
from tests.rigs.flash.booting import read_files
from tests.rigs.flash.mounting import read_by_micropython

REGION = 2 << 20
FILES = {"boot.py": b"import kit\n", "lib/sht31.py": b"# driver\n" * 900, "lib/deep/er.py": b"x = 1\n", "empty.py": b""}


def flash_with(parts, base=None):
    flash = bytearray(base or b"\xff" * REGION)
    for part in parts:
        flash[part.offset : part.offset + len(part.content)] = part.content
    return flash


def test_littlefs_reads_back_every_file():
    assert read_files(flash_with(filesystem.build(FILES, 0, REGION)), 0, REGION) == FILES


def test_micropython_mounts_the_image_and_writes_to_it(tmp_path):
    path = tmp_path / "flash"
    path.write_bytes(flash_with(filesystem.build(FILES, 0, REGION)))
    assert read_by_micropython(path, REGION) == {name: content.decode() for name, content in FILES.items()}
    assert read_files(path.read_bytes(), 0, REGION) == {**FILES, "program.py": b"print(1)"}


@pytest.mark.parametrize("size", [REGION, 6 << 20, 14 << 20])
def test_few_blocks_are_written_whatever_the_size_of_the_flash(size):
    parts = filesystem.build(FILES, 0x200000, size)
    assert sum(len(part.content) for part in parts) <= 16 * 4096
    assert all(part.offset >= 0x200000 for part in parts)


def test_the_same_files_give_the_same_bytes():
    assert filesystem.build(FILES, 0, REGION) == filesystem.build(dict(reversed(FILES.items())), 0, REGION)


def test_two_boards_differ_in_one_block():
    settings = RoomSettings("atelier", "192.168.1.5")
    one, two = (
        flash_with(
            filesystem.build(
                {
                    **FILES,
                    "config.json": board_config(BoardIdentity(settings.room, name, secret), settings, "k", CHIPS[0]),
                },
                0,
                REGION,
            )
        )
        for name, secret in (("capteur-01", "abcdefgh"), ("capteur-02", "hgfedcba"))
    )
    starts = range(0, REGION, 4096)
    assert sum(one[start : start + 4096] != two[start : start + 4096] for start in starts) == 1


def test_blank_halves_are_written_so_that_old_files_stay_away():
    worn = flash_with(filesystem.build({**FILES, "lib/old.py": b"gone"}, 0, REGION))
    old = filesystem.LittleFS(block_size=4096, block_count=REGION // 4096, mount=False, block_cycles=100)
    old.context.buffer = worn
    old.mount()
    for folder in ("", "lib/", "lib/deep/"):
        for number in range(90):  # enough changes for the newest copy of each folder to be in its other half
            with old.open(f"{folder}log.txt", "wb") as file:
                file.write(b"%d" % number * 50)
    assert sorted(read_files(flash_with(filesystem.build(FILES, 0, REGION), worn), 0, REGION)) == sorted(FILES)


def test_one_file_is_changed_among_a_boards_own(tmp_path):
    flash = flash_with(filesystem.build(FILES, 0, REGION))
    parts = filesystem.with_file(
        lambda start, size: bytes(flash[start : start + size]), 0, REGION, "config.json", b"{}"
    )
    assert sum(len(part.content) for part in parts) <= 3 * 4096
    assert read_files(flash_with(parts, flash), 0, REGION) == {**FILES, "config.json": b"{}"}
    path = tmp_path / "flash"
    path.write_bytes(flash_with(parts, flash))
    assert read_by_micropython(path, REGION)["config.json"] == "{}"


def test_file_that_has_no_room_changes_nothing():
    flash = flash_with(filesystem.build(FILES, 0, 32 * 4096))
    read = lambda start, size: bytes(flash[start : start + size])  # noqa: E731
    assert filesystem.with_file(read, 0, 32 * 4096, "config.json", bytes(200_000)) is None
    assert filesystem.with_file(lambda _start, size: b"\xff" * size, 0, REGION, "config.json", b"{}") is None


def test_too_many_files_are_refused():
    with pytest.raises(FilesTooBig):
        filesystem.build({"big.py": bytes(300_000)}, 0, 64 * 4096)


def test_one_file_is_found_by_reading_few_blocks():
    flash, asked = flash_with(filesystem.build(FILES, 0, REGION)), []

    def read(offset, size):
        asked.append(offset)
        return bytes(flash[offset : offset + size])

    assert filesystem.read_file(read, REGION, "lib/sht31.py") == FILES["lib/sht31.py"]
    assert filesystem.read_file(read, REGION, "absent.py") is None
    assert len({offset // 4096 for offset in asked}) < 12


@pytest.mark.parametrize("content", [b"\xff" * REGION, bytes(REGION), b"littlefs" * (REGION // 8)])
def test_other_content_than_files_is_no_file_system(content):
    assert filesystem.read_file(lambda offset, size: content[offset : offset + size], REGION, "config.json") is None


def test_errors_of_the_line_pass_through():
    def read(_offset, _size):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        filesystem.read_file(read, REGION, "config.json")


def test_config_says_who_the_board_is_and_hides_its_secrets():
    settings = RoomSettings("atelier", "192.168.1.5", 1884, (WifiNetwork("Café", "p4ss"),))
    content = board_config(
        BoardIdentity(settings.room, "capteur-07", "s3cret"), settings, "0.1.0+abc", BY_NAME["ESP32-C3"]
    )
    announced = read_announced(content)
    assert (announced.room, announced.name, announced.kit) == ("atelier", "capteur-07", "0.1.0+abc")
    assert [json.loads(content)[name] for name in ("chip", "button", "led")] == ["ESP32-C3", 9, 8]
    assert "s3cret" not in repr(BoardIdentity("atelier", "a", "s3cret")) + repr(announced)
    assert "p4ss" not in repr(settings)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"7", b"{", b"[" * 9000, b'{"format": 1}', b'{"format": 1, "room": 7, "name": "x"}', b"\xff"],
)
def test_config_of_somebody_else_announces_nobody(content):
    assert read_announced(content) is None


def test_kit_is_the_firmware_folder_without_its_examples(tmp_path):
    for name in ("boot.py", "lib/sht31.py", "examples/climate.py", "README.md", "__pycache__/boot.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    kit = load_kit(tmp_path)
    assert sorted(kit.files) == ["boot.py", "lib/sht31.py"]
    (tmp_path / "boot.py").write_text("changed")
    assert load_kit(tmp_path).version != kit.version


def test_library_goes_compiled_where_the_build_made_it_of_this_very_text(tmp_path):
    kit, compiled = tmp_path / "kit", tmp_path / "compiled"
    for folder, name, text in (
        (kit, "main.py", "start"), (kit, "lib/same.py", "x = 1"), (kit, "lib/edited.py", "y = 2"),
        (compiled, "lib/same.mpy", "compiled"), (compiled, "lib/edited.mpy", "old"),
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    sums = {"lib/same.py": hashlib.sha256(b"x = 1").hexdigest(), "lib/edited.py": hashlib.sha256(b"y = 1").hexdigest()}
    (compiled / "sources.json").write_text(json.dumps(sums))
    files = load_kit(kit, compiled).files
    assert files == {"main.py": b"start", "lib/same.mpy": b"compiled", "lib/edited.py": b"y = 2"}
