package dev.voronka.bitrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.bitrix.mapping.JournalField;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private StorePortal portal;
    private Journal journal;

    @BeforeEach
    void a_journal() {
        portal = new StorePortal(folder, BitrixStoreTest.MAPPING, StoreSample.DEALS);
        journal = new Journal(portal.client(), portal.mapping);
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    private static JournalLine line(String key, String json) {
        return new JournalLine(JournalKind.KEY, key, "", "", 7, JournalLine.micros(StoreSample.T0), json);
    }

    private int lines() {
        return portal.portal.items(String.valueOf(portal.mapping.journalType())).size();
    }

    @Test
    void a_text_too_long_for_a_field_is_kept_in_pieces_which_go_when_it_becomes_shorter() {
        var text = "{\"a\":\"" + "ж 😀 ".repeat(15_000) + "\"}";

        journal.put(line("one", text));
        assertThat(journal.one("one").orElseThrow().json()).isEqualTo(text);
        assertThat(lines()).isEqualTo(5);
        journal.put(line("one", text.replace('ж', 'щ')));
        assertThat(journal.one("one").orElseThrow().json()).isEqualTo(text.replace('ж', 'щ'));
        assertThat(lines()).isEqualTo(5);

        journal.put(line("one", "{}"));

        assertThat(journal.one("one").orElseThrow().json()).isEqualTo("{}");
        assertThat(lines()).isEqualTo(1);
        journal.put(line("one", text));
        journal.drop(List.of("one"));
        assertThat(lines()).isZero();
    }

    @Test
    void a_text_of_which_a_piece_was_deleted_says_which() {
        journal.put(line("one", "x".repeat(100_000)));
        var type = String.valueOf(portal.mapping.journalType());
        var piece = portal.portal.items(type).stream()
                .filter(l -> "one#1".equals(l.get(portal.mapping.journalField(JournalField.KEY))))
                .findFirst()
                .orElseThrow();
        portal.portal.ui().as(1).delete(type, Long.parseLong(String.valueOf(piece.get("id"))));

        assertThatThrownBy(() -> journal.one("one"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("one#1");
    }

    @Test
    void what_a_move_put_aside_and_never_wrote_is_swept_away() {
        journal.write(LongText.pieces(Journal.ASIDE + "op", "", "y".repeat(50_000)), List.of(), true, null);
        journal.put(line("other", "z".repeat(70_000)));
        var before = lines();

        journal.sweep();

        assertThat(before - lines()).isEqualTo(3);
        assertThat(journal.one("other").orElseThrow().json()).hasSize(70_000);
    }

    @Test
    void moments_are_kept_to_the_microsecond_in_fifteen_digits() {
        assertThat(JournalLine.micros(Instant.parse("2020-01-01T00:00:01.000002Z")))
                .isEqualTo(1_000_002);
        assertThat(JournalLine.micros(Instant.parse("2051-01-01T00:00:00Z"))).isLessThan(1_000_000_000_000_000L);
        assertThat(JournalLine.micros(Instant.MAX)).isLessThan(1_000_000_000_000_000L);
        assertThat(JournalLine.micros(Instant.MIN)).isNegative();
        journal.put(line("one", "{}"));
        assertThat(journal.one("one").orElseThrow().at()).isEqualTo(JournalLine.micros(StoreSample.T0));
        assertThat(journal.one("one").orElseThrow().number()).isEqualTo(7);
    }
}
