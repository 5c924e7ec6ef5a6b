"""Forms appear by themselves: one for each project that wants one, with its indicators in order."""

from decimal import Decimal

import pytest

from generator.expression.habits import Fault
from generator.expression.nodes import Value
from generator.layout.form_schema import Form
from generator.workbook import naming
from generator.workbook.form_sheet import PlacedForm, form_slots
from generator.workbook.form_values import FilledForm, FilledKind
from generator.workbook.row_height import ONE_LINE, RowHeights
from tests.strategies import layout
from tests.workbook.form_book import DEPARTMENT, FormBook, indicator, project

WHOLE, WITH_RULE, WITHOUT_RULE = (form.form for form in layout().forms)


def form_called(name: str) -> Form:
    return next(form for form in layout().forms if form.form == name)


def of(book: FormBook, name: str) -> list[FilledForm]:
    return [form for form in book.filled() if form.name == name]


def only(book: FormBook, name: str = WITH_RULE) -> FilledForm:
    (form,) = of(book, name)
    return form


def listed(form: FilledForm, heading: str) -> list[str]:
    """The texts of a column of indicators, merged cells once."""
    below = [cell for cell in form.cells if cell.row > form.head_rows and cell.states == heading]
    return [cell.text for cell in below]


def stated(form: FilledForm, states: str) -> str:
    """The value of the head that states this."""
    (value,) = (cell.text for cell in form.cells if cell.row < form.head_rows and cell.states == states)
    return value


def placed_called(book: FormBook, name: str) -> PlacedForm:
    return next(placed for placed in book.place().forms if placed.form.form == name)


def surplus(book: FormBook, name: str = WITH_RULE) -> Value | Fault:
    """How many forms and indicators have no room, by the expression of the check."""
    return book.probe(placed_called(book, name).surplus())


class TestWhoGetsAForm:
    def test_projects_stand_in_the_form_that_they_choose_in_the_order_of_their_list(self) -> None:
        book = FormBook(
            [project("供水"), project("防汛", 表式="不含赋分规则"), project("灌溉", 表式="含赋分规则")]
        )
        assert [(form.name, form.subject) for form in book.filled()] == [
            (WHOLE, ""),
            (WITH_RULE, "供水"),
            (WITH_RULE, "灌溉"),
            (WITHOUT_RULE, "防汛"),
        ]

    def test_a_row_that_does_not_count_gets_none(self) -> None:
        book = FormBook([project("供水", 计入=0), project("灌溉")])
        assert only(book).subject == "灌溉"

    def test_title_and_year_stand_above_each(self) -> None:
        form = only(FormBook([project("供水")]))
        assert (form.title, form.subtitle) == ("项目支出绩效目标表", "(2024 年)")

    def test_a_sheet_without_forms_says_so_and_shows_nothing_else(self) -> None:
        book = FormBook()
        placed = placed_called(book, WITH_RULE)
        shown = [
            value
            for block in placed.sheet.blocks
            for name in placed.columns
            for value in book.evaluation.column(block.name, name)
            if value not in (None, "")
        ]
        assert shown == ["“项目信息”中还没有采用这种表式的项目。"]


class TestMoney:
    def test_amounts_of_a_project_are_in_ten_thousands_and_nothing_is_nought(self) -> None:
        form = only(FormBook([project("供水", 财政拨款=Decimal("301600.00"), 其他资金=0)]))
        assert stated(form, "项目资金（万元） 年度预算总额") == "30.16"
        assert stated(form, "其中：财政拨款") == "30.16"
        assert stated(form, "其他资金") == "0.00"

    def test_a_half_is_rounded_away_from_zero_where_it_is_shown_only(self) -> None:
        book = FormBook([project("供水", 财政拨款=Decimal("50.00"), 其他资金=Decimal("50.00"))])
        form = only(book)
        assert stated(form, "其中：财政拨款") == "0.01"
        assert stated(form, "项目资金（万元） 年度预算总额") == "0.01"

    def test_the_department_tells_upper_levels_from_its_own_and_from_other_money(self) -> None:
        items = [
            (100_000_000, "财政拨款", "一般财力"),
            (20_000_000, "财政拨款", "上级一般公共预算安排转移支付"),
            (3_000_000, "财政拨款", "上级政府性基金安排转移支付"),
            (4_000_000, "财政拨款", "一般公共预算拨款结转"),
            (50_000_000, "非财政拨款", "事业收入"),
        ]
        form = only(FormBook(items=items), WHOLE)
        assert stated(form, "年度预算（万元） 财政资金（万元） 上级安排") == "23.00"
        assert stated(form, "年度预算（万元） 财政资金（万元） 本级安排") == "104.00"
        assert stated(form, "年度预算（万元） 其他资金（万元） 其他") == "50.00"


