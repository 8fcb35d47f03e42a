# `esp32` of an ESP32, as far as firmware/ uses it: memory outside of the heap, as many bytes as `.idf` says.
HEAP_DATA = 4


def idf_heap_info(capabilities):
    try:
        with open(".idf") as file:
            free = int(file.read())
    except OSError:
        free = 100000
    return [(200000, free, free, free)]
