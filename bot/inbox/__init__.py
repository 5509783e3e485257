"""The inbox: questions wait in the database, so that they survive the end of a process."""
