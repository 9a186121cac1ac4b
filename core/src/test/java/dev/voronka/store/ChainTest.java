package dev.voronka.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.InvalidInput;
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
    private final List<ChainLink> lines = lines();
    private final String head = lines.get(lines.size() - 1).digest();

    @Test
    void an_untouched_history_is_whole() {
        assertThat(chain.broken(lines, head)).isEmpty();
    }

    @Test
    void a_changed_payload_is_found() {
        var changed = chain.next("", move(2, "другое", "e1")).link().payload();

        assertThat(chain.broken(with(1, "NEW", changed), head)).containsExactly(2L);
    }

    @Test
    void a_changed_stage_is_found() {
        var payload = lines.get(1).payload();

        assertThat(chain.broken(with(1, "OTHER", payload), head)).containsExactly(2L);
    }

    @Test
    void an_erased_line_is_no_broken_one_unless_half_of_it_is_left() {
        var line = lines.get(1);
        var erased = line.erased(chain.payloadDigest(line.salt(), line.payload()));
        lines.set(1, erased);
        assertThat(chain.broken(lines, head)).isEmpty();

        assertThat(chain.broken(with(1, "NEW", "{}"), head)).containsExactly(2L);
    }

    @Test
    void with_a_key_nobody_else_can_write_the_chain_anew() {
        var keyed = new Chain(new JacksonCodec(), Integer.MAX_VALUE, new byte[16]);
        var line = keyed.next("", move(1, "x", "e1")).link();

        assertThat(keyed.broken(List.of(line), line.digest())).isEmpty();
        assertThat(chain.broken(List.of(line), line.digest())).containsExactly(1L);
    }

    @Test
    void a_key_that_is_too_short_is_refused() {
        assertThatThrownBy(() -> new Chain(new JacksonCodec(), 9, new byte[15]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("15 bytes");
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
        assertThat(chain.next("", move(1, "x", "e1")).link().payloadDigest())
                .isNotEqualTo(chain.next("", move(1, "x", "e1")).link().payloadDigest());
    }

    private List<ChainLink> with(int place, String to, String payload) {
        var old = lines.get(place);
        lines.set(
                place,
                new ChainLink(
                        old.card(),
                        old.number(),
                        old.from(),
                        to,
                        old.trigger(),
                        old.at(),
                        old.actor(),
                        old.salt(),
                        payload,
                        old.payloadDigest(),
                        old.digest()));
        return lines;
    }

    private List<ChainLink> lines() {
        var made = new ArrayList<ChainLink>();
        var previous = Chain.START;
        for (var number = 1; number <= 3; number++) {
            var line = chain.next(previous, move(number, "почему " + number, "e1"));
            made.add(line.link());
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
