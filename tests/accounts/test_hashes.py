"""How passwords and PINs are kept."""

from django.conf import settings


def test_passwords_are_kept_by_a_hash_that_is_slow_on_purpose():
    first = settings.PASSWORD_HASHERS[0].rsplit(".", 1)[-1]
    assert first in {"PBKDF2PasswordHasher", "Argon2PasswordHasher", "ScryptPasswordHasher"}
