"""The computer that this runs on, asked for real. Packages are imported where they are used: one may be missing."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import tempfile
import threading
import time
from contextlib import suppress
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from iot_lab.workshop import running as running_kit
from iot_lab.workshop.doctor import commands
from iot_lab.workshop.doctor.facts import Address, Disk, KnownBoard, Package, PortAccess
from iot_lab.workshop.doctor.requirements import split_requirement
from iot_lab.workshop.settings import MQTT_PORT, WEB_PORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.boards.find import Port
    from iot_lab.boards.firmware_cache import Kept
    from iot_lab.boards.probe import Found
    from iot_lab.boards.usb import UsbDevice
    from iot_lab.workshop.doctor.facts import Firewall, Holder, HubPower, Listener, System

OURS: Final = "iot-lab"
ASKING_S: Final = 75.0
BETWEEN_LOOKS_S: Final = 3.0
CONNECTION_S: Final = 2.0


class ThisMachine:
    """Implements `facts.Machine` for the data folder `data`."""

    def __init__(self, data: Path) -> None:
        self.system = cast("System", commands.system_name())
        self._data = data

    def python(self) -> tuple[str, str]:
        """Return Python's version and those that the installed kit accepts."""
        return platform.python_version(), metadata.metadata(OURS)["Requires-Python"] or ""

    def packages(self) -> list[Package]:
        """Return what our own metadata requires; optional extras are left out."""
        found = [split_requirement(text) for text in metadata.requires(OURS) or []]
        return [Package(name, wanted, _version(name)) for name, wanted in filter(None, found)]

    def run_program(self, program: str) -> str:
        """Run a program in virtual time."""
        from iot_lab.simulator import Scenario, run_virtual

        finding = run_virtual(program, Scenario(duration_s=5.0, wifi=None, broker=None))
        return finding.output if finding.end == "finished" else f"{finding.end} {finding.fault or ''}"

    def disk(self) -> Disk:
        """Look at the data folder, or where it will be made; a temporary file proves that it may be written."""
        folder = next((path for path in (self._data, *self._data.parents) if path.exists()), self._data)
        try:
            free_bytes = shutil.disk_usage(folder).free
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            return Disk(self._data, 0, error.strerror or str(error))
        return Disk(self._data, free_bytes)

    def now_s(self) -> float:
        """Return this computer's clock."""
        return time.time()

    def newest_file_s(self) -> float:
        """Look at the files of the data folder, and at our own."""
        files = [*self._data.glob("*"), Path(__file__)]
        times = [0.0]
        for path in files:
            with suppress(OSError):  # a room that ends takes its log away
                times.append(path.stat().st_mtime if path.is_file() else 0.0)
        return max(times)

    def usb(self) -> list[UsbDevice]:
        """Return what is plugged in USB, asked once: Windows takes a second."""
        return self._usb

    def ports(self) -> list[Port]:
        """Return the serial ports."""
        from iot_lab.boards.find import list_board_ports

        return list_board_ports()

    def exists(self, path: str) -> bool:
        """Say whether a port's file exists; Windows has none."""
        return os.path.exists(path)  # noqa: PTH110 - `COM5` is no path

    def access(self, path: str) -> PortAccess:
        """Return who may open a port."""
        from iot_lab.workshop.doctor.processes import access

        return access(path)

    def running(self, names: Sequence[str]) -> list[str]:
        """Return those of these programs that run."""
        from iot_lab.workshop.doctor.processes import running

        return running(names)

    def holders(self, path: str) -> list[Holder]:
        """Return the processes that have a port open."""
        from iot_lab.workshop.doctor.processes import holders

        return holders(path)

    def hubs(self) -> list[HubPower]:
        """Return the hubs of Linux."""
        from iot_lab.workshop.doctor.usb_list import hub_powers

        return hub_powers()

    def ask(self, ports: Sequence[Port]) -> list[Found]:
        """Ask all boards at once; one that keeps us waiting is silent."""
        from iot_lab.boards.errors import BoardSilent
        from iot_lab.boards.probe import Found

        found = {port.path: Found(port, None, BoardSilent(port=port.path)) for port in ports}
        threads = [threading.Thread(target=_ask_one, args=(port, found), daemon=True) for port in ports]
        end_s = time.monotonic() + ASKING_S
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, end_s - time.monotonic()))
        return list(found.values())

    def firmware(self) -> list[Kept]:
        """Return the firmwares of the data folder, each read and checked again."""
        from iot_lab.boards.firmware_cache import FirmwareCache
        from iot_lab.workshop.data_folder import FIRMWARE_FOLDER

        cache = FirmwareCache(self._data / FIRMWARE_FOLDER)
        kept = cache.entries()
        for one in kept:
            cache.load(one.sha256)
        return kept

    def listener(self, port: int) -> Listener:
        """Return who has a TCP port."""
        from iot_lab.workshop.doctor.processes import listener

        return listener(port)

    def tcp_ports(self) -> tuple[int, ...]:
        """Return the ports of the kit that runs on the data folder, else the usual ones: messages, then pages."""
        from urllib.parse import urlsplit

        from iot_lab.mqtt.address import BrokerAddress

        kit = self._kit
        if kit is None:
            return MQTT_PORT, WEB_PORT
        return BrokerAddress.parse(kit.broker).port, urlsplit(kit.url).port or WEB_PORT

    def firewalls(self, ports: Sequence[int]) -> list[Firewall]:
        """Return the firewalls that are on."""
        from iot_lab.workshop.doctor.firewalls import firewalls

        return firewalls(self.system, ports)

    def addresses(self) -> list[Address]:
        """Return the addresses of the interfaces that are up."""
        import ipaddress

        from iot_lab.workshop.addresses import interface_addresses, is_virtual, order_addresses

        found = interface_addresses()
        names = {text: name for name, text in found}
        lonely = [text for _, text in found if ipaddress.IPv4Address(text).is_link_local]
        return [
            Address(names[text], text, is_virtual=is_virtual(names[text]), is_link_local=text in lonely)
            for text in [*order_addresses(found), *lonely]
        ]

    def reaches(self, address: str) -> bool:
        """Listen on the address for a moment, and connect."""
        try:
            with socket.create_server((address, 0)) as server:
                place = server.getsockname()
                with socket.create_connection(place, timeout=CONNECTION_S):
                    return True
        except OSError:
            return False

    def boards(self) -> list[KnownBoard]:
        """Return the boards of the journal, and when the database last heard them."""
        from iot_lab.boards.journal import Journal
        from iot_lab.store.telemetry.glance import boards_heard

        heard = {board.name: board.seen_ms / 1000 for board in boards_heard(self._database)}
        return [
            KnownBoard(entry.name, entry.state, entry.seen_s, heard.get(entry.name, 0.0))
            for entry in Journal.open(self._data).entries()
        ]

    def clocks(self) -> dict[str, float]:
        """Look twice at what boards send to the kit that runs, some seconds apart; nothing is known without it."""
        from iot_lab.store.telemetry.glance import boards_heard
        from iot_lab.workshop.doctor.board_clocks import behind_s

        before = boards_heard(self._database)
        if self._kit is None or not any(board.is_online for board in before):
            return {}
        start_s = time.monotonic()
        time.sleep(BETWEEN_LOOKS_S)
        passed_ms = int((time.monotonic() - start_s) * 1000)
        return behind_s(before, boards_heard(self._database), int(time.time() * 1000), passed_ms)

    def has_wifi(self) -> bool:
        """Say whether the room knows a network."""
        from iot_lab.workshop.known_networks import KnownNetworks

        return bool(KnownNetworks.open(self._data).networks)

    @property
    def _database(self) -> Path:
        return self._data / "lab.db"

    @cached_property
    def _kit(self) -> running_kit.Running | None:
        """The kit that runs on the data folder; one that was killed left its announcement."""
        import psutil

        kit = running_kit.find(self._data)
        return kit if kit and psutil.pid_exists(kit.pid) else None

    @cached_property
    def _usb(self) -> list[UsbDevice]:
        from iot_lab.workshop.doctor.usb_list import plugged

        return plugged(self.system)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _ask_one(port: Port, found: dict[str, Found]) -> None:
    from iot_lab.boards.errors import BoardError, FlasherFault
    from iot_lab.boards.find import list_board_ports
    from iot_lab.boards.probe import Found, probe

    try:
        found[port.path] = Found(port, probe(port, lambda: [one.path for one in list_board_ports()]))
    except BoardError as error:
        found[port.path] = Found(port, None, error)
    except Exception:
        import logging

        logging.getLogger(__name__).exception("asking %s", port.path)
        found[port.path] = Found(port, None, FlasherFault(port=port.path))
