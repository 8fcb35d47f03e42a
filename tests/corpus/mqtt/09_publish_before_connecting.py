# expect: a client that never connected
# ends: error AttributeError
from umqtt.simple import MQTTClient

client = MQTTClient("early", "192.168.4.1")
client.publish("lab/x", "y")
