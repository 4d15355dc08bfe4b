"""The group “satisfaction” on its page."""

from pages.sections import group

group.show("satisfaction")
