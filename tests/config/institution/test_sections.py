"""Every section that is applied can be compared with what the office holds, and is called something."""

from ventanilla.config.sections import SECTIONS
from ventanilla.lib.section import not_applied


def test_what_is_applied_is_compared() -> None:
    for section in SECTIONS:
        if section.name == "institution" or section.apply is not not_applied:
            assert section.held is not None, section.name
            assert section.noun, section.name
