"""Hostile treaty files: each gets one clear message, never a traceback, and nothing runs."""

import pytest

from armscontrol.errors import TreatyError
from armscontrol.treaties import load_treaty
from tests.conftest import document, limit


def refused(tmp_path, data, name="attack.toml"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(TreatyError) as caught:
        load_treaty(path)
    message = str(caught.value)
    assert name in message
    assert len(message) < 1500
    return message


def test_expression_of_10_megabytes(tmp_path):
    assert "too large" in refused(tmp_path, document(limits=limit(counts="accepted OR " * 900_000 + "accepted")))


def test_expression_just_over_4_kilobytes(tmp_path):
    assert "4,096 bytes" in refused(tmp_path, document(limits=limit(counts="accepted OR " * 350 + "accepted")))


def test_expression_of_10000_levels(tmp_path):
    nested = "(" * 10_000 + "accepted" + ")" * 10_000
    assert "4,096 bytes" in refused(tmp_path, document(limits=limit(counts=nested)))


def test_expression_of_1000_levels_that_fits(tmp_path):
    assert "32 levels" in refused(tmp_path, document(limits=limit(counts="(" * 1000 + "accepted" + ")" * 1000)))


def test_doubling_definitions(tmp_path):
    lines = ["[definitions]", 'a0 = "accepted OR accepted"']
    lines += [f'a{i} = "a{i - 1} OR a{i - 1} OR a{i - 1} OR a{i - 1}"' for i in range(1, 30)]
    assert "grows to more than" in refused(tmp_path, document(definitions="\n".join(lines)))


def test_circle_of_definitions(tmp_path):
    assert "circle" in refused(tmp_path, document(definitions='[definitions]\nround = "NOT round"'))


def test_arrays_nested_deeply(tmp_path):
    assert "nested too deeply" in refused(tmp_path, "notes = " + "[" * 50_000 + "]" * 50_000)


def test_not_utf8(tmp_path):
    assert "not UTF-8" in refused(tmp_path, b"id = '\xff\xfe'")


def test_null_bytes(tmp_path):
    assert "not TOML" in refused(tmp_path, b"id = 'a\x00b'")


def test_empty_file(tmp_path):
    assert "a field is missing" in refused(tmp_path, b"")


def test_folder_instead_of_a_file(tmp_path):
    with pytest.raises(TreatyError, match="folder"):
        load_treaty(tmp_path)


def test_missing_file(tmp_path):
    with pytest.raises(TreatyError, match="cannot be read"):
        load_treaty(tmp_path / "nowhere.toml")


def test_code_in_an_expression_is_only_text(tmp_path):
    message = refused(tmp_path, document(limits=limit(counts="__import__('os').system('true')")))
    assert "__import__" in message or "sign that the language does not have" in message


def test_markup_in_a_statement_is_only_text(tmp_path):
    path = tmp_path / "markup.toml"
    path.write_text(document(limits=limit(statement="<script>alert(1)</script>[bold]")))
    assert load_treaty(path).limits[0].statement == "<script>alert(1)</script>[bold]"


def test_years_beyond_the_calendar(tmp_path):
    assert "calendar" in refused(tmp_path, document(limits=limit(**{"from": "entry into force + 99999 years"})))


def test_a_million_provisions_do_not_fit(tmp_path):
    text = document() + "\n".join(limit(id=f"x{i}") for i in range(8000))
    assert "too large" in refused(tmp_path, text)


def test_thousands_of_provisions_are_read_in_one_go(tmp_path):
    path = tmp_path / "many.toml"
    path.write_text(document() + "\n".join(limit(id=f"x{i}") for i in range(3000)))
    assert len(load_treaty(path).limits) == 3001
