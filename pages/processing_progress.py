"""The group “processing_progress” on its page."""

from pages.sections import group

group.show("processing_progress")
