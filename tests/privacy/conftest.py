"""Pages opened as the pages' own tests do."""

from tests.pages.conftest import in_vietnamese, open_page

__all__ = ["in_vietnamese", "open_page"]
