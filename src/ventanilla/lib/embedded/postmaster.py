"""The process that is PostgreSQL: started with its settings, watched until ready, stopped in peace."""

import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from ventanilla.lib import leash
from ventanilla.lib.embedded.cluster import ENVIRONMENT, failure
from ventanilla.lib.embedded.place import Place
from ventanilla.lib.logfile import open_log

#: For a desk of some thousand students on a small machine; the rest is PostgreSQL's default.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",  # the folder around the socket is closed to everybody else
    "max_connections": "100",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failed statement's values are people's data: they do not belong into a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
}
#: What was committed outlives the kill of a process all the same, but not the machine's.
CARELESS = {"fsync": "off", "full_page_writes": "off"}
#: Recovery after a kill reads the whole log of changes once more.
PATIENCE = 300.0
SOCKET_PREFIX = "ventanilla-"


def start(place: Place, sockets: Path, *, fsync: bool) -> subprocess.Popen[bytes]:
    """Returns once the server accepts connections; raises NoSpace or DidNotStart."""
    settings = SETTINGS | ({} if fsync else CARELESS) | {"unix_socket_directories": str(sockets)}
    words = [place.program("postgres"), "-D", str(place.cluster), "-p", "5432"]
    words += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    user = place.account.name if place.account.changes else ""
    with open_log(place.log) as log:
        begin = log.tell()
        process = subprocess.Popen(
            leash.command(words, ending=signal.SIGINT, user=user),
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for whoever started us; they stop us in their order
        )
    await_ready(process, place, begin)
    return process


def await_ready(process: subprocess.Popen[bytes], place: Place, log_begin: int) -> None:
    until = time.monotonic() + PATIENCE
    while not is_ready(place.cluster / "postmaster.pid", process.pid):
        if process.poll() is not None or time.monotonic() > until:
            stop(process)
            with place.log.open(errors="replace") as log:
                log.seek(log_begin)
                raise failure(place, log.read())
        time.sleep(0.01)  # pg_ctl -w waits in the same way: the file is all that tells


def is_ready(file: Path, number: int) -> bool:
    """The file's first line is the process, its eighth the state."""
    try:
        lines = file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[0] == str(number) and lines[7].strip() == "ready"


def stop(process: subprocess.Popen[bytes]) -> None:
    """Rolls back what is open, writes everything down. What a stuck server leaves, recovery repairs."""
    for how, patience in ((signal.SIGINT, PATIENCE), (signal.SIGQUIT, 10), (signal.SIGKILL, None)):
        if process.poll() is None:
            process.send_signal(how)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        return


def socket_folder(place: Place) -> Path:
    """Short on every machine: a socket's whole path must fit into 107 bytes, however deep the data lie."""
    made = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir="/tmp"))
    place.account.own(made)
    return made


def remove_socket_folder(folder: Path) -> None:
    if folder.parent == Path("/tmp") and folder.name.startswith(SOCKET_PREFIX):  # noqa: S108
        shutil.rmtree(folder, ignore_errors=True)
