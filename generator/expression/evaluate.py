"""The value back-end: an expression as its exact value.

One small function per node kind, each of which turns the node into a closure from row to value.
Cells are computed when asked for, each once. Sums and look-ups over ranges are indexed, so that a
column of n look-ups into m cells costs n + m steps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from generator.expression import habits, nodes
from generator.expression.block import Address, Block, Book, Column, is_constant
from generator.expression.cells import UNSET, Cells, Groups, Rule, Span, Totals, looks_up, total
from generator.expression.excel import column_letters
from generator.expression.habits import Fault
from generator.expression.nodes import Expression, Value


class Evaluation:
    """The values of all cells of one book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._cells: dict[tuple[str, str], Cells] = {}
        self._spans: dict[Any, Span] = {}
        self._groups: dict[Any, Groups] = {}
        self._totals: dict[Any, Totals] = {}
        self._given: Mapping[Address, Sequence[Value]] = {}

    def restart(self, given: Mapping[Address, Sequence[Value]]) -> None:
        """Forget all values; columns of constants in `given` hold these instead of the book's from now on.

        What was compiled stays, so that a book is evaluated for other entries at a small part of the
        cost. Values that were read before are those of another evaluation.
        """
        self._given = given
        for (block_name, column_name), cells in self._cells.items():
            block = self.book.blocks[block_name]
            column = block.columns[column_name]
            if (block_name, column_name) in given or not is_constant(column.content):
                cells.given(self._initial(block, column))
                cells.forget()

    def _initial(self, block: Block, column: Column) -> list[Any]:
        """What a column holds before anything is computed."""
        given = self._given.get((block.name, column.name))
        if given is not None:
            return list(given)
        if isinstance(column.content, Expression):
            return [UNSET] * block.rows
        return [UNSET if isinstance(entry, Expression) else entry for entry in column.content]

    def cells(self, block_name: str, column_name: str) -> Cells:
        """The cells of one column, with their rules."""
        known = self._cells.get((block_name, column_name))
        if known is not None:
            return known
        block = self.book.blocks[block_name]
        column = block.columns[column_name]
        cells = Cells(f"{block.sheet} {column_name}", block.rows, looks_up(column.content))
        self._cells[block_name, column_name] = cells
        self._rule_column(cells, block, column)
        return cells

    def _rule_column(self, cells: Cells, block: Block, column: Column) -> None:
        content = column.content
        if isinstance(content, Expression):
            rule = self.compile(content, block)
            odd = {
                row: self.compile(expression, block)
                for row, expression in ((block.rows - 1, column.last), (0, column.first))
                if expression is not None
            }
            if odd:
                cells.ruled_by(lambda row: odd.get(row, rule))
            else:
                cells.ruled_alike(rule)
        else:
            entries = list(content)
            cells.given(self._initial(block, column))
            rules: dict[int, Rule] = {}  # rows often hold the very same expression

            def rule_of(row: int) -> Rule:
                entry = entries[row]
                if id(entry) not in rules:
                    rules[id(entry)] = self.compile(entry, block)  # type: ignore[arg-type]  # constants are set
                return rules[id(entry)]

            cells.ruled_by(rule_of)

    def value(self, block: str, column: str, row: int = 0) -> Value:
        """One cell's value. Raises the Fault that it holds."""
        return self.cells(block, column).at(row)

    def column(self, block: str, column: str) -> list[Value | Fault]:
        """All values of one column."""
        return self.cells(block, column).all()

    def named(self, name: str) -> Span:
        """The cells of a defined name."""
        block, columns = self.book.range_columns(name)
        return self.span(tuple(self.cells(block.name, column.name) for column in columns))

    def span(self, columns: tuple[Cells, ...], rows: range | None = None) -> Span:
        """One span per range, so that its indexes are made once."""
        key = (tuple(id(cells) for cells in columns), rows)
        if key not in self._spans:
            self._spans[key] = Span(columns, rows)
        return self._spans[key]

    def compile(self, node: Expression, block: Block) -> Rule:
        """The closure that computes a node in any row of the block."""
        return COMPILERS[type(node)](self, node, block)

    def compile_range(self, node: nodes.RangeExpression, block: Block) -> Callable[[int], Span]:
        """The closure that finds a range node's cells for any row of the block."""
        if isinstance(node, nodes.Named):
            span = self.named(node.name)
            return lambda row: span
        if isinstance(node, nodes.ColumnOf):
            whole, number = self.named(node.cells.name), self.compile(node.number, block)
            parts = [self.span((cells,)) for cells in whole.columns]
            return lambda row: parts[_position(number(row), len(parts))]
        if isinstance(node, nodes.RowOf):
            whole, number = self.named(node.cells.name), self.compile(node.number, block)
            rows = self.book.range_columns(node.cells.name)[0].rows
            return lambda row: self.span(whole.columns, _only_row(_position(number(row), rows)))
        if isinstance(node, nodes.Slice):
            whole = self.named(node.cells.name)
            first, last = self.compile(node.first, block), self.compile(node.last, block)
            rows = self.book.range_columns(node.cells.name)[0].rows
            return lambda row: self.span(whole.columns, _rows_between(first(row), last(row), rows))
        raise TypeError(f"{type(node).__name__} is not a range")

    def groups(self, spans: tuple[Span, ...]) -> Groups:
        """The rows in which the spans hold each combination of values: made once."""
        key = tuple(span.key for span in spans)
        if key not in self._groups:
            self._groups[key] = Groups(spans)
        return self._groups[key]

    def totals(self, amounts: Span, spans: tuple[Span, ...]) -> Totals:
        """The sums of `amounts` for each combination of values of the spans: made once."""
        key = (amounts.key, tuple(span.key for span in spans))
        if key not in self._totals:
            self._totals[key] = Totals(amounts, spans, self.groups(spans))
        return self._totals[key]


