"""A computer made of plain values, on which nothing is wrong until a test says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from iot_lab.boards.errors import BoardSilent
from iot_lab.boards.find import Port
from iot_lab.boards.firmware_cache import Kept
from iot_lab.boards.probe import Found
from iot_lab.boards.usb import UsbDevice
from iot_lab.workshop.doctor.computer_steps import ANSWER
from iot_lab.workshop.doctor.facts import Address, Disk, HubPower, KnownBoard, Listener, Package, PortAccess
from iot_lab.workshop.doctor.finding import CannotTell

NOW_S = 1_790_000_000.0  # September 2026
CH340 = Port("/dev/ttyUSB0", "CH340", "1-2.1", "1a86:7523", "USB Serial")
CHIP = UsbDevice("1-2.1", "1a86:7523", "QinHeng USB Serial", "CH340")
MOUSE = UsbDevice("1-3", "046d:c077", "Logitech Mouse", "")
MODEM = Port("/dev/ttyS0", "", "", "", "")
KEPT = Kept("ab" * 32, "ESP32", "v1.27.0", 1_700_000, "ESP32.bin", 1_780_000_000)
HEARD = KnownBoard("capteur-01", "ready", NOW_S - 3600, NOW_S - 5)
SILENT = KnownBoard("capteur-02", "ready", NOW_S - 3600, NOW_S - 90_000)
CANNOT = CannotTell("doctor.said.no-usb")


@dataclass
class Fabricated:
    """Implements `facts.Machine`. A fact that is an exception is raised."""

    system: str = "linux"
    python_is: object = ("3.12.1", ">=3.11")
    packages_are: object = field(default_factory=lambda: [Package("flask", ">=3.0", "3.1.0")])
    program_prints: object = ANSWER
    disk_is: object = field(default_factory=lambda: Disk(Path("/data"), 9 * 1024**3))
    now: float = NOW_S
    newest: float = NOW_S - 10
    usb_is: object = field(default_factory=lambda: [CHIP, MOUSE])
    ports_are: object = field(default_factory=lambda: [CH340, MODEM])
    others_exist: bool = False
    access_is: object = field(default_factory=lambda: PortAccess(is_allowed=True))
    programs: tuple = ()
    held_by: tuple = ()
    hubs_are: object = field(default_factory=lambda: [HubPower("1-2", is_self_powered=True, boards=1)])
    answers: dict = field(default_factory=dict)
    firmware_is: object = field(default_factory=lambda: [KEPT])
    listeners: dict = field(default_factory=dict)
    firewalls_are: object = field(default_factory=list)
    addresses_are: object = field(default_factory=lambda: [Address("wlan0", "192.168.1.5")])
    is_reached: bool = True
    boards_are: object = field(default_factory=lambda: [HEARD])
    clocks_are: dict = field(default_factory=dict)
    knows_wifi: bool = True
    asked: list = field(default_factory=list)

    def python(self):
        return _given(self.python_is)

    def packages(self):
        return _given(self.packages_are)

    def run_program(self, program):
        return _given(self.program_prints)

    def disk(self):
        return _given(self.disk_is)

    def now_s(self):
        return self.now

    def newest_file_s(self):
        return self.newest

    def usb(self):
        return _given(self.usb_is)

    def ports(self):
        return _given(self.ports_are)

    def exists(self, path):
        return self.others_exist

    def access(self, path):
        return _given(self.access_is)

    def running(self, names):
        return [name for name in names if name in self.programs]

    def holders(self, path):
        return list(self.held_by)

    def hubs(self):
        return _given(self.hubs_are)

    def ask(self, ports):
        self.asked += [port.path for port in ports]
        return [self.answers.get(port.path, Found(port, None, BoardSilent(port=port.path))) for port in ports]

    def firmware(self):
        return _given(self.firmware_is)

    def listener(self, port):
        return self.listeners.get(port, Listener(port, is_free=True))

    def tcp_ports(self):
        return 1883, 8080

    def firewalls(self, ports):
        return _given(self.firewalls_are)

    def addresses(self):
        return _given(self.addresses_are)

    def reaches(self, address):
        return self.is_reached

    def boards(self):
        return _given(self.boards_are)

    def clocks(self):
        return self.clocks_are

    def has_wifi(self):
        return self.knows_wifi


def _given(fact):
    if isinstance(fact, Exception):
        raise fact
    return fact
