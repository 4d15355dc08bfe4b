"""The group “transparency” on its page."""

from pages.sections import group

group.show("transparency")
