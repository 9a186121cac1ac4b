package dev.voronka.examples.benchmarks.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The least that a correct design needs: SELECT, UPDATE with version, INSERT of history, INSERT of one effect, commit. */
final class RawJdbc implements Contestant {

    private static final String[] STAGES = {"NEW", "ASKED", "ROUTED", "OFFERED", "AGREED", "DONE"};
    private static final String[] EVENTS = {"answer", "route", "offer", "agree", "finish"};
    private static final String FIRST =
            "{\"amount\":1250017,\"channel\":\"site\",\"company\":\"company-17\",\"pieces\":12,"
                    + "\"product\":\"насос НМ-40\",\"region\":\"Урал\",\"title\":\"Поставка оборудования № 17\",\"urgent\":true";
    private static final String[] WRITES = {
        ",\"need\":\"насосы для котельной\",\"term\":\"до марта\",\"budget\":\"1,3 млн\",\"decider\":\"главный инженер\","
                + "\"rival\":\"нет\",\"volume\":\"12 штук\",\"place\":\"Урал\",\"source\":\"сайт\"",
        ",\"team\":\"ural\",\"score\":72",
        ",\"offer\":\"КП-17\",\"price\":1300000",
        ",\"agreedBy\":\"главный инженер\",\"agreedAt\":\"2026-12-01\"",
        ",\"contract\":\"Д-17/26\",\"pages\":14"
    };
    private static final String EFFECT =
            "{\"comment\":\"e17 перевёл карточку\",\"from\":\"NEW\",\"to\":\"ASKED\",\"by\":\"e17\",\"trigger\":\"answer\"}";

    private final DataSource source;
    private final String json;

    RawJdbc(DataSource source, boolean isPostgres) throws SQLException {
        this.source = source;
        this.json = isPostgres ? "cast(? as jsonb)" : "?";
        var text = isPostgres ? "jsonb" : "varchar(1000000)";
        var moment = "timestamp(6) with time zone";
        try (var connection = source.getConnection();
                var work = connection.createStatement()) {
            work.execute(
                    "CREATE TABLE raw_card (id uuid PRIMARY KEY, version bigint NOT NULL, stage varchar(40) NOT NULL,"
                            + " owner varchar(40), changed_at " + moment + ", data " + text + ")");
            work.execute("CREATE INDEX raw_card_stage ON raw_card (stage, owner)");
            work.execute("CREATE TABLE raw_move (card uuid, number bigint, at " + moment
                    + ", actor varchar(40), from_stage varchar(40), to_stage varchar(40), event varchar(40), payload varchar(100000),"
                    + " PRIMARY KEY (card, number))");
            work.execute("CREATE TABLE raw_outbox (card uuid, move bigint, due_at " + moment
                    + ", payload varchar(100000), PRIMARY KEY (card, move))");
        }
    }

    @Override
    public List<UUID> open(int cards) {
        return within(connection -> {
            var ids = new ArrayList<UUID>();
            try (var insert = connection.prepareStatement(
                    "INSERT INTO raw_card (id, version, stage, owner, changed_at, data) VALUES (?, 1, 'NEW', 'e17', ?, "
                            + json + ")")) {
                for (var i = 0; i < cards; i++) {
                    var id = UUID.randomUUID();
                    ids.add(id);
                    insert.setObject(1, id);
                    insert.setObject(2, now());
                    insert.setString(3, FIRST + "}");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return ids;
        });
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    @Override
    public void move(UUID card, int step) {
        moveAll(List.of(card), step);
    }

    @Override
    public void moveAll(List<UUID> cards, int step) {
        within(connection -> {
            var places = String.join(", ", java.util.Collections.nCopies(cards.size(), "?"));
            var versions = new java.util.HashMap<UUID, Long>();
            try (var select = connection.prepareStatement(
                    "SELECT id, version, stage, owner, data FROM raw_card WHERE id IN (" + places + ")")) {
                for (var i = 0; i < cards.size(); i++) {
                    select.setObject(i + 1, cards.get(i));
                }
                try (var found = select.executeQuery()) {
                    while (found.next()) {
                        versions.put(found.getObject(1, UUID.class), found.getLong(2));
                        if (found.getString(5).length() < 10
                                || !found.getString(3).equals(STAGES[step])) {
                            throw new IllegalStateException("the card is not where it should be");
                        }
                    }
                }
            }
            var data = FIRST + String.join("", java.util.Arrays.copyOf(WRITES, step + 1)) + "}";
            try (var update = connection.prepareStatement(
                            "UPDATE raw_card SET version = ?, stage = ?, changed_at = ?, data = " + json
                                    + " WHERE id = ? AND version = ?");
                    var history = connection.prepareStatement(
                            "INSERT INTO raw_move (card, number, at, actor, from_stage, to_stage, event, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
                    var effect = connection.prepareStatement(
                            "INSERT INTO raw_outbox (card, move, due_at, payload) VALUES (?, ?, ?, ?)")) {
                for (var card : cards) {
                    var version = versions.get(card);
                    var now = now();
                    set(update, version + 1, STAGES[step + 1], now, data, card, version);
                    set(
                            history,
                            card,
                            version + 1,
                            now,
                            "e17",
                            STAGES[step],
                            STAGES[step + 1],
                            EVENTS[step],
                            "{" + WRITES[step].substring(1) + "}");
                    set(effect, card, version + 1, now, EFFECT);
                    if (cards.size() > 1) {
                        update.addBatch();
                        history.addBatch();
                        effect.addBatch();
                    }
                }
                if (cards.size() > 1) {
                    for (var count : update.executeBatch()) {
                        check(count);
                    }
                    history.executeBatch();
                    effect.executeBatch();
                } else {
                    check(update.executeUpdate());
                    history.executeUpdate();
                    effect.executeUpdate();
                }
            }
            return true;
        });
    }

    private static void check(int count) {
        if (count != 1) {
            throw new IllegalStateException("somebody else was faster");
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private interface Work<R> {
        R with(Connection connection) throws SQLException;
    }

    private <R> R within(Work<R> work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            var done = work.with(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return done;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
