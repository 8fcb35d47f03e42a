"""Why a broker could not start, for a person."""

from __future__ import annotations

from iot_lab.errors import LabError


class PortTaken(LabError):
    """Another program listens on the broker's port: stop it, or choose another port. Details: port, host, free."""

    code = "mqtt-port-taken"


class PortRefused(LabError):
    """The system does not let us listen there: choose another port or address. Details: port, host."""

    code = "mqtt-port-refused"


class JournalUnwritten(LabError):
    """The broker's journal cannot be written: nothing is acknowledged until it can. Details: path, problem."""

    code = "broker-journal-unwritten"


class JournalDamaged(LabError):
    """The broker's journal was damaged or cut: its sound part was taken. Details: path, copy."""

    code = "broker-journal-damaged"


class JournalWasMissing(LabError):
    """The broker's journal was missing: what it kept for others is lost. Details: path."""

    code = "broker-journal-was-missing"
