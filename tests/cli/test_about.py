"""`cuakhau about` and the frame that every command stands in."""

import json

from click.testing import CliRunner

from cuakhau.cli import main


def test_about_answers_in_json_with_stable_keys():
    result = CliRunner().invoke(main, ["about", "--json"])
    assert result.exit_code == 0
    assert set(json.loads(result.stdout)) == {"name", "version", "python", "home", "licence"}


def test_about_answers_people_too():
    result = CliRunner().invoke(main, ["about"])
    assert result.exit_code == 0
    assert "Apache-2.0" in result.stdout


def test_an_unknown_noun_is_refused():
    result = CliRunner().invoke(main, ["lorry"])
    assert result.exit_code == 2
    assert "lorry" in result.stderr


def test_every_command_shows_an_example():
    for name in main.list_commands(None):
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0
        assert "Example" in result.stdout, f"cuakhau {name} --help shows no example"
