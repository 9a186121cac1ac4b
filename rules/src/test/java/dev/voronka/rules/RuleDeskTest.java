package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.rules.Publication.Outdated;
import dev.voronka.rules.Publication.Published;
import dev.voronka.rules.Publication.Refused;
import dev.voronka.rules.Publication.Unchanged;
import dev.voronka.rules.gate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How books come into force and are replaced. */
class RuleDeskTest {

    @TempDir
    Path folder;

    private final List<Publication> heard = new ArrayList<>();

    @Test
    void a_changed_file_is_in_force_after_a_reload_and_each_answer_names_its_book() throws IOException {
        write("score.drl", Books.points(10));
        var desk = desk();
        var before = desk.qualifier().orElseThrow().answer(Books.lead());

        write("score.drl", Books.points(70));
        var outcome = desk.reload();

        var after = desk.qualifier().orElseThrow().answer(Books.lead());
        assertThat(outcome).isInstanceOf(Published.class);
        assertThat(before.score()).isEqualTo(10);
        assertThat(after.score()).isEqualTo(70);
        assertThat(before.ruling().orElseThrow().book())
                .isEqualTo(RuleBook.of(Books.givesAll(10)).version());
        assertThat(after.ruling().orElseThrow().book())
                .isEqualTo(RuleBook.of(Books.givesAll(70)).version());
        assertThat(desk.reload()).isInstanceOf(Unchanged.class);
    }

    @Test
    void a_broken_edit_leaves_the_book_in_force_and_is_told_until_it_is_corrected() throws IOException {
        write("score.drl", Books.points(10));
        var desk = desk();

        write("score.drl", Books.points(20).replace("budget", "budgt"));
        var refused = desk.reload();

        assertThat(refused).isInstanceOf(Refused.class);
        assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score()).isEqualTo(10);
        assertThat(desk.problems()).extracting(Problem::line).containsExactly(5);
        assertThat(heard).last().isEqualTo(refused);

        write("score.drl", Books.points(10));
        desk.reload();

