# Whether a program is good: what decides if it is kept when another one fails.
#
# A new program is on trial until it has run for PROVED_MS in one start, or published, or come to its end, or let the board wake
# from deep sleeps so often that MOST_RUNS of them met the room. Each run on trial is counted in flash before it begins, so that a
# crash, a reset by the program and the watchdog count as well as an error does; one that ended in a deep sleep says nothing.
# After MOST_RUNS without a proof, or at once where the error would only repeat itself, the last good program comes back. A good
# program that ends for want of memory is good no longer.
from kit import files, programs

PROVED_MS = 30000
MOST_RUNS = 3


def begin(digest):
    """A new program has taken its place: nothing is known of it."""
    files.change(files.STATE, trial=digest, runs=None, wakes=None)


def is_on():
    return bool(files.read(files.STATE).get("trial"))


def runs():
    """Return how often the program on trial has begun; 0 where it is good."""
    state = files.read(files.STATE)
    return files.count(state, "runs") if state.get("trial") else 0


def count_run():
    """The program begins."""
    if is_on():
        files.change(files.STATE, runs=runs() + 1)


def forgive():
    """The run was ended by somebody: it says nothing."""
    if is_on():
        files.change(files.STATE, runs=max(0, runs() - 1))


def prove():
    """The program on trial is good."""
    digest = files.read(files.STATE).get("trial")
    if digest:
        files.change(files.STATE, trial=None, runs=None, wakes=None, good=digest)


def condemn():
    """The present program is not good, whatever it proved before."""
    if is_good(programs.digest()):
        files.change(files.STATE, good=None)


def is_good(digest):
    return bool(digest) and files.read(files.STATE).get("good") == digest


def give_up():
    """End the trial; bring back the last good program and say whether there is one."""
    files.change(files.STATE, trial=None, runs=None, wakes=None)
    return programs.restore()
