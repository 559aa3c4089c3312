"""Amounts in words, as a Vietnamese receipt writes them: 390.000 is ba trăm chín mươi nghìn."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu")


def say_dong(amount_vnd: int) -> str:
    """Write an amount of 1 dong or more in words, with a capital: Ba trăm nghìn đồng."""
    assert amount_vnd > 0, amount_vnd
    words = " ".join([*_billions(amount_vnd), "đồng"])
    return words[0].upper() + words[1:]


def _billions(number: int) -> list[str]:
    """Vietnamese counts on from tỷ: 10¹² is a thousand tỷ."""
    above, below = divmod(number, 10**9)
    if not above:
        return _millions(below, led=False)
    rest = _millions(below, led=True) if below else []
    return [*_billions(above), "tỷ", *rest]


def _millions(number: int, *, led: bool) -> list[str]:
    words: list[str] = []
    for place in (2, 1, 0):
        group = number // 1000**place % 1000
        if group:
            words += _hundreds(group, led=led)
            words += [GROUPS[place]] if place else []
        led = led or bool(group)
    return words


def _hundreds(number: int, *, led: bool) -> list[str]:
    """Write 1 to 999; `led` where greater groups stand before, so that 5 is không trăm linh năm."""
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or led else []
    tens, ones = divmod(rest, 10)
    if not rest:
        return words
    if tens == 0:
        return [*words, "linh", DIGITS[ones]] if words else [DIGITS[ones]]
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        return [*words, "mốt"]
    if ones == 5:
        return [*words, "lăm"]
    return [*words, DIGITS[ones]] if ones else words
