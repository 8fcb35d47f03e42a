"""`iot-lab flash` on the emulated hub, with the real esptool: what it says, what it writes, how it exits."""

from __future__ import annotations

import json
import stat
import time
from pathlib import Path

import pytest

from iot_lab.workshop.flash_session.self_test import SelfTest
from tests.boards.test_flash_faults import FAULTS, KINDS, repair
from tests.rigs.commands import run
from tests.rigs.flash import images
from tests.rigs.flash.board import Faults
from tests.rigs.flash.booting import read_files

GOLDEN = Path(__file__).with_name("golden")


def config_of(board):
    files = read_files(bytes(board.flash.data), images.VFS_OFFSET, len(board.flash.data) - images.VFS_OFFSET)
    return json.loads(files["config.json"])


def test_seven_of_ten_are_ready_three_are_named_and_the_second_run_finishes_all(hub):
    hub.keep_firmware("ESP32", "ESP32-S3", "ESP32-C3")
    for chip, flash_mb in KINDS + KINDS[:2]:
        hub.plug(chip, flash_mb)
    broken = [hub.plug("ESP32", 4, FAULTS[name][0]()) for name in ("unplugged", "swapped", "silent")]
    first = run(hub, "flash", "--yes", "--json")
    assert first.code == 1
    results = {line["port"]: line["error"]["code"] if line["error"] else "" for line in first.events("result")}
    refusals = {line["port"]: line["refusal"]["code"] for line in first.events("board") if "refusal" in line}
    assert sorted(results.values()) == [""] * 7 + ["board-swapped", "board-unplugged"]
    assert refusals == {str(broken[2].path): "bootloader-silent"}
    assert first.events("end")[0]["ready"] == 7

    repair(hub, broken)
    second = run(hub, "flash", "--yes", "--json")
    assert (second.code, second.events("end")[0]["ready"]) == (0, 10)
    assert len({config_of(board)["name"] for board in hub.boards}) == 10


def test_person_sees_the_plan_agrees_and_reads_the_results(hub):
    hub.keep_firmware()
    board = hub.plug()
    done = run(hub, "flash", typed="\no\n")
    assert done.code == 0
    for words in (
        "Plan pour la salle atelier",
        "Tout écrire",
        board.mac,
        "prise 1-2.1",
        "capteur-01",
        "Écrite, sans Wi-Fi",
    ):
        assert words in done.said
    assert "1 carte écrite, sans Wi-Fi" in done.said
    assert config_of(board)["name"] == "capteur-01"


def test_results_name_what_was_left_alone_and_the_last_line_counts_it(hub):
    hub.keep_firmware()
    hub.plug()
    silent = hub.plug(faults=Faults(is_silent=True))
    lines = [line.split() for line in run(hub, "flash", "--yes").said.splitlines()]
    assert [str(silent.path), "–", "Laissée", "de", "côté"] in lines
    assert " ".join(lines[-1]) == "1 carte écrite, sans Wi-Fi : elle ne rejoindra pas la salle. 1 à revoir."


@pytest.mark.parametrize("answer", ["", "n\n", "peut-être\n"])
def test_nothing_is_written_without_a_clear_yes(hub, answer):
    hub.keep_firmware()
    board = hub.plug()
    done = run(hub, "flash", typed="\n" + answer)
    assert done.code == 2
    assert "Rien n’a été écrit." in done.said
    assert board.flash.written == 0


def test_script_that_does_not_say_yes_gets_the_plan_and_nothing_is_written(hub):
    hub.keep_firmware()
    board = hub.plug()
    done = run(hub, "flash", "--json")
    assert (done.code, board.flash.written) == (2, 0)
    assert [line["event"] for line in done.lines if line["event"] != "progress"] == ["board", "plan", "end"]


def test_english_room_has_english_names_and_words(hub):
    hub.keep_firmware()
    hub.plug()
    done = run(hub, "flash", "--yes", language="en")
    for words in ("Plan for the room atelier", "sensor-01", "Written, without Wi-Fi", "1 board written, without Wi-Fi"):
        assert words in done.said


def test_json_lines_are_those_that_are_documented(hub):
    hub.keep_firmware()
    hub.plug()
    hub.plug(faults=Faults(boot_mode="0x13"))
    done = run(hub, "flash", "--yes", "--json", language="en")
    said = "".join(f"{plain(line, hub)}\n" for line in done.lines if line["event"] != "progress")
    assert said == (GOLDEN / "flash.jsonl").read_text(encoding="utf-8")


