# expect: the time of a function measured in ms
# prints: slow took 120 ms
# prints: 42
import time


def timed(function):
    def wrapper(*args):
        start = time.ticks_us()
        result = function(*args)
        elapsed = time.ticks_diff(time.ticks_us(), start)
        print(function.__name__, "took", round(elapsed / 1000 / 10) * 10, "ms")
        return result

    return wrapper


@timed
def slow(x):
    time.sleep_ms(120)
    return x * 2


print(slow(21))
