"""Our Message-IDs name a delivery, and nobody else can make one."""

from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.notify.messageid import make, verify

numbers = st.integers(1, 2**59)


@settings(deadline=None)
@given(institution=numbers, delivery=numbers)
def test_what_is_made_is_known_again_in_any_writing_of_a_relay(institution: int, delivery: int):
    made = make(institution_id=institution, delivery_id=delivery)
    assert made.startswith(f"<d.{delivery}.")
    assert made.endswith("@ventanilla.test>")
    for written in (made, made.strip("<>"), f"  {made}\r\n"):
        assert verify(written, institution_id=institution) == delivery


@settings(deadline=None)
@given(institution=numbers, delivery=numbers, other=numbers)
def test_another_institution_or_number_is_not_proven(institution: int, delivery: int, other: int):
    made = make(institution_id=institution, delivery_id=delivery)
    if other != institution:
        assert verify(made, institution_id=other) is None
    if other != delivery:
        forged = made.replace(f"<d.{delivery}.", f"<d.{other}.")
        assert verify(forged, institution_id=institution) is None


@settings(deadline=None)
@given(st.text(max_size=80))
def test_what_strangers_write_proves_nothing(text: str):
    assert verify(text, institution_id=1) is None


def test_a_key_that_was_replaced_still_proves_old_mails():
    made = make(institution_id=3, delivery_id=7)
    with override_settings(SECRET_KEY="another key of thirty-two characters", SECRET_KEY_FALLBACKS=[]):
        assert verify(made, institution_id=3) is None
    fallback = ["for tests only, thirty-two characters at least"]
    with override_settings(SECRET_KEY="another key of thirty-two characters", SECRET_KEY_FALLBACKS=fallback):
        assert verify(made, institution_id=3) == 7
