"""Who a session is, and what it may open and do: by the machine it runs on, or by the sign-in of the office."""

from __future__ import annotations

import streamlit as st

from indicators.access import load_access
from indicators.store.actor import Actor, Role, account
from indicators.translation import text
from pages.components import plain

# A server under these addresses is reached from its own machine alone.
OWN_MACHINE = ("127.0.0.1", "localhost", "::1")
# By the name in the address: what only those open who change something.
OF_ANALYSTS = ("importing",)
# What people of one agency do not open: it holds dossiers, or decisions about them, of others.
OF_THE_WHOLE = (
    *("importing", "quality", "history", "campaigns", "synchronisation", "documents", "present"),
    *("bulletin", "watch"),
)


def is_sign_in_set_up() -> bool:
    """Whether people sign in with a provider of the office: `[auth]` in Streamlit's secrets."""
    return bool(st.secrets.load_if_toml_exists() and st.secrets.get("auth"))


def is_own_machine() -> bool:
    """Whether the server listens to its own machine alone."""
    return st.get_option("server.address") in OWN_MACHINE


def who() -> Actor | None:
    """Tell who this session is; None where nobody who may come in."""
    if is_sign_in_set_up():
        return load_access().actor(st.user.to_dict())
    return without_sign_in()


def without_sign_in() -> Actor | None:
    """Tell who everybody is where nobody signs in: as the office set, else the account of one's own machine.

    What the office set goes first: another server may pass on requests of others to this one's own address.
    """
    if role := load_access().without_sign_in:
        return Actor(text("somebody who did not sign in"), role)
    return account() if is_own_machine() else None


def actor() -> Actor:
    """Tell who acts on a page: pages run for nobody else."""
    person = who()
    if person is None:
        raise PermissionError("a page ran for nobody")
    return person


def may_change() -> bool:
    """Whether this session may import, enter and decide; forms that do are drawn for no other."""
    return actor().may(Role.ANALYST)


def opens(person: Actor, page: str) -> bool:
    """Whether somebody may open the page of this name in the address."""
    if person.agency_id is not None and page in OF_THE_WHOLE:
        return False
    return page not in OF_ANALYSTS or person.may(Role.ANALYST)


def ask_to_sign_in() -> None:
    """Say how to come in, and to who is signed in already why that is not enough."""
    with st.container(key="sign-in", gap="small"):
        st.title(text("How the province serves its people"))
        if st.user.get("is_logged_in") and not load_access().holds(st.user.to_dict()):
            plain.info(text("You signed in too long ago. Please sign in again."))
        elif st.user.get("is_logged_in"):
            name = str(st.user.get("email") or st.user.get("name") or "")
            plain.warning(
                text(
                    "{name} is signed in and has no role here. Ask who administers the application for one, or "
                    "sign in as somebody else.",
                    name=name,
                )
            )
            st.button(text("Sign out"), on_click=st.logout, icon=":material/logout:")
            return
        else:
            plain.markdown(text("Sign in with your account of the office to see the numbers."))
        st.button(text("Sign in"), on_click=st.login, type="primary", icon=":material/login:")


def refused(person: Actor) -> None:
    """Say why a page is not opened for this person."""
    if person.agency_id is not None:
        plain.info(text("This page is about the dossiers of all agencies; your account is for one agency."))
    else:
        plain.info(text("Only analysts bring data in. Ask who administers the application for that role."))


def signed_in_as(person: Actor) -> None:
    """Who is signed in and as what, with the way out; nothing on one's own machine."""
    if not is_sign_in_set_up():
        return
    with st.container(key="signed-in", horizontal=True, vertical_alignment="center"):
        plain.caption(f"{person.name} · {person.role.label()}")
        st.button(text("Sign out"), on_click=st.logout, icon=":material/logout:", type="tertiary")
