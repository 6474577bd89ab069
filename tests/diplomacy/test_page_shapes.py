"""Pages as the systems of news sites build them: every paragraph of the article, and nothing of what lies around it."""

import pytest

from armscontrol.diplomacy.pages.pages import take_in

PARAGRAPHS = (
    "Delegations of the two powers met in Geneva on Monday for the first round of talks since the spring.",
    "“We came here to listen,” <a href='/people/petrov'>Petrov</a> told reporters.",
    "The delegations left shortly after noon, without a joint statement and without a day for another round.",
    "“No day was set,” the <a href='/topics/envoys'>American envoy</a> said.",
    "“It is a pause, not an end,” he added.",
    "Diplomats expect that inspections will be the hardest point when the delegations come together again.",
    "“The list is long,” <a href='/people/ivanova'>Ivanova</a> said on Tuesday.",
)
WORDS = [p.replace("</a>", "").split("<a ")[0] + p.replace("</a>", "").partition("'>")[2] for p in PARAGRAPHS]
RELATED = (
    "<h3>Related stories</h3><ul><li><a href='/a'>Ministers quarrel over the price of grain.</a></li>"
    "<li><a href='/b'>“We will not pay,” says the mayor of a small town.</a></li></ul>"
)
CARD = "<h4><a href='/c'>Harvest fails</a></h4><p>Farmers say that the rain came too late this year.</p>"
SHARE = "<a href='#'>Share</a><span>Send this story to a friend who should read it.</span>"
SIGNUP = "<h3>Stay informed</h3><p>Our best reports come to you every Friday morning.</p><form><input name=mail></form>"
COMMENTS = (
    "<h3>Comments</h3><ol><li><p>I never believed a word of what they say there.</p></li>"
    "<li><p>Well said, my friend, and long overdue.</p></li></ol>"
)
CAPTION = "The palace in Geneva was closed to visitors all day."
NOISE = (
    "grain", "not pay", "rain came", "Send this story", "every Friday", "never believed", "Well said", "closed to visitors",
)  # fmt: skip


def woven(wrap, between):
    """The paragraphs, each in its wrapper, with something between the second and the third, and the fifth and sixth."""
    made = [wrap.replace("{}", p) for p in PARAGRAPHS]
    return "".join([*made[:2], between[0], *made[2:5], between[1], *made[5:], *between[2:]])


def bbc(home):
    block = "<div data-component='text-block' class='ssrcss-11r1m41-R'><div class='ssrcss-7uxr49-RichText'><p class='ssrcss-1q0x1qg'>{}</p></div></div>"
    image = f"<div data-component='image-block'><figure><div><img src=a.jpg></div><figcaption><span>Image caption, </span>{CAPTION}</figcaption></figure></div>"
    links = f"<div data-component='links-block'><div class='ssrcss-Promo'>{RELATED}</div></div>"
    return home(
        f"<h1>Talks end in Geneva</h1><div class='ssrcss-ShareWrapper'>{SHARE}</div>{woven(block, (image, links))}"
    )


def wordpress(home):
    block = "<p>{}</p>"
    share = f"<div class='sharedaddy sd-sharing-enabled'>{SHARE}</div>"
    caption = f"<div class='wp-caption aligncenter'><img src=a.jpg><p class='wp-caption-text'>{CAPTION}</p></div>"
    related = f"<div id='jp-relatedposts' class='jp-relatedposts'>{RELATED}</div>"
    return (
        home(
            f"<header class='entry-header'><h1 class='entry-title'>Talks end in Geneva</h1></header>"
            f"<div class='entry-content'>{woven(block, (caption, related, share))}</div>"
        )
        + f"<div id='comments' class='comments-area'>{COMMENTS}</div>"
    )


