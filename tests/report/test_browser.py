"""The page of a report in a browser: nobody is shut out, tables obey the keyboard, paper and telephones suffice."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import ctrack
from ctrack import i18n
from ctrack.report.html import to_html
from tests.conftest import ROOT
from tests.report.sample import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
TABLE = "#communes-04"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no Chromium is installed: none of {', '.join(NAMES)} is on the path")
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample in both languages."""
    folder, paths = tmp_path_factory.mktemp("report"), {}
    for language in i18n.LANGUAGES:
        i18n.activate(language)
        paths[language] = folder / f"{language}.html"
        paths[language].write_text(to_html(sample(language)), encoding="utf-8")
    return paths


@contextmanager
def opened(browser: Browser, path: Path, width: int = 1440, **how: Any) -> Iterator[Page]:  # noqa: ANN401 - options
    context = browser.new_context(viewport={"width": width, "height": 900}, **how)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def names(page: Page) -> list[str]:
    """Give the rows that are shown, by their first fields."""
    return page.locator(f"{TABLE} tbody tr:visible > th").all_inner_texts()


def heading(page: Page, place: int) -> Locator:
    return page.locator(f"{TABLE} thead th").nth(place)


def press_on(page: Page, place: int) -> list[str]:
    heading(page, place).get_by_role("button").press("Enter")
    return names(page)


def column(page: Page, place: int) -> list[str]:
    return page.locator(f"{TABLE} tbody tr > :nth-child({place + 1})").all_inner_texts()


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("vi", "light", 390), ("vi", "dark", 1440), ("en", "dark", 390), ("en", "light", 1440)],
)
def test_nobody_is_shut_out(browser: Browser, files: dict[str, Path], language: str, scheme: str, width: int) -> None:
    with opened(browser, files[language], width, color_scheme=scheme) as page:
        results = Axe().run(page)

    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in results.response["violations"]] == []


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_page_itself_never_moves_sideways(browser: Browser, files: dict[str, Path], width: int) -> None:
    with opened(browser, files["vi"], width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate("document.body.scrollWidth") <= width


def test_only_the_file_is_asked_for_and_nothing_is_complained_of(browser: Browser, files: dict[str, Path]) -> None:
    asked, said = [], []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))

    page.goto(files["vi"].as_uri())
    press_on(page, 0)
    page.get_by_role("searchbox").fill("x")
    context.close()

    assert (asked, said) == ([files["vi"].as_uri()], [])


def test_sorting_by_numbers_goes_up_down_and_back(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["vi"]) as page:
        before = names(page)

        press_on(page, 1)
        assert heading(page, 1).get_attribute("aria-sort") == "ascending"
        assert (column(page, 1)[:2], column(page, 1)[-2:]) == (["−2,5", "−2"], ["11,5", ""])
        press_on(page, 1)
        assert heading(page, 1).get_attribute("aria-sort") == "descending"
        assert (column(page, 1)[:2], column(page, 1)[-2:]) == (["11,5", "11"], ["−2,5", ""])
        assert press_on(page, 1) == before
        assert page.locator("[aria-sort]").count() == 0


def test_texts_are_sorted_as_the_language_does_and_days_by_the_calendar(
    browser: Browser, files: dict[str, Path]
) -> None:
    with opened(browser, files["vi"]) as page:
        by_name = press_on(page, 0)
        assert [by_name[place] for place in (0, 6, 12, 18, 24)] == [
            "An Khánh 5", "Ấp Đồn 2", "Bát Tràng 3", "Đông Hội 1", "Xuân Canh 4",
        ]  # fmt: skip
        press_on(page, 2)
        assert column(page, 2)[:3] == ["01/05/2024", "01/05/2024", "02/05/2024"]
        assert heading(page, 0).get_attribute("aria-sort") is None


def test_children_are_not_indented_once_sorted(browser: Browser, files: dict[str, Path]) -> None:
    indent = "getComputedStyle(document.querySelector('#communes-04 .depth-1')).paddingLeft"
    with opened(browser, files["vi"]) as page:
        indented = page.evaluate(indent)
        press_on(page, 0)
        assert page.evaluate(indent) != indented


