"""What the chip keeps: its flash's file system, its non-volatile storage."""
