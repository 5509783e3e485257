"""The page in a real browser.

Where no browser or no npm is found these tests are skipped and say so; with BROWSER_TESTS=required
that is a failure.
"""
