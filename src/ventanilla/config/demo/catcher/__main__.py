"""The catcher as a process: SMTP and pages until it is told to stop."""

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from threading import Thread

from ventanilla.config.demo.catcher import Catcher
from ventanilla.config.demo.catcher.site import serve


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("smtp", type=int)
    parser.add_argument("pages", type=int)
    given = parser.parse_args()
    ending = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)  # before the threads, which inherit it
    catcher = Catcher(given.folder, port=given.smtp)
    try:
        catcher.start()
        pages = serve(catcher.mailbox, given.pages)
    except OSError as error:
        sys.exit(f"The mail catcher cannot listen: {error.strerror}.")
    Thread(target=pages.serve_forever, daemon=True).start()
    signal.sigwait(ending)
    catcher.stop()
    pages.shutdown()


if __name__ == "__main__":
    main()
