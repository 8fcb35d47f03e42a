"""The register that everything asks: accounts and secrets, who owns which board, who may do what."""

from iot_lab.room.register import Account, NameRefused, Register, RegisterUnreadable

__all__ = ["Account", "NameRefused", "Register", "RegisterUnreadable"]
