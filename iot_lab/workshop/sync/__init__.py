"""A site sends its store to a centre when it has a network: only what differs, oldest first."""
