# expect: the ninth function scheduled while one runs is too many
# prints: schedule queue full
# prints: 8
import micropython
import time

ran = 0


def small(_):
    global ran
    ran += 1


def busy(_):
    try:
        for _ in range(20):
            micropython.schedule(small, None)
    except RuntimeError as error:
        print(error)


micropython.schedule(busy, None)
for _ in range(50):
    time.sleep_ms(1)
print(ran)
