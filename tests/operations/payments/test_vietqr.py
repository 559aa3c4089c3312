"""The code to pay by: EMVCo's own example, and ours read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.operations.payments.papers.vietqr import (
    NotACode,
    build_code,
    crc16,
    purpose_of,
    read_code,
)

# EMV QR Code Specification for Payment Systems, merchant-presented mode, the worked example.
PUBLISHED = (
    "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN"
    "5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.72530315655020162330304"
    "12340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A"
)
# NAPAS, technical requirements of VietQR, the examples of a transfer to an account.
NAPAS = "38570010A00000072701270006970403011300110123456780208QRIBFTTA"
STATIC = f"000201010211{NAPAS}53037045802VN63049E6F"
ONCE = f"000201010212{NAPAS}530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E"
CHINESE = "最佳运输"


def test_the_crc_is_emvcos():
    assert crc16(PUBLISHED[:-4].encode()) == 0xA13A
    assert crc16(b"123456789") == 0x29B1  # the check value of this CRC in the catalogues


def test_the_published_example_is_read():
    read = read_code(PUBLISHED)
    assert (read["54"], read["53"], read["59"]) == ("23.72", "156", "BEST TRANSPORT")
    assert (read["29.00"], read["62.03"], read["64.01"]) == ("D15600000000", "1234", CHINESE)


def test_the_examples_of_napas_are_read():
    assert read_code(STATIC)["38.01.01"] == "0011012345678"
    read = read_code(ONCE)
    assert (read["54"], read["62.08"]) == ("180000", "thanh toan don hang")


def test_our_code_is_napas_own_up_to_the_purpose():
    code = build_code(
        bank_bin="970403", account="0011012345678", amount_vnd=180_000, purpose="2024082200445"
    )
    begun = ONCE[: ONCE.index("5802VN") + len("5802VN")]
    assert code.startswith(begun + "6217" + "0813" + "2024082200445" + "6304")
    assert read_code(code)["62.08"] == "2024082200445"


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True),
    st.integers(1, 10**12),
    st.from_regex(r"[0-9A-Z]{1,25}", fullmatch=True),
)
def test_what_is_written_is_read_back(bank_bin, account, amount_vnd, purpose):
    code = build_code(bank_bin=bank_bin, account=account, amount_vnd=amount_vnd, purpose=purpose)
    read = read_code(code)
    assert (read["38.01.00"], read["38.01.01"]) == (bank_bin, account)
    assert (int(read["54"]), read["62.08"]) == (amount_vnd, purpose)


@given(st.integers(0, 60), st.characters(categories=["Nd", "Lu"], codec="ascii"))
def test_a_changed_character_is_noticed(place, letter):
    code = build_code(bank_bin="970436", account="0011001234567", amount_vnd=5, purpose="A1")
    broken = code[:place] + letter + code[place + 1 :]
    if broken != code:
        with pytest.raises(NotACode):
            read_code(broken)


@pytest.mark.parametrize("text", ["", "6304", "0002016304FFFF", PUBLISHED[:-10]])
def test_what_is_no_code_is_said(text):
    with pytest.raises(NotACode):
        read_code(text)


def test_the_purpose_is_what_every_bank_hands_on():
    assert purpose_of("r1-20240822-00445") == "R12024082200445"
