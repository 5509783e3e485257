"""Webex's SDKs of others: each holds an ordinary conversation in the sandbox.

They need a newer PyJWT than our own SDK allows, so they live in an environment of their own, which
is made on demand. Where that fails the test is skipped and says so; with BROWSER_TESTS=required,
as in CI, it is a failure.
"""