def amp(home):
    block = "<div class='amp-text'><div class='inner'><p>{}</p></div></div>"
    image = f"<figure><amp-img src=a.jpg></amp-img><figcaption>{CAPTION}</figcaption></figure>"
    return home(
        f"<h1>Talks end in Geneva</h1><amp-social-share type='system'></amp-social-share>"
        f"{woven(block, (image, f'<div class=amp-related-posts>{RELATED}</div>'))}"
    )


def guardian(home):
    block = "<p class='dcr-16w5gq9'>{}</p>"
    signup = f"<gu-island name='SecureSignup'><aside>{SIGNUP}</aside></gu-island>"
    image = f"<figure class='dcr-j2'><div class='dcr-k'><span>{CAPTION}</span></div><figcaption>{CAPTION}</figcaption></figure>"
    return home(
        f"<div data-gu-name='headline'><h1>Talks end in Geneva</h1></div><div id='maincontent'>"
        f"<div class='article-body-commercial-selector article-body-viewer-selector'>{woven(block, (image, signup))}</div></div>"
        f"<div class='dcr-cards'><section><div class='dcr-c'>{CARD}</div></section></div>"
    )


def tass(home):
    block = "<div class='text-block'><div class='text'><p>{}</p></div></div>"
    box = f"<div class='text-include'><div class='included-material'>{CARD}</div></div>"
    return home(
        f"<h1 class='news-header__title'>Talks end in Geneva</h1><div class='news-media__desc'><div class='caption'>{CAPTION}</div></div>"
        f"<div class='text-content'>{woven(block, (box, ''))}</div><div class='news-actions__share'>{SHARE}</div>"
    )


def blogspot(home):
    block = "<div style='text-align: justify;'><span style='font-size: medium;'>{}</span></div><br />"
    return (
        home(
            f"<h3 class='post-title entry-title'>Talks end in Geneva</h3><div class='post-body entry-content'>{woven(block, ('', ''))}</div>"
            f"<div class='post-share-buttons'>{SHARE}</div>"
        )
        + f"<div class='comments' id='comments'>{COMMENTS}</div>"
    )


def drupal(home):
    block = "<div class='paragraph paragraph--type--text'><div class='field field--name-field-text field__item'><p>{}</p></div></div>"
    teaser = f"<div class='paragraph paragraph--type--teaser'><div class='field__item'>{CARD}</div></div>"
    return home(
        f"<h1><span class='field field--name-title'>Talks end in Geneva</span></h1>"
        f"<div class='node__content'><div class='field field--name-field-body'>{woven(block, (teaser, ''))}</div></div>"
    ) + (f"<div class='views-element-container block'>{RELATED}</div>")


def substack(home):
    block = "<p>{}</p>"
    signup = f"<div class='subscription-widget-wrap'><div class='subscription-widget'>{SIGNUP}</div></div>"
    image = f"<div class='captioned-image-container'><figure><a href='a.jpg'><img src=a.jpg></a><figcaption>{CAPTION}</figcaption></figure></div>"
    return home(
        f"<div class='post-header'><h1>Talks end in Geneva</h1></div><div class='available-content'><div dir='auto' class='body markup'>"
        f"{woven(block, (image, signup))}</div></div><div class='post-footer'>{SHARE}</div>"
    ) + (f"<div class='comments-page'>{COMMENTS}</div>")


def wrapped(home):
    block = "<section><div><div><div><p>{}</p></div></div></div></section>"
    card = f"<section><div><div><div>{CARD}</div></div></div></section>"
    return home(f"<h1>Talks end in Geneva</h1>{woven(block, (card, ''))}")


def plain(home):
    block = "<p>{}"  # without an end tag
    return home(f"<h1>Talks end in Geneva</h1>{woven(block, ('', ''))}")


SHAPES = (bbc, wordpress, amp, guardian, tass, blogspot, drupal, substack, wrapped, plain)
HOMES = {
    "article": lambda inner: f"<article>{inner}</article>",
    "main and article": lambda inner: f"<main><div><article class='x'>{inner}</article></div></main>",
    "divisions": lambda inner: f"<div id='page'><div class='story'>{inner}</div></div>",
}


