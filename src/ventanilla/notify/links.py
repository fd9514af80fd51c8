"""Addresses for letters: complete, whoever reads them and wherever."""

from ventanilla.institutions.addresses import address, base

__all__ = ["address", "base"]
