"""Contrast as WCAG 2.2 counts it, for colours written as oklch()."""

import math
import re
from pathlib import Path

Rgb = tuple[float, float, float]
TOKENS = Path(__file__).parents[1] / "static" / "signoff" / "css" / "tokens.css"
_OKLCH = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"


def tokens() -> dict[str, tuple[Rgb, Rgb]]:
    """Each colour's token with its (light, dark) value in linear sRGB."""
    text = TOKENS.read_text(encoding="utf-8")
    found = re.findall(rf"--([a-z0-9-]+): light-dark\({_OKLCH}, {_OKLCH}\)", text)
    return {name: (_linear(*map(float, six[:3])), _linear(*map(float, six[3:]))) for name, *six in found}


def _linear(lightness: float, chroma: float, hue: float) -> Rgb:
    """oklch to linear sRGB by Björn Ottosson's matrices; what lies outside the gamut is clipped."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    light = lightness / 100
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _clip(red), _clip(green), _clip(blue)


def _clip(value: float) -> float:
    return min(1.0, max(0.0, value))


def ratio(one: Rgb, other: Rgb) -> float:
    """Between 1 (the same) and 21 (black on white)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
