# Writes to the flash without end. Ends: exception. Hint: error.
with open("/data.bin", "wb") as file:
    while True:
        file.write(bytes(4096))