        assertThat(desk.problems()).isEmpty();
    }

    @Test
    void a_failing_example_keeps_a_book_out_with_its_line_and_the_rules_that_fired() throws IOException {
        write("score.drl", Books.points(10));
        write("score.examples.csv", "пример;бюджет;ожидаем баллы\nЛюбой;5;10\n");
        var desk = desk();

        write("score.drl", Books.points(20));
        var refused = (Refused) desk.reload();

        assertThat(refused.said(java.util.Locale.forLanguageTag("ru")))
                .isEqualTo("score.examples.csv:2: Пример «Любой»: ожидаем баллы: «10», а вышло «20»."
                        + " Сработали правила: Всем.");
        assertThat(refused.examples().tried()).hasSize(1);
        assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score()).isEqualTo(10);
    }

    @Test
    void a_rule_that_throws_where_nothing_is_known_keeps_the_book_out() throws IOException {
        write("route.drl", route("route.prefer($c.id(), 100 / $c.openCards(), \"а\");"));

        assertThatThrownBy(() -> desk()).isInstanceOf(BookRefused.class).hasMessageContaining("rule \"Делит\"");
    }

    @Test
    void two_editors_do_not_overwrite_each_other() throws IOException {
        write("score.drl", Books.points(10));
        var desk = desk();
        var read = desk.book().version();

        var first = desk.publish(read, Books.givesAll(20));
        var second = desk.publish(read, Books.givesAll(30));

        assertThat(first).isInstanceOf(Published.class);
        assertThat(second).isEqualTo(new Outdated(read, desk.book().version()));
        assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score()).isEqualTo(20);
        assertThat(RuleBook.read(folder).version()).isEqualTo(desk.book().version());
    }

    @Test
    void an_edit_on_the_disk_that_nobody_has_taken_up_yet_is_not_overwritten_either() throws IOException {
        write("score.drl", Books.points(10));
        var desk = desk();
        write("score.drl", Books.points(77));

        assertThat(desk.publish(desk.book().version(), Books.givesAll(20))).isInstanceOf(Outdated.class);
        assertThat(Files.readString(folder.resolve("score.drl"))).isEqualTo(Books.points(77));
    }

    @Test
    void publishing_replaces_all_files_at_once_and_leaves_nothing_behind() throws IOException {
        write("score.drl", Books.points(10));
        write("old.drl", "package voronka.verdict\n");
        write("note.txt", "не правило");
        var desk = desk();

        desk.publish(desk.book().version(), Map.of("a.drl", Books.points(1), "b.examples.csv", ""));
        assertThat(names()).contains("score.drl", "old.drl");

        desk.publish(desk.book().version(), Map.of("a.drl", Books.points(1)));

        assertThat(names()).containsExactly(".lock", "a.drl", "note.txt");
    }

    @Test
    void a_disk_that_is_full_at_any_moment_leaves_the_old_book_or_has_the_new_one() throws IOException {
        var files = new TreeMap<>(
                Map.of("a.drl", Books.points(1), "b.drl", Books.points(2).replace("Всем", "Ещё")));
        for (var full = 1; full <= 4; full++) {
            clear();
            write("score.drl", Books.points(10));
            var old = RuleBook.read(folder).version();
            var writes = new AtomicInteger();
            var last = full;
            var desk = RuleDesk.builder()
                    .folder(folder)
                    .disk((file, text) -> {
                        if (writes.incrementAndGet() >= last) {
                            Files.writeString(file, text.substring(0, text.length() / 2));
                            throw new IOException("No space left on device");
                        }
                        Disk.REAL.write(file, text);
                    })
                    .build();

            if (full <= 2) {
                assertThatThrownBy(() -> desk.publish(old, files)).isInstanceOf(BookNotWritten.class);
                assertThat(names()).containsExactly(".lock", "score.drl");
                assertThat(desk.book().version()).isEqualTo(old);
                assertThat(RuleBook.read(folder).version()).isEqualTo(old);
            } else {
                // What is committed is the book, though it could not be copied to where people look for it.
                assertThat(desk.publish(old, files)).isInstanceOf(Published.class);
                var other = desk();
                assertThat(other.book().version())
                        .isEqualTo(desk.book().version())
                        .isEqualTo(BookFiles.version(files));
                // Whoever writes next finishes what was cut short.
                other.publish(other.book().version(), Books.givesAll(5));
                assertThat(names()).containsExactly(".lock", "score.drl");
            }
        }
    }

    @Test
    void a_kept_version_can_be_brought_back_and_others_cannot() throws IOException {
        write("score.drl", Books.points(10));
        var desk = RuleDesk.builder().folder(folder).keep(2).build();
        var first = desk.book().version();
        desk.publish(first, Books.givesAll(20));
        var second = desk.book().version();

        desk.rollBack(first);

        assertThat(desk.book().version()).isEqualTo(first);
        assertThat(RuleBook.read(folder).version()).isEqualTo(first);
        assertThat(desk.versions()).extracting(v -> v.book().version()).containsExactly(first, second);

        desk.publish(first, Books.givesAll(30));

        assertThatThrownBy(() -> desk.rollBack(second))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(desk.book().version());
    }

    @Test
    void a_desk_without_a_folder_publishes_in_memory() {
        var desk = RuleDesk.builder().book(RuleBook.of(Books.givesAll(10))).build();

        assertThat(desk.publish("falsch", Books.givesAll(20))).isInstanceOf(Outdated.class);
        assertThat(desk.publish(desk.book().version(), Books.givesAll(20))).isInstanceOf(Published.class);
        assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score()).isEqualTo(20);
    }

    @Test
    void a_desk_that_finds_a_broken_folder_starts_with_the_book_that_it_is_given() throws IOException {
        write("score.drl", "x");

        assertThatThrownBy(() -> desk()).isInstanceOf(BookRefused.class);

        var desk = RuleDesk.builder()
                .folder(folder)
                .book(RuleBook.of(Books.givesAll(10)))
                .build();
        assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score()).isEqualTo(10);
        assertThat(desk.problems()).isNotEmpty();
        assertThatThrownBy(() -> RuleDesk.builder().build()).isInstanceOf(InvalidInput.class);
    }

    @Test
    void an_employee_whom_nobody_knows_is_warned_of_and_the_book_is_published() throws IOException {
        write(
                "route.drl",
                route(
                        "route.force(\"e9\", \"наш\"); route.prefer(\"e1\", 5, \"наш\"); route.queue(\"общая\", \"всем\");"));

        var desk = RuleDesk.builder()
                .folder(folder)
                .people(Directory.of(Employee.of("e1", Role.REP)))
                .build();

        assertThat(desk.warnings())
                .extracting(w -> w.said(java.util.Locale.forLanguageTag("ru")))
                .containsExactly(
                        "route.drl:6:5 правило «Делит»: Сотрудника «e9» нет в справочнике; при распределении это"
                                + " будет пропущено.");
    }

    @Test
    void a_listener_that_throws_does_not_keep_a_book_out() throws IOException {
        write("score.drl", Books.points(10));
        var desk = RuleDesk.builder()
                .folder(folder)
                .listener(p -> {
                    throw new IllegalStateException("моя беда");
                })
                .build();

        write("score.drl", Books.points(20));

        assertThat(desk.reload()).isInstanceOf(Published.class);
    }

    @Test
    void the_desk_finds_by_itself_what_a_text_editor_has_saved() throws Exception {
        write("score.drl", Books.points(10));
        BlockingQueue<Publication> told = new ArrayBlockingQueue<>(100);
        try (var desk = RuleDesk.builder()
                .folder(folder)
                .listener(told::add)
                .debounce(Duration.ofMillis(50))
                .poll(Duration.ofMillis(200))
                .build()) {
            assertThat(told.poll(1, TimeUnit.SECONDS)).isInstanceOf(Published.class);
            desk.start();
            desk.start();

            write("score.drl", Books.points(33));
            assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(Published.class);
            assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score())
                    .isEqualTo(33);

            write("score.drl", "испорчено");
            assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(Refused.class);
            assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score())
                    .isEqualTo(33);

            // As many editors do: another file beside it, and a renaming.
            write(".score.drl.swp", Books.points(44));
            Files.move(
                    folder.resolve(".score.drl.swp"),
                    folder.resolve("score.drl"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isInstanceOf(Published.class);
            assertThat(desk.qualifier().orElseThrow().answer(Books.lead()).score())
                    .isEqualTo(44);
        }
    }

    private RuleDesk desk() {
        return RuleDesk.builder().folder(folder).listener(heard::add).build();
    }

    private static String route(String action) {
        return "package voronka.route\nrule \"Делит\"\nwhen\n    $c : Candidate(capacity >= 0)\nthen\n    " + action
                + "\nend\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void clear() throws IOException {
        for (var name : names()) {
            delete(folder.resolve(name));
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var inside = Files.list(path)) {
                for (var one : inside.toList()) {
                    delete(one);
                }
            }
        }
        Files.delete(path);
    }

    private List<String> names() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
