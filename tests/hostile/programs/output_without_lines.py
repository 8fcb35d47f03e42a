# Prints one character at a time and never ends the line. Ends: output. Hint: prints-too-much.
import sys

while True:
    sys.stdout.write("x")
