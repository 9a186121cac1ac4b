package dev.voronka.rules.source;

import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.source.Csv.Cell;
import dev.voronka.rules.source.Csv.Row;
import dev.voronka.rules.source.Lines.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of rules, one rule a row, laid out as a decision table of Drools:
 *
 * <pre>
 * пакет;voronka.score
 * таблица;Регион и бюджет
 * правило;условие;условие;действие          kinds of columns; also NAME, PRIORITY, CONDITION, ACTION
 * ;Lead;Lead;                               the fact of a condition
 * ;region == "$param";budget &gt;= $param;score.add($1, "$2")
 * Название;Регион;Бюджет от;Баллы, причина  for people
 * Москва;Москва;100 000;10, свой регион     a rule
 * </pre>
 *
 * <p>A blank cell leaves its condition or action out. {@code $param} is the whole cell, {@code $1}, {@code $2}… its parts
 * between commas. The table ends with a blank row.
 */
final class RuleTable {

    private enum Column {
        NAME,
        PRIORITY,
        CONDITION,
        ACTION,
        NOTE
    }

    private static final Map<String, Column> COLUMNS = Map.ofEntries(
            Map.entry("правило", Column.NAME),
            Map.entry("имя", Column.NAME),
            Map.entry("name", Column.NAME),
            Map.entry("важность", Column.PRIORITY),
            Map.entry("priority", Column.PRIORITY),
            Map.entry("salience", Column.PRIORITY),
            Map.entry("условие", Column.CONDITION),
            Map.entry("condition", Column.CONDITION),
            Map.entry("действие", Column.ACTION),
            Map.entry("action", Column.ACTION),
            Map.entry("примечание", Column.NOTE),
            Map.entry("note", Column.NOTE),
            Map.entry("", Column.NOTE));

    private static final List<String> PACKAGE = List.of("пакет", "ruleset", "package");
    private static final List<String> TABLE = List.of("таблица", "ruletable");
    private static final Pattern PLACE = Pattern.compile("\\$(param|[1-9])");

    /** Rows above the rules: kinds of columns, facts, DRL, words for people. */
    private static final int HEAD = 4;

    private final String file;
    private final List<Row> rows;
    private final List<Problem> problems;
    private final Lines.Writer out = new Lines.Writer();

    private RuleTable(String file, String text, List<Problem> problems) {
        this.file = file;
        this.rows = Csv.rows(text);
        this.problems = problems;
    }

    /** What a table means. */
    static Expanded expand(String file, String text, List<Problem> problems) {
        var table = new RuleTable(file, text, problems);
        table.read();
        return Expanded.of(file, table.out);
    }

