# expect: _thread starts a second thread with a lock
# prints: ['main', 'thread']
import _thread
import time

done = []
lock = _thread.allocate_lock()


def work(name):
    with lock:
        done.append(name)


_thread.start_new_thread(work, ("thread",))
time.sleep_ms(50)
work("main")
print(sorted(done))
