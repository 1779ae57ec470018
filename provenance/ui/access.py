"""Who may see the page, where a newsroom's server asks its readers to sign in."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from provenance.settings import Settings
from provenance.ui import frame, states


def admitting(settings: Settings, show: Callable[[], object]) -> None:
    """Show the page, to anyone or, where `settings.sign_in` asks for it, to those who signed in.

    Where signing in is asked for and not set up, nobody is admitted.
    """
    if not settings.sign_in or st.user.get("is_logged_in", False):
        show()
        return
    frame.show_style()
    frame.show_masthead(None)
    if "is_logged_in" not in st.user:
        states.say("This server asks for signing in, which is not set up on it; docs/serving.md says how it is.")
        return
    states.say("This collection is open to those who sign in.")
    st.button("Sign in", type="primary", on_click=st.login)
