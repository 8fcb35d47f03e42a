"""MicroPython packages that a room keeps, so that `mip` installs them on boards without the internet."""
