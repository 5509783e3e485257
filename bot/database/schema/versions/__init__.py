"""The revisions of the schema, in a row. Alembic runs those that a database lacks.

To change the schema:

1. Change the tables in `bot/database/schema/tables.py`.
2. Add a file here. Its `revision` says its number and since which one bots work with it:
   `0002_since_0001` is schema 2, with which every bot since schema 1 works.
3. Raise `NEWEST` in `bot/database/schema/revision.py`.
4. `python -m pytest tests/database/schema` tells what is missing, and shows the lines to write.

The rule: **a revision only adds.** A release upgrades PostgreSQL while processes of the version
before go on, and a rollback starts that version again on the new schema. So what they write and
read has to stay as it is. Good are a new table, a new column that may be null or has a
`server_default`, a new index that is not unique. The number behind `since` stays what it was.

What nobody uses any more goes in two releases. The first stops using it, with a revision of its own
(an empty one will do) so that there is a number: say 4. The second removes it, and names that
number: `0005_since_0004`. A bot older than schema 4 then refuses to start on it. A new name or type
is a new column first, and a removal later.

Keep each short: an upgrade waits three seconds at most for a table that somebody uses, and whoever
comes after it waits as long. A revision that was released is never changed, and names no tables of
`bot`: those change.
"""
