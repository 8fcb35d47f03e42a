"""What every engine's border says of an address outside the guest's memory."""


class BadAddress(Exception):
    """The guest gave a pointer outside its own memory."""
