"""Breaking the bot on purpose, and counting: `python -m tests.chaos`.

The real bot runs under gunicorn at a pretend Webex. Answers are counted where people would see
them: in the spaces.
"""
