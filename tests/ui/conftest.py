"""What the tests of the pages begin with. Invented traces and the browser of tests/reporting are found here too."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Browser

sys.path.append(str(Path(__file__).parents[1] / "reporting"))

from chromium import browser  # noqa: F401 - a fixture
from visits import Visit


@pytest.fixture(autouse=True)
def _nothing_kept_between_tests() -> None:
    st.cache_resource.clear()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:  # noqa: F811
    made = Visit(browser)
    yield made
    made.page.close()
