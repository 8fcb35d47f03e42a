"""Peripherals of the chip that do more than answer a call."""
