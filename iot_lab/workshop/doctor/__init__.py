"""`iot-lab doctor`: one ladder from Python to the boards in the room; the first broken rung is mended first.

A rung decides from facts that a `Machine` gives; only `this_machine.py` and the files it uses ask the system.
"""
