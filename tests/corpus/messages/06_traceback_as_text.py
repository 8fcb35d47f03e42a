# expect: sys.print_exception into a text
# prints: Traceback (most recent call last):
# prints: ['<module>', 'outer', 'inner']
# prints: KeyError: missing
import io
import sys


def inner():
    return {}["missing"]


def outer():
    return inner()


try:
    outer()
except KeyError as error:
    text = io.StringIO()
    sys.print_exception(error, text)
lines = text.getvalue().split("\n")
print(lines[0])
print([line.split(", in ")[-1] for line in lines[1:4]])
print(lines[4])
