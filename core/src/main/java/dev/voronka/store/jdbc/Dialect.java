package dev.voronka.store.jdbc;

import dev.voronka.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one database says otherwise than the others. */
enum Dialect {
    H2("h2", "H2") {
        @Override
        boolean takesAllBack(int code) {
            return code == H2_DEADLOCK;
        }
    },
    POSTGRESQL("postgresql", "PostgreSQL") {
        @Override
        String json() {
            return "cast(? as json)";
        }

        @Override
        String insertNew(String insert) {
            return insert + " ON CONFLICT DO NOTHING";
        }
    },
    MARIADB("mariadb", "MariaDB") {
        @Override
        boolean takesAllBack(int code) {
            return code == MARIADB_DEADLOCK || code == MARIADB_RECORD_HAS_CHANGED;
        }

        @Override
        boolean locksWhatItSees() {
            return false;
        }

        @Override
        Object moment(Instant moment) {
            return LocalDateTime.ofInstant(kept(moment), ZoneOffset.UTC);
        }

        @Override
        @Nullable
        Instant moment(ResultSet row, String column) throws SQLException {
            var at = row.getObject(column, LocalDateTime.class);
            return at == null ? null : at.toInstant(ZoneOffset.UTC);
        }
    };

    /** What was read has been changed by somebody else; only where {@code innodb_snapshot_isolation} is on. */
    static final int MARIADB_RECORD_HAS_CHANGED = 1020;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final int MARIADB_DEADLOCK = 1213;
    private static final int H2_DEADLOCK = 40001;

    private final String folder;
    private final String product;

    Dialect(String folder, String product) {
        this.folder = folder;
        this.product = product;
    }

    /** The name that its driver gives the database. */
    String product() {
        return product;
    }

    /** The dialect of a database, by the name that its driver gives. */
    static Dialect of(String product) {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            default ->
                throw new InvalidInput(
                        "voronka keeps cards in H2, PostgreSQL or MariaDB, but the data source leads to \"" + product
                                + "\". Give it one of those, or write a CardStore of your own.");
        };
    }

    /** Whether an error with this code takes back the whole transaction, past every savepoint. */
    boolean takesAllBack(int code) {
        return false;
    }

    /** Whether a statement that locks rows sees them as of the same moment as those that it only compares with. */
    boolean locksWhatItSees() {
        return true;
    }

    /** The folder of its scripts. */
    String folder() {
        return folder;
    }

    /** The place of a card's data in a statement. */
    String json() {
        return "?";
    }

    /**
     * A moment as a statement's parameter.
     *
     * @throws InvalidInput if not every database could keep it
     */
    Object moment(Instant moment) {
        return OffsetDateTime.ofInstant(kept(moment), ZoneOffset.UTC);
    }

    /**
     * A moment as databases keep it, to the microsecond, rounded up: so a value that was written is equal to the same
     * value in a query, and no clock is taken up before it goes off.
     */
    private static Instant kept(Instant moment) {
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new InvalidInput("The moment " + moment + " cannot be kept; databases keep the years 1 to 9999."
                    + " Nothing was written.");
        }
        var micros = moment.truncatedTo(ChronoUnit.MICROS);
        return micros.equals(moment) ? moment : micros.plus(1, ChronoUnit.MICROS);
    }

    /** A moment that is only compared with: what lies beyond all that is kept, at its edge. */
    static @Nullable Instant within(@Nullable Instant moment) {
        if (moment == null) {
            return null;
        }
        return moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
    }

    /** A moment of a row; null if it has none. */
    @Nullable
    Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /**
     * An insert that writes nothing where there is a row with its key. On PostgreSQL an error would spoil the
     * transaction, so the count tells; elsewhere the error does.
     */
    String insertNew(String insert) {
        return insert;
    }
}
