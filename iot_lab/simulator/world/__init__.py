"""What surrounds the board: how long, which parts, which weather, which network."""