def _position(value: Value, count: int) -> int:
    position = int(habits.as_number(value))
    if not 1 <= position <= count:
        raise Fault(habits.WRONG_REFERENCE)
    return position - 1


def _only_row(position: int) -> range:
    return range(position, position + 1)


def _rows_between(first: Value, last: Value, count: int) -> range:
    """The rows from one position to another, whichever comes first."""
    ends = sorted((_position(first, count), _position(last, count)))
    return range(ends[0], ends[1] + 1)


Compiler = Callable[[Evaluation, Any, Block], Rule]


def _constant(evaluation: Evaluation, node: nodes.Constant, block: Block) -> Rule:
    value = node.value
    return lambda row: value


def _here(evaluation: Evaluation, node: nodes.Here, block: Block) -> Rule:
    return evaluation.cells(block.name, node.column).at


def _above(evaluation: Evaluation, node: nodes.Above, block: Block) -> Rule:
    at = evaluation.cells(block.name, node.column).at
    return lambda row: at(row - 1)


def _ordinal(evaluation: Evaluation, node: Expression, block: Block) -> Rule:
    return lambda row: row + 1


def _cell_of(evaluation: Evaluation, node: nodes.CellOf, block: Block) -> Rule:
    at, fixed = evaluation.cells(node.block, node.column).at, node.row
    return lambda row: at(fixed)


def _range_alone(evaluation: Evaluation, node: nodes.RangeExpression, block: Block) -> Rule:
    raise TypeError(f"a range ({type(node).__name__}) has no single value")


def _item(evaluation: Evaluation, node: nodes.Item, block: Block) -> Rule:
    columns = evaluation.named(node.cells.name).columns
    rows = evaluation.book.range_columns(node.cells.name)[0].rows
    down = evaluation.compile(node.row, block)
    if node.column is None:
        at = columns[0].at
        return lambda row: at(_position(down(row), rows))
    across = evaluation.compile(node.column, block)
    count = len(columns)
    return lambda row: columns[_position(across(row), count)].at(_position(down(row), rows))


def _operation(evaluation: Evaluation, node: nodes.Operation, block: Block) -> Rule:
    operate = habits.OPERATIONS[node.sign]
    left = evaluation.compile(node.left, block)
    if isinstance(node.right, nodes.Constant):
        value = node.right.value
        if node.sign == "=" and isinstance(value, str):
            return _is_text(left, value)
        return lambda row: operate(left(row), value)
    right = evaluation.compile(node.right, block)
    return lambda row: operate(left(row), right(row))


def _is_text(left: Rule, text: str) -> Rule:
    """Whether a cell equals a constant text: the most frequent question of all."""
    wanted, equal = text.casefold(), habits.OPERATIONS["="]

    def rule(row: int) -> Value:
        value = left(row)
        return value.casefold() == wanted if isinstance(value, str) else equal(value, text)

    return rule


def _if(evaluation: Evaluation, node: nodes.If, block: Block) -> Rule:
    condition = evaluation.compile(node.condition, block)
    then, otherwise = evaluation.compile(node.then, block), evaluation.compile(node.otherwise, block)
    truth = habits.as_truth

    def rule(row: int) -> Value:
        value = condition(row)
        holds = value if value.__class__ is bool else truth(value)
        return then(row) if holds else otherwise(row)

    return rule


