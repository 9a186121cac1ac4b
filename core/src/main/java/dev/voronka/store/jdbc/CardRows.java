package dev.voronka.store.jdbc;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Move;
import dev.voronka.Role;
import dev.voronka.StageKind;
import dev.voronka.TimeSpan;
import dev.voronka.Visit;
import dev.voronka.store.Chain;
import dev.voronka.store.ChainLink;
import dev.voronka.store.Commit;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.StoredCard;
import dev.voronka.store.StoredForm;
import dev.voronka.store.UnreadableCard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cards and moves as rows. Thread-safe. */
final class CardRows {

    /** The columns of a card that are written at its opening only. */
    private static final String ONCE = "id, process, opened_at, origin";

    /** The columns of a card that are written at each move. */
    private static final String EACH_TIME =
            "version, definition, stage, kind, owner, title, title_key, amount, currency,"
                    + " direction, company, busy_from, busy_to, entered_at, due_at, next_due_at, rungs, head, state";

    /** Whether the card has children, and signals that are still to be done to it. */
    static final String LINKED = "EXISTS (SELECT 1 FROM vk_card k WHERE k.origin = c.id) AS has_children,"
            + " EXISTS (SELECT 1 FROM vk_signal s WHERE s.to_card = c.id) AS has_signals";

    static final String READ = "c.id, c.process, c.version, c.stage, c.kind, c.owner, c.title, c.amount, c.currency,"
            + " c.direction, c.company, c.busy_from, c.busy_to, c.opened_at, c.entered_at, c.head, c.data, c.state";

    static final String MOVE_COLUMNS = "card, number, process, definition, moved_at, actor, actor_kind, actor_roles,"
            + " from_stage, to_stage, event, owner, spent_ms, payload, notes, salt, digest";

    private static final HexFormat HEX = HexFormat.of();

    private final Sql sql;
    private final StoredForm form;
    final String insert;
    final String update;
    final String insertMove = "INSERT INTO vk_move (" + MOVE_COLUMNS + ") VALUES (" + Sql.places(17) + ")";

    CardRows(Sql sql, StoredForm form) {
        this.sql = sql;
        this.form = form;
        var json = sql.dialect().json();
        this.insert = "INSERT INTO vk_card (" + EACH_TIME + ", data, " + ONCE + ") VALUES (" + Sql.places(19) + ", "
                + json + ", " + Sql.places(4) + ")";
        this.update = "UPDATE vk_card SET "
                + Arrays.stream(EACH_TIME.split(", ?"))
                        .map(c -> c.strip() + " = ?")
                        .collect(Collectors.joining(", "))
                + ", data = " + json + " WHERE id = ? AND version = ? AND rungs = ?";
    }

    /** The values of {@link #insert}. */
    @Nullable
    Object[] opening(Commit commit) {
        var card = commit.card();
        var values = changing(commit, 24);
        values[20] = card.id().value();
        values[21] = Sql.fits("code of the process", card.process(), 40);
        values[22] = card.openedAt();
        values[23] = card.origin() == null ? null : card.origin().card().value();
        return values;
    }

    /** The values of {@link #update}. */
    @Nullable
    Object[] change(Commit commit, Card<?> before) {
        var values = changing(commit, 23);
        values[20] = commit.card().id().value();
        values[21] = before.version();
        values[22] = before.visit().rung().size();
        return values;
    }

    private @Nullable Object[] changing(Commit commit, int size) {
        var card = commit.card();
        var header = card.header();
        var amount = header.amount();
        var busy = header.busy();
        var values = new @Nullable Object[size];
        values[0] = card.version();
        values[1] = commit.line().move().definition();
        values[2] = Sql.fits("name of the stage", card.stage().name(), 40);
        values[3] = letter(card.kind());
        values[4] = Sql.fits("id of the owner", card.owner(), 190);
        values[5] = header.title();
        values[6] = titleKey(header.title());
        values[7] = amount == null ? null : amount.minor();
        values[8] = amount == null ? null : amount.currency();
        values[9] = Sql.fits("direction", header.direction(), 190);
        values[10] = Sql.fits("id of the company", header.company(), 190);
        values[11] = busy == null ? null : busy.from();
        values[12] = busy == null ? null : busy.to();
        values[13] = card.visit().enteredAt();
        values[14] = card.due().orElse(null);
        values[15] = commit.nextDue();
        values[16] = card.visit().rung().size();
        values[17] = HEX.parseHex(commit.line().digest());
        values[18] = form.state(card);
        values[19] = form.data(card);
        return values;
    }

