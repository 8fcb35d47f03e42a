# What a start of the board decides once: count it, and say why the learner's program is left out, or not (start.py says what for).
# Borrowed, so that its memory is free again once the program runs.
import time

import machine

from kit import files, trial

BUTTON_MS = 600
MARK = files.ROOT + ".kit-left-out"  # written by guard.py
MOST_STARTS = 3  # a start that lasts less than start.STEADY_MS has failed
WORDS = {
    "button": "BOOT is held",
    "starts": "it ended three starts in a row within 15 s",
    "watchdog": "it kept the board busy for 15 s without a pause: put time.sleep_ms(10) in its loops",
    "memory": "it left no memory for the Wi-Fi: keep fewer values",
    "stop": "it was stopped",
    "fault": "what the kit needs was changed, or failed again and again",
    "lost": "it closed the kit's connection ten times in a row, or took its place",
    "rescue": "somebody asked for it",
}


def decide(config):
    """Return what `state.json` said, the reason to leave the program out or None, and why the last good one is back, or None."""
    state = _count_start(_marked())
    restored_for = _restore_after_silence()
    reason = None if restored_for else _reason(config, state)
    files.change(files.STATE, skip=None, is_ours=None)
    files.remove(MARK)
    return state, reason, restored_for


def tell(reason, restored_for):
    if restored_for:
        print("lab: the new program restarted the board %d times on trial: the last good one is back" % trial.MOST_RUNS)
    if reason:
        print("lab: the program is left out at this start: %s. Send it again to run it" % WORDS[reason])


def _marked():
    """Return why guard.py restarted the board, which writes it where a program may have changed all the rest; None elsewhere."""
    try:
        with files.open(MARK) as file:
            reason = file.read(16)
    except (OSError, ValueError):
        return None
    return reason if reason in WORDS else None


def _count_start(marked):
    """Note that a start began; waking from a deep sleep is no start."""
    state = files.read(files.STATE)
    if marked:
        state.update({"skip": marked, "starts": 0, "is_ours": True})
    is_start = machine.reset_cause() != machine.DEEPSLEEP_RESET
    for name in ("boots", "starts"):
        state[name] = files.count(state, name) + is_start
    if is_start:
        files.write(files.STATE, state)
    return state


def _restore_after_silence():
    """Bring the last good program back where each run on trial ended the start; say why, None where that was not done."""
    if machine.reset_cause() == machine.DEEPSLEEP_RESET:
        trial.forgive()  # it came to its sleep: start.py's waking sees to the rest
    if trial.runs() < trial.MOST_RUNS or not trial.give_up():
        return None
    files.change(files.STATE, starts=0)
    return "resets"


def _reason(config, state):
    if _is_button_held(config):
        return "button"
    skip = state.get("skip")
    if skip:
        return skip if skip in WORDS else "rescue"
    if machine.reset_cause() == machine.WDT_RESET:
        return "watchdog"
    return "starts" if state["starts"] > MOST_STARTS else None


def _is_button_held(config):
    """Look at BOOT for a moment (holding it while plugging in starts the chip's own loader instead)."""
    if machine.reset_cause() == machine.DEEPSLEEP_RESET:
        return False
    button = machine.Pin(config.get("button", 0), machine.Pin.IN, machine.Pin.PULL_UP)
    for _ in range(BUTTON_MS // 20):
        if button.value():
            return False
        time.sleep_ms(20)
    return True
