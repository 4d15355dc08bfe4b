"""The demonstration stays open, as for the tests of files."""

from tests.exports.conftest import demonstration_stays_open

__all__ = ["demonstration_stays_open"]