def _if_fault(evaluation: Evaluation, node: nodes.IfFault, block: Block) -> Rule:
    otherwise = evaluation.compile(node.otherwise, block)
    inmost, steps = _steps(node.value)
    if len(steps) > 1:
        return _remembered_steps(evaluation.compile(inmost, block), steps, otherwise)
    value = evaluation.compile(node.value, block)

    def rule(row: int) -> Value:
        try:
            return value(row)
        except Fault:
            return otherwise(row)

    return rule


_Step = tuple[Callable[..., Value], tuple[Value, ...], tuple[Value, ...]]
"""A function, and the constants before and after its one argument that varies."""
_MOST_REMEMBERED = 1 << 14


def _steps(node: Expression) -> tuple[Expression, list[_Step]]:
    """Functions of functions of one expression, the inmost first, and that expression."""
    steps: list[_Step] = []
    while isinstance(node, nodes.Call) and node.function != "ISNUMBER":
        varying = [place for place, each in enumerate(node.arguments) if not isinstance(each, nodes.Constant)]
        if len(varying) != 1:
            break
        constants = [each.value if isinstance(each, nodes.Constant) else None for each in node.arguments]
        before, after = constants[: varying[0]], constants[varying[0] + 1 :]
        steps.append((habits.FUNCTIONS[node.function], tuple(before), tuple(after)))
        node = node.arguments[varying[0]]
    return node, steps[::-1]


def _remembered_steps(inmost: Rule, steps: list[_Step], otherwise: Rule) -> Rule:
    """The steps, once for each value that they are taken from: rows repeat the same few texts."""
    known: dict[tuple[type, Value], Value | Fault] = {}

    def taken(value: Value) -> Value | Fault:
        try:
            for function, before, after in steps:
                value = function(*before, value, *after)
        except Fault as fault:
            return Fault(fault.code)
        return value

    def rule(row: int) -> Value:
        try:
            value = inmost(row)
        except Fault:
            return otherwise(row)
        question = (value.__class__, value)
        answer = known.get(question)
        if answer is None:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            answer = known[question] = taken(value)
        return otherwise(row) if isinstance(answer, Fault) else answer

    return rule


def _call(evaluation: Evaluation, node: nodes.Call, block: Block) -> Rule:
    function = habits.FUNCTIONS[node.function]
    arguments = [evaluation.compile(argument, block) for argument in node.arguments]
    if node.function == "ISNUMBER":
        return lambda row: _is_number(arguments[0], row)
    if len(arguments) == 1:
        only = arguments[0]
        return lambda row: function(only(row))
    return lambda row: function(*[argument(row) for argument in arguments])


def _is_number(rule: Rule, row: int) -> bool:
    """ISNUMBER looks at error values too, instead of ending in them."""
    try:
        return habits.is_number(rule(row))
    except Fault:
        return False


def _sum_cells(evaluation: Evaluation, node: nodes.SumCells, block: Block) -> Rule:
    cells = [evaluation.compile(cell, block) for cell in node.cells]
    return lambda row: total([cell(row) for cell in cells])


def _sum_range(evaluation: Evaluation, node: nodes.SumRange, block: Block) -> Rule:
    span = evaluation.compile_range(node.cells, block)
    return lambda row: total(span(row).values())


def _sum_where(evaluation: Evaluation, node: nodes.SumWhere, block: Block) -> Rule:
    amounts = evaluation.compile_range(node.amounts, block)
    spans = [evaluation.compile_range(cells, block) for cells, _ in node.conditions]
    values = [evaluation.compile(value, block) for _, value in node.conditions]
    if not spans:
        return lambda row: total(amounts(row).values())

    def rule(row: int) -> Value:
        sums = evaluation.totals(amounts(row), tuple(span(row) for span in spans)).sums()
        found = sums.get(tuple(_wanted(value(row)) for value in values), 0)
        if isinstance(found, Fault):
            raise Fault(found.code)
        return found

    return rule


def _wanted(value: Value) -> Value:
    """A criterion as SUMIFS and COUNTIF take it: a blank cell asks for 0."""
    return 0 if value is None else habits.sort_key(value)


