"""The group “transparency” on its page."""

from views.parts import group

group.show("transparency")
