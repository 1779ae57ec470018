"""What is shown, to be kept as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from provenance.reporting import Format
from provenance.reporting.marks import Markup

_FORMATS = {
    Format.HTML: ("HTML", "text/html"),
    Format.MARKDOWN: ("Markdown", "text/markdown"),
    Format.JSON: ("JSON", "application/json"),
    Format.JSONLD: ("JSON-LD", "application/ld+json"),
}
_USUAL = (Format.HTML, Format.MARKDOWN, Format.JSON)
_LINE = Markup('<p class="provenance quiet">Keep this {} as</p>')


def show_downloads(
    what: str, name: str, render: Callable[[Format], str], *, formats: Iterable[Format] = _USUAL
) -> None:
    """A button for each format; the file is made when it is asked for.

    Args:
        what: What is kept, as in "Keep this answer as".
        name: The file's name without its ending.
        render: Makes the file's text.
        formats: Those offered, in their order.
    """
    with st.container(key="downloads", horizontal=True):
        st.html(_LINE.format(what), width="content")
        for wanted in formats:
            label, mime = _FORMATS[wanted]
            st.download_button(
                label,
                data=partial(_file, render, wanted),
                file_name=f"{name}.{wanted.value}",
                mime=mime,
                type="tertiary",
                on_click="ignore",
                key=f"download {wanted.value}",
            )


def _file(render: Callable[[Format], str], wanted: Format) -> bytes:
    return render(wanted).encode()
