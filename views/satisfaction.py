"""The group “satisfaction” on its page."""

from views.parts import group

group.show("satisfaction")
