"""What is only needed for a while: sessions, throttles, finished jobs, registrations and drafts."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef

from ventanilla.lib import jobs, throttle
from ventanilla.notify.models import Delivery
from ventanilla.people.actions import synchronise
from ventanilla.people.models import Registration
from ventanilla.tickets.actions import drafting, pending, presence
from ventanilla.tickets.models import Draft

JOBS = timedelta(days=7)
#: After its end: so long its page says that it expired, and staff can see that there was one.
REGISTRATIONS = timedelta(days=7)
DRAFTS = timedelta(days=30)
#: What an import of the directory would change, one by one: everybody's data.
DIFFERENCES = timedelta(days=7)


def forget_shared(*, at: datetime) -> None:
    """From the tables that no institution owns."""
    jobs.forget_finished(before=at - JOBS)
    throttle.forget_past(at=at)
    Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.exclude(Exists(Session.objects.filter(pk=OuterRef("session_key")))).delete()


def forget_owned(*, at: datetime) -> None:
    """From those of the institution acted for."""
    Draft.objects.filter(saved_at__lt=at - DRAFTS).delete()
    for kept in (drafting, pending, presence):
        kept.forget(at=at)
    synchronise.forget(before=at - DIFFERENCES)
    with transaction.atomic():
        over = Registration.objects.filter(expires_at__lt=at - REGISTRATIONS)
        # What was sent stays known; to whom goes with the wish to register.
        Delivery.objects.filter(registration__in=over).update(registration=None, address="")
        over.delete()