    /** A title as it is searched for. */
    static String titleKey(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    /** The values of {@link #insertMove}. */
    @Nullable
    Object[] line(HistoryLine line) {
        var move = line.move();
        var link = line.link();
        return new @Nullable Object[] {
            move.card().value(),
            move.number(),
            move.process(),
            move.definition(),
            move.at(),
            Sql.fits("id of the actor", move.actor().id(), 190),
            letter(move.actor().kind()),
            roles(move.actor()),
            link.from(),
            link.to(),
            Sql.fits("name of the trigger", link.trigger(), 80),
            move.owner(),
            move.spent() == null ? null : move.spent().toMillis(),
            link.payload(),
            form.notes(move),
            link.salt() == null ? null : HEX.parseHex(link.salt()),
            HEX.parseHex(link.digest())
        };
    }

    static String letter(Actor.Kind kind) {
        return kind == Actor.Kind.EMPLOYEE ? "E" : "S";
    }

    static @Nullable String roles(Actor actor) {
        return actor.roles().isEmpty()
                ? null
                : Sql.fits(
                        "list of the actor's roles",
                        actor.roles().stream().map(Role::code).sorted().collect(Collectors.joining(",")),
                        1000);
    }

    /** Who, read from the columns {@code actor, actor_kind, actor_roles}. */
    static Actor actor(ResultSet row) throws SQLException {
        var roles = row.getString("actor_roles");
        return new Actor(
                row.getString("actor"),
                row.getString("actor_kind").equals("E") ? Actor.Kind.EMPLOYEE : Actor.Kind.SYSTEM,
                roles == null
                        ? Set.of()
                        : Arrays.stream(roles.split(",", -1)).map(Role::own).collect(Collectors.toSet()));
    }

    static String letter(StageKind kind) {
        return switch (kind) {
            case INITIAL -> "I";
            case ACTIVE -> "A";
            case SUCCESS -> "S";
            case FAIL -> "F";
        };
    }

    private static StageKind kind(String letter) {
        return switch (letter) {
            case "I" -> StageKind.INITIAL;
            case "A" -> StageKind.ACTIVE;
            case "S" -> StageKind.SUCCESS;
            default -> StageKind.FAIL;
        };
    }

    /** A card of a row of {@link #READ} and {@link #LINKED}. */
    StoredCard stored(ResultSet row) throws SQLException {
        return new StoredCard(
                card(row),
                HEX.formatHex(row.getBytes("head")),
                row.getBoolean("has_children"),
                row.getBoolean("has_signals"));
    }

    /**
     * A card of a row of {@link #READ}.
     *
     * @throws UnreadableCard if the row does not fit its process
     */
    Card<?> card(ResultSet row) throws SQLException {
        var id = new CardId(Sql.uuid(row, "id"));
        var process = row.getString("process");
        var stage = row.getString("stage");
        if (!form.knows(process)) {
            throw new UnreadableCard(id, process, stage, "its process is not known here", null);
        }
        try {
            var state = form.state(process, row.getString("state"));
            var currency = row.getString("currency");
            var from = sql.moment(row, "busy_from");
            var to = sql.moment(row, "busy_to");
            var header = new Header(
                    row.getString("title"),
                    currency == null ? null : new Money(row.getLong("amount"), currency),
                    row.getString("direction"),
                    row.getString("company"),
                    state.contacts(),
                    state.reach(),
                    from == null || to == null ? null : new TimeSpan(from, to));
            return new Card<>(
                    id,
                    process,
                    row.getLong("version"),
                    form.stage(process, stage),
                    kind(row.getString("kind")),
                    row.getString("owner"),
                    form.data(process, row.getString("data")),
                    header,
                    state.fields(),
                    state.watchers(),
                    new Visit(
                            sql.momentOf(row, "entered_at"),
                            state.alarms(),
                            state.rung(),
                            state.hold(),
                            state.begunBy()),
                    state.counts(),
                    state.failure(),
                    sql.momentOf(row, "opened_at"),
                    state.origin());
        } catch (InvalidInput unfit) {
            throw new UnreadableCard(id, process, stage, String.valueOf(unfit.getMessage()), unfit);
        }
    }

    /** The columns of a line of history that its digest covers. */
    ChainLink link(ResultSet row) throws SQLException {
        var salt = row.getBytes("salt");
        var payload = row.getString("payload");
        var kept = row.getBytes("payload_digest");
        return new ChainLink(
                new CardId(Sql.uuid(row, "card")),
                row.getLong("number"),
                row.getString("from_stage"),
                row.getString("to_stage"),
                row.getString("event"),
                sql.momentOf(row, "moved_at"),
                Chain.told(actor(row)),
                salt == null ? null : HEX.formatHex(salt),
                payload,
                kept == null ? null : HEX.formatHex(kept),
                HEX.formatHex(row.getBytes("digest")));
    }

    /** A move of a row; one that was erased says so in its payload. */
    Move move(ResultSet row, ChainLink link) throws SQLException {
        var process = row.getString("process");
        var notes = form.notes(process, row.getString("notes"));
        var spent = row.getLong("spent_ms");
        var hasSpent = !row.wasNull();
        var from = link.from();
        return new Move(
                link.card(),
                link.number(),
                process,
                row.getInt("definition"),
                link.at(),
                actor(row),
                from == null ? null : form.stage(process, from),
                form.stage(process, link.to()),
                link.trigger(),
                link.payload() == null ? new Move.Erased() : form.payload(process, link.trigger(), link.payload()),
                row.getString("owner"),
                hasSpent ? Duration.ofMillis(spent) : null,
                notes.answers(),
                notes.passed());
    }

    static CardId id(ResultSet row, String column) throws SQLException {
        return new CardId(Sql.uuid(row, column));
    }
}
