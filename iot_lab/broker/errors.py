"""Why a broker could not start, for a person."""

from __future__ import annotations

from iot_lab.errors import LabError


class PortTaken(LabError):
    """Another program listens on the broker's port: stop it, or choose another port. Details: port, host."""

    code = "mqtt-port-taken"


class PortRefused(LabError):
    """The system does not let us listen there: choose another port or address. Details: port, host."""

    code = "mqtt-port-refused"
