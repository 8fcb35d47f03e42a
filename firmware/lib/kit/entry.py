# The kit's way in, kept: editors save a program as main.py, in place of the kit's, and the board would never come back into the
# room. `boot.py` calls this at every start: what stands in main.py and is not ours becomes the learner's program, on trial as one
# that the room sent, and main.py is ours again. A power cut between the two leaves no main.py: the next start writes it.
import os
from io import open

from kit import files

MAIN = files.ROOT + "main.py"
OURS = """# Begins the kit, which joins the room and runs the learner's program.py (firmware/README.md).
from kit import start

start.run()
"""
SIGN = b"from kit import start"
LOOKED_AT_BYTES = 512


def mend():
    """Give the kit its main.py back; say whether somebody had put another there."""
    try:
        with open(MAIN, "rb") as file:
            if SIGN in file.read(LOOKED_AT_BYTES):
                return False
    except OSError:
        return _write()  # a power cut came between
    from kit import borrow, programs, trial

    borrow("own_files").carry_state()
    os.rename(MAIN, programs.NEW)
    _write()
    programs.install(trial.is_good(programs.digest()))
    trial.begin(programs.digest())
    return True


def _write():
    with open(MAIN, "w") as file:
        file.write(OURS)
    return False
