"""A replayed day is the printed day, told by vehicles that the desk's own rules would take."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from cuakhau.movement import place, rules, visit
from cuakhau.movement.around import Around
from cuakhau.simulation.replay import NotReplayed, flow, list_assumptions, make_day, tell
from cuakhau.simulation.replay.tell import texts
from cuakhau.simulation.replay.work import RULES
from cuakhau.statistics.bulletin import count_day
from cuakhau.statistics.tally import tally
from cuakhau.statistics.tally_sql import tally as tally_sql
from cuakhau.zone.bulletin.day import cut_off_us, window_of
from cuakhau.zone.bulletin.printed import exact_values, printed_on
from cuakhau.zone.refusal import texts_of
from cuakhau.zone.types import LANGUAGES

DAYS = [date(2024, 8, 22), date(2024, 8, 29), date(2022, 6, 20), date(2025, 5, 29)]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_number_that_was_printed_comes_out_exactly(lang_son, history, day, seed):
    made = make_day(lang_son, history.counts, day, seed)
    counted = count_day(lang_son, made.log(), day)
    printed = exact_values(printed_on(history.counts, day))
    known = {
        (line, measure, heading): counted.line(line).value(measure, heading)
        for line, measure, heading in printed
        if line == "*" or line in made.targets.lines
    }
    assert known == {cell: printed[cell] for cell in known}
    assert len(known) >= 7
    assert counted.differences == ()


def test_both_ways_of_counting_agree_on_a_whole_day(lang_son, august_22):
    window = window_of(lang_son, august_22.day)
    log = august_22.log()
    assert tally(lang_son, log, window) == tally_sql(lang_son, log, window)


def test_the_desk_would_have_taken_every_row(lang_son, august_22):
    states, procedures, flags = {}, {}, Counter()
    for event in august_22.events:
        fold = visit if event.subject_kind == "visit" else place
        state = states.get(event.subject) or fold.start(event.zone, event.subject)
        others = Around(
            known_others=frozenset(procedures), other_procedure=procedures.get(event.other)
        )
        flags.update(rules.check(lang_son, state, event, others))
        states[event.subject] = fold.advance(state, event)
        if event.kind == "declared":
            procedures[event.subject] = event.procedure
    assert {"M32", "M34", "M40"} <= set(flags)  # late, out of order, repeated


def test_the_same_seed_gives_the_same_day_whatever_the_order_of_figures(lang_son, history):
    day = DAYS[0]
    first = make_day(lang_son, history.counts, day, 7)
    assert make_day(lang_son, tuple(reversed(history.counts)), day, 7).events == first.events
    assert make_day(lang_son, history.counts, day, 8).events != first.events


def test_nothing_is_written_before_it_happened_and_rows_come_in_their_order(lang_son, august_22):
    seqs: dict[str, int] = {}
    last_us = 0
    for written_us, event in flow(august_22):
        assert written_us == event.recorded_us >= max(event.happened_us, last_us)
        assert event.seq == seqs.get(event.subject, 0) + 1
        assert (event.origin, event.run) == ("replay", "replay-2024-08-22-1")
        seqs[event.subject], last_us = event.seq, written_us
    assert last_us <= cut_off_us(lang_son, august_22.day) + 40 * 60_000_000


def test_confirmations_come_in_the_disorder_of_real_ones(august_22):
    visits = {}
    for event in august_22.events:
        visits.setdefault(event.subject, []).append(event)
    found = Counter()
    for rows in visits.values():
        first = {row.step: row for row in reversed(rows) if row.kind == "confirmed"}
        guard, paid, finish = (first.get(s) for s in ("border_guard_in", "payment", "exit_customs"))
        customs = first.get("customs_in")
        found["paid before the guard's tick"] += _before(paid, guard)
        found["finish before the guard's exit"] += _before(finish, first.get("yard_out_customs"))
        found["same second"] += bool(guard and customs and guard.happened_us == customs.happened_us)
        found["corrected"] += any(row.corrects and row.kind == "confirmed" for row in rows)
        found["taken back"] += any(row.kind == "voided" for row in rows)
        found["never came"] += len(rows) == 2
        found["camera"] += any(row.way == "camera" for row in rows)
        found["linked"] += any(row.kind == "linked" for row in rows)
        found["Chinese clock"] += rows[0].happened_offset_min == 480
        found["late"] += any(row.recorded_us - row.happened_us > 30 * 60e6 for row in rows)
    assert min(found.values()) >= 10, found


def _before(one, other):
    return bool(one and other and one.happened_us < other.happened_us)


def test_linked_visits_name_each_other(august_22):
    links = {(e.subject, e.other) for e in august_22.events if e.kind == "linked"}
    assert links
    assert {(other, one) for one, other in links} == links


def test_what_the_log_has_left_is_taken_out_by_count(lang_son, history, august_22):
    later = date(2024, 8, 29)
    left = {("huu_nghi", "export_fruit"): 145}
    day = make_day(lang_son, history.counts, later, left=left)
    counted = [e for e in day.events if e.kind == "counted" and e.amount]
    assert [(e.amount, e.procedure, e.goods) for e in counted] == [(-145, "export", "fruit")]
    assert "left" in {one.key for one in day.assumptions}


@pytest.mark.parametrize("day", [date(2024, 8, 23), date(2023, 4, 8)], ids=str)
def test_a_day_of_which_too_little_was_printed_is_refused(lang_son, history, day):
    with pytest.raises(NotReplayed) as refused:
        make_day(lang_son, history.counts, day)
    assert refused.value.rule == "R1"
    assert "2024-08-22" in refused.value.cure("vi")


def test_figures_that_contradict_each_other_are_refused(lang_son, history):
    wrong = [
        replace(one, value=900) if (one.first_day, one.place) == (DAYS[0], "huu_nghi") else one
        for one in history.counts
    ]
    with pytest.raises(NotReplayed) as refused:
        make_day(lang_son, wrong, DAYS[0])
    assert refused.value.rule == "R2"


def test_a_zone_without_the_procedure_is_refused(lang_son, history):
    bare = replace(lang_son, version="bare", procedures=())
    with pytest.raises(NotReplayed) as refused:
        make_day(bare, history.counts, DAYS[0])
    assert refused.value.rule == "R3"


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_assumption_is_said_in_three_languages(lang_son, history, day):
    for one in make_day(lang_son, history.counts, day).assumptions:
        for language in LANGUAGES:
            assert "{" not in tell(one, lang_son.at(day), language)


def test_every_sentence_has_three_languages_with_the_same_places():
    def places(text):
        return sorted(part.split("}")[0] for part in text.split("{")[1:])

    for key in {key for key, _ in texts()}:
        assert len({tuple(places(texts()[key, language])) for language in LANGUAGES}) == 1
    for rule in RULES:
        said = texts_of(rule)
        assert set(said) == set(LANGUAGES)
        assert len({tuple(places(said[one].reason + said[one].cure)) for one in LANGUAGES}) == 1


def test_the_assumptions_can_be_listed_without_making_the_day_up(lang_son, history, august_22):
    assert list_assumptions(lang_son, history.counts, august_22.day) == august_22.assumptions
