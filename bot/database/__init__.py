"""The database: SQLite by default, PostgreSQL where the settings say so."""
