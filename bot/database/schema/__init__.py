"""The schema: which tables the database has, and how it gets from one version's to the next's.

How to change it: see `bot.database.schema.versions`.
"""
