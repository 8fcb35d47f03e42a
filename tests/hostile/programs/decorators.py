# Decorates a function with itself for ever. Ends: memory. Hint: other.memory.
def wrap(function):
    for turn in range(10**12):
        function = lambda inner=function: inner
    return function


@wrap
def nothing():
    pass
