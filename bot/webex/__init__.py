"""The Webex calls in our words. Nothing outside this package knows the SDK."""
