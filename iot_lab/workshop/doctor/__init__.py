"""`iot-lab doctor`: step by step from Python to the boards in the room; the first broken step is mended first.

A step decides from facts that a `Machine` gives; only `this_machine.py` and the files it uses ask the system.
"""
