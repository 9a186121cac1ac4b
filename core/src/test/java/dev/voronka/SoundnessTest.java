package dev.voronka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.BrokenProcesses.Event;
import dev.voronka.BrokenProcesses.Nowhere;
import dev.voronka.BrokenProcesses.Open;
import dev.voronka.BrokenProcesses.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What cannot be meant is refused, all of it at once, in words that help. What is said about each broken definition is
 * committed in {@code src/test/resources/soundness} and renewed by {@code -Dvoronka.renew=true}.
 */
class SoundnessTest {

    @Test
    void a_sound_definition_passes() {
        assertThat(BrokenProcesses.sound().build().code()).isEqualTo("deal");
    }

    @TestFactory
    Stream<DynamicTest> each_kind_of_problem_is_told_in_words_that_help() {
        return BrokenProcesses.byKind().entrySet().stream()
                .map(broken -> DynamicTest.dynamicTest(broken.getKey(), () -> {
                    var unsound = refusal(broken.getValue());

                    assertThat(kinds(unsound)).contains(broken.getKey());
                    compare(broken.getKey(), unsound);
                }));
    }

    @Test
    void every_kind_that_the_proof_knows_has_a_broken_definition_and_nothing_else_is_committed() throws IOException {
        var tested = BrokenProcesses.byKind().keySet();

        assertThat(tested).isEqualTo(kindsInSource());
        try (var files = Files.list(Committed.inCore("src/test/resources/soundness"))) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".txt")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(tested.stream(), Stream.of("almost-empty", "all-at-once"))
                                    .map(name -> name + ".txt")
                                    .toList());
        }
    }

    @Test
    void all_problems_are_told_at_once() {
        var unsound = refusal(BrokenProcesses.allAtOnce());

        assertThat(kinds(unsound)).isEqualTo(kindsInSource());
        compare("all-at-once", unsound);
    }

    @Test
    void an_almost_empty_definition_lists_its_problems() {
        compare("almost-empty", refusal(SalesProcess.named("bare", Place.class, Event.class, String.class)));
    }

    @Test
    void a_definition_without_any_stage_lists_its_problems() {
        var bare = SalesProcess.named("bare", Nowhere.class, Open.class, String.class);

        assertThat(kinds(refusal(bare)))
                .contains(
                        "not-one-initial", "not-one-success", "too-few-fails", "main-path-ends", "triggers-not-sealed");
    }

    @Test
    void a_stage_cannot_be_both_start_and_success() {
        assertThat(kinds(refusal(BrokenProcesses.sound().succeedsIn(Place.NEW))))
                .contains("two-meanings");
    }

    @Test
    void a_role_that_holds_something_on_a_card_needs_its_title() {
        var broken =
                BrokenProcesses.sound().texts(BrokenProcesses.brokenTexts()).held(Role.own("WITNESS"), c -> c.data());

        assertThat(refusal(broken)).hasMessageContaining("\"role.WITNESS\" has no text in Russian");
    }

    private static UnsoundProcess refusal(SalesProcessBuilder<?, ?, ?> broken) {
        return catchThrowableOfType(UnsoundProcess.class, broken::build);
    }

    private static Set<String> kinds(UnsoundProcess unsound) {
        return unsound.problems().stream().map(Problem::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> kindsInSource() {
        var add = Pattern.compile("problems\\.add\\(\\s*\"([a-z-]+)\"");
        return Stream.of("Soundness", "SoundNames", "SoundTriggers", "SoundWays")
                .flatMap(proof -> add.matcher(source(proof)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String source(String proof) {
        try {
            return Files.readString(Committed.inCore("src/main/java/dev/voronka/" + proof + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void compare(String name, UnsoundProcess unsound) {
        Committed.check(Committed.inCore("src/test/resources/soundness/" + name + ".txt"), unsound.getMessage() + "\n");
    }
}
