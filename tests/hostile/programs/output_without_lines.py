# Prints one character at a time and never ends the line. Ends: deadline. Hint: nothing-yet.
import sys

while True:
    sys.stdout.write("x")
