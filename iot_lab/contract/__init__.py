"""What the laptop and a board both know (docs/protocol.md): topics, settings, programs, orders, limits. Pure."""
