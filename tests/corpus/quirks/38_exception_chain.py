# expect: raise ... from: a board warns that it keeps no chain
# prints: Warning: exception chaining not supported
# prints: ValueError bad
try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError("bad") from error
except ValueError as error:
    print("ValueError", error)
