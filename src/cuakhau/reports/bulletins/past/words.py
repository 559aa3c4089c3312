"""What words of a Vietnamese bulletin mean, and what in it is no count."""

import re
from dataclasses import dataclass
from typing import Literal

from cuakhau.zone.zone import Zone

Kind = Literal["place", "measure", "direction", "cargo", "skip", "stop"]
ALL = "all"


@dataclass(frozen=True, slots=True)
class Word:
    """A word found in a text: where it stands, what kind of word it is, and what it means."""

    start: int
    end: int
    kind: Kind
    means: str


# The longest expression comes first: "xe mới từ nội địa lên" are arrivals, "xe mới" new vehicles.
WORDS: tuple[tuple[Kind, str, str], ...] = (
    ("stop", "", r"^\s*(cần làm rõ|hiệu chỉnh|so với số đã công bố|giả định của|mã số liệu)"),
    ("stop", "", r"^\s*nguồn công bố"),
    ("skip", "", r"mặt hàng tồn chủ yếu|cân đối (xuất|nhập) khẩu"),
    ("measure", "moved_in", r"từ cửa khẩu khác chuyển (đến|sang)|chuyển đến"),
    ("measure", "moved_out", r"chuyển (sang )?cửa khẩu( khác)?"),
    ("measure", "arrived", r"(xe )?(mới )?từ nội địa (mới )?lên|xe mới lên|(xe )?mới đến|lên mới"),
    ("measure", "turned_back", r"quay đầu( về nội địa)?"),
    ("measure", "waiting", r"chờ (làm thủ tục )?xuất|còn tồn|tồn đọng|\btồn\b|đang chờ|xe chờ"),
    ("measure", "cleared", r"năng lực thông quan|(đã )?thông quan|đã làm thủ tục"),
    ("direction", "both", r"xuất[ ,-]*nhập khẩu|xuất khẩu và nhập khẩu"),
    ("direction", "export", r"xuất khẩu|\bxuất\b"),
    ("direction", "import", r"nhập khẩu|\bnhập\b"),
    ("cargo", "fruit", r"hoa quả|trái cây|quả tươi"),
    ("cargo", "other", r"mặt hàng khác|hàng hóa khác|hàng khác|xe hàng khác"),
    ("cargo", "new_vehicles", r"xe mới"),
    ("cargo", "cargo", r"xe chở hàng|chở hàng"),
    ("place", ALL, r"toàn khu|toàn tỉnh|trên địa bàn|(qua|tại) các cửa khẩu"),
)  # fmt: skip
FINDERS = tuple((kind, means, re.compile(words, re.MULTILINE)) for kind, means, words in WORDS)
# Days, times, shares, boundary markers, money and weights: numbers, but none of vehicles.
NO_COUNT = re.compile(
    r"\d{1,2}[/-]\d{1,2}([/-]\d{2,4})?|ngày \d+|tháng \d+|năm \d{4}"
    r"|\d{1,2}\s*(h|giờ)\s*(\d{1,2})?(\s*phút)?|\d[\d.,]*\s*(%|tấn|usd|triệu|tỷ|km|mét|đồng)"
    r"|(mốc|lối)\s*\d[\d/.-]*(\s*[-–]\s*\d[\d/.-]*)?|\d{3,4}(/\d)?\s*[-–]\s*\d{3,4}(/\d)?"
    r"|f-[0-9a-z]{5}-[0-9a-z]{6}|ql\s*\d+\w?|số:?\s*\d+/"
)
NUMBER = re.compile(r"(?<![\w/.,])\d{1,3}(?:[.,]\d{3})+(?!\d)|(?<![\w/.,])\d+(?![\d/])")
WAGON = re.compile(r"\s*toa\b")
ABOUT = re.compile(r"(khoảng|gần|xấp xỉ|chừng|ước)\s*$")
AT_LEAST = re.compile(r"(hơn|trên|ít nhất|không dưới|tối thiểu)\s*$")
DAYS = (
    re.compile(r"ngày (\d{1,2}) tháng (\d{1,2})(?: năm |/| )(\d{4})"),
    re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)"),
)


def find_words(zone: Zone, text: str) -> list[Word]:
    """Find the words that say what the numbers of a text are; none overlaps another."""
    found: list[Word] = []
    taken = [False] * (len(text) + 1)

    def take(word: Word) -> None:
        if not any(taken[word.start : word.end]):
            taken[word.start : word.end] = [True] * (word.end - word.start)
            found.append(word)

    for kind, means, finder in FINDERS:
        if kind in ("stop", "skip"):
            for match in finder.finditer(text):
                take(Word(match.start(), match.end(), kind, means))
    for row_id, name in _names_of(zone):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            take(Word(match.start(), match.end(), "place", row_id))
    for kind, means, finder in FINDERS:
        for match in finder.finditer(text):
            take(Word(match.start(), match.end(), kind, means))
    return sorted(found, key=lambda word: word.start)


def _names_of(zone: Zone) -> list[tuple[str, str]]:
    """Give the names of gates and of the bulletin's lines, the longest first."""
    names: dict[str, str] = {}
    ids = [*(line.id for line in zone.bulletin_lines), *(gate.id for gate in zone.gates)]
    for row_id in ids:
        name = zone.name_of(row_id, "vi").lower()
        names.setdefault(name, row_id)
        names.setdefault(name.removeprefix("ga "), row_id)
    for gate in zone.gates:
        if gate.mode == "rail":
            names.setdefault("đường sắt", gate.id)
    return sorted(((row_id, name) for name, row_id in names.items()), key=lambda one: -len(one[1]))
