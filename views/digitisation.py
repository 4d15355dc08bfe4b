"""The group “digitisation” on its page."""

from views.parts import group

group.show("digitisation")
