"""The group “online_services” on its page."""

from views.parts import group

group.show("online_services")
