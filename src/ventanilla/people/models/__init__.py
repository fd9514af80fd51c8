"""Who logs in (Account, global) and who one is for an institution (Person)."""

from ventanilla.people.models.account import Account, AccountManager
from ventanilla.people.models.availability import Absence, Availability, Conflict
from ventanilla.people.models.directory import (
    DirectoryDifference,
    DirectoryEntry,
    DirectoryImport,
    DirectoryLine,
)
from ventanilla.people.models.person import Person, Role, RoleChange, RoleKind
from ventanilla.people.models.registration import Activation, Registration

__all__ = [
    "Absence",
    "Account",
    "AccountManager",
    "Activation",
    "Availability",
    "Conflict",
    "DirectoryDifference",
    "DirectoryEntry",
    "DirectoryImport",
    "DirectoryLine",
    "Person",
    "Registration",
    "Role",
    "RoleChange",
    "RoleKind",
]
