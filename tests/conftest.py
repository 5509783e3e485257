from hypothesis import settings

from .postgres import postgresql_server

__all__ = ["postgresql_server"]

# No example is timed: a busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
