# Prints tracebacks for ever. Ends: output. Hint: prints-too-much.
import sys

while True:
    try:
        1 / 0
    except ZeroDivisionError as error:
        sys.print_exception(error)
