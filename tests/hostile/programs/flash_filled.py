# Writes to the flash without end. Ends: exception. Hint: errno.full.
with open("/data.bin", "wb") as file:
    while True:
        file.write(bytes(4096))
