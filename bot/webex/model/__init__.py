"""What Webex returns, as plain values; any property may be absent or malformed."""
