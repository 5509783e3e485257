"""The HTTP API of the pretend Webex, one file per resource."""
