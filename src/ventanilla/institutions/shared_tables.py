"""The tables that no institution owns: each with the application's rights and the reason why it is shared."""

ALL = "SELECT, INSERT, UPDATE, DELETE"

SHARED_TABLES: dict[str, tuple[str, str]] = {
    "institutions_institution": ("SELECT, INSERT, UPDATE", "found by address before anyone acts for it"),
    "people_account": ("SELECT, INSERT, UPDATE", "who logs in is one account on the whole installation"),
    "account_emailaddress": (ALL, "the verified address of an account"),
    "account_emailconfirmation": (ALL, "allauth's table beside the address; codes are used instead"),
    "usersessions_usersession": (ALL, "the sessions an account has open, wherever"),
    "django_session": (ALL, "read before the person is known; each session names its institution"),
    "django_content_type": ("SELECT", "Django's list of models"),
    "auth_permission": ("SELECT", "Django's list of permissions, not used"),
    "auth_group": ("SELECT", "Django's groups, not used"),
    "auth_group_permissions": ("SELECT", "Django's groups, not used"),
    "django_migrations": ("SELECT", "which migrations ran"),
    "procrastinate_jobs": (ALL, "the queue; arguments are ids"),
    "procrastinate_events": (ALL, "the queue's history"),
    "procrastinate_periodic_defers": (ALL, "the queue's clock"),
    "procrastinate_workers": (ALL, "the queue's workers and their heartbeat"),
    "cache": (ALL, "allauth's rate limits; keys are hashed addresses"),
    "throttle": (ALL, "counts per hashed key, before anyone is known"),
}
