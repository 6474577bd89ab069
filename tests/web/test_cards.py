"""Tables that become cards on a narrow screen."""

from __future__ import annotations

from armscontrol.web.cards import cards

HEAD = '<thead><tr><th scope="col">What</th><th scope="col" class="n">A <b>"sum"</b><br><i>tonnes</i></th></tr></thead>'


def test_a_cell_is_told_the_name_of_its_column():
    found = cards(f'{HEAD}<tbody><tr><th scope="row">x</th><td class="n">1</td></tr></tbody>')
    assert '<tr><th scope="row">x</th><td data-label="A &#34;sum&#34;" class="n">1</td></tr>' in found


def test_the_head_of_a_group_stays():
    body = '<tbody><tr><th colspan="2">group</th></tr><tr><th>x</th><td>1</td></tr></tbody>'
    assert cards(HEAD + body).count("data-label") == 1


def test_a_table_with_heads_over_several_columns_stays():
    table = '<thead><tr><th colspan="2">both</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>'
    assert str(cards(table)) == table


def test_a_row_longer_than_its_head_is_no_error():
    assert 'data-label=""' in cards(f"{HEAD}<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody>")
