"""What is wrong with a file of scenarios is listed, all of it, with file, scenario, key, value and what is expected."""

from pathlib import Path

import pytest
from edited_folders import drawn

from releve.errors import InputError, Problem
from releve.exchange import read_folder_or_raise
from releve.scenarios import Scenario, read_scenario_file, read_scenarios, tree_of_options
from releve.scenarios.reading.options import UnreadableOptionError

WRONG = """
[[scenario]]
name = "Policy"
national_cap = 1.2
thresholds.age_maxx = 65
unknown = "maybe"

[[scenario]]
name = "Lines"
posts = [
  {post = "NOWHERE", set.seats = 2},
  {mission = "ALPHA", set.armed = "perhaps"},
  {mission = "ALPHA", change.languages_required = "fr:B2"},
  {change.languages_required = "xx:B2->fr:B1"},
  {change.skills_required = "knitting->"},
  {mission = "ALPHA"},
]
drawdowns = [{mission = "ALPHA", seats = 9999}, {mission = "ALPHA"}, {mission = "ALPHA", seats = 1, share = 0.5}]

[[scenario]]
name = "People"
withdrawals = {officers = ["O999"]}
arrivals = [
  {copies = 0, like = "O001"},
  {copies = 2},
  {copies = 2, key = "A", profile = {rank = 12, country = "XXX"}},
  {file = "missing.csv"},
]
waivers = {officer_id = "O001", post_id = "NOWHERE", rule = "luck"}
new_posts = {post_id = "P000", mission = "NOWHERE"}

[[scenario]]
name = "People"

[[scenario]]
national_cap = 0.3

[other]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return drawn(3).write(tmp_path / "folder")


def read(folder: Path, text: str) -> tuple[Scenario, ...]:
    file = folder.parent / "what-ifs.toml"
    file.write_text(text, "utf-8")
    reading = read_folder_or_raise(folder)
    return read_scenario_file(file, reading.snapshot, reading.reference)[0]


def problems_of(folder: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        read(folder, text)
    return raised.value.problems


def test_every_problem_is_listed_at_its_key(folder: Path) -> None:
    found = {(p.column, p.code.partition(".")[2]) for p in problems_of(folder, WRONG) if p.is_error}

    assert found == {
        ("other", "unknown_key"),
        ('scenario."Policy".national_cap', "out_of_range"),
        ('scenario."Policy".thresholds.age_maxx', "unknown_key"),
        ('scenario."Policy".unknown', "unknown_choice"),
        ('scenario."Lines".posts[1].post', "unknown_post"),
        ('scenario."Lines".posts[2].set.armed', "not_yes_no"),
        ('scenario."Lines".posts[3].change.languages_required', "no_arrow"),
        ('scenario."Lines".posts[4].change.languages_required', "unknown_language"),
        ('scenario."Lines".posts[5].change.skills_required', "value_not_there"),
        ('scenario."Lines".posts[6]', "one_of"),
        ('scenario."Lines".drawdowns[1].seats', "too_many_seats"),
        ('scenario."Lines".drawdowns[2]', "one_of"),
        ('scenario."Lines".drawdowns[3]', "not_both"),
        ('scenario."People".withdrawals[1].officers', "unknown_officer"),
        ('scenario."People".arrivals[1].copies', "out_of_range"),
        ('scenario."People".arrivals[2]', "one_of"),
        ('scenario."People".arrivals[3].profile.rank', "out_of_range"),
        ('scenario."People".arrivals[3].profile.country', "unknown_country"),
        (None, "not_a_file"),
        ('scenario."People".waivers[1].post_id', "unknown_post"),
        ('scenario."People".waivers[1].rule', "unknown_rule"),
        ('scenario."People".new_posts[1].mission', "unknown_mission"),
        ('scenario."People".new_posts[1].post_id', "key_taken"),
        *((f'scenario."People".new_posts[1].{name}', "blank_cell") for name in NEEDED),
        ("scenario[4].name", "repeated_name"),
        ('scenario."People"', "asks_nothing"),
        ("scenario[5].name", "unnamed"),
    }


NEEDED = ("category", "seats", "priority", "armed", "driving", "starts_on", "tour_months")


def test_a_problem_names_file_scenario_value_and_what_is_expected(folder: Path) -> None:
    (found,) = problems_of(folder, '[[scenario]]\nname = "Wide cap"\nnational_cap = 1.5\n')

    assert (found.file, found.column, found.value) == ("what-ifs.toml", 'scenario."Wide cap".national_cap', "1.5")
    assert (found.data["low"], found.data["high"]) == (0, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "scenarios.no_scenarios"), ("[[scenario]\n", "exchange.malformed_toml"), ("scenario = 3", "exchange.wrong_type")],
)
def test_a_file_without_scenarios_is_refused(text: str, code: str, folder: Path) -> None:
    assert code in {problem.code for problem in problems_of(folder, text)}


def test_seats_go_from_the_lowest_priority_first_and_a_line_without_seats_is_gone(folder: Path) -> None:
    posts = read_folder_or_raise(folder).snapshot.posts
    ordered = sorted(posts, key=lambda post: (post.priority, post.post_id), reverse=True)
    n_seats = ordered[0].seats + ordered[1].seats

    (scenario,) = read(folder, f'[[scenario]]\nname = "Fewer"\ndrawdowns = {{seats = {n_seats}}}\n')

    assert scenario.lines_gone == {ordered[0].post_id, ordered[1].post_id}
    assert scenario.lines == ()


def test_a_draw_down_spares_lines_that_start_before_its_day(folder: Path) -> None:
    posts = read_folder_or_raise(folder).snapshot.posts
    day = sorted(post.starts_on for post in posts)[len(posts) // 2]

    (scenario,) = read(folder, f'[[scenario]]\nname = "Later"\ndrawdowns = {{seats = "all", from = {day}}}\n')

    assert scenario.lines_gone == {post.post_id for post in posts if post.starts_on >= day}


def test_options_are_the_scenario_that_a_file_would_hold(folder: Path) -> None:
    reading = read_folder_or_raise(folder)
    tree = tree_of_options(
        ["languages_required fr:A2->fr:B1"], ["thresholds.age_max=65", "unknown=refuse"], {"mission": ["ALPHA"], "post": []}
    )
    text = """
[[scenario]]
name = "thresholds.age_max=65 unknown=refuse languages_required fr:A2->fr:B1 mission=ALPHA"
thresholds.age_max = 65
unknown = "refuse"
posts = {mission = "ALPHA", change.languages_required = "fr:A2->fr:B1"}
"""

    (by_options,), _ = read_scenarios([tree], reading.snapshot, reading.reference, home=folder)
    (by_file,) = read(folder, text)

    assert (by_options.name, by_options.policy, by_options.lines) == (by_file.name, by_file.policy, by_file.lines)
    assert by_options.lines


@pytest.mark.parametrize(("changes", "settings"), [(["languages_required"], []), ([], ["age_max"]), ([], ["=3"])])
def test_an_option_that_is_not_of_its_form_is_refused(changes: list[str], settings: list[str]) -> None:
    with pytest.raises(UnreadableOptionError):
        tree_of_options(changes, settings, {})
