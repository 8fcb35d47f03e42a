"""What a computer says of itself, as plain values; and the one interface through which the steps ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from iot_lab.boards.find import Port
    from iot_lab.boards.firmware_cache import Kept
    from iot_lab.boards.probe import Found
    from iot_lab.boards.usb import UsbDevice

System = Literal["linux", "windows", "macos", "other"]
FirewallKind = Literal["ufw", "firewalld", "windows", "macos"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asked for: one port, and whether boards may be restarted to say who they are."""

    port: str = ""
    asks_boards: bool = False

    @property
    def may_restart_boards(self) -> bool:
        """A named port is an agreement for that one board."""
        return self.asks_boards or bool(self.port)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the kit needs: `wanted` as in `>=50,<51`, `version` empty where it is not installed."""

    name: str
    wanted: str
    version: str


@dataclass(frozen=True, slots=True)
class PortAccess:
    """Whether this session may open a serial port. `is_member` of its `group` is true from the next login."""

    is_allowed: bool
    group: str = ""
    is_member: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """A process."""

    program: str
    pid: int
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class HubPower:
    """One USB hub: its slot, the board adapters plugged in it, and how often it cut a socket's power."""

    slot: str
    is_self_powered: bool
    boards: int
    over_currents: int = 0


@dataclass(frozen=True, slots=True)
class Listener:
    """A TCP port of ours: free, kept by the system (`is_reserved`), or held, by `holder` where one may know.

    `other` is a port that could be had instead, where this one cannot.
    """

    port: int
    is_free: bool
    is_reserved: bool = False
    holder: Holder | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Firewall:
    """A firewall that is on; `lets_in` is None where it does not say whether our ports pass."""

    kind: FirewallKind
    lets_in: bool | None


@dataclass(frozen=True, slots=True)
class Address:
    """An IPv4 address of this computer. `is_virtual`: no board is behind that interface (containers, VPN)."""

    interface: str
    address: str
    is_virtual: bool = False
    is_link_local: bool = False


@dataclass(frozen=True, slots=True)
class KnownBoard:
    """A board of the journal. Seconds since 1970; `heard_s` is 0 for never."""

    name: str
    state: str
    prepared_s: float
    heard_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk of the data folder. `reason` is why nothing can be written there, empty where it can."""

    folder: Path
    free_bytes: int
    reason: str = ""


class Machine(Protocol):
    """A computer. Each method results within seconds, writes nothing, and raises CannotTell or a LabError."""

    system: System

    def python(self) -> tuple[str, str]:
        """Return Python's version and the versions that the kit accepts (`>=3.11`)."""

    def packages(self) -> list[Package]:
        """Return the packages that the kit needs."""

    def run_program(self, program: str) -> str:
        """Return what a program prints on a fresh simulated board. Raises what the runtime raises."""

    def disk(self) -> Disk:
        """Return the state of the data folder's disk."""

    def now_s(self) -> float:
        """Return this computer's clock."""

    def newest_file_s(self) -> float:
        """Return when the newest file of the kit or of its data was written; 0 where there is none."""

    def usb(self) -> list[UsbDevice]:
        """Return what is plugged in USB, serial port or not."""

    def ports(self) -> list[Port]:
        """Return the serial ports."""

    def exists(self, path: str) -> bool:
        """Say whether a port that is not listed exists all the same."""

    def access(self, path: str) -> PortAccess:
        """Return who may open a port; an empty path asks for serial ports in general."""

    def running(self, names: Sequence[str]) -> list[str]:
        """Return those of these programs that run."""

    def holders(self, path: str) -> list[Holder]:
        """Return the processes that have a port open, as far as this person may know."""

    def hubs(self) -> list[HubPower]:
        """Return the hubs that boards are plugged in."""

    def ask(self, ports: Sequence[Port]) -> list[Found]:
        """Ask boards who they are; they restart."""

    def firmware(self) -> list[Kept]:
        """Return the firmwares kept here, each checked again. Raises FirmwareDamaged."""

    def listener(self, port: int) -> Listener:
        """Return who has a TCP port."""

    def tcp_ports(self) -> tuple[int, ...]:
        """Return the ports that boards and browsers use: those of the running kit, else the usual ones."""

    def firewalls(self, ports: Sequence[int]) -> list[Firewall]:
        """Return the firewalls that are on."""

    def addresses(self) -> list[Address]:
        """Return the addresses of this computer, loopback left out."""

    def reaches(self, address: str) -> bool:
        """Say whether a connection from this computer to its own address comes through."""

    def boards(self) -> list[KnownBoard]:
        """Return the boards that were prepared here. Raises JournalUnreadable."""

    def clocks(self) -> dict[str, float]:
        """Return by how many seconds the clock of each board that sends at this moment is behind ours."""

    def has_wifi(self) -> bool:
        """Say whether boards were told a Wi-Fi."""
