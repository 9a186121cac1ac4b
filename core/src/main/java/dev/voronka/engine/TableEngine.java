package dev.voronka.engine;

import dev.voronka.Branch;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import java.util.HashMap;
import java.util.Map;

/** Executes a process as a table of its rows. */
final class TableEngine<D> implements Engine<D> {

    private final Map<String, Map<String, Row<D>>> table = new HashMap<>();

    TableEngine(SalesProcess<?, D> process) {
        for (var spec : process.stages()) {
            var rows = new HashMap<String, Row<D>>();
            process.rowsOf(spec.stage()).forEach(row -> rows.put(row.event(), row));
            table.put(spec.stage().name(), rows);
        }
    }

    @Override
    public Run<D> run(Stage from, String event, Judge<D> judge) {
        var rows = table.get(from.name());
        if (rows == null) {
            throw new IllegalArgumentException("unknown stage " + from.name());
        }
        var row = rows.get(event);
        if (row == null) {
            return Run.noRow();
        }
        return judge.row(row) ? Run.taken(branch(row, judge)) : Run.closed();
    }

    private static <D> Branch<D> branch(Row<D> row, Judge<D> judge) {
        var last = row.branches().size() - 1;
        for (var i = 0; i < last; i++) {
            var branch = row.branches().get(i);
            if (judge.branch(row, branch)) {
                return branch;
            }
        }
        return row.branches().get(last);
    }
}
