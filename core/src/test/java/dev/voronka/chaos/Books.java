package dev.voronka.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Voronka;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks whether what nodes have left behind is right. */
final class Books {

    private final Voronka voronka;
    private final JdbcTemplate jdbc;

    Books(Voronka voronka, JdbcTemplate jdbc) {
        this.voronka = voronka;
        this.jdbc = jdbc;
    }

    /** No lost update, no gap, no half move; everything acknowledged is there. Returns how many moves there are. */
    long areRight(Set<String> acknowledged) {
        var counters = voronka.funnel(Counter.PROCESS);
        var there = new HashSet<String>();
        var moves = 0L;
        for (var card : counters.cards(CardQuery.all().limit(Integer.MAX_VALUE))) {
            var history = counters.history(card.id());
            for (var i = 0; i < history.size(); i++) {
                assertThat(history.get(i).number()).isEqualTo(i + 1L);
                if (i > 0) {
                    there.add(card.id() + " " + ((Counter.Bump) history.get(i).payload()).by());
                    assertThat(history.get(i).at())
                            .isAfterOrEqualTo(history.get(i - 1).at().minusSeconds(60));
                }
            }
            assertThat(card.version()).isEqualTo(history.size());
            assertThat(card.data().count()).as("no update is lost").isEqualTo(history.size() - 1L);
            assertThat(counters.tampered(card.id())).isEmpty();
            moves += history.size() - 1L;
        }
        assertThat(there).as("no bump is there twice").hasSize((int) moves);
        assertThat(there).as("everything acknowledged is there").containsAll(acknowledged);
        return moves;
    }

    /** How many effects are still to be carried out. */
    long waiting() {
        return voronka.deliveries().backlog().waiting();
    }

    /** Each effect was carried out, in the order of its card; returns how many were carried out more than once. */
    long wereSent(long moves) {
        var times = new HashMap<String, Integer>();
        var told = new HashMap<String, String>();
        var last = new HashMap<String, Long>();
        List<Map<String, Object>> rows =
                jdbc.queryForList("SELECT effect, card, count_told, told FROM sent ORDER BY at");
        for (var row : rows) {
            var key = (String) row.get("effect");
            var card = (String) row.get("card");
            var count = ((Number) row.get("count_told")).longValue();
            times.merge(key, 1, Integer::sum);
            var before = told.put(key, card + row.get("told") + count);
            assertThat(before)
                    .as("a duplicate says the same under the same key")
                    .isIn(null, told.get(key));
            if (times.get(key) == 1) {
                assertThat(count).as("in the order of card %s", card).isEqualTo(last.merge(card, 1L, Long::sum));
            }
        }
        assertThat(times).as("each effect was carried out").hasSize((int) moves);
        return (long) rows.size() - times.size();
    }

    static List<CardId> opened(Voronka voronka, int cards) {
        var all = new java.util.ArrayList<Counter.Data>();
        for (var i = 0; i < cards; i++) {
            all.add(new Counter.Data("счётчик " + i, 0));
        }
        return voronka.funnel(Counter.PROCESS).openAll(all, Node.REP).stream()
                .map(Card::id)
                .toList();
    }
}
