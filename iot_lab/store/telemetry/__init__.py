"""What boards and devices said. Its rule: one transaction holds samples, roll-ups and counts together."""
