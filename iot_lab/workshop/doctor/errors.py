"""What the steps finds broken, one class per remedy, unless another room names it. Texts: section `doctor`."""

from __future__ import annotations

from iot_lab.errors import LabError


class PythonUnsuitable(LabError):
    """A Python older than the kit accepts."""

    code = "doctor-python"


class PackagesUnsuitable(LabError):
    """Packages are absent, or of a version that the kit was not tried with."""

    code = "doctor-packages"


class SelfTestFailed(LabError):
    """The simulated board's MicroPython starts and computes wrong, or does not load at all."""

    code = "doctor-self-test"


class NothingOnUsb(LabError):
    """No adapter of a board appears on USB: nothing plugged, a cable without data wires, or a hub without power."""

    code = "doctor-usb"


class BrlttyTakesBoards(LabError):
    """The driver of braille displays takes the adapter of a board for one of them (Linux)."""

    code = "doctor-brltty"


class SerialPortHeld(LabError):
    """Another program has the port open."""

    code = "doctor-port-held"


class DriverMissingOnWindows(LabError):
    """The adapter is on USB and Windows made no COM port of it."""

    code = "doctor-driver-windows"


class DriverMissingOnMac(LabError):
    """The adapter is on USB and macOS made no port of it."""

    code = "doctor-driver-macos"


class DriverMissingOnLinux(LabError):
    """The adapter is on USB and the kernel made no port of it."""

    code = "doctor-driver-linux"


class SerialGroupMissing(LabError):
    """The account is not in the group that may open serial ports."""

    code = "doctor-serial-group"


class SerialSessionOld(LabError):
    """The account was put in the group, and this session began before."""

    code = "doctor-serial-session"


class HubWeak(LabError):
    """A hub without its own supply feeds more boards than a computer's socket can."""

    code = "doctor-hub-weak"


class HubCutPower(LabError):
    """The hub switched a socket off because too much current was drawn."""

    code = "doctor-hub-cut"


class TcpPortTaken(LabError):
    """Another program listens on a port of the room."""

    code = "doctor-tcp-taken"


class TcpPortReserved(LabError):
    """The system keeps a port of the room for itself (Windows: Hyper-V, WSL; Linux: below 1024)."""

    code = "doctor-tcp-reserved"


class UfwCloses(LabError):
    """Ufw is on and does not let the room's ports in."""

    code = "doctor-ufw"


class FirewalldCloses(LabError):
    """Firewalld is on and does not let the room's ports in."""

    code = "doctor-firewalld"


class WindowsFirewallCloses(LabError):
    """The firewall of Windows is on and does not let Python in."""

    code = "doctor-firewall-windows"


class MacFirewallCloses(LabError):
    """The firewall of macOS is on and does not let Python in."""

    code = "doctor-firewall-macos"


class NoNetwork(LabError):
    """No address here that a board could reach."""

    code = "doctor-no-network"


class AddressNotGiven(LabError):
    """Connected, yet no router gave an address (RFC 3927 addresses only)."""

    code = "doctor-address"


class SelfUnreachable(LabError):
    """A computer that does not even reach itself at its own address."""

    code = "doctor-self-unreachable"


class StationsIsolated(LabError):
    """Boards were prepared and none was ever heard: the network may keep its devices apart."""

    code = "doctor-isolated"


class BoardsUnheard(LabError):
    """Some boards are heard and others never were."""

    code = "doctor-boards-unheard"


class ClockAbsurd(LabError):
    """The computer's year cannot be right."""

    code = "doctor-clock-year"


class ClockBehind(LabError):
    """Something here was written later than now: the clock went back."""

    code = "doctor-clock-behind"


class BoardClockOff(LabError):
    """A board that is heard lives at another time than this computer."""

    code = "doctor-clock-board"
