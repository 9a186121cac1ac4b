package dev.voronka.store.jdbc;

import dev.voronka.decision.BookShelf;
import dev.voronka.store.StoredForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Rule books as rows, the files of each as one JSON object. Thread-safe. */
final class JdbcBooks implements BookShelf {

    private final Sql sql;
    private final StoredForm form;

    JdbcBooks(Sql sql, StoredForm form) {
        this.sql = sql;
        this.form = form;
    }

    @Override
    public List<Shelved> newest(int most) {
        return sql.read(
                "Looking for rule books",
                () -> sql.query(
                        "SELECT number, version, since FROM vk_book ORDER BY number DESC FETCH FIRST " + most
                                + " ROWS ONLY",
                        (row, i) -> new Shelved(
                                row.getLong("number"), row.getString("version"), sql.momentOf(row, "since"))));
    }

    @Override
    public Optional<SortedMap<String, String>> files(long number) {
        return sql
                .read(
                        "Reading rule book " + number,
                        () -> sql.query(
                                "SELECT files FROM vk_book WHERE number = ?",
                                (row, i) -> row.getString("files"),
                                number))
                .stream()
                .findFirst()
                .map(form::texts);
    }

    @Override
    public boolean put(Shelved book, SortedMap<String, String> files) {
        var version = Sql.fits("version of the rule book", book.version(), 80);
        var json = form.texts(files);
        return sql.write("Putting rule book " + book.version() + " on the shelf", () -> {
            var top = newest(1);
            return book.number() == (top.isEmpty() ? 1 : top.get(0).number() + 1)
                    && sql.insertNew(
                            "INSERT INTO vk_book (number, version, since, files) VALUES (" + Sql.places(4) + ")",
                            book.number(),
                            version,
                            book.since(),
                            json);
        });
    }

    @Override
    public void keep(int most) {
        sql.write("Removing old rule books", () -> {
            var all = new ArrayList<@Nullable Object>(
                    sql.query("SELECT number FROM vk_book ORDER BY number DESC", (row, i) -> row.getLong("number")));
            var old = all.subList(Math.min(most, all.size()), all.size());
            return old.isEmpty()
                    ? 0
                    : sql.update("DELETE FROM vk_book WHERE number IN (" + Sql.places(old.size()) + ")", old.toArray());
        });
    }
}
