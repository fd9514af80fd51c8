from pathlib import Path

from ventanilla.config.demo.accounts import accounts, table

INSTITUTIONS = Path(__file__).parents[3] / "institutions"


def test_every_institution_has_somebody_in_each_role_to_sign_in_as():
    found = accounts(sorted(path for path in INSTITUTIONS.iterdir() if path.is_dir()))
    roles = {(account.institution, account.role) for account in found}
    for institution in {account.institution for account in found}:
        assert {"student", "agent", "director", "administrator", "quality", "executive"} <= {
            role for slug, role in roles if slug == institution
        }, institution


def test_the_table_fits_a_terminal_and_says_address_password_and_people():
    shown = table(accounts([INSTITUTIONS / "umecit"]), "http://127.0.0.1:8000")
    assert "http://127.0.0.1:8000/umecit/" in shown
    assert "password" in shown
    assert "ana@umecit.example" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_family_shows_its_tenants():
    shown = table(accounts([INSTITUTIONS / "sac"]), "http://127.0.0.1:8000")
    assert "/soacha/" in shown
    assert "/cucuta/" in shown
