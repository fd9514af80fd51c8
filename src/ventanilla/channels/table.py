"""The channels by the names that deliveries carry."""

from ventanilla.channels.base import Transport
from ventanilla.channels.email import transport as email

TRANSPORTS: dict[str, Transport] = {"email": email.send}
