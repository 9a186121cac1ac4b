package dev.voronka.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Move;
import dev.voronka.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the chain of a history finds out. */
class ChainTest {

    private final Chain chain = new Chain(new JacksonCodec());
    private final List<HistoryLine> lines = lines();
    private final String head = lines.get(lines.size() - 1).digest();

    @Test
    void an_untouched_history_is_whole() {
        assertThat(chain.broken(lines, head)).isEmpty();
    }

    @Test
    void a_changed_payload_is_found() {
        var changed = move(2, "другое", "e1");

        assertThat(chain.broken(with(1, changed), head)).containsExactly(2L);
    }

    @Test
    void a_changed_actor_is_found() {
        assertThat(chain.broken(with(1, move(2, "почему 2", "somebody")), head)).containsExactly(2L);
    }

    @Test
    void a_line_taken_out_is_found() {
        lines.remove(1);

        assertThat(chain.broken(lines, head)).isNotEmpty();
    }

    @Test
    void lines_that_changed_places_are_found() {
        lines.add(1, lines.remove(2));

        assertThat(chain.broken(lines, head)).isNotEmpty();
    }

    @Test
    void a_cut_tail_is_found() {
        lines.remove(2);

        assertThat(chain.broken(lines, head)).containsExactly(-1L);
    }

    @Test
    void the_same_payload_gets_another_digest_in_another_line() {
        assertThat(chain.next("", move(1, "x", "e1")).payloadDigest())
                .isNotEqualTo(chain.next("", move(1, "x", "e1")).payloadDigest());
    }

    private List<HistoryLine> with(int place, Move move) {
        var old = lines.get(place);
        lines.set(place, new HistoryLine(move, old.salt(), old.payloadDigest(), old.digest()));
        return lines;
    }

    private List<HistoryLine> lines() {
        var made = new ArrayList<HistoryLine>();
        var previous = Chain.START;
        for (var number = 1; number <= 3; number++) {
            var line = chain.next(previous, move(number, "почему " + number, "e1"));
            made.add(line);
            previous = line.digest();
        }
        return made;
    }

    private static Move move(int number, String why, String actor) {
        var stage = Stage.coded("NEW");
        return new Move(
                new CardId(new UUID(0, 1)),
                number,
                "deal",
                1,
                Instant.EPOCH,
                Actor.employee(actor),
                stage,
                stage,
                "fail",
                new CommonTrigger.Fail(stage, why),
                null,
                null,
                List.of(),
                List.of());
    }
}
