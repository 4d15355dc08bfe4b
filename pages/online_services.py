"""The group “online_services” on its page."""

from pages.sections import group

group.show("online_services")
