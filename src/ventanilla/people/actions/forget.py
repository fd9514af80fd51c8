"""What a registration told is kept only as long as it is needed."""

from datetime import datetime, timedelta

from ventanilla.people.models import Registration

AFTER = timedelta(days=7)


def forget_registrations(*, at: datetime) -> int:
    """Address and answers of registrations that are over; the row stays: deliveries and events name it."""
    over = Registration.objects.filter(expires_at__lt=at - AFTER).exclude(email="", data={})
    return int(over.update(email="", data={}))
