"""How fast the bot is, against what is possible and against others: `python -m bench`.

The real bot runs under gunicorn at a pretend Webex whose calls take a set time. Each figure stands
beside a floor that was measured in the same run, in turns, so that noise meets both.
"""