    private void read() {
        var tables = 0;
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var word = row.cell(0).text().toLowerCase(Locale.ROOT);
            if (PACKAGE.contains(word)) {
                out.add("package " + row.cell(1).text(), new Place(row.line(), 0));
            } else if (TABLE.contains(word) || word.startsWith("ruletable ")) {
                tables++;
                var title = word.startsWith("ruletable ")
                        ? row.cell(0).text().substring("ruletable ".length())
                        : row.cell(1).text();
                i = table(title, i + 1);
            }
        }
        if (tables == 0) {
            problems.add(problem(
                    1,
                    0,
                    "",
                    "no-table",
                    "There is no table in this file: a row beginning with \"таблица\" or RuleTable is missing. If these are"
                            + " examples, name the file ….examples.csv.",
                    "В файле нет таблицы правил: не найдена строка, которая начинается словом «таблица». Если это примеры,"
                            + " назовите файл ….examples.csv."));
        }
    }

    /** Reads a table; tells the index of its last row. */
    private int table(String title, int at) {
        if (at + HEAD > rows.size()) {
            problems.add(problem(
                    rows.get(at - 1).line(),
                    0,
                    "",
                    "short-table",
                    "A table needs four rows above its rules: kinds of columns, facts, DRL, words for people.",
                    "Над правилами таблицы нужны четыре строки: виды столбцов, факты, DRL, заголовки для людей."));
            return rows.size();
        }
        var columns = columns(rows.get(at));
        var next = at + HEAD;
        while (next < rows.size() && !rows.get(next).isBlank() && !isTable(rows.get(next))) {
            if (columns != null) {
                rule(title, columns, rows.get(at + 1), rows.get(at + 2), rows.get(next));
            }
            next++;
        }
        return next - 1;
    }

    private static boolean isTable(Row row) {
        var word = row.cell(0).text().toLowerCase(Locale.ROOT);
        return TABLE.contains(word) || word.startsWith("ruletable ");
    }

    private @Nullable List<Column> columns(Row kinds) {
        var columns = new ArrayList<Column>();
        for (var cell : kinds.cells()) {
            var column = COLUMNS.get(cell.text().toLowerCase(Locale.ROOT));
            if (column == null) {
                problems.add(problem(
                        cell.at().line(),
                        cell.at().column(),
                        "",
                        "unknown-column",
                        "A column is NAME, PRIORITY, CONDITION, ACTION or NOTE, but this one is \"" + cell.text()
                                + "\".",
                        "Столбец бывает «правило», «важность», «условие», «действие» или «примечание», а здесь «"
                                + cell.text() + "»."));
                return null;
            }
            columns.add(column);
        }
        return columns;
    }

    private void rule(String title, List<Column> columns, Row facts, Row drl, Row row) {
        var whole = new Place(row.line(), 0);
        var name = title + ", строка " + row.line();
        var priority = "";
        Map<String, List<Cell>> conditions = new LinkedHashMap<>();
        var actions = new ArrayList<Cell>();
        for (var i = columns.size(); i < row.cells().size(); i++) {
            if (!row.cell(i).isBlank()) {
                problems.add(problem(
                        row.line(),
                        row.cell(i).at().column(),
                        "",
                        "cell-too-many",
                        "The cell \"" + row.cell(i).text() + "\" has no column. Is a semicolon too many in the row?",
                        "У ячейки «" + row.cell(i).text() + "» нет столбца. Нет ли в строке лишней точки с запятой?"));
            }
        }
        for (var i = 0; i < columns.size(); i++) {
            var cell = row.cell(i);
            if (cell.isBlank()) {
                continue;
            }
            if (columns.get(i) == Column.CONDITION
                    && cell.text().contains("\"")
                    && drl.cell(i).text().contains("\"$")) {
                problems.add(problem(
                        row.line(),
                        cell.at().column(),
                        "",
                        "quote-in-value",
                        "There is a quotation mark within the value " + cell.text()
                                + "; texts of rules have none. Compare by like with a part of it without the mark.",
                        "Внутри значения " + cell.text()
                                + " есть кавычка, в текстах правил её быть не может. Сравнивайте через like с частью без"
                                + " кавычки."));
            }
            switch (columns.get(i)) {
                case NAME -> name = cell.text().replace('"', '\'');
                case PRIORITY -> priority = cell.text();
                case CONDITION ->
                    conditions
                            .computeIfAbsent(facts.cell(i).text(), f -> new ArrayList<>())
                            .add(new Cell(filled(drl.cell(i).text(), cell.text()), cell.at()));
                case ACTION -> actions.add(new Cell(filled(drl.cell(i).text(), cell.text()), cell.at()));
                case NOTE -> {}
            }
        }
        out.add("rule \"" + name + "\"", whole);
        if (!priority.isEmpty()) {
            out.add("salience " + priority, whole);
        }
        out.add("when", whole);
        if (conditions.isEmpty()) {
            facts.cells().stream()
                    .map(Cell::text)
                    .filter(f -> !f.isEmpty())
                    .findFirst()
                    .ifPresent(f -> out.add(f + "()", whole));
        }
        conditions.forEach((fact, constraints) -> fact(fact, constraints, whole));
        out.add("then", whole);
        actions.forEach(a -> out.add(a.text().endsWith(";") ? a.text() : a.text() + ";", a.at()));
        out.add("end", whole);
    }

    private void fact(String fact, List<Cell> constraints, Place whole) {
        if (fact.isEmpty()) {
            constraints.forEach(c -> out.add(c.text(), c.at()));
            return;
        }
        out.add(fact + "(", whole);
        for (var i = 0; i < constraints.size(); i++) {
            out.add(
                    (i == 0 ? "" : ", ") + constraints.get(i).text(),
                    constraints.get(i).at());
        }
        out.add(")", whole);
    }

    private static String filled(String drl, String cell) {
        var most = PLACE.matcher(drl)
                .results()
                .map(r -> r.group(1))
                .filter(g -> !g.equals("param"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(1);
        var parts = cell.split(",", most);
        return Template.filled(drl, PLACE, place -> {
            if (place.equals("param")) {
                return cell;
            }
            var part = Integer.parseInt(place) - 1;
            return part < parts.length ? parts[part].strip() : null;
        });
    }

    private Problem problem(int line, int column, String rule, String code, String text, String textRu) {
        return new Problem(file, line, column, rule, code, text, textRu);
    }
}