def sent(body):
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
    foot = "<footer><p>© Invented Wire. All rights reserved.</p></footer>"
    return f"<!doctype html><html><head><title>Talks end in Geneva</title></head><body>{menu}{body}{foot}</body></html>"


@pytest.mark.parametrize("home", HOMES, ids=str)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
def test_every_paragraph_and_nothing_else(shape, home):
    made = take_in(sent(shape(HOMES[home])))
    told = [line for line in made.text.split("\n\n") if line != "Talks end in Geneva"]
    assert [line for line in told if line in WORDS] == WORDS
    assert [noise for noise in NOISE if noise in made.text] == []


def article(*paragraphs, between=""):
    made = [f"<div class='text'><div class='rich'>{p}</div></div>" for p in paragraphs]
    return sent(f"<article><h1>Talks end in Geneva</h1>{made[0]}{between}{''.join(made[1:])}</article>")


WHOLE = [f"<p>{p}</p>" for p in PARAGRAPHS]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='rich'><p><a href='/x'>“The bridge is closed,” says the mayor of a small town.</a></p></div>",
        "<div class='promo'><p>“The bridge is closed,” the <a href='/x'>mayor</a> said.</p></div>",
        "<div class='rich'><h3>Elsewhere</h3><p>“The bridge is closed,” the <a href='/x'>mayor</a> said.</p></div>",
        "<div class='rich'><article><p>“The bridge is closed,” the <a href='/x'>mayor</a> said.</p></article></div>",
        "<div hidden><p>“The bridge is closed,” the <a href='/x'>mayor</a> said.</p></div>",
        "<aside><div><p>“The bridge is closed,” the <a href='/x'>mayor</a> said.</p></div></aside>",
        "<div class='rich'><p>Sign up for our letter on the <a href='/x'>closed bridge</a> today.</p></div>",
    ],
)
def test_a_box_between_paragraphs_is_not_put_back(box):
    made = take_in(article(*WHOLE, between=f"<div class='text'>{box}</div>"))
    assert [line for line in made.text.split("\n\n") if line in WORDS] == WORDS
    assert "bridge" not in made.text
    assert "bridge" in " ".join(a.words for a in made.apart)


def test_what_is_put_back_stands_below_its_sub_heading():
    made = take_in(article(*WHOLE[:3], "<h2>What comes next</h2>", *WHOLE[3:]))
    told = made.text.split("\n\n")
    assert [line for line in told if line in WORDS] == WORDS
    if "What comes next" in told:
        assert told.index("What comes next") < told.index(WORDS[3])


def test_a_page_with_many_wrappers_stays_cheap():
    import time

    def seconds(n):
        page = article(*WHOLE * n)
        began = time.perf_counter()
        take_in(page)
        return time.perf_counter() - began

    assert seconds(400) < 16 * seconds(50) + 1


def test_a_paragraph_printed_twice_is_shown_as_a_duplicate():
    made = take_in(
        sent(f"<article><h1>Talks end in Geneva</h1>{''.join([*WHOLE[:3], WHOLE[2], *WHOLE[3:]])}</article>")
    )
    shown = made.text.count(WORDS[2]) + sum(a.words.count(WORDS[2]) for a in made.apart if a.kind == "duplicate")
    assert shown == 2
    assert [line for line in made.text.split("\n\n") if line in WORDS][:3] == WORDS[:3]


def test_scripts_and_styles_of_the_head_are_counted_too():
    head = "<head><title>Talks end in Geneva</title><style>p{color:red}</style><script>var a='<p>';</script>"
    page = article(*WHOLE).replace("<head><title>Talks end in Geneva</title>", head).replace(
        "<footer>", "<script>1</script><footer>"
    )  # fmt: skip
    size = sum(map(len, ("<style>p{color:red}</style>", "<script>var a='<p>';</script>", "<script>1</script>")))
    assert any(f"left out: 3, with {size:,} characters" in note for note in take_in(page).notes)