def test_filtering_takes_any_spelling_and_counts(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["en"]) as page:
        box = page.get_by_role("searchbox", name="Filter rows")
        count = page.get_by_role("status")
        assert count.inner_text() == "30 of 30 rows"

        box.focus()
        page.keyboard.type("DONG hoi")
        assert (len(names(page)), count.inner_text()) == (6, "6 of 30 rows")
        page.keyboard.type(" 26")
        assert names(page) == ["Đông Hội 26"]
        box.fill("")
        assert (len(names(page)), count.inner_text()) == (30, "30 of 30 rows")


def test_what_is_filtered_stays_so_when_sorted(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["vi"]) as page:
        page.get_by_role("searchbox").fill("an khanh")
        assert press_on(page, 0) == [f"An Khánh {number}" for number in (5, 10, 15, 20, 25, 30)]


def test_the_keyboard_reaches_the_report_first_and_shows_where_it_is(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["en"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "_report"


def test_small_tables_have_no_box_and_single_rows_no_buttons(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["vi"]) as page:
        assert page.get_by_role("searchbox").count() == 1
        assert page.locator("#hostile-table button").count() == 0


def test_regions_that_cut_a_table_can_be_moved_by_keys(browser: Browser, files: dict[str, Path]) -> None:
    cut = "[...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth)"
    with opened(browser, files["vi"], 700) as page:
        page.wait_for_function(f"{cut}.every((one) => one.tabIndex === 0)")
        assert page.evaluate(f"{cut}.length") > 0


def test_without_scripts_all_is_there_and_nothing_useless(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["vi"], java_script_enabled=False) as page:
        assert len(names(page)) == 30
        assert page.locator("button, input, output").count() == 0
        assert page.locator("figure.chart svg").first.is_visible()
        page.locator("#line-04-01 summary").click()
        assert "71,4" in page.locator("#line-04-01 details p").inner_text()


def test_on_a_telephone_every_field_says_its_column(browser: Browser, files: dict[str, Path]) -> None:
    label = "getComputedStyle(document.querySelector('#communes-04 tbody td'), '::before').content"
    with opened(browser, files["vi"], 390) as page:
        assert page.evaluate(label) == '"Mới nhất"'
        assert page.locator(f"{TABLE} tbody tr").first.bounding_box()["width"] <= 390  # type: ignore[index]


def test_headings_that_are_repeated_on_paper_hold_no_buttons(browser: Browser, files: dict[str, Path]) -> None:
    """Chromium leaves buttons out where it repeats the heading of a table on the next sheet."""
    with opened(browser, files["vi"]) as page:
        page.emulate_media(media="print")
        kinds = page.evaluate(
            "[...document.querySelectorAll('thead button')].map((one) => getComputedStyle(one).display)"
        )

    assert set(kinds) == {"contents"}


def test_paper_is_light_without_what_needs_a_screen(browser: Browser, files: dict[str, Path]) -> None:
    with opened(browser, files["vi"], color_scheme="dark") as page:
        content = page.pdf(prefer_css_page_size=True)
        page.emulate_media(media="print", color_scheme="dark")
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shown = [page.locator(what).first.is_visible() for what in ("nav", ".filter", "details", "h1", "svg")]

    assert content.startswith(b"%PDF")
    assert (colour, shown) == ("rgb(255, 255, 255)", [False, False, False, True, True])


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_report_of_this_repository_reads_well(browser: Browser, language: str, tmp_path: Path) -> None:
    i18n.activate(language)
    path = tmp_path / "report.html"
    path.write_text(to_html(ctrack.load(ROOT / "data").report("2025-11-26", since="2024-12-31")), encoding="utf-8")
    said: list[str] = []
    for width in (390, 1440):
        with opened(browser, path, width) as page:
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.reload()
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.locator("main svg").count() > 100
            assert page.locator("main .tile").count() >= 5 * 30
            if width == 1440:
                found = Axe().run(page, context="#summary, #moved, #behind, #programme-03, #districts-03")
                assert [one["id"] for one in found.response["violations"]] == []
    assert said == []
