"""A table of which a row can be chosen; it sorts by a click on a column's head. Its cells are drawn as plain text."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from hashlib import sha256

import streamlit as st

_ROW_HEIGHT = 35  # pixels, Streamlit's own


def show_rows(
    name: str,
    shown: Sequence[Hashable],
    columns: Mapping[str, Sequence[str | int | None]],
    choose: Callable[[int], None],
    *,
    seen: int,
    config: Mapping[str, object],
) -> None:
    """Show rows, of which a click chooses one.

    Args:
        name: What the table is called in the session.
        shown: What tells each row from every other; with other rows it is another table, of which nothing is chosen.
        choose: Called with the number of the row chosen, from 0.
        seen: How many rows are seen at once; the others by scrolling.
        config: How columns are drawn, such as their widths.
    """
    key = f"{name} {sha256(repr(list(shown)).encode()).hexdigest()[:12]}"

    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            choose(rows[0])

    st.dataframe(
        columns,
        key=key,
        hide_index=True,
        width="stretch",
        height=_ROW_HEIGHT * (min(len(shown), seen) + 1) + 3,
        row_height=_ROW_HEIGHT,
        on_select=chosen,
        selection_mode="single-row",
        placeholder="",
        column_config=config,
    )
