# expect: modules of the ESP32's firmware that courses rarely use
# prints: all there
missing = []
for name in "aioespnow apa106 bluetooth cryptolib esp espnow tls upysh webrepl websocket".split():
    try:
        __import__(name)
    except ImportError:
        missing.append(name)
print("missing " + " ".join(missing) if missing else "all there")
