"""Hostile deliveries and questions by the ten thousand: `make fuzz`."""
