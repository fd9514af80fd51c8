"""The Message-ID of a delivery: it names the delivery, and nobody else can make one."""

import hmac
import re
from base64 import b32encode

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "ventanilla.notify.messageid"
SHAPE = re.compile(r"<?d\.(\d{1,18})\.([a-z2-7]{16})@[^\s<>@]+>?")


def make(*, institution_id: int, delivery_id: int) -> str:
    return f"<d.{delivery_id}.{_proof(institution_id, delivery_id)}@{settings.EMAIL_DOMAIN}>"


def verify(message_id: str, *, institution_id: int) -> int | None:
    """The delivery that a Message-ID names, if this institution made it."""
    found = SHAPE.fullmatch(message_id.strip())
    if found is None:
        return None
    delivery_id = int(found[1])
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    proofs = [_proof(institution_id, delivery_id, key) for key in keys]
    return delivery_id if any(hmac.compare_digest(found[2], proof) for proof in proofs) else None


def _proof(institution_id: int, delivery_id: int, key: str | bytes | None = None) -> str:
    """Eighty bits, in letters that survive a relay that writes everything small."""
    made = salted_hmac(SALT, f"{institution_id}:{delivery_id}", secret=key, algorithm="sha256")
    return b32encode(made.digest()[:10]).decode().lower()
