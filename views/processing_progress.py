"""The group “processing_progress” on its page."""

from views.parts import group

group.show("processing_progress")
