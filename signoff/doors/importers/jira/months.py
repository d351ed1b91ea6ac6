"""Months, halves of the day and weekdays in the languages that Jira is used in."""

from __future__ import annotations

from functools import cache

from babel import Locale

#: the order matters where a short name means two months: Polish "lip" is July, Croatian "lip" June
LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "ru", "ja", "zh", "ko", "pl", "nl", "tr", "cs", "sv", "da", "nb"),
    *("fi", "hu", "ro", "uk", "sk", "bg", "el", "he", "vi", "id", "ca", "hr", "sl", "et", "lt", "lv", "is", "ar"),
)
#: what Java writes, or wrote, and the common data does not have
_MORE = {
    "de": {"jän": 1, "mrz": 3, "mär": 3, "jun": 6, "jul": 7, "sept": 9},
    "es": {"sep": 9, "set": 9, "setiembre": 9},
    "en": {"sept": 9},
    "ru": {"янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "июн": 6, "июл": 7, "сен": 9, "ноя": 11},
    "pl": {"maj": 5, "sierpień": 8},
    "nl": {"mrt": 3, "mei": 5},
    "fr": {"fevr": 2, "aout": 8, "dec": 12, "fév": 2, "avr": 4},
    "pt": {"marco": 3},
    "it": {"sett": 9},
    "cs": {"led": 1, "úno": 2, "bře": 3, "dub": 4, "kvě": 5, "čer": 6, "čvn": 6, "čvc": 7, "srp": 8, "zář": 9},
}
MERIDIEM = {
    **dict.fromkeys(("am", "vorm", "öö", "øø", "fm", "ip", "de", "午前", "上午", "오전", "πμ", "дп", "sa", "öö"), "am"),
    **dict.fromkeys(("pm", "nachm", "em", "ap", "du", "午後", "下午", "오후", "μμ", "пп", "ch", "ös"), "pm"),
}
for _clash in ("de", "ip", "sa", "em", "ap"):
    MERIDIEM.pop(_clash, None)
_FILLERS = frozenset(
    [
        "st",
        "nd",
        "rd",
        "th",
        "de",
        "del",
        "at",
        "um",
        "à",
        "a",
        "o",
        "uhr",
        "kl",
        "klo",
        "г",
        "р",
        "года",
        "年",
        "月",
        "日",
        "년",
        "월",
        "일",
        "día",
        "le",
        "am",
        "the",
        "of",
        "den",
        "der",
        "ore",
        "alle",
        "om",
        "klokken",
        "날",
        "t",
        "z",
        "est",
        "cet",
        "cest",
        "edt",
        "pst",
        "pdt",
        "bst",
        "ist",
        "jst",
        "cst",
    ]
)


def _same(word: str) -> str:
    return word.casefold().strip(" .'’")


@cache
def _months(language: str) -> dict[str, int]:
    """One language's month names, long and short."""
    locale = Locale.parse(language)
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                found.setdefault(_same(name), number)
    found.update(_MORE.get(language, {}))
    return {name: number for name, number in found.items() if not name.isdigit()}


@cache
def _weekdays(language: str) -> frozenset[str]:
    days = Locale.parse(language).days
    return frozenset(
        _same(name)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in days[context][width].values()
    )


@cache
def month_number(word: str, languages: tuple[str, ...] = ()) -> int | None:
    """1 to 12 for a month's name, the given languages first; None for any other word."""
    name = _same(word)
    if len(name) < 2 and not name.isalpha():
        return None
    for language in dict.fromkeys((*languages, *LANGUAGES)):
        number = _months(language).get(name)
        if number:
            return number
    return None


def is_plain_filler(word: str) -> bool:
    """An English weekday or a word such as "st", "de", "年": known without loading any other language."""
    name = _same(word)
    return name in _FILLERS or name in _weekdays("en")


@cache
def is_filler(word: str) -> bool:
    """Whether a word may stand in a date without meaning anything: a plain filler, or a weekday of any language."""
    name = _same(word)
    return is_plain_filler(word) or any(name in _weekdays(language) for language in LANGUAGES)


@cache
def languages_of(word: str, among: tuple[str, ...] = LANGUAGES) -> frozenset[str]:
    """The languages in which this word is a month."""
    name = _same(word)
    return frozenset(language for language in among if name in _months(language))
