"""Events from Webex: webhook deliveries, and messages missed while the bot was away."""
