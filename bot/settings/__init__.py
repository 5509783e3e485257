"""The settings: read once from the environment, checked, every problem named at once."""
