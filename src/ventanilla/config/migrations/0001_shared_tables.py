from django.db import migrations

from ventanilla.institutions.ownership import Grant
from ventanilla.institutions.shared_tables import SHARED_TABLES


class Migration(migrations.Migration):
    """The application's rights on the tables that no institution owns."""

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("usersessions", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("institutions", "0001_initial"),
        ("journal", "0001_initial"),
        ("people", "0001_initial"),
        ("catalogue", "0001_initial"),
        ("documents", "0001_initial"),
        ("tickets", "0001_initial"),
        ("surveys", "0001_initial"),
        ("notify", "0001_initial"),
    ]
    operations = [Grant({table: rights for table, (rights, _) in SHARED_TABLES.items()})]
