"""Fixtures that several test modules share."""

import signal

pytest_plugins = ["tests.warehouse_fixture"]

# Whatever a shell starts in the background ignores Ctrl-C, as do its children; some tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)
