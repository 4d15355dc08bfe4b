"""The group “digitisation” on its page."""

from pages.sections import group

group.show("digitisation")
