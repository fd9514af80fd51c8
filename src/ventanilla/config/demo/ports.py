"""Loopback ports."""

import errno
import os
import socket

from ventanilla.config.demo.errors import PortTaken

HOST = "127.0.0.1"


def require(port: int) -> None:
    """Raises PortTaken where somebody listens already, or this user may not."""
    with socket.socket() as caller:
        if caller.connect_ex((HOST, port)) == 0:
            raise PortTaken(port, os.strerror(errno.EADDRINUSE))
    try:
        _bind(port)
    except OSError as error:
        if (
            error.errno != errno.EADDRINUSE
        ):  # nobody listens: connections of an earlier web, not yet forgotten
            raise PortTaken(port, os.strerror(error.errno or 0)) from error


def free(preferred: int = 0) -> int:
    """The preferred one, or another where that is taken."""
    try:
        return _bind(preferred)
    except (OSError, OverflowError):
        return _bind(0)


def _bind(port: int) -> int:
    with socket.socket() as tried:
        tried.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # a closed connection's rest is no obstacle
        tried.bind((HOST, port))
        return int(tried.getsockname()[1])
