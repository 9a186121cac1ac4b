package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads our own form of a {@link ProductionCalendar}, line by line. One use each. */
final class CsvTables {
    private static final String HEADER = "date,kind,moved_from";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String file;
    private final Map<Year, ProductionYear> tables = new TreeMap<>();
    private int line;

    /** @param file as it is called in messages */
    CsvTables(String file) {
        this.file = file;
    }

    ProductionCalendar read(InputStream in) throws IOException {
        // A decoder of its own, because the reader's usual one puts a question mark in place of what it cannot read.
        var text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        try {
            for (String read = text.readLine(); read != null; read = text.readLine()) {
                line++;
                String said = (line == 1 && read.startsWith(BYTE_ORDER_MARK) ? read.substring(1) : read).strip();
                if (!said.isEmpty() && !said.startsWith("#") && !(tables.isEmpty() && said.equals(HEADER))) {
                    row(said);
                }
            }
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidInput(
                    "The production calendar " + file + " is not UTF-8. Save it in that encoding.", notUtf8);
        }
        if (tables.isEmpty()) {
            throw new InvalidInput("The production calendar " + file
                    + " names no date. Write lines like 2027-02-23,off; a calendar without tables needs no file.");
        }
        return ProductionCalendar.of(tables.values().toArray(ProductionYear[]::new));
    }

    private void row(String said) {
        String[] fields = said.split(",", -1);
        if (fields.length < 2 || fields.length > 3) {
            throw wrong(said, null);
        }
        String kind = fields[1].strip();
        String movedFrom = fields.length < 3 ? "" : fields[2].strip();
        try {
            ProductionYear read;
            if (kind.equals("provisional") && movedFrom.isEmpty()) {
                read = table(Year.parse(fields[0].strip())).asProvisional();
            } else {
                LocalDate date = LocalDate.parse(fields[0].strip());
                read = table(Year.from(date))
                        .withRead(date, kind(kind), movedFrom.isEmpty() ? null : LocalDate.parse(movedFrom));
            }
            tables.put(read.year(), read);
        } catch (DateTimeException | InvalidInput wrong) {
            throw wrong(said, wrong);
        }
    }

    private ProductionYear table(Year year) {
        ProductionYear known = tables.get(year);
        return known == null ? ProductionYear.of(year.getValue()) : known;
    }

    private static DayKind kind(String told) {
        return switch (told) {
            case "off" -> DayKind.OFF;
            case "short" -> DayKind.SHORT;
            case "working" -> DayKind.WORKING;
            default -> throw new DateTimeException("there is no kind \"" + told + "\"");
        };
    }

    private InvalidInput wrong(String said, @Nullable RuntimeException why) {
        return new InvalidInput(
                file + ":" + line + ": \"" + said + "\" is not a line of a production calendar"
                        + (why == null ? "" : " (" + why.getMessage() + ")")
                        + ". Write date,kind or date,kind,moved_from, like 2026-03-09,off,2026-03-08, where kind is off,"
                        + " short or working; or year,provisional; each date once.",
                why);
    }
}
