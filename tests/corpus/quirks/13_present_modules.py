# expect: modules of the ESP32's firmware that courses use
# prints: all there
missing = []
for name in "array asyncio binascii builtins cmath collections deflate dht ds18x20 errno esp32 framebuf gc hashlib heapq io json machine math micropython mip neopixel network ntptime onewire os platform random re requests select socket ssl struct sys time uctypes umqtt.robust umqtt.simple urequests vfs".split():
    try:
        __import__(name)
    except ImportError:
        missing.append(name)
print("missing " + " ".join(missing) if missing else "all there")