def _count_where(evaluation: Evaluation, node: nodes.CountWhere, block: Block) -> Rule:
    conditions = [
        (evaluation.compile_range(cells, block), sign, evaluation.compile(value, block))
        for cells, sign, value in node.conditions
    ]
    equal = [(span, value) for span, sign, value in conditions if sign == "="]
    others = [(span, sign, value) for span, sign, value in conditions if sign != "="]
    everywhere = conditions[0][0]

    def matching(row: int) -> Collection[int]:
        if not equal:
            return range(len(everywhere(row).values()))
        groups = evaluation.groups(tuple(span(row) for span, _ in equal))
        return groups.rows().get(tuple(_wanted(value(row)) for _, value in equal), ())

    def rule(row: int) -> Value:
        rows = matching(row)
        for span, sign, value in others:
            cells, wanted = span(row).values(), _wanted(value(row))
            rows = [each for each in rows if _meets(cells[each], sign, wanted)]
        return len(rows)

    return rule


def _meets(cell: Value | Fault, sign: str, wanted: Value) -> bool:
    """Whether a cell meets a criterion other than =, as COUNTIF sees it: an order compares like with
    like only, and <> with nothing after it means any cell that holds something.
    """
    if isinstance(cell, Fault):
        return False
    if sign == "<>" and wanted == "":
        return cell is not None
    alike = isinstance(cell, str) == isinstance(wanted, str) and cell is not None
    if sign == "<>":
        return not alike or habits.compare(cell, wanted) != 0
    return alike and bool(habits.OPERATIONS[sign](cell, wanted))


def _count_numbers(evaluation: Evaluation, node: nodes.CountNumbers, block: Block) -> Rule:
    span = evaluation.compile_range(node.cells, block)
    return lambda row: len(span(row).numbers())


def _count_filled(evaluation: Evaluation, node: nodes.CountFilled, block: Block) -> Rule:
    span = evaluation.compile_range(node.cells, block)
    return lambda row: sum(value is not None for value in span(row).values())


def _row_count(evaluation: Evaluation, node: nodes.RowCount, block: Block) -> Rule:
    rows = evaluation.book.range_columns(node.cells.name)[0].rows
    return lambda row: rows


def _find(evaluation: Evaluation, node: nodes.Find, block: Block) -> Rule:
    value, span = evaluation.compile(node.value, block), evaluation.compile_range(node.cells, block)

    def rule(row: int) -> Value:
        position = span(row).positions().get(habits.sort_key(value(row)))
        if position is None:
            raise Fault(habits.NOT_AVAILABLE)
        return position

    return rule


def _next_key(evaluation: Evaluation, node: nodes.NextKey, block: Block) -> Rule:
    span = evaluation.compile_range(node.keys, block)
    previous = None if node.previous is None else evaluation.compile(node.previous, block)

    def rule(row: int) -> Value:
        if span(row).spoiled():
            return ""
        numbers = span(row).numbers()
        passed = 0 if previous is None else bisect_right(numbers, habits.as_number(previous(row)))
        return numbers[passed] if passed < len(numbers) else ""

    return rule


def _text_code(evaluation: Evaluation, node: nodes.TextCode, block: Block) -> Rule:
    written = evaluation.compile(node.text, block)
    weights = evaluation.compile_range(node.weights, block)
    return lambda row: habits.text_code(written(row), weights(row).values())


def _address_of(evaluation: Evaluation, node: nodes.AddressOf, block: Block) -> Rule:
    start = evaluation.book.blocks[node.start.block]
    top = start.top + node.start.row + 1
    left = start.columns[node.start.column].position
    down, across = evaluation.compile(node.down, block), evaluation.compile(node.across, block)

    def rule(row: int) -> Value:
        column = left + int(habits.as_number(across(row)))
        return f"{column_letters(column)}{top + int(habits.as_number(down(row)))}"

    return rule


COMPILERS: dict[type[Expression], Compiler] = {
    nodes.Constant: _constant,
    nodes.Here: _here,
    nodes.Above: _above,
    nodes.Ordinal: _ordinal,
    nodes.RowsBelow: _ordinal,
    nodes.CellOf: _cell_of,
    nodes.Named: _range_alone,
    nodes.ColumnOf: _range_alone,
    nodes.RowOf: _range_alone,
    nodes.Slice: _range_alone,
    nodes.Item: _item,
    nodes.Operation: _operation,
    nodes.If: _if,
    nodes.IfFault: _if_fault,
    nodes.Call: _call,
    nodes.SumCells: _sum_cells,
    nodes.SumRange: _sum_range,
    nodes.SumWhere: _sum_where,
    nodes.CountWhere: _count_where,
    nodes.CountNumbers: _count_numbers,
    nodes.CountFilled: _count_filled,
    nodes.RowCount: _row_count,
    nodes.Find: _find,
    nodes.NextKey: _next_key,
    nodes.TextCode: _text_code,
    nodes.AddressOf: _address_of,
}
