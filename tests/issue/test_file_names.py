"""Names of files: readable, safe on every system, never the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.issue.file_names import LONGEST_NAME, MOST_BYTES, file_names

ENDING = "-2025年部门预算.xlsx"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("305-沙棠县教育局", "305-沙棠县教育局-2025年部门预算.xlsx"),
        ("", "2025年部门预算.xlsx"),
        ("财政局/国资委", "财政局／国资委-2025年部门预算.xlsx"),
        ('a<b>:"|?*\\', "a＜b＞：＂｜？＊＼-2025年部门预算.xlsx"),
        (" ..局. ", "局-2025年部门预算.xlsx"),
        ("局\t\u200b\n（本级）", "局 （本级）-2025年部门预算.xlsx"),
        ("CON", "_CON-2025年部门预算.xlsx"),
        ("com¹.x", "_com¹.x-2025年部门预算.xlsx"),
        ("@局", "_@局-2025年部门预算.xlsx"),
        ("e\u0301", "é-2025年部门预算.xlsx"),
    ],
)
def test_a_label_becomes_a_name(label: str, name: str) -> None:
    assert file_names([label], ENDING) == [name]


def test_names_differ_even_where_letter_case_and_width_do_not_count() -> None:
    names = file_names(["A局", "a局", "Ａ局", "A局-2", "A/局", "A／局"], ENDING)
    assert names == [f"{stem}{ENDING}" for stem in ("A局", "a局-2", "Ａ局-3", "A局-2-2", "A／局", "A／局-2")]


def test_long_names_keep_their_ending() -> None:
    first, second = file_names(["长" * 100, "长" * 100], ENDING)
    assert first.endswith(f"长{ENDING}")
    assert second.endswith(f"长-2{ENDING}")
    assert len(first) == len(second) == LONGEST_NAME


signs = st.one_of(
    st.characters(), st.sampled_from(' .<>:"/\\|?*\t\x00\x7f\u3000\u200b\u2028ＡaA①１1ſsﬁ'), st.just("\ud800")
)
labels = st.one_of(
    st.text(signs, max_size=120),
    st.sampled_from(["CON", "nul", "AUX.", "COM1.局", "lpt¹ .x", "..", "", "aa", "AA", "ａａ", "𠮷" * 90]),
)


@given(st.lists(labels, max_size=12))
def test_every_system_can_hold_them_and_tell_them_apart(written: list[str]) -> None:
    names = file_names(written, ENDING)
    assert names == file_names(written, ENDING)
    assert len(names) == len(written)
    for name in names:
        assert name.endswith(ENDING.lstrip("-"))
        assert len(name) <= LONGEST_NAME
        assert len(name.encode("utf-8")) <= MOST_BYTES
        assert not set(name) & set('<>:"/\\|?*')
        assert all(unicodedata.category(sign)[0] != "C" for sign in name)
        assert not name.startswith((" ", ".", "=", "+", "-", "@"))
        assert unicodedata.is_normalized("NFC", name)
        device = name.split(".")[0].strip().upper()
        assert device not in {
            "CON",
            "PRN",
            "AUX",
            "NUL",
            *(f"{one}{n}" for one in ("COM", "LPT") for n in "123¹²³"),
        }
    for overlooked in (str.casefold, str.lower, str.upper, lambda name: unicodedata.normalize("NFKC", name)):
        assert len({overlooked(name) for name in names}) == len(names)
