# expect: network.hostname set and read
# prints: kit-7
import network

network.hostname("kit-7")
print(network.hostname())
