"""Operations that need no key."""
