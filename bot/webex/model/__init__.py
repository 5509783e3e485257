"""What Webex tells us, as plain values; any property may be absent or odd."""
