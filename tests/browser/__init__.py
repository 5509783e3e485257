"""The page in a real browser.

Where the browser, Playwright or npm does not start, these tests are skipped and say what to
install; with BROWSER_TESTS=required that is a failure.
"""
