"""What a simulated board reaches: Wi-Fi, sockets, the broker and the servers of its scenario."""
