"""Chinese numerals, as pages number themselves and days are written."""

from __future__ import annotations

HAN_DIGITS = {numeral: number for number, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def han_number(text: str) -> int:
    """Read a numeral up to 99: 十二 → 12, 二十 → 20, 廿二 → 22, 三 → 3; 0 for what is none."""
    tens, found, ones = text.replace("廿", "二十").replace("卅", "三十").partition("十")
    if not found:
        return HAN_DIGITS.get(text, 0)
    return (HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (HAN_DIGITS.get(ones, 0) if ones else 0)
