"""How the kit knows a broker by its certificate: one of this computer's authorities, or the one the trainer named."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from iot_lab.errors import LabError

if TYPE_CHECKING:
    from iot_lab.mqtt.address import BrokerAddress


class BrokerCaRefused(LabError):
    """The file given with --broker-ca is missing, or holds no certificate. Details: path."""

    code = "broker-ca-refused"


def tls_context(address: BrokerAddress) -> ssl.SSLContext:
    """Return what checks the broker's certificate and name; raises BrokerCaRefused."""
    try:
        return ssl.create_default_context(cafile=address.trusted or None)
    except (OSError, ValueError) as error:  # ssl's own errors are OSErrors
        raise BrokerCaRefused(path=address.trusted) from error
