"""What Webex tells: deliveries, what was missed, and what becomes of both."""
