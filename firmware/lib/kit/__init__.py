# The kit on a board. Read in this order: start, room, wifi, outbox, clock, orders, programs, runner, console, portal.
# It imports nothing: where a program has emptied sys.modules, the kit's thread runs this again on its small stack.
VERSION = "0.1.0"
# By kit_choice.py: the version in kits/ that runs, None for the flashed one; the one that did not report.
chosen = None  # type: str | None
back = None  # type: str | None
is_pending = False  # the room is owed a word about an update (update.py)
is_on_trial = False  # this kit has still to prove itself; the program waits for that


def borrow(name):
    """Import a module of the kit that is seldom needed: its memory is free again once nobody has what it gave."""
    import sys

    module = __import__("kit." + name, None, None, (name,))
    sys.modules.pop("kit." + name, None)
    globals().pop(name, None)
    return module
