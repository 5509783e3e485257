"""What Alembic runs to run revisions, on the connection that `.setup` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
