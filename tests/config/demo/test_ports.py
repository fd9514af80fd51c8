import socket

import pytest

from ventanilla.config.demo import ports
from ventanilla.config.demo.errors import PortTaken


def test_a_port_in_use_is_refused_with_a_sentence_and_another_one_found():
    with socket.socket() as busy:
        busy.bind((ports.HOST, 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(PortTaken) as caught:
            ports.require(port)
        assert str(caught.value) == (
            f"Port {port} cannot be used (Address already in use): choose another one with --port."
        )
        assert ports.free(port) != port
    ports.require(port)
    assert ports.free(port) == port


def test_beyond_the_last_port_another_one_is_found():
    assert 0 < ports.free(65_536) < 65_536