def plain(line, hub):
    """Return a line without what changes from one run to the next."""
    line = {**line, **{name: 0 for name in ("seconds", "expected_s") if name in line}}
    return json.dumps(line, ensure_ascii=False).replace(f"{hub.folder}/", "/dev/")


@pytest.mark.parametrize(("language", "words"), [("fr", "Aucune carte trouvée"), ("en", "No board found")])
def test_no_board_says_what_was_looked_for_what_usb_shows_and_what_to_try(hub, monkeypatch, tmp_path, language, words):
    usb_device(tmp_path / "usb/1-2.4", "1a86", "7523", "QinHeng CH340")
    monkeypatch.setattr("iot_lab.boards.usb.list_usb.__defaults__", (tmp_path / "usb",))
    done = run(hub, "flash", "--yes", language=language)
    assert done.code == 2
    for part in (words, "CP210x", "iot-lab doctor", "1a86:7523 QinHeng CH340"):
        assert part in done.said


def usb_device(folder, vendor, product, words):
    folder.mkdir(parents=True)
    for name, text in (("idVendor", vendor), ("idProduct", product), ("product", words), ("bDeviceClass", "00")):
        (folder / name).write_text(f"{text}\n")


def test_board_of_somebody_else_is_left_alone_until_its_port_is_named(hub):
    hub.keep_firmware()
    board = hub.plug()
    other = images.firmware("ESP32", project="arduino-lib-builder", version="esp-idf: v4.4")
    board.flash.data[0x1000 : 0x1000 + len(other)] = other
    left_alone = run(hub, "flash", "--yes")
    assert left_alone.code == 2
    assert "arduino-lib-builder" in left_alone.said
    assert board.flash.written == 0
    assert run(hub, "flash", str(board.path), "--yes").code == 0


def test_missing_firmware_says_how_to_bring_it(hub):
    hub.plug()
    done = run(hub, "flash", "--yes")
    assert done.code == 1
    assert "iot-lab firmware add FICHIER" in done.said


def test_file_given_with_the_command_is_checked_and_written(hub):
    board = hub.plug()
    file = hub.folder / "stick.bin"
    file.write_bytes(images.firmware("ESP32", version="v1.28.0"))
    assert run(hub, "flash", "--yes", "--firmware", str(file)).code == 0
    assert b"v1.28.0" in board.flash.data
    file.write_bytes(b"<html>")
    refused = run(hub, "flash", "--yes", "--firmware", str(file), language="en")
    assert refused.code == 2
    assert "is not a firmware" in refused.said


def test_wifi_is_asked_once_kept_privately_and_never_shown(hub, monkeypatch):
    monkeypatch.setattr(SelfTest.__init__, "__defaults__", (0, time.time))
    hub.keep_firmware()
    board = hub.plug()
    first = run(hub, "flash", *free_mqtt_port(), typed="Salle\ncraie-bleue\nn\n")
    assert "craie-bleue" not in first.said
    kept = hub.data / "wifi.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    second = run(hub, "flash", *free_mqtt_port(), typed="n\n")
    assert "Wi-Fi donné aux cartes : Salle" in second.said.replace("\u202f", " ")
    assert board.flash.written == 0


def free_mqtt_port():
    from tests.rigs.running_kit import free_port

    return "--mqtt-port", str(free_port())


def test_password_of_an_unknown_network_must_be_given_to_a_script(hub):
    hub.plug()
    done = run(hub, "flash", "--yes", "--wifi", "Salle")
    assert done.code == 2
    assert "IOT_LAB_WIFI_PASSWORD" in done.said


def test_open_network_is_one_with_an_empty_password(hub, monkeypatch):
    monkeypatch.setattr(SelfTest.__init__, "__defaults__", (0, time.time))
    hub.keep_firmware()
    board = hub.plug()
    refused = run(hub, "flash", "--yes", "--wifi", "Parvis")
    assert '--wifi-password ""' in refused.said
    run(hub, "flash", "--yes", "--wifi", "Parvis", "--wifi-password", "", *free_mqtt_port())
    assert config_of(board)["wifi"] == [{"ssid": "Parvis", "password": ""}]


@pytest.mark.parametrize("words", [("--watch",), ("--watch", "--json")])
def test_nobody_who_did_not_agree_starts_a_watch(hub, words):
    done = run(hub, "flash", *words, typed="\nn\n")
    assert done.code == 2
    assert "Branchez des cartes :" not in done.said.replace("\u202f", " ")
    assert "watching" not in done.said
