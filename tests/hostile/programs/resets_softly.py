# Leaves the program, which starts it again, for ever. Ends: reset. Hint: error.
import sys

sys.exit()
