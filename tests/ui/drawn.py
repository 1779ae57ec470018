"""Pages as Streamlit draws them for a test, without a browser: looked at, and clicked."""

from streamlit.testing.v1 import AppTest


def checked(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    """All HTML of the page but its style."""
    bodies = (element.proto.body for element in page.get("html"))  # type: ignore[attr-defined]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def press(page: AppTest, label: str) -> AppTest:
    """Click the button with this label."""
    return checked(next(button for button in page.button if button.label == label).click().run())
