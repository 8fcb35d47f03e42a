# Prints tracebacks for ever. Ends: deadline. Hint: value.zero.
import sys

while True:
    try:
        1 / 0
    except ZeroDivisionError as error:
        sys.print_exception(error)
