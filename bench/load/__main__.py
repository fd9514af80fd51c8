"""`python -m bench.load TICKETS FILE`: loads, and writes what was loaded into a file. Acts for `./run bench`."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)

from bench.load.loading import load, say  # noqa: E402
from ventanilla.lib.clock import now  # noqa: E402

if __name__ == "__main__":
    count, file = int(sys.argv[1]), Path(sys.argv[2])
    loaded = load(
        count,
        address=os.environ["DATABASE_OWNER_URL"],
        key=settings.JOURNAL_KEY,
        seals_file=settings.SEALS_FILE,
        now=now(),
    )
    say(f"{count:,} tickets in {loaded.seconds:,.0f} s")
    file.write_text(json.dumps(asdict(loaded), default=str))
