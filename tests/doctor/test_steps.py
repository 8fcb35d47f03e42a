"""Every finding of every step, on fabricated computers: `CASES` is the table."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from iot_lab.boards.chips import BY_NAME
from iot_lab.boards.errors import BootModeRefused, FirmwareDamaged, JournalUnreadable
from iot_lab.boards.find import Port
from iot_lab.boards.probe import Found, PluggedBoard, Runs
from iot_lab.contract.config import Announced
from iot_lab.simulator.runtime import RuntimeDamaged, RuntimeMissing
from iot_lab.texts import texts
from iot_lab.workshop.doctor.facts import (
    Address,
    Asked,
    Disk,
    Firewall,
    Holder,
    HubPower,
    KnownBoard,
    Listener,
    Package,
    PortAccess,
)
from iot_lab.workshop.doctor.finding import ok
from iot_lab.workshop.doctor.report import exit_code, first_broken, row
from iot_lab.workshop.doctor.steps import STEPS, DoctorStep, take_all, within_its_time
from tests.rigs.fabricated import CANNOT, CH340, CHIP, HEARD, KEPT, MODEM, MOUSE, NOW_S, SILENT, Fabricated

LOCAL = Address("eth0", "169.254.3.4", is_link_local=True)
DOCKER = Address("docker0", "172.17.0.1", is_virtual=True)
OTHER_USB = [Port("/dev/ttyUSB1", "CP210x", "1-2.2", "10c4:ea60", "")]
BLANK = PluggedBoard(CH340, BY_NAME["ESP32"], 301, "24:0a:c4:00:10:01", 4 << 20, Runs("blank"))
KNOWN = Runs("kit", "micropython", "v1.27.0", Announced("atelier", "capteur-01", "0.1.0"))
BOOT = Found(CH340, None, BootModeRefused(port=CH340.path, mode="0x13"))
NAMED, ALL = Asked(port=CH340.path), Asked(asks_boards=True)


def held(program, *, is_ours=False):
    return {"held_by": (Holder(program, 42, is_ours),)}


def no_port(**more):
    return {"ports_are": [MODEM], **more}


def firewall(kind, lets_in):
    return {"firewalls_are": [Firewall(kind, lets_in)]}


def listens(port, **about):
    return {"listeners": {port: Listener(port, is_free=False, **about)}}


# step, what is the matter with the computer, result, code of the first error or key of what is said, what was asked
CASES = [
    ("python", {}, "ok", "doctor.said.python"),
    ("python", {"python_is": ("3.10.9", ">=3.11")}, "broken", "doctor-python"),
    ("python", {"python_is": ("3.14.0", "")}, "ok", "doctor.said.python"),
    ("packages", {}, "ok", "doctor.said.packages"),
    ("packages", {"packages_are": [Package("flask", ">=3.0", "")]}, "broken", "doctor-packages"),
    ("packages", {"packages_are": [Package("wasmtime", ">=50,<51", "51.0")]}, "broken", "doctor-packages"),
    ("runtime", {}, "ok", "doctor.said.runtime"),
    ("runtime", {"program_prints": "179101 [1.5] 0"}, "broken", "doctor-self-test"),
    ("runtime", {"program_prints": OSError("libwasmtime.so: wrong ELF class")}, "broken", "doctor-self-test"),
    ("runtime", {"program_prints": RuntimeMissing(name="micropython.wasm")}, "broken", "runtime-missing"),
    ("runtime", {"program_prints": RuntimeDamaged(file="micropython.wasm")}, "broken", "runtime-damaged"),
    ("runtime", {"program_prints": ModuleNotFoundError(name="wasmtime")}, "unknown", "doctor.said.no-module"),
    ("usb", {}, "ok", "doctor.said.usb"),
    ("usb", no_port(), "ok", "doctor.said.usb"),
    ("usb", {"usb_is": CANNOT}, "ok", "doctor.said.usb"),
    ("usb", no_port(usb_is=[MOUSE]), "unknown", "doctor-usb"),
    ("usb", no_port(usb_is=CANNOT), "unknown", "doctor-usb"),
    ("usb", no_port(usb_is=[]), "broken", "doctor-usb", ALL),
    ("usb", no_port(), "broken", "port-absent", NAMED),
    ("usb", no_port(others_exist=True), "ok", "doctor.said.usb", NAMED),
    ("holders", {}, "ok", "doctor.said.not-held"),
    ("holders", no_port(), "not-concerned", "doctor.said.no-port"),
    ("holders", no_port(programs=("brltty",)), "broken", "doctor-brltty"),
    ("holders", held("brltty"), "broken", "doctor-brltty"),
    ("holders", held("ModemManager"), "broken", "doctor-port-held"),
    ("holders", held("thonny"), "broken", "doctor-port-held"),
    ("holders", held("python3", is_ours=True), "ok", "doctor.said.held-by-us"),
    ("holders", {"programs": ("brltty", "ModemManager")}, "ok", "doctor.said.may-take"),
    ("driver", {}, "ok", "doctor.said.driver"),
    ("driver", no_port(), "broken", "doctor-driver-linux"),
    ("driver", no_port(system="windows"), "broken", "doctor-driver-windows"),
    ("driver", no_port(system="macos"), "broken", "doctor-driver-macos"),
    ("driver", {"usb_is": [CHIP, CHIP]}, "broken", "doctor-driver-linux"),
    ("driver", {"ports_are": OTHER_USB}, "broken", "doctor-driver-linux"),
    ("driver", {"usb_is": CANNOT}, "ok", "doctor.said.driver"),
    ("driver", no_port(usb_is=[MOUSE]), "not-concerned", "doctor.said.no-port"),
    ("permission", {}, "ok", "doctor.said.permission"),
    ("permission", {"system": "windows"}, "not-concerned", "doctor.said.linux-only"),
    ("permission", {"access_is": PortAccess(False, "dialout")}, "broken", "doctor-serial-group"),
    ("permission", no_port(access_is=PortAccess(False, "uucp")), "broken", "doctor-serial-group"),
    ("permission", {"access_is": PortAccess(False, "dialout", True)}, "broken", "doctor-serial-session"),
    ("permission", {"access_is": PortAccess(False)}, "broken", "port-forbidden"),
    ("permission", no_port(access_is=PortAccess(False)), "unknown", "doctor.said.no-group"),
    ("hub", {}, "ok", "doctor.said.hub"),
    ("hub", {"hubs_are": [HubPower("1-2", False, 4)]}, "broken", "doctor-hub-weak"),
    ("hub", {"hubs_are": [HubPower("1-2", False, 3)]}, "ok", "doctor.said.hub"),
    ("hub", {"hubs_are": [HubPower("1-2", True, 8, 2)]}, "broken", "doctor-hub-cut"),
    ("hub", {"hubs_are": []}, "not-concerned", "doctor.said.no-hub"),
    ("hub", {"hubs_are": CANNOT}, "unknown", "doctor.said.no-usb"),
    ("boards", {}, "not-concerned", "doctor.said.not-asked"),
    ("boards", {}, "broken", "bootloader-silent", NAMED),
    ("boards", {"answers": {CH340.path: BOOT}}, "broken", "boot-mode", ALL),
    ("boards", {"answers": {CH340.path: Found(CH340, BLANK)}}, "ok", "doctor.said.boards", ALL),
    ("boards", no_port(), "not-concerned", "doctor.said.no-port", ALL),
    ("boards", no_port(others_exist=True), "broken", "bootloader-silent", Asked(port="/dev/ttyACM9")),
    ("firmware", {}, "ok", "doctor.said.firmware"),
    ("firmware", {"firmware_is": []}, "broken", "no-firmware"),
    ("firmware", {"firmware_is": FirmwareDamaged(file=KEPT.sha256)}, "broken", "firmware-damaged"),
    ("ports", {}, "ok", "doctor.said.ports-free"),
    ("ports", listens(1883, holder=Holder("python3", 42, True)), "ok", "doctor.said.ports-ours"),
    ("ports", listens(1883, holder=Holder("mosquitto", 7)), "broken", "doctor-tcp-taken"),
    ("ports", listens(8080), "broken", "doctor-tcp-taken"),
    ("ports", listens(8080, is_reserved=True), "broken", "doctor-tcp-reserved"),
    ("firewall", {}, "ok", "doctor.said.no-firewall"),
    ("firewall", firewall("ufw", True), "ok", "doctor.said.firewall"),
    ("firewall", firewall("ufw", None), "unknown", "doctor-ufw"),
    ("firewall", firewall("ufw", False), "broken", "doctor-ufw"),
    ("firewall", firewall("firewalld", False), "broken", "doctor-firewalld"),
    ("firewall", firewall("windows", False), "broken", "doctor-firewall-windows"),
    ("firewall", firewall("macos", None), "unknown", "doctor-firewall-macos"),
    ("address", {}, "ok", "doctor.said.address"),
    ("address", {"addresses_are": []}, "broken", "doctor-no-network"),
    ("address", {"addresses_are": [DOCKER]}, "broken", "doctor-no-network"),
    ("address", {"addresses_are": [DOCKER, LOCAL]}, "broken", "doctor-address"),
    ("reach", {}, "ok", "doctor.said.reach"),
    ("reach", {"addresses_are": [DOCKER]}, "not-concerned", "doctor.said.no-address"),
    ("reach", {"is_reached": False}, "broken", "doctor-self-unreachable"),
    ("reach", {"boards_are": []}, "unknown", "doctor.said.no-board-yet"),
    ("reach", {"knows_wifi": False}, "unknown", "doctor.said.no-board-yet"),
    ("reach", {"boards_are": [KnownBoard("capteur-03", "failed", NOW_S)]}, "unknown", "doctor.said.no-board-yet"),
    ("reach", {"boards_are": [SILENT]}, "broken", "doctor-isolated"),
    ("reach", {"boards_are": [HEARD, SILENT]}, "broken", "doctor-boards-unheard"),
    ("reach", {"boards_are": JournalUnreadable(path="boards.json", copy="damaged")}, "broken", "journal-unreadable"),
    ("clock", {}, "ok", "doctor.said.clock"),
    ("clock", {"now": 86400.0}, "broken", "doctor-clock-year"),
    ("clock", {"newest": NOW_S + 7200}, "broken", "doctor-clock-behind"),
    ("clock", {"boards_are": [KnownBoard("a", "ready", 0, NOW_S + 7200)]}, "broken", "doctor-clock-behind"),
    ("clock", {"clocks_are": {"capteur-01": 600.0}}, "broken", "doctor-clock-board"),
    ("clock", {"clocks_are": {"capteur-01": 2.0}}, "ok", "doctor.said.clock"),
    ("disk", {}, "ok", "doctor.said.disk"),
    ("disk", {"disk_is": Disk(Path("/data"), 1024)}, "broken", "disk-full"),
    ("disk", {"disk_is": Disk(Path("/data"), 0, "Permission denied")}, "broken", "data-folder-unusable"),
]


def the_step(name):
    return next(step for step in STEPS if step.name == name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[3]}-{case[2]}")
def test_step_says_what_is_the_matter(case):
    name, matter, result, said, *asked = case
    finding = within_its_time(the_step(name), Fabricated(**matter), asked[0] if asked else Asked())
    assert (finding.result, finding.errors[0].code if finding.errors else finding.said) == (result, said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[3]}-{case[2]}")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_outcome_is_said_whole_in_both_languages(case, language):
    name, matter, _, _, *asked = case
    result = next(take_all(Fabricated(**matter), asked[0] if asked else Asked(), [the_step(name)]))
    said = row(result, texts(language))
    words = [said["title"], said["said"], *(text for error in said["errors"] for text in error.values())]
    assert [text for text in words if not text or text.startswith(("doctor.", "error.")) or "{" in text] == []


def test_every_step_has_a_case_for_good_and_for_broken():
    for step in STEPS:
        assert {"ok", "broken"} <= {case[2] for case in CASES if case[0] == step.name}


def test_computer_where_all_is_well_take_alls_to_the_top():
    results = list(take_all(Fabricated(), Asked()))
    assert [result.step.name for result in results if result.finding.result not in ("ok", "not-concerned")] == []
    assert exit_code(results) == 0


def test_first_broken_step_is_the_lowest():
    matter = Fabricated(access_is=PortAccess(False, "dialout"), firmware_is=[], now=0.0)
    results = list(take_all(matter, Asked()))
    assert first_broken(results).step.name == "permission"
    assert exit_code(results) == 1


@pytest.mark.parametrize("fault", [ValueError("odd"), OSError(errno.EIO, "broken"), RecursionError(), KeyError("x")])
def test_step_that_raises_cannot_tell_and_the_take_all_goes_on(fault, caplog):
    results = list(take_all(Fabricated(python_is=fault), Asked()))
    assert (results[0].finding.result, results[0].finding.said) == ("unknown", "doctor.said.fault")
    assert [result.finding.result for result in results[1:3]] == ["ok", "ok"]
    assert "step python" in caplog.text


def test_step_that_never_answers_is_left_behind():
    never = threading.Event()
    slow = DoctorStep("slow", "doctor.step.usb", lambda *_: ok("x", waited=never.wait(60)), limit_s=0.05)
    finding = within_its_time(slow, Fabricated(), Asked())
    never.set()
    assert (finding.result, finding.said) == ("unknown", "doctor.said.too-long")


def test_when_nobody_could_look_the_exit_says_so():
    steps = [DoctorStep("odd", "doctor.step.usb", lambda *_: 1 / 0)]
    assert exit_code(list(take_all(Fabricated(), Asked(), steps))) == 2


def test_boards_are_never_asked_without_agreement():
    machine = Fabricated()
    list(take_all(machine, Asked()))
    assert machine.asked == []


def test_only_the_named_board_is_asked():
    machine = Fabricated(ports_are=[CH340, *OTHER_USB])
    list(take_all(machine, NAMED))
    assert machine.asked == [CH340.path]


def test_board_with_a_kit_is_said_with_its_name():
    board = PluggedBoard(CH340, BY_NAME["ESP32"], 301, BLANK.mac, 4 << 20, KNOWN)
    finding = within_its_time(the_step("boards"), Fabricated(answers={CH340.path: Found(CH340, board)}), ALL)
    assert "capteur-01 ESP32 24:0a:c4:00:10:01" in finding.details["boards"]
