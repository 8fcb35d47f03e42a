# expect: a star inside a list display is not known to MicroPython
# ends: error SyntaxError
first = [1, 2]
both = [*first, 3]
print(both)
