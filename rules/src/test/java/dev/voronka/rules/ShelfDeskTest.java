package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.decision.BookShelf;
import dev.voronka.decision.BookShelf.Shelved;
import dev.voronka.rules.Publication.Outdated;
import dev.voronka.rules.Publication.Published;
import dev.voronka.rules.Publication.Refused;
import dev.voronka.run.Health;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.jdbc.JdbcCardStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Books that lie in a database, so that all nodes have the same one. */
class ShelfDeskTest {

    private final JdbcDataSource source = new JdbcDataSource();
    private CardStore store;

    @BeforeEach
    void a_database() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        store = JdbcCardStore.on(source);
    }

    @Test
    void what_is_published_on_one_node_is_in_force_on_all_within_seconds() throws Exception {
        BlockingQueue<Publication> told = new ArrayBlockingQueue<>(100);
        var here = desk(10);
        try (var there = RuleDesk.builder()
                .shelf(JdbcCardStore.on(source).books())
                .poll(Duration.ofMillis(50))
                .listener(told::add)
                .build()) {
            assertThat(told.poll(1, TimeUnit.SECONDS)).isInstanceOf(Published.class);
            there.start();
            there.start();

            assertThat(here.publish(here.book().version(), Books.givesAll(20))).isInstanceOf(Published.class);

            assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(Published.class);
            assertThat(points(there)).isEqualTo(20);
            assertThat(there.book().version()).isEqualTo(here.book().version());

            var first = here.versions().get(1).book().version();
            here.rollBack(first);

            assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(Published.class);
            assertThat(points(there)).isEqualTo(10);
        }
    }

    @Test
    void a_node_that_starts_later_takes_what_lies_there_and_not_what_it_was_given_to_begin_with() {
        var here = desk(10);
        here.publish(here.book().version(), Books.givesAll(20));

        var there = desk(99);

        assertThat(points(there)).isEqualTo(20);
        assertThat(store.books().newest(9)).hasSize(2);
    }

    @Test
    void editors_on_two_nodes_do_not_overwrite_each_other() {
        var here = desk(10);
        var there = desk(10);
        var read = here.book().version();

        assertThat(here.publish(read, Books.givesAll(20))).isInstanceOf(Published.class);
        var late = there.publish(read, Books.givesAll(30));

        assertThat(late).isEqualTo(new Outdated(read, here.book().version()));
        assertThat(points(there)).isEqualTo(10);
        there.reload();
        assertThat(points(there)).isEqualTo(20);
        assertThat(there.publish(there.book().version(), Books.givesAll(30))).isInstanceOf(Published.class);
    }

    @Test
    void an_editor_who_is_overtaken_while_the_book_is_tried_is_told_and_changes_nothing() {
        var shelf = store.books();
        var first = RuleBook.of(Books.givesAll(10));
        var rival = RuleBook.of(Books.givesAll(20));
        var desk = RuleDesk.builder()
                .book(first)
                .shelf(new BookShelf() {
                    @Override
                    public List<Shelved> newest(int most) {
                        return shelf.newest(most);
                    }

                    @Override
                    public Optional<SortedMap<String, String>> files(long number) {
                        return shelf.files(number);
                    }

                    @Override
                    public boolean put(Shelved book, SortedMap<String, String> files) {
                        if (book.number() == 2) {
                            shelf.put(new Shelved(2, rival.version(), Instant.EPOCH), rival.files());
                        }
                        return shelf.put(book, files);
                    }

                    @Override
                    public void keep(int most) {
                        shelf.keep(most);
                    }
                })
                .build();

        var outcome = desk.publish(first.version(), Books.givesAll(30));

        assertThat(outcome).isEqualTo(new Outdated(first.version(), rival.version()));
        assertThat(points(desk)).isEqualTo(10);
    }

    @Test
    void a_book_from_before_a_restart_can_be_brought_back_and_as_many_are_kept_as_was_said() {
        var here = RuleDesk.builder()
                .shelf(store.books())
                .book(RuleBook.of(Books.givesAll(10)))
                .keep(3)
                .build();
        var versions = new ArrayList<String>();
        for (var points : List.of(20, 30, 40)) {
            versions.add(here.book().version());
            here.publish(here.book().version(), Books.givesAll(points));
        }

        var later = RuleDesk.builder().shelf(store.books()).keep(3).build();
        later.rollBack(versions.get(2));
        assertThat(points(later)).isEqualTo(30);

        assertThat(store.books().newest(9)).hasSize(3);
        assertThatThrownBy(() -> later.rollBack(versions.get(0)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(later.book().version());
    }

    @Test
    void a_broken_book_on_the_shelf_leaves_the_old_one_in_force_and_health_says_so() {
        var desk = desk(10);
        var voronka = Voronka.builder().store(store).decisions(desk).build();
        store.books()
                .put(new Shelved(2, "x", Instant.EPOCH), new TreeMap<>(Map.of("score.drl", "package voronka.scroe")));

        assertThat(desk.reload()).isInstanceOf(Refused.class);

        assertThat(points(desk)).isEqualTo(10);
        assertThat(voronka.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(voronka.health().problems(java.util.Locale.forLanguageTag("ru")))
                .containsExactly("Новая версия правил не вступила в силу, действует "
                        + desk.book().version()
                        + "; ошибок: 1, первая в score.drl:1:9. Исправьте файлы или откатите");
        desk.rollBack(desk.book().version());
        assertThat(voronka.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void a_database_that_goes_away_leaves_the_book_in_force() throws Exception {
        var desk = desk(10);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        assertThatThrownBy(() -> desk.publish(desk.book().version(), Books.givesAll(20)))
                .isInstanceOf(StoreFailed.class);
        assertThat(points(desk)).isEqualTo(10);
    }

    @Test
    void a_shelf_on_which_nothing_lies_and_a_desk_with_two_places_are_refused() {
        assertThatThrownBy(() -> RuleDesk.builder().shelf(store.books()).build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("RuleBook.starter()");
        assertThatThrownBy(() -> RuleDesk.builder()
                        .shelf(store.books())
                        .folder(Path.of("rules"))
                        .build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("both");
    }

    private RuleDesk desk(int points) {
        return RuleDesk.builder()
                .shelf(store.books())
                .book(RuleBook.of(Books.givesAll(points)))
                .build();
    }

    private static int points(RuleDesk desk) {
        return desk.qualifier().orElseThrow().answer(Books.lead()).score();
    }
}
