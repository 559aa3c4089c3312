"""Measures of a page by Decree 30/2020/NĐ-CP, annex I, and the words that it prescribes.

Lengths in millimetres, letters in points. Where the decree gives a range, one value is taken.
"""

TOP = BOTTOM = 20  # 20 to 25
LEFT = 30  # 30 to 35
RIGHT = 16  # 15 to 20; Word rounds 15 down
HEADER = 10
INDENT = 10  # of the first line: 10 or 12.7
AFTER_PARAGRAPH_PT = 6  # at least
LINES = 1.15  # single to 1.5
LETTERS = "Times New Roman"
BODY_PT = 14  # 13 to 14
# What must be one page goes below 13 where it has to: the kinds, and the letters that are tried.
ONE_PAGE = ("brief",)
ONE_PAGE_PT = (14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8)
SPARE_PT = 0.5
HEADING_PT = 14
SMALL_HEADING_PT = 12  # the state's name 12 to 13, the issuer 12 to 13; 13 breaks its line
RECEIVERS_PT = 12
LIST_PT = 11
TABLE_PT = 12
CODE_PT = 8
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECEIVERS = "Nơi nhận:"


def sizes_of(kind: str) -> tuple[float, ...]:
    """Give the sizes of letters that a kind of document may have, the first that fits is taken."""
    return ONE_PAGE_PT if kind in ONE_PAGE else (BODY_PT,)
