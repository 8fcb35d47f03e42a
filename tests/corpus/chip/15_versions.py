# expect: what os.uname and sys.implementation say
# prints: micropython True
# prints: esp32 True
import os
import sys

print(sys.implementation.name, sys.implementation.version >= (1, 20))
print(os.uname().sysname, "ESP32" in os.uname().machine)
