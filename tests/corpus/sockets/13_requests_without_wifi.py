# expect: requests before the Wi-Fi is joined
# prints: no way
import requests

try:
    requests.get("http://192.168.4.1/")
except OSError:
    print("no way")
