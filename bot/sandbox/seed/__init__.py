"""A world to begin with: people, spaces and Personal Meeting Rooms of a small company."""

from .demo import demo_world

__all__ = ["demo_world"]
