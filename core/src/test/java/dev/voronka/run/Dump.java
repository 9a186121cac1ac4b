package dev.voronka.run;

import dev.voronka.store.jdbc.Databases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** All tables of a database as text. */
final class Dump {

    private Dump() {}

    /** Every value of every column of every table, binary ones as text and in hexadecimal. */
    static List<String> of(DataSource source) {
        var jdbc = new JdbcTemplate(source);
        var all = new ArrayList<String>();
        for (var table : Databases.tables(source)) {
            jdbc.query("SELECT * FROM " + table, row -> {
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    var bytes = row.getObject(i) instanceof byte[] binary ? binary : null;
                    var text = bytes == null
                            ? row.getString(i)
                            : new String(bytes, StandardCharsets.UTF_8) + " "
                                    + HexFormat.of().formatHex(bytes);
                    if (text != null) {
                        all.add(table + "." + row.getMetaData().getColumnName(i) + ": " + text);
                    }
                }
            });
        }
        return all;
    }

    /** Where a value occurs: in any letter case, plain or as JSON would escape it. */
    static List<String> holding(List<String> dump, String value) {
        var plain = value.toLowerCase(Locale.ROOT);
        var quoted = plain.replace("\\", "\\\\").replace("\"", "\\\"");
        var twice = quoted.replace("\\", "\\\\").replace("\"", "\\\"");
        var escaped = new StringBuilder();
        plain.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return dump.stream()
                .filter(t -> {
                    var text = t.toLowerCase(Locale.ROOT);
                    return text.contains(plain)
                            || text.contains(quoted)
                            || text.contains(twice)
                            || text.contains(escaped);
                })
                .toList();
    }
}
