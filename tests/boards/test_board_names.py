"""Names, journal, boot line, ports, labels: the small pure things around a board."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from iot_lab.boards import labels
from iot_lab.boards.boot_line import BootListener, Started, refused_boot_mode
from iot_lab.boards.errors import JournalUnreadable
from iot_lab.boards.find import list_board_ports, port_of
from iot_lab.boards.journal import BoardEntry, Journal
from iot_lab.boards.names import WORDS, first_word, new_name
from iot_lab.boards.progress import FlashEvent, Overview
from iot_lab.contract.topics import is_name


def test_words_make_names_in_both_languages():
    assert len(WORDS["fr"]) == len(WORDS["en"])
    assert all(is_name(f"{word}-999") for words in WORDS.values() for word in words)
    assert not set(WORDS["fr"]) & set(WORDS["en"])
    assert (first_word("en"), first_word("de")) == ("sensor", "capteur")


def test_number_is_used_once_in_a_room_whatever_the_word():
    assert new_name([], "capteur") == "capteur-01"
    assert new_name(["capteur-01", "phare-02", "sim-7", "hub"], "renard") == "renard-03"
    assert new_name([f"a-{number:02d}" for number in range(1, 100)], "a") == "a-100"


@pytest.mark.parametrize("word", ["", "-", "7", "Capteur", "été", "x" * 40, "a/b"])
def test_word_that_makes_no_name_is_refused(word):
    with pytest.raises(ValueError):
        new_name([], word)


def test_journal_is_found_again(tmp_path):
    journal = Journal.open(tmp_path)
    journal.put(BoardEntry("24:0a:c4:00:10:01", "capteur-01", "ESP32", 4 << 20, "writing"))
    journal.change("24:0a:c4:00:10:01", state="ready", firmware="abc")
    again = Journal.open(tmp_path)
    assert again.entries() == journal.entries()
    assert again.named("capteur-01").firmware == "abc"
    again.forget("24:0a:c4:00:10:01")
    assert Journal.open(tmp_path).entry("24:0a:c4:00:10:01") is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"boards": [1]}', '{"boards": [{"mac": "x"}]}'])
def test_broken_journal_is_named(tmp_path, content):
    (tmp_path / "boards.json").write_text(content)
    with pytest.raises(JournalUnreadable):
        Journal.open(tmp_path)


def test_boot_line_is_heard_in_pieces_and_in_noise():
    listener = BootListener()
    heard = b"\xff\x00ets Jul\r\n\r\niot-lab kit 0.1.0+ab12 capteur-07 24:0a:c4:00:10:07\r\n>>> "
    answers = [listener.feed(heard[start : start + 5]) for start in range(0, len(heard), 5)]
    assert Started("0.1.0+ab12", "capteur-07", "24:0a:c4:00:10:07") in answers


@pytest.mark.parametrize(
    "heard",
    [
        b"iot-lab kit 1 capteur-07 24:0a:c4:00:10:07",
        b"say iot-lab kit 1 capteur-07 24:0a:c4:00:10:07\n",
        b"iot-lab kit 1 Capteur 24:0a:c4:00:10:07\n",
        b"iot-lab kit 1 capteur-07 24:0a:c4\n",
    ],
)
def test_other_lines_are_not_the_kits(heard):
    assert BootListener().feed(heard) is None


def test_last_line_heard_is_safe_to_show():
    listener = BootListener()
    listener.feed(b"\x1b[31mMemoryError\r\n\r\n")
    assert listener.last_line == "?[31mMemoryError"


def test_boot_mode_tells_a_program_from_the_bootloader():
    assert refused_boot_mode(b"rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)") == "0x13"
    assert refused_boot_mode(b"rst:0x1,boot:0x3 (DOWNLOAD_BOOT)\r\nwaiting for download") == ""
    assert refused_boot_mode(b"") == ""


def test_adapter_and_slot_are_read_from_usb():
    info = SimpleNamespace(
        device="/dev/ttyUSB3", vid=0x1A86, pid=0x7523, location="1-2.4:1.0", description="USB Serial"
    )
    port = port_of(info)
    assert (port.adapter, port.slot, port.usb, port.may_be_board) == ("CH340", "1-2.4", "1a86:7523", True)
    native = SimpleNamespace(device="COM5", vid=0x303A, pid=0x1001, location=None, description="USB JTAG")
    assert (port_of(native).adapter, port_of(native).slot) == ("USB", "")


def test_other_ports_are_not_taken_for_boards():
    modem = SimpleNamespace(device="/dev/ttyACM0", vid=0x12D1, pid=0x1506, location="1-1", description="Modem")
    motherboard = SimpleNamespace(device="/dev/ttyS0", vid=None, pid=None, location=None, description="n/a")
    assert not port_of(modem).may_be_board
    assert not port_of(motherboard).may_be_board
    assert all(port.path for port in list_board_ports())


def test_labels_are_one_page_that_needs_nothing_else():
    words = SimpleNamespace(language="fr")
    words = type("Words", (), {"language": "fr", "__call__": lambda _self, key, **_values: key})()
    page = labels.sheet(
        [f"capteur-{number:02d}" for number in range(1, 26)], "<atelier>", "http://10.0.0.2:8080/", words
    )
    assert page.count("<svg") == 25
    assert page.count("<section>") == 2
    assert "&lt;atelier&gt;" in page
    assert "<title>capteur-25</title>" in page
    assert "src=" not in page


def test_overview_counts_shares_and_guesses_the_rest():
    overview = Overview()
    for event in (
        FlashEvent("a", "writing", 0.5, 10.0),
        FlashEvent("b", "failed", 0.1, 3.0),
        FlashEvent("c", "ready", 1.0, 9.0),
    ):
        overview.feed(event)
    assert (overview.ready, overview.failed) == (1, 1)
    assert overview.share == pytest.approx(2.5 / 3)
    assert overview.remaining_s == pytest.approx(10.0)
    overview.feed(FlashEvent("a", "connecting"))
    assert overview.remaining_s is None
