"""A recogniser as one MicroPython program, and as readable JSON."""
