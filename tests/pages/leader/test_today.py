"""The leader's page: what it says is counted, opens, and asks the database seldom."""

import re
from datetime import timedelta

import pytest

from cuakhau.operations.messages import outbox
from cuakhau.operations.models import Message
from cuakhau.reports.leader.morning import write_morning


def test_each_number_of_today_opens_and_comes_out_again(lang_son, counts_hold):
    board = lang_son.sign_in("board")
    page = board.get("today/").content.decode()
    for subject in ("flow", "backlog", "release", "turnover", "fees", "works", "bulletin"):
        assert f'id="{subject}"' in page, subject
    codes = sorted(set(re.findall(r'href="(/figure/W-[\w-]+/)"', page)))
    assert len(codes) > 12
    for code in codes:
        opened = board.client.get(code).content.decode()
        assert "Computed again from the log: the same" in opened, code
    counts_hold(lambda: None, today=lambda: board.get("today/"))
    for language, word in (("vi", "Hôm nay"), ("zh-hans", "今日")):
        assert word in board.get(f"today/?language={language}").content.decode()


def test_a_question_is_answered_with_its_source_and_an_unknown_one_is_not_guessed(lang_son):
    board = lang_son.sign_in("board")
    told = board.get("find?q=turnover+2017").content.decode()
    assert "over 5.2 billion USD" in told
    assert re.search(r'<a href="/figure/W-[\w-]+/"><code>F-', told)
    assert "How many" not in board.get("find?q=how+many+export+lorries+by+00:30").content.decode()
    assert "By 00:30 on" in board.page
    asked = board.get("find?q=how+many+blue+lorries").content.decode()
    assert "Questions that can be asked" in asked
    assert "how many lorries are waiting" in asked
    guard = lang_son.sign_in("border_guard").get("find?q=turnover+2017").content.decode()
    assert "5.2 billion" not in guard
    assert "Questions" not in guard


@pytest.mark.parametrize(
    ("kind", "period", "said"),
    [
        ("brief", "2018-03-31", "NEEDS A DECISION"),
        ("minutes", "2017,2018Q1", "III. CONCLUSIONS"),
        ("task-list", "2018-03-31", "Open tasks as of"),
        ("release-times", "2018-03-31", "No day of this period is measured"),
    ],
)
def test_the_short_documents_are_written_from_what_is_kept(lang_son, kind, period, said):
    board = lang_son.sign_in("board")
    address = f"documents/draft/?kind={kind}&period={period}"
    assert said in board.get(address).content.decode()
    guard = lang_son.sign_in("border_guard").get(address)
    assert guard.status_code == (403 if kind == "brief" else 200)


def test_the_message_of_the_morning_is_written_once_for_who_asked(lang_son):
    board = lang_son.sign_in("board")
    board.get("today/")
    board.post("today/", nonce=board.field("nonce"), wants="yes")
    assert write_morning(lang_son.zone, lang_son.now.replace(hour=23)) == 0  # 06:00 in Hanoi
    assert write_morning(lang_son.zone, lang_son.now) == 1
    assert write_morning(lang_son.zone, lang_son.now) == 0
    [message] = Message.objects.filter(zone=lang_son.zone.name, text="brief")
    assert "Through the gates today:" in outbox.tell(message, "en")
    assert outbox.tell(message, "vi") != outbox.tell(message, "en")
    assert "Brief of" in board.get("today/").content.decode()
    board.post("today/", nonce=board.field("nonce"), wants="no")
    assert write_morning(lang_son.zone, lang_son.now + timedelta(days=1)) == 0
