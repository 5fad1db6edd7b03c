"""How papers in letters are printed: mastheads, capitals, lines that break between words or with a hyphen."""

from __future__ import annotations

import datetime
import random
import textwrap
from collections.abc import Iterator

from benchmarks.reading.printed import Unit
from sitegen.site.locale import wording

PAPERS = {
    "en": (
        "THE RIVERSIDE TIMES",
        "Millbrook Gazette",
        "The Evening Courier",
        "HARBOUR DAILY NEWS",
        "The Valley Observer",
    ),
    "ru": ("РЕЧНАЯ ПРАВДА", "Заречный вестник", "СЕВЕРНЫЙ РАБОЧИЙ", "Вечерний берег"),
    "vi": ("BÁO SÔNG QUÊ", "Tin Chiều Bến Đá", "BÁO ĐỒNG XANH"),
    "de": ("Flusstaler Zeitung", "DER ABENDBOTE", "Neues Uferblatt", "Mühlbacher Anzeiger"),
}
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "ru": ["Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье"],
    "vi": ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}
MONTHS = {
    "en": wording("en").months,
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "vi": [f"tháng {n}" for n in range(1, 13)],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
PAGES = {"en": ("PAGE {}", "Page {}"), "ru": ("стр. {}", "{}-я полоса"), "vi": ("Trang {}",), "de": ("Seite {}",)}


def masthead(rng: random.Random, lang: str, form: str) -> Iterator[Unit]:
    """Returns nameplate, day and page as a paper in a language prints them."""
    if form == "none":
        return
    day = datetime.date(rng.randrange(1920, 2026), 1, 1) + datetime.timedelta(days=rng.randrange(365))
    week, month = WEEKDAYS[lang][day.weekday()], MONTHS[lang][day.month - 1]
    date = {
        "en": rng.choice((f"{week}, {month} {day.day}, {day.year}", f"{day.day} {month} {day.year}")),
        "ru": rng.choice((f"{week}, {day.day} {month} {day.year} г.", f"{day.day} {month} {day.year} года")),
        "vi": rng.choice(
            (f"{week}, ngày {day.day} {month} năm {day.year}", f"{week}, {day.day}-{day.month}-{day.year}")
        ),
        "de": f"{week}, {day.day}. {month} {day.year}",
    }[lang]
    page = rng.choice(PAGES[lang]).format(rng.randrange(1, 20))
    yield Unit("nameplate", rng.choice(PAPERS[lang]))
    shown = date.upper() if rng.random() < 0.3 else date
    if rng.random() < 0.3:
        yield Unit("folio", f"{shown}  {page}")
        return
    yield Unit("folio", shown)
    yield from [Unit("folio", page)] if rng.random() < 0.8 else []


def cased(rng: random.Random, units: list[tuple[str, str]], habit: str) -> list[tuple[str, str]]:
    """Set the headlines of a paper in capitals, or leave them as they are; which, hangs on the page."""
    capitals = random.Random(habit + str(rng.random())).random() < 0.25
    return [(label, text.upper() if capitals and label == "headline" else text) for label, text in units]


def two_lines(rng: random.Random, text: str) -> list[str]:
    """Break a headline between two words near its middle."""
    words = text.split()
    if len(words) < 4:
        return [text]
    cut = max(1, min(len(words) - 1, len(words) // 2 + rng.choice((-1, 0, 0, 1))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def wrapped(rng: random.Random, text: str, width: int, indent: str) -> list[str]:
    """Break a text into lines between words; some words are divided with a hyphen."""
    rows = textwrap.wrap(text, max(20, width), break_on_hyphens=True) or [text]
    if rng.random() < 0.5:
        for at in range(len(rows) - 1):
            head, _, rest = rows[at + 1].partition(" ")
            if len(head) > 7 and head.isalpha() and len(rows[at]) + 5 <= width + 3 and rng.random() < 0.4:
                cut = rng.randrange(3, len(head) - 3)
                rows[at], rows[at + 1] = f"{rows[at]} {head[:cut]}-", f"{head[cut:]} {rest}".strip()
    return [indent + rows[0], *rows[1:]]
