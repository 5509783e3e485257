"""The calls to Webex. Nothing outside this package uses the SDK."""
