"""Breaking the bot on purpose, and counting: `python -m tests.chaos`.

The real bot runs under gunicorn at a pretend Webex. Answers are counted where people would see
them: in the spaces.

To add a row, write a function of a `Stage` in a file of its own and name it in `rows`. It starts
what it needs (`stage.bot`, or `stage.hosts` behind a load balancer), lets people ask (`stage.ask`,
`stage.asking`) and breaks something meanwhile; it raises `BrokenError` where it sees itself that
something is wrong. When it returns, everything is waited for and counted: nothing may be lost, be
answered twice without the notice that it may be a repeat, or be met with an apology, and each
delivery has to be taken in or refused within five seconds. Two things are the row's to say:
`stage.needs_no_notice = True`, where nothing happens for which an answer might be given twice even
with that notice; and which bots it ends, which it does by the methods of `Bot`, so that a delivery
which finds nobody there is known to be nobody's fault. A row has a database and a Webex of its own.

`make chaos ROW="clock"` plays the rows in whose name that stands.
"""
