"""MQTT 3.1.1 for every end of a connection: packets, filters, addresses of brokers, the client's half."""