class TestHead:
    def test_facts_and_items_stand_in_the_form_of_the_department(self) -> None:
        form = only(FormBook(facts={"部门联系人": "李四", "年度绩效目标": "一、保障供水。"}), WHOLE)
        assert stated(form, "部门名称（盖章）") == DEPARTMENT
        assert stated(form, "部门联系人") == "李四"
        assert stated(form, "年度绩效目标") == "一、保障供水。"
        assert stated(form, "联系电话") == ""

    def test_cells_fill_the_grid_without_gap(self) -> None:
        book = FormBook([project("供水")], [indicator("供水", "数量指标", "井")])
        for form in book.filled():
            places = [
                (cell.row + down, cell.column + across)
                for cell in form.cells
                for down in range(cell.rows)
                for across in range(cell.columns)
            ]
            assert len(places) == len(set(places)) == form.rows * len(form.widths)

    def test_every_cell_names_where_it_stands_in_the_workbook(self) -> None:
        form = only(FormBook([project("供水")], [indicator("供水", "数量指标", "井")]))
        (well,) = (cell for cell in form.cells if cell.text == "井")
        assert well.address == f"{WITH_RULE}!C9"
        assert {cell.kind for cell in form.cells if cell.row == form.head_rows} == {FilledKind.LABEL}


class TestIndicators:
    def test_they_stand_by_the_places_of_their_levels_then_as_entered(self) -> None:
        book = FormBook(
            [project("供水"), project("灌溉")],
            [
                indicator("供水", "满意度指标", "群众"),
                indicator("灌溉", "数量指标", "渠"),
                indicator("供水", "时效指标", "完工"),
                indicator("供水", "数量指标", "井"),
                indicator("供水", "数量指标", "泵"),
                indicator("供水", "数量指标", "未定", 二级指标="别的", 二级指标序=0),
                indicator("供水", "经济成本指标", "投资", 计入=0),
            ],
        )
        first, second = of(book, WITH_RULE)
        assert listed(first, "三级指标") == ["井", "泵", "完工", "未定", "群众"]
        assert listed(second, "三级指标") == ["渠"]

    def test_those_of_the_whole_department_stand_in_its_form(self) -> None:
        book = FormBook([project("供水")], [indicator("部门整体", "数量指标", "全县供水")])
        assert listed(only(book, WHOLE), "三级指标") == ["全县供水"]
        assert listed(of(book, WITH_RULE)[0], "三级指标") == []

    def test_those_of_unknown_projects_stand_nowhere(self) -> None:
        book = FormBook([project("供水")], [indicator("供水工程", "数量指标", "井")])
        assert [listed(form, "三级指标") for form in book.filled()] == [[], []]

    def test_equal_levels_are_one_cell_under_the_same_level_above(self) -> None:
        rows = [("数量指标", "井"), ("数量指标", "泵"), ("质量指标", "水质"), ("满意度指标", "群众")]
        form = only(FormBook([project("供水")], [indicator("供水", second, third) for second, third in rows]))
        spans = [
            (cell.text, cell.rows) for cell in form.cells if cell.row > form.head_rows and cell.column < 2
        ]
        assert spans == [
            ("产出指标", 3),
            ("数量指标", 2),
            ("质量指标", 1),
            ("满意度指标", 1),
            ("满意度指标", 1),
        ]

    def test_the_second_level_is_repeated_where_the_layout_does_not_merge_it(self) -> None:
        book = FormBook(
            indicators=[indicator("部门整体", "数量指标", "井"), indicator("部门整体", "数量指标", "泵")]
        )
        form = only(book, WHOLE)
        assert listed(form, "一级指标") == ["产出指标"]
        assert listed(form, "二级指标") == ["数量指标", "数量指标"]

    @pytest.mark.parametrize(
        ("sign", "value", "unit", "shown"),
        [
            ("≥", "5", "篇", "≥5 篇"),
            ("=", "100", "%", "=100%"),
            ("≤", "3", "‰", "≤3‰"),
            (">", "90", "", ">90"),
            ("", "有效提升", "", "有效提升"),
            ("", "", "", ""),
            ("", "", "次", "次"),
        ],
    )
    def test_operator_value_and_unit_are_joined(self, sign: str, value: str, unit: str, shown: str) -> None:
        fields = {"运算符": sign, "指标值": value, "计量单位": unit}
        book = FormBook([project("供水")], [indicator("供水", "数量指标", "井", **fields)])
        assert listed(only(book), "指标值") == [shown]

    @pytest.mark.parametrize(
        ("rule", "evidence", "shown"),
        [
            ("直接赋分", "原始凭证", "直接赋分 原始凭证"),
            ("", "原始凭证", "原始凭证"),
            ("直接赋分", "", "直接赋分"),
        ],
    )
    def test_rule_and_evidence_stand_together_without_a_column_for_rules(
        self, rule: str, evidence: str, shown: str
    ) -> None:
        row = indicator("供水", "数量指标", "井", 赋分规则=rule, 佐证资料=evidence)
        book = FormBook([project("供水", 表式="不含赋分规则")], [row])
        assert listed(only(book, WITHOUT_RULE), "佐证资料") == [shown]

    def test_a_weight_is_a_number_and_what_is_none_stays_as_it_was_typed(self) -> None:
        rows = [
            indicator("供水", "数量指标", "井", 权重="12.5", 权重数=Decimal("12.5")),
            indicator("供水", "数量指标", "泵", 权重="十", 权重数=""),
        ]
        book = FormBook([project("供水")], rows)
        assert listed(only(book), "指标分值权重") == ["12.5", "十"]
        (slot, *_) = placed_called(book, WITH_RULE).slots
        assert book.evaluation.column(slot.indicators, "指标分值权重")[0] == Decimal("12.5")


