"""A cluster in a folder, its server, and the addresses of its three roles."""

import fcntl
import logging
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from ventanilla.lib import secretfile
from ventanilla.lib.embedded import cluster, leftovers, postmaster
from ventanilla.lib.embedded.errors import InUse, NoSpace, NotWritable, PasswordsLost
from ventanilla.lib.embedded.place import Place, place_for
from ventanilla.lib.embedded.roles import ROLES, Role

DATABASE = "ventanilla"
#: A new cluster, its log of changes and the first weeks of a small desk.
ROOM = 300 << 20

log = logging.getLogger(__name__)


class Server:
    """Made for a folder; `start` makes the cluster there, or finds it, and serves it until `stop`.

    The process ends with whoever started it, and with the thread that did: call `start` from one that stays.
    Every way to fail is an EmbeddedError with a sentence; `tell` hears what is worth knowing besides.
    """

    def __init__(self, folder: Path, *, room: int = ROOM, tell: Callable[[str], None] = log.info) -> None:
        self.folder = Path(folder).absolute()
        self.is_new = False
        self._room = room
        self._tell = tell
        self._place: Place | None = None
        self._lock: IO[str] | None = None
        self._sockets: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._passwords: dict[str, str] = {}

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, fsync: bool = True) -> None:
        """Also after the server was killed: its addresses stay the same as long as this object lives."""
        if self.running:
            return
        try:
            self._start(fsync=fsync)
        except BaseException as error:
            self.stop()
            if isinstance(error, OSError):
                raise NotWritable(Path(error.filename or self.folder), error) from error
            raise

    def stop(self) -> None:
        if self._process is not None:
            postmaster.stop(self._process)
        if self._sockets is not None:
            postmaster.remove_socket_folder(self._sockets)
        if self._lock is not None:
            self._lock.close()
        self._process = self._sockets = self._lock = None

    def url(self, role: Role, database: str = DATABASE) -> str:
        user, password = ROLES[role], quote(self._passwords[role], safe="")
        query = urlencode({"host": str(self._sockets), "port": 5432})
        return f"postgresql://{user}:{password}@/{quote(database)}?{query}"

    def program(self, name: str) -> Path:
        """pg_dump and its relatives, of the server's own version."""
        return self.place.programs / name

    @property
    def place(self) -> Place:
        if self._place is None:
            self._place = place_for(self.folder, self._tell)
        return self._place

    def create_database(self, name: str, template: str | None = None) -> None:
        """Owned by the owner's role; the application's may connect, and nobody else."""
        database, like = sql.Identifier(name), sql.Identifier(template or "template0")
        owner, app = sql.Identifier(ROLES["owner"]), sql.Identifier(ROLES["app"])
        with self._superuser() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(database, owner, like)
            )
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, app))

    def drop_database(self, name: str) -> None:
        """Also when somebody is still connected."""
        with self._superuser() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def _start(self, *, fsync: bool) -> None:
        place = self.place
        self._hold_lock(place)
        if shutil.disk_usage(place.folder).free < self._room:
            raise NoSpace(place.folder, self._room)
        self.is_new = not place.cluster.exists()
        if not self.is_new and not place.passwords.exists():
            raise PasswordsLost(place.passwords)
        self._passwords = secretfile.read_or_make(place.passwords, ROLES)
        cluster.require(place, self._passwords["superuser"], fsync=fsync)
        leftovers.clear(place.cluster)
        self._process = postmaster.start(place, self._socket_folder(place), fsync=fsync)
        self._require_roles()

    def _hold_lock(self, place: Place) -> None:
        """Held by this process alone and let go by its end, whatever ends it."""
        if self._lock is not None:
            return
        lock = place.lock.open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise InUse(place.folder) from error
        self._lock = lock

    def _socket_folder(self, place: Place) -> Path:
        """The lock file remembers it, so that the next start can remove what a kill left."""
        if self._sockets is None:
            assert self._lock is not None
            self._lock.seek(0)
            postmaster.remove_socket_folder(Path(self._lock.read()))
            self._sockets = postmaster.socket_folder(place)
            self._lock.truncate(0)
            self._lock.write(str(self._sockets))
            self._lock.flush()
        return self._sockets

    def _require_roles(self) -> None:
        """Idempotent, because a kill may have come between the cluster and its roles."""
        with self._superuser() as connection:
            there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role in ("owner", "app"):
                if ROLES[role] not in there:
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN NOBYPASSRLS PASSWORD {}").format(
                            sql.Identifier(ROLES[role]), sql.Literal(self._passwords[role])
                        )
                    )
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            self.create_database(DATABASE)

    def _superuser(self) -> psycopg.Connection:
        return psycopg.connect(self.url("superuser", "postgres"), autocommit=True)
