# Restarts the board for ever. Ends: reset. Hint: error.
import machine

machine.reset()
