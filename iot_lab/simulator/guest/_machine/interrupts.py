# machine.disable_irq and enable_irq: callbacks wait meanwhile, in the order in which their interrupts came.
import _board
from micropython import const  # `machine` has it, for the file in which it is written on a board uses it


def disable_irq():
    state = int(_board._is_busy)
    _board._is_busy = True
    return state


def enable_irq(state):
    _board._is_busy = bool(state)
    if not state:
        _board.run_waiting()
