# Fills what survives a reset. Ends: exception. Hint: errno.unknown.
import esp32

store = esp32.NVS("x")
for number in range(10**6):
    store.set_blob("key%d" % number, bytes(1000))
    store.commit()