class TestRoom:
    def test_there_is_room_for_a_quarter_more_and_never_less_than_the_layout_says(self) -> None:
        form = form_called(WITH_RULE)
        assert form_slots(range(1, 4), form, 90, growing=True) == 8
        assert form_slots(range(1, 14), form, 90, growing=True) == 17
        assert form_slots(range(1, 80), form, 90, growing=True) == 90
        assert form_slots([], form, 5, growing=False) == 5
        assert form_slots([], form_called(WHOLE), 90, growing=True) == 1

    def test_the_check_counts_projects_beyond_the_last_form(self) -> None:
        rows = [project(f"项目{place}") for place in range(11)]
        waiting = [project(f"新项目{place}", 计入=0) for place in range(9)]
        book = FormBook([*rows, *waiting])
        assert (len(placed_called(book, WITH_RULE).slots), surplus(book)) == (14, 0)
        book.evaluation.restart({("项目明细", "计入"): [1] * 20 + [0] * book.spare})
        assert surplus(book) == 6

    def test_the_check_counts_indicators_beyond_the_last_row_of_each_form(self) -> None:
        rows = [indicator("供水", "数量指标", f"井{place}") for place in range(43)]
        rows += [indicator("灌溉", "数量指标", f"渠{place}") for place in range(40)]
        book = FormBook([project("供水"), project("灌溉")], rows)
        first, second = of(book, WITH_RULE)
        assert listed(first, "三级指标") == [f"井{place}" for place in range(40)]
        assert listed(second, "三级指标") == [f"渠{place}" for place in range(40)]
        assert surplus(book) == 3

    def test_hundreds_of_projects_are_evaluated_from_the_last_to_the_first(self) -> None:
        names = [f"项目{place}" for place in range(400)]
        book = FormBook([project(name) for name in names], [indicator(names[-1], "数量指标", "井")])
        book.place(growing=False)
        slots = placed_called(book, WITH_RULE).slots
        assert book.evaluation.column(slots[399].indicators, "三级指标")[0] == "井"


class TestSheet:
    def test_every_form_begins_a_page_and_the_print_ends_with_its_last_indicator(self) -> None:
        book = FormBook([project("供水")], spare=20)
        page = placed_called(book, WITH_RULE).sheet.page
        assert [(piece.first, piece.growing_from, piece.growing_to) for piece in page.pieces[:2]] == [
            (1, 8, 48),
            (49, 56, 96),
        ]
        assert page.pieces_in_use == naming.defined_name(naming.FORM_KEYS, f"{WITH_RULE}·表")

    def test_a_long_objective_is_as_high_as_its_merged_cell_needs(self) -> None:
        def height(objective: str) -> float:
            book = FormBook([project("供水", 总体目标=objective)])
            sheet = placed_called(book, WITH_RULE).sheet
            return RowHeights(sheet, book.book.blocks).all(book.evaluation.column)[6]

        assert height("保障供水") == ONE_LINE
        assert height("保障供水" * 40) > 3 * ONE_LINE
        assert height("保障供水" * 1000) == 409
