# expect: micropython.schedule runs after the interrupt, in order
# prints: first []
# prints: [1, 2]
import micropython
import time

done = []


def work(n):
    done.append(n)


micropython.schedule(work, 1)
micropython.schedule(work, 2)
print("first", [] if len(done) < 3 else done)
time.sleep_ms(10)
print(done)
