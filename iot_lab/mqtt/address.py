"""Where a broker is and who we are there: `mqtt://name:password@host:port`, `mqtts://` with TLS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from iot_lab.errors import LabError

PORTS: Final = {"mqtt": 1883, "mqtts": 8883}


class BrokerUrlRefused(LabError):
    """The address given with --broker is not one of a broker."""

    code = "broker-url-refused"


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """A broker's address with our account there; `name` and `password` may be empty."""

    host: str
    port: int
    name: str = ""
    password: str = ""
    scheme: str = "mqtt"

    @classmethod
    def parse(cls, url: str) -> BrokerAddress:
        """Read an address; raises BrokerUrlRefused. The password is left out of the error."""
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS[parts.scheme]
        except (ValueError, KeyError) as error:
            raise BrokerUrlRefused(url=url.rsplit("@", 1)[-1]) from error
        if not parts.hostname:
            raise BrokerUrlRefused(url=url.rsplit("@", 1)[-1])
        return cls(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), parts.scheme)

    @property
    def url(self) -> str:
        """The address as one text, secrets included: never print it."""
        account = f"{quote(self.name, safe='')}:{quote(self.password, safe='')}@" if self.name else ""
        return f"{self.scheme}://{account}{self.host}:{self.port}"
