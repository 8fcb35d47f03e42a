# expect: a decorator that counts, one with an argument
# prints: attempt 0 5
# prints: attempt 1 110
# prints: 42
# prints: 9 16 2
def counted(function):
    def wrapper(*args, **kwargs):
        wrapper_calls[0] += 1
        return function(*args, **kwargs)

    wrapper_calls = [0]
    return wrapper, wrapper_calls


def retry(times):
    def decorate(function):
        def wrapper(*args):
            for attempt in range(times):
                try:
                    return function(*args)
                except OSError as error:
                    print("attempt", attempt, error.args[0])
            return None

        return wrapper

    return decorate


failures = [5, 110]


@retry(3)
def read(pin):
    if failures:
        raise OSError(failures.pop(0))
    return pin * 2


print(read(21))
square, calls = counted(lambda x: x * x)
print(square(3), square(4), calls[0])
