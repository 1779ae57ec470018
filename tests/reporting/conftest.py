"""The browser that reports are opened in."""

from chromium import browser  # noqa: F401 - a fixture
