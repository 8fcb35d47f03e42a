# expect: integers and blobs kept in NVS
# prints: missing
# prints: 42 True
# prints: b'atelier'
# prints: erased
import esp32

nvs = esp32.NVS("settings")
try:
    print(nvs.get_i32("limit"))
except OSError:
    print("missing")
nvs.set_i32("limit", 42)
nvs.set_blob("name", b"atelier")
nvs.commit()
again = esp32.NVS("settings")
buffer = bytearray(20)
size = again.get_blob("name", buffer)
print(again.get_i32("limit"), size == 7)
print(bytes(buffer[:size]))
nvs.erase_key("limit")
try:
    nvs.get_i32("limit")
except OSError:
    print("erased")
